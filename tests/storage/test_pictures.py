"""What pictures are drawn from: however many wins, whatever their days, whatever became of their goals."""

import datetime
import json

import pytest

from companion.people import Win
from companion.picture import MOST
from storage import people, pictures, wins
from storage.vault import Connection
from tests.conversation import settled
from tests.storage.rows import ALICE, NOW, TODAY, effort

DAY_END = 4 * 60


def keep(connection: Connection, count: int, day: datetime.date = TODAY) -> None:
    people.join(connection, ALICE, "abc", NOW)
    for number in range(1, count + 1):
        wins.keep(connection, ALICE, Win(number, "drank water", NOW, day, "water", minute=number % 1440))


# Of more wins than a picture can hold the newest are read, and the others counted; they leave it by five hundreds, so
# that one more win moves nothing.
@pytest.mark.parametrize(
    ("count", "shown", "beyond"), [(MOST, MOST, 0), (MOST + 1, MOST - 499, 500), (MOST + 500, MOST, 500)]
)
def test_more_than_it_holds(count: int, shown: int, beyond: int, connection: Connection) -> None:
    keep(connection, count)
    connection.execute("UPDATE wins SET body = x'00' WHERE number <= :beyond", {"beyond": beyond})
    marks, older = pictures.marks(connection, ALICE, DAY_END)
    assert (len(marks), older) == (shown, beyond)
    assert effort(connection, lambda: pictures.marks(connection, ALICE, DAY_END)) < 30 * MOST


# Their place in the person's own day: it begins at the day's end, and a win without a time stands in its middle.
@pytest.mark.parametrize(("minute", "moment"), [(DAY_END, 0.0), (DAY_END - 1, 1439 / 1440), (None, 1 / 3)])
def test_moment(minute: int | None, moment: float, connection: Connection) -> None:
    people.join(connection, ALICE, "abc", NOW)
    wins.keep(connection, ALICE, Win(1, "sat up", NOW, TODAY, "rest", minute=minute))
    ((kind, at),) = [(mark.kind, mark.moment) for mark in pictures.marks(connection, ALICE, DAY_END)[0]]
    assert (kind, at) == ("rest", pytest.approx(moment))


# A row that can't be opened is passed over; the others are there.
def test_a_damaged_row(connection: Connection) -> None:
    keep(connection, 3)
    connection.execute("UPDATE wins SET body = x'00' WHERE number = 2")
    assert len(pictures.marks(connection, ALICE, DAY_END)[0]) == 2


# A day that travel put into the future has its place in the picture, in its month, and in the journal.
def test_a_day_ahead() -> None:
    alice = settled()
    alice.now = int(datetime.datetime(2026, 3, 31, 16, tzinfo=datetime.UTC).timestamp())
    alice.says("moved to Apia")
    alice.says("/win swam")
    alice.says("moved to Honolulu")
    said = alice.says("/picture")[0]
    assert len(json.loads(said.content)["parts"][0]["marks"]) == 3
    assert "Tomorrow\n• swam, 05:00" in alice.says("/wins")[0].text
    assert len(json.loads(alice.taps("This month", said)[0].content)["parts"][0]["marks"]) == 2
    alice.passes(days=1)
    assert len(json.loads(alice.says("this month")[0].content)["parts"][0]["marks"]) == 1


# A goal that is removed takes none of its wins along.
def test_a_removed_goal() -> None:
    alice = settled()
    for step in ("/goals", "[• clean the house]", "[Remove]", "[Remove it]"):
        alice.taps(step.strip("[]")) if step.startswith("[") else alice.says(step)
    assert len(json.loads(alice.says("/picture")[0].content)["parts"][0]["marks"]) == 2
