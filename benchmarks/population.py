"""Databases full of people."""

import asyncio
import datetime
from functools import partial
from pathlib import Path

import tzdata

from benchmarks.bare_server import FIRST_PERSON
from companion.checkins import CheckIn
from companion.people import Goal, Settings, Win
from storage import checkins, goals, people, timezones, wins
from storage.keys import KEY_BYTES
from storage.store import Store
from storage.vault import Connection

KEY = bytes(KEY_BYTES)  # its people are nobody
_BATCH = 5000
_SETTINGS = Settings(zone="Europe/London", town="London", country="GB", hellos="daily")
_TODAY = datetime.datetime.now(datetime.UTC).date()
_JOINED_ON = _TODAY - datetime.timedelta(days=4)
_JOINED_AT = int(datetime.datetime.combine(_JOINED_ON, datetime.time(12), datetime.UTC).timestamp())
_HEARD_AT = _JOINED_AT + 3 * 86400  # yesterday
_FAR_AHEAD = int(datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC).timestamp())


def populate(path: Path, count: int, kept: int = 0) -> None:
    """`count` people who have joined, each with a goal, today's hello unanswered, the next one planned far ahead, and
    so many wins `kept`."""
    asyncio.run(_populate(path, count, kept))


async def _populate(path: Path, count: int, kept: int) -> None:
    store = await Store.open(path, KEY)
    for first in range(0, count, _BATCH):
        await store.run(partial(_add, range(first, min(first + _BATCH, count)), kept))
    await store.run(partial(timezones.planned_with, release=tzdata.IANA_VERSION))
    await store.close()


def _add(numbers: range, kept: int, connection: Connection) -> None:
    for number in numbers:
        person = FIRST_PERSON + number
        people.join(connection, person, "abcdef", _JOINED_AT)
        people.change(connection, person, _SETTINGS)
        goals.keep(connection, person, Goal(1, "drink water", "drink a glass of water", asked_on=_TODAY))
        for win in range(2, kept + 2):
            wins.keep(connection, person, Win(win, "drank some water", _JOINED_AT, _JOINED_ON, "water"))
        people.number_used(connection, person, kept + 1)
        people.heard(connection, person, _HEARD_AT)
        checkins.plan(connection, person, CheckIn("hello", datetime.date(2099, 1, 1), _FAR_AHEAD + number))
