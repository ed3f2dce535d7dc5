"""Whole frameworks at work: PTB's Application with its Updater, and aiogram's Dispatcher polling."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aiogram
import pytest
from aiogram import filters as aiogram_filters
from aiogram import types
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from simulator.server import Running
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import connect_aiogram, ptb_request

QUESTION, KEPT, HEARD = "What have you already done today?", "You sat up. You did that.", "That sounds heavy."


async def _ptb_start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Sat up", callback_data="sat")]])
    await update.message.reply_text(QUESTION, reply_markup=markup)


async def _ptb_tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Kept")
    await update.callback_query.edit_message_text(KEPT)


async def _ptb_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.set_reaction("🤗")
    await update.message.reply_text(HEARD, do_quote=True)


@asynccontextmanager
async def _ptb(url: str, token: str) -> AsyncIterator[None]:
    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    builder = builder.request(ptb_request()).get_updates_request(ptb_request())
    application: Application[Any, Any, Any, Any, Any, Any] = builder.build()
    application.add_handler(CommandHandler("start", _ptb_start))
    application.add_handler(CallbackQueryHandler(_ptb_tap))
    application.add_handler(MessageHandler(filters.TEXT, _ptb_text))
    async with application:
        assert application.updater
        await application.updater.start_polling()
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()


async def _aiogram_start(message: types.Message) -> None:
    markup = types.InlineKeyboardMarkup(
        inline_keyboard=[[types.InlineKeyboardButton(text="Sat up", callback_data="sat")]]
    )
    await message.answer(QUESTION, reply_markup=markup)


async def _aiogram_tap(query: types.CallbackQuery) -> None:
    await query.answer("Kept")
    assert isinstance(query.message, types.Message)
    await query.message.edit_text(KEPT)


async def _aiogram_text(message: types.Message) -> None:
    await message.react([types.ReactionTypeEmoji(emoji="🤗")])
    await message.reply(HEARD)


@asynccontextmanager
async def _aiogram(url: str, token: str) -> AsyncIterator[None]:
    dispatcher = aiogram.Dispatcher()
    dispatcher.message.register(_aiogram_start, aiogram_filters.CommandStart())
    dispatcher.callback_query.register(_aiogram_tap)
    dispatcher.message.register(_aiogram_text)
    async with connect_aiogram(url, token) as client:
        polling = asyncio.create_task(
            dispatcher.start_polling(client.bot, handle_signals=False, close_bot_session=False)
        )
        yield
        await dispatcher.stop_polling()
        await polling


# One conversation, the same through both: start, a tap, a heavy word; all of it confirmed at the end.
@pytest.mark.parametrize("framework", [_ptb, _aiogram])
async def test_a_conversation(
    running: Running,
    phone: Phone,
    wire: Wire,
    levers: Levers,
    framework: Callable[[str, str], AbstractAsyncContextManager[None]],
) -> None:
    at = (await phone.get("chat"))["sequence"]
    async with asyncio.timeout(10), framework(running.url, running.token):
        await phone.writes("/start")
        at, question = await _from_the_bot(phone, at)
        assert question["text"] == QUESTION
        assert question["keyboard"] == [[{"text": "Sat up"}]]

        await phone.taps(question["message_id"])
        at, answered = await phone.awaits("answered", after=at)
        assert answered["text"] == "Kept"
        at, edited = await phone.awaits("edited", after=at)
        assert (edited["message"]["text"], edited["message"]["keyboard"]) == (KEPT, None)

        said = await phone.writes("heavy")
        at, heard = await _from_the_bot(phone, at)
        assert (heard["text"], heard["reply_to_message"]["message_id"]) == (HEARD, said)
        assert (await phone.shown(said))["reactions"]["bot"] == "🤗"
    last = [entry for entry in await levers.transcript() if entry["method"] == "getUpdates"][-1]
    updates = last["answer"]["result"] if last["answer"] else []
    assert [update for update in updates if update["message"]["message_id"] != said] == []


async def _from_the_bot(phone: Phone, at: int) -> tuple[int, dict[str, Any]]:
    """The next message in the chat that the person did not write."""
    while True:
        at, event = await phone.awaits("message", after=at)
        if not event["message"]["out"]:
            message: dict[str, Any] = event["message"]
            return at, message
