"""aiogram with all its defaults, answering each text with itself. Keeps nothing, and nobody's order."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def main(address: str, token: str) -> None:
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address))))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
