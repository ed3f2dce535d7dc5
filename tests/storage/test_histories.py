"""What came of each nudge, as it is kept: read back as it was, as long as it matters, sealed, gone with its person."""

import datetime

import pytest

from companion.history import DAY, KEPT_DAYS, OFFER_BIGGER, WEEK, Occasion, with_occasion
from storage import histories, people
from storage.people import Passed
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, BOB, NOW, joined

TODAY = datetime.date(2027, 1, 15)


@pytest.fixture
def connection() -> Connection:
    return joined(database())


def read(connection: Connection, person_id: int) -> tuple[Occasion, ...]:
    return people.load(connection, person_id, NOW).history


def keeps(connection: Connection, person_id: int, *occasions: Occasion) -> tuple[Occasion, ...]:
    """Each in a turn of its own; what is read then."""
    for occasion in occasions:
        history = with_occasion(read(connection, person_id), occasion)
        people.remember(connection, person_id, Passed(history=history))
    return read(connection, person_id)


def ago(days: int, kind: str = "hello", **more: object) -> Occasion:
    return Occasion(kind, TODAY - datetime.timedelta(days), NOW - days * DAY, **more)  # type: ignore[arg-type]


# Read back as it was kept, in the order of time; each person their own.
def test_read_back(connection: Connection) -> None:
    told = Occasion("hello", TODAY, NOW, 3, "smaller", eased=True, size="hard")
    assert keeps(connection, ALICE, told, ago(1), Occasion(OFFER_BIGGER, TODAY, NOW, 3)) == (
        ago(1),
        told,
        Occasion(OFFER_BIGGER, TODAY, NOW, 3),
    )
    assert read(connection, BOB) == ()


# What came of one replaces what was known of it.
def test_replaced(connection: Connection) -> None:
    assert keeps(connection, ALICE, ago(0, goal=3), ago(0, goal=3, answer="done")) == (ago(0, goal=3, answer="done"),)


# As long as it matters: evenings for the cap, steps for three weeks, offers, sizes and silence for five.
@pytest.mark.parametrize(
    ("old", "stays"),
    [
        (ago(2, "evening"), True),
        (ago(3, "evening"), False),
        (ago(21, goal=3, answer="done"), True),
        (ago(22, goal=3, answer="done"), False),
        (ago(22, "own", goal=3, answer="done", size="easy"), True),
        (ago(KEPT_DAYS, OFFER_BIGGER, goal=3), True),
        (ago(KEPT_DAYS, WEEK), True),
        (ago(KEPT_DAYS + 1, WEEK), False),
    ],
)
def test_kept_as_long_as_it_matters(old: Occasion, stays: bool, connection: Connection) -> None:
    assert (old in keeps(connection, ALICE, old, ago(0))) is stays


# Nothing of it can be read from the file.
def test_sealed(connection: Connection) -> None:
    keeps(connection, ALICE, ago(0, answer="rest"))
    assert b"rest" not in connection.execute("SELECT history FROM people WHERE id = :id", {"id": ALICE}).fetchone()[0]


# Swept when nothing in it is recent: on the day on which the newest becomes too old to matter.
def test_swept(connection: Connection) -> None:
    keeps(connection, ALICE, ago(0))
    keeps(connection, BOB, ago(KEPT_DAYS))
    assert histories.sweep(connection, NOW) == 1
    assert histories.sweep(connection, NOW) == 0
    assert read(connection, ALICE) == (ago(0),)
    assert read(connection, BOB) == ()
