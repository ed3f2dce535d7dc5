import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from companion.care.state import Care
from storage import care, people
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, BOB, NOW

DAY = 24 * 3600
MOMENT = st.integers(0, 2**40)
ANY_CARE = st.builds(
    Care, st.sampled_from(["", "imminent", "abuse"]), MOMENT, st.just("de"), st.booleans(), MOMENT, MOMENT, MOMENT
)


def of_alice() -> Connection:
    """A database in which Alice has said Begin."""
    connection = database()
    connection.execute("PRAGMA foreign_keys = ON")
    people.join(connection, ALICE, "ab12", NOW)
    return connection


@pytest.fixture
def joined() -> Connection:
    return of_alice()


def remembered(connection: Connection, person_id: int = ALICE) -> Care:
    return people.load(connection, person_id, NOW).care


# Whatever is remembered of a danger is what the next turn sees.
@given(ANY_CARE)
def test_kept_and_loaded(kept: Care) -> None:
    joined = of_alice()
    care.keep(joined, ALICE, kept)
    assert remembered(joined) == kept


# Of somebody who never said Begin nothing is kept.
def test_strangers(joined: Connection) -> None:
    care.keep(joined, BOB, Care("imminent", NOW))
    assert joined.execute("SELECT count(*) FROM care").fetchone() == (0,)


# Forgotten people take it along.
def test_forgotten(joined: Connection) -> None:
    care.keep(joined, ALICE, Care("imminent", NOW))
    people.forget(joined, ALICE)
    assert joined.execute("SELECT count(*) FROM care").fetchone() == (0,)


# Once all of it is over it goes; never while somebody has not said that they are safe.
def test_swept(joined: Connection) -> None:
    crisis = Care("imminent", NOW)
    care.keep(joined, ALICE, crisis)
    assert care.sweep(joined, NOW + 10_000 * DAY) == 0
    care.keep(joined, ALICE, crisis.safe(NOW))
    assert care.sweep(joined, NOW + 29 * DAY) == 0
    assert care.sweep(joined, NOW + 30 * DAY) == 1
    assert remembered(joined) == Care()


# What may have been about somebody else is over after a day.
def test_lapsed(joined: Connection) -> None:
    care.keep(joined, ALICE, structs.replace(Care(), state="third_person", since=NOW))
    assert care.sweep(joined, NOW + DAY) == 1


# Dangers are counted by the day of UTC and by class.
def test_counts(connection: Connection) -> None:
    for kind in ("imminent", "imminent", "abuse"):
        care.count(connection, kind, NOW)
    care.count(connection, "imminent", NOW + DAY)
    counted = connection.execute("SELECT * FROM dangers ORDER BY day, kind").fetchall()
    assert counted == [("2027-01-15", "abuse", 1), ("2027-01-15", "imminent", 2), ("2027-01-16", "imminent", 1)]
