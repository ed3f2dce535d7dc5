"""Databases full of people, written by the functions of storage: sealed, each with a key of their own.

60 µs of CPU a person, so a minute for a million.
"""

import asyncio
import dataclasses
import datetime
import time
import zoneinfo
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tzdata
from msgspec.structs import replace

from benchmarks.bare_server import FIRST_PERSON
from companion import planning
from companion.checkins import CheckIn
from companion.people import Goal, Person, Settings, Win
from companion.turns import Plan
from storage import checkins, goals, nightly, people, timezones, wins
from storage.keys import KEY_BYTES
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection

KEY = bytes(KEY_BYTES)  # its people are nobody
FAR_AHEAD = int(datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC).timestamp())
_BATCH = 5000
_SETTINGS = Settings(zone="Europe/London", town="London", country="GB", hellos="daily")
_TODAY = datetime.datetime.now(datetime.UTC).date()
_JOINED_ON = _TODAY - datetime.timedelta(days=4)
_JOINED_AT = int(datetime.datetime.combine(_JOINED_ON, datetime.time(12), datetime.UTC).timestamp())
_HEARD_AT = _JOINED_AT + 3 * 86400  # yesterday


@dataclass(frozen=True, slots=True)
class People:
    """`count` people, numbered from `first`, who have joined, with a goal and so many wins `kept`.

    Their hello is due at `due_at`, in UTC epoch seconds, all at once; at FAR_AHEAD it is due one after the other, and
    today's is unanswered.
    """

    count: int
    first: int = 0
    kept: int = 0
    due_at: int = FAR_AHEAD


def populate(path: Path, *groups: People) -> None:
    """Makes a database with these people."""
    asyncio.run(fill(path, *groups))


async def fill(path: Path, *groups: People) -> None:
    """As `populate`, in a loop that runs."""
    store = await Store.open(path, KEY)
    for group in groups:
        for done in range(0, group.count, _BATCH):
            part = dataclasses.replace(group, first=group.first + done, count=min(_BATCH, group.count - done))
            await store.run(partial(_add, part))
    await store.run(partial(timezones.planned_with, release=tzdata.IANA_VERSION))
    await store.run(partial(nightly.done, work="write anew", now=int(time.time())))  # as after any night
    await store.close()


def _add(group: People, connection: Connection) -> None:
    local = datetime.datetime.fromtimestamp(group.due_at, zoneinfo.ZoneInfo(_SETTINGS.zone))
    is_far = group.due_at == FAR_AHEAD
    settings = _SETTINGS if is_far else replace(_SETTINGS, hello_minute=local.hour * 60 + local.minute)
    letter = _letter(settings)
    goal = Goal(1, "drink water", "drink a glass of water", asked_on=_TODAY if is_far else None)
    for number in range(group.first, group.first + group.count):
        person = FIRST_PERSON + number
        people.join(connection, person, "abcdef", _JOINED_AT)
        people.change(connection, person, settings)
        goals.keep(connection, person, goal)
        for win in range(2, group.kept + 2):
            wins.keep(connection, person, Win(win, "drank some water", _JOINED_AT, _JOINED_ON, "water"))
        people.remember(connection, person, Passed(_HEARD_AT, used=group.kept + 1))
        due_at = group.due_at + number if is_far else group.due_at
        checkins.plan(connection, person, CheckIn("hello", local.date(), due_at))
        checkins.plan(connection, person, letter)


def _letter(settings: Settings) -> CheckIn:
    """The next one of somebody with these settings."""
    planned = planning.letter(Person(FIRST_PERSON, "abcdef", _JOINED_AT, settings=settings), settings, int(time.time()))
    assert isinstance(planned, Plan)
    return planned.check_in
