"""The usual broadcast: PTB's own client, IN_FLIGHT `send_message` at a time in one gather, to COUNT people.

The message is read from standard input. All of COUNT in one gather would overrun the client's pool: most would fail.
"""

import asyncio
import sys

import orjson
from telegram import Bot, InlineKeyboardMarkup

from benchmarks.bare_server import FIRST_PERSON


async def main(address: str, token: str, count: int, in_flight: int, body: bytes) -> None:
    nudge = orjson.loads(body)
    people = range(FIRST_PERSON + 1, FIRST_PERSON + 1 + count)
    async with Bot(token, base_url=f"{address}/bot") as bot:
        buttons = InlineKeyboardMarkup.de_json(nudge["reply_markup"], bot)
        for first in range(0, len(people), in_flight):
            crowd = people[first : first + in_flight]
            await asyncio.gather(*(bot.send_message(person, nudge["text"], reply_markup=buttons) for person in crowd))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.stdin.buffer.read()))
