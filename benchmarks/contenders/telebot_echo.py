"""pyTelegramBotAPI's asynchronous bot with all its defaults, answering each text with itself. Keeps nothing, and
nobody's order."""

import asyncio
import sys

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import Message


async def main(address: str, token: str) -> None:
    asyncio_helper.API_URL = f"{address}/bot{{0}}/{{1}}"
    bot = AsyncTeleBot(token)

    @bot.message_handler()  # type: ignore[untyped-decorator,no-untyped-call]  # the library's own way, without types
    async def echo(message: Message) -> None:
        await bot.send_message(message.chat.id, message.text or "")

    await bot.infinity_polling()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
