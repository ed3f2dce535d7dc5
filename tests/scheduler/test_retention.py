"""Half a year without a word erases a person: as announced, and without a message."""

from collections.abc import Sequence
from functools import partial

import pytest

from companion.people import TOLD_BEFORE
from companion.replies import Say
from scheduler.retention import erase_unheard
from storage import outbox, people, unheard
from storage.store import Store
from storage.vault import Connection
from tests.scheduler.post import NOW

DAY = 24 * 3600
MANY = range(5_000_000_001, 5_000_000_026)  # more than are erased in one transaction
UNTOLD = MANY[-1] + 1


@pytest.fixture
async def joined(store: Store) -> Store:
    """People last heard of a year ago, all but one of them told what comes of silence."""

    def join(connection: Connection) -> None:
        for person_id in (*MANY, UNTOLD):
            people.join(connection, person_id, "0a1b2c", NOW - 365 * DAY)
            outbox.put(connection, person_id, Say("on its way"), NOW)
        for person_id in MANY:
            unheard.let_expire(connection, person_id, NOW)

    await store.run(join)
    return store


async def looks(store: Store, days: Sequence[int]) -> list[int]:
    """How many are erased on each of these days after NOW."""
    return [await erase_unheard(store, partial(int, NOW + day * DAY)) for day in days]


# With all that was on its way, those who were told, when the day is over that was named to them.
async def test_erased_when_due(joined: Store) -> None:
    assert set(await looks(joined, range(TOLD_BEFORE + 1))) == {0}
    assert await looks(joined, [TOLD_BEFORE + 1, TOLD_BEFORE + 2]) == [len(MANY), 0]
    here = "SELECT id, (SELECT group_concat(person_id) FROM outbox) FROM people"
    assert await joined.run(lambda connection: connection.execute(here).fetchall()) == [(UNTOLD, str(UNTOLD))]


# A bot that was off for half a year erases nobody when it starts.
async def test_after_half_a_year(joined: Store) -> None:
    assert await looks(joined, [0, 183, 184]) == [0, 0, 0]
