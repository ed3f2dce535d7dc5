"""Half a year without a word erases a person: as announced, once it is sure, and without a message."""

import pytest

from companion.people import KEPT_UNHEARD
from companion.replies import Say
from scheduler.retention import SEEN_AGAIN_AFTER, Retention
from storage import outbox, people
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection
from tests.scheduler.post import ALICE, BOB, NOW

DAY = 24 * 3600
OVERDUE = NOW + (KEPT_UNHEARD + 1) * DAY  # the day that was named to them is over, wherever they are


class Clock:
    """What `now` tells, as the test sets it."""

    def __init__(self, now: int) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


@pytest.fixture
async def joined(store: Store) -> Store:
    """Alice was heard of at NOW, Bob a day later."""

    def join(connection: Connection) -> None:
        people.join(connection, ALICE, "0a1b2c", NOW)
        people.join(connection, BOB, "0a1b2c", NOW + DAY)
        outbox.put(connection, ALICE, Say("on its way"), NOW)

    await store.run(join)
    return store


async def here(store: Store) -> set[int]:
    return await store.run(lambda connection: {row[0] for row in connection.execute("SELECT id FROM people")})


# On the day that was announced, not before: whoever is silent goes, with what was on its way, and hears nothing.
async def test_erased_when_due(joined: Store) -> None:
    clock = Clock(OVERDUE - 1)
    retention = Retention(joined, clock)
    assert await retention.erase_unheard() == 0
    clock.now = OVERDUE + SEEN_AGAIN_AFTER
    assert await retention.erase_unheard() == 0  # seen for the first time
    clock.now += SEEN_AGAIN_AFTER
    assert await retention.erase_unheard() == 1
    assert await here(joined) == {BOB}
    assert await joined.run(lambda connection: connection.execute("SELECT count(*) FROM outbox").fetchone()) == (0,)


# One word in the last hour keeps everything.
async def test_a_word_keeps_them(joined: Store) -> None:
    clock = Clock(OVERDUE)
    retention = Retention(joined, clock)
    await retention.erase_unheard()
    await joined.run(lambda connection: people.remember(connection, ALICE, Passed(OVERDUE + 60)))
    clock.now += SEEN_AGAIN_AFTER
    assert await retention.erase_unheard() == 0
    assert await here(joined) == {ALICE, BOB}


# A clock that is years ahead for less than an hour, as on a machine that has just started, erases nobody.
@pytest.mark.parametrize("set_right_after", [1, 60, SEEN_AGAIN_AFTER - 1])
async def test_a_wrong_clock_costs_nothing(joined: Store, set_right_after: int) -> None:
    clock = Clock(NOW + 10 * 365 * DAY)
    retention = Retention(joined, clock)
    await retention.erase_unheard()
    clock.now += set_right_after
    assert await retention.erase_unheard() == 0
    clock.now = NOW + 2 * DAY
    for _ in range(5):
        assert await retention.erase_unheard() == 0
        clock.now += SEEN_AGAIN_AFTER
    assert await here(joined) == {ALICE, BOB}
