"""Silence: nobody's things expire untold, or earlier than was said, or for a time in which nobody could be heard."""

import pytest

from companion.people import KEPT_UNHEARD, TOLD_BEFORE
from companion.replies import Nudge, Say
from storage import outbox, outcomes, people, unheard
from storage.outbox import Delivered, Delivery, Later, Refused, Unknown
from storage.people import Passed
from storage.vault import Connection
from tests.storage.rows import ALICE, HELLO, HOUR, NOW, TODAY, claimed

pytestmark = pytest.mark.usefixtures("people_here")

DAY = 24 * 3600
FAREWELL = Say("I'll stay quiet from here.", nudge=Nudge("farewell", TODAY))
TOLD_AT = NOW + 14 * DAY
OVER = NOW + (KEPT_UNHEARD + 1) * DAY  # the day that was named is over, wherever they are


def tell(connection: Connection, at: int, said: Say = FAREWELL, end: Delivery | None = None) -> None:
    """Alice, heard of at NOW, is told then."""
    unheard.listened(connection, at)
    outbox.put(connection, ALICE, said, at)
    outcomes.settle(connection, [(row, end or Delivered(1)) for row in claimed(connection, "nudge", at)], at)


def lives(connection: Connection, since: int, until: int) -> bool:
    """Whether Alice's things are here still after those days, looked at every day."""
    looks = [*range(since, until, DAY), until]
    return not [person_id for at in looks for person_id in unheard.expired(connection, at, 1)]


# To the second when the day is over that was named at the farewell.
def test_as_announced(connection: Connection) -> None:
    tell(connection, TOLD_AT)
    assert lives(connection, TOLD_AT, OVER - 1)
    assert unheard.expired(connection, OVER, 10) == [ALICE]


# Told late, they have the time that was promised for an answer.
def test_told_late(connection: Connection) -> None:
    late = NOW + 300 * DAY
    tell(connection, late)
    over = late + (TOLD_BEFORE + 1) * DAY
    assert lives(connection, late, over - 1)
    assert unheard.expired(connection, over, 10) == [ALICE]


# Only what arrived has told anybody, and only what names the day; an earlier silence's farewell is none of this one's.
@pytest.mark.parametrize("end", [Unknown(), Refused("no"), Later(60, counts=False)])
def test_untold(connection: Connection, end: Delivery) -> None:
    tell(connection, TOLD_AT, end=end)
    tell(connection, TOLD_AT, said=HELLO)
    assert lives(connection, TOLD_AT, NOW + 1000 * DAY)


@pytest.mark.parametrize("heard_at", [TOLD_AT, TOLD_AT + 60, OVER - 1])
def test_a_word_keeps_it(connection: Connection, heard_at: int) -> None:
    tell(connection, TOLD_AT)
    people.remember(connection, ALICE, Passed(heard_at))
    assert lives(connection, TOLD_AT, NOW + 1000 * DAY)


# Somebody who wrote between the farewell's writing and its arrival was told nothing that still holds.
def test_a_word_in_between(connection: Connection) -> None:
    outbox.put(connection, ALICE, FAREWELL, TOLD_AT)
    (row,) = claimed(connection, "nudge", TOLD_AT)
    people.remember(connection, ALICE, Passed(TOLD_AT + 1))
    outcomes.settle(connection, [(row, Delivered(1))], TOLD_AT + 2)
    assert lives(connection, TOLD_AT, NOW + 1000 * DAY)


# Down for longer than Telegram keeps what they write, or an old backup put back: the time begins where it stopped.
@pytest.mark.parametrize("down", [2 * DAY, 300 * DAY])
def test_down(connection: Connection, down: int) -> None:
    tell(connection, TOLD_AT)
    assert lives(connection, TOLD_AT, TOLD_AT + 100 * DAY)
    assert lives(connection, TOLD_AT + 100 * DAY + down, OVER + down - 1)
    assert unheard.expired(connection, OVER + down, 10) == [ALICE]


# A day is made up for by Telegram, and so no time of ours out of service.
def test_down_for_a_day(connection: Connection) -> None:
    tell(connection, TOLD_AT)
    lives(connection, TOLD_AT, OVER - DAY)
    assert unheard.expired(connection, OVER, 10) == [ALICE]


# A clock that is years ahead or behind until it is set erases nobody, not even after hours, and leaves no trace.
@pytest.mark.parametrize("wrong_by", [3650 * DAY, -3650 * DAY])
def test_a_wrong_clock(connection: Connection, wrong_by: int) -> None:
    tell(connection, TOLD_AT)
    assert lives(connection, TOLD_AT + wrong_by, TOLD_AT + wrong_by + 10 * HOUR)
    assert lives(connection, TOLD_AT + 10 * HOUR, OVER - 1)
    assert unheard.expired(connection, OVER, 10) == [ALICE]


# One that is wrong by hours at each start shortens nothing.
@pytest.mark.parametrize("wrong_by", [2 * HOUR, -5 * HOUR])
def test_wrong_at_each_start(connection: Connection, wrong_by: int) -> None:
    tell(connection, TOLD_AT)
    for start in range(TOLD_AT, OVER - 1, DAY // 2):
        assert unheard.expired(connection, start + wrong_by, 1) == []
        assert unheard.expired(connection, start, 1) == []
    assert unheard.expired(connection, OVER - 1, 1) == []
    assert unheard.expired(connection, OVER, 1) == [ALICE]


# Whoever blocked us counts as told; unblocking us is a new beginning.
def test_unblocked(connection: Connection) -> None:
    people.set_reachable(connection, ALICE, reachable=False)
    unheard.let_expire(connection, ALICE, TOLD_AT)
    people.set_reachable(connection, ALICE, reachable=False)
    assert people.load(connection, ALICE, TOLD_AT).expires
    people.set_reachable(connection, ALICE, reachable=True)
    assert not people.load(connection, ALICE, TOLD_AT).expires
