"""The usual companion: PTB's JobQueue with one job per person, all at one moment, and an echo for whoever writes.

PEOPLE jobs run at AT (UTC epoch seconds), each sending the nudge read from standard input to one of the people from
number FIRST on. CLIENT is "default" or "aiohttp": all of PTB as it comes, or a client that is quick and updates
handled side by side.
"""

import datetime
import sys
from functools import partial

import orjson
from telegram import InlineKeyboardMarkup
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks.bare_server import FIRST_PERSON
from benchmarks.contenders.ptb_echo import echo
from bot.request import AiohttpRequest

CONNECTIONS = 256  # as PTB's own client has


async def nudge(context: ContextTypes.DEFAULT_TYPE, text: str, buttons: InlineKeyboardMarkup) -> None:
    assert context.job
    assert context.job.chat_id
    await context.bot.send_message(context.job.chat_id, text, reply_markup=buttons)


def main(address: str, token: str, client: str, people: int, at: int, first: int) -> None:
    builder = Application.builder().token(token).base_url(f"{address}/bot")
    if client == "aiohttp":
        builder.request(AiohttpRequest(CONNECTIONS)).get_updates_request(AiohttpRequest(1)).concurrent_updates(True)  # noqa: FBT003 - PTB's own way
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    message = orjson.loads(sys.stdin.buffer.read())
    work = partial(nudge, text=message["text"], buttons=InlineKeyboardMarkup.de_json(message["reply_markup"]))
    moment = datetime.datetime.fromtimestamp(at, datetime.UTC)
    assert application.job_queue
    for number in range(first, first + people):
        application.job_queue.run_once(work, moment, chat_id=FIRST_PERSON + number, name=str(number))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], *map(int, sys.argv[4:7]))
