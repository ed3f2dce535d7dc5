"""Databases with a crowd in them."""

import datetime
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import tzdata

from companion.checkins import CheckIn
from companion.people import Goal, Settings, Win
from storage import checkins, goals, people, timezones, wins
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY

FIRST = 7_000_000_000
_BATCH = 5000
_DAY = 86400  # seconds
_NEVER = 4_000_000_000  # UTC epoch seconds
_KEPT = 11  # wins of each writer: the twelfth and some more bring no picture, which a process of its own would draw


def numbers(count: int, first: int = FIRST) -> range:
    """So many people."""
    return range(first, first + count)


async def settle(path: Path, crowd: Sequence[int], now: int, writers: Sequence[int] = ()) -> None:
    """Makes a database in which they all joined some days ago (`now`: UTC epoch seconds), each with a goal, `writers`
    with some wins too; no hello is due before `fall_due`."""
    store = await Store.open(path, KEY)
    for kept, group in ((0, crowd), (_KEPT, writers)):
        for first in range(0, len(group), _BATCH):
            await store.run(partial(_add, crowd=group[first : first + _BATCH], now=now, kept=kept))
    await store.run(partial(timezones.planned_with, release=tzdata.IANA_VERSION))
    await store.close()


async def fall_due(path: Path, crowd: range, at: int) -> None:
    """The hellos of all of them are due at `at` (UTC epoch seconds)."""
    store = await Store.open(path, KEY)
    await store.run(partial(_fall_due, crowd=crowd, at=at))
    await store.close()


def _add(connection: Connection, crowd: Sequence[int], now: int, kept: int) -> None:
    joined_at = now - 4 * _DAY
    local = datetime.datetime.fromtimestamp(now, datetime.UTC)
    today, minute = local.date(), local.hour * 60 + local.minute  # their own choice, so that no hour is too quiet
    settings = Settings(zone="Atlantic/Reykjavik", country="IS", hellos="daily", hello_minute=minute)
    for person in crowd:
        people.join(connection, person, "abcdef", joined_at)
        people.change(connection, person, settings)
        goals.keep(connection, person, Goal(1, "drink water", "drink a glass of water", asked_on=None))
        for number in range(2, kept + 2):
            win = Win(number, "drank some water", joined_at, today - datetime.timedelta(days=4), "water")
            wins.keep(connection, person, win)
        people.remember(connection, person, Passed(now - _DAY, used=kept + 1))
        checkins.plan(connection, person, CheckIn("hello", today, _NEVER))


def _fall_due(connection: Connection, crowd: range, at: int) -> None:
    today = datetime.datetime.fromtimestamp(at, datetime.UTC).date()
    connection.execute(
        "UPDATE check_ins SET due_at = :at, date = :date WHERE person_id BETWEEN :first AND :last AND kind = 'hello'",
        {"at": at, "date": today.isoformat(), "first": crowd[0], "last": crowd[-1]},
    )
