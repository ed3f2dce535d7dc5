"""What a turn reads of someone's wins."""

import datetime

from companion.people import Win
from storage import people, wins
from storage.vault import Connection
from tests.storage.rows import ALICE, NOW, TODAY, effort


# However many wins someone has, a turn reads those of today and yesterday, the newest, and those it may be about.
def test_a_turn_does_not_read_all_wins(connection: Connection) -> None:
    people.join(connection, ALICE, "abc", NOW)
    for number in range(1, 501):
        day = TODAY - datetime.timedelta(days=500 - number)
        wins.keep(connection, ALICE, Win(number, "drank water", NOW, day, goal=1, asked_on=day))
    recent, last = wins.since(connection, ALICE, TODAY - datetime.timedelta(days=1))
    assert [win.number for win in recent] == [499, 500]
    assert last == recent[-1]
    assert wins.answering(connection, ALICE, TODAY) == (last,)
    assert effort(connection, lambda: wins.since(connection, ALICE, TODAY)) < 500
    assert effort(connection, lambda: wins.answering(connection, ALICE, TODAY)) < 500


# A page far back, the months and the way to one of them cost no more than a look along the index.
def test_pages_of_many_wins(connection: Connection) -> None:
    people.join(connection, ALICE, "abc", NOW)
    for number in range(1, 2001):
        wins.keep(connection, ALICE, Win(number, "cup", NOW, TODAY - datetime.timedelta(days=(2000 - number) // 8)))
    page = wins.page(connection, ALICE, 1990, 9)
    assert [win.number for win in page] == list(range(10, 1, -1))
    assert effort(connection, lambda: wins.page(connection, ALICE, 1990, 9)) < 15_000
    months = wins.months(connection, ALICE, 0, 100)
    assert months == sorted({win.day.replace(day=1) for win in wins.page(connection, ALICE, 0, 2000)}, reverse=True)
    assert wins.months(connection, ALICE, 2, 2) == months[2:4]
    assert effort(connection, lambda: wins.months(connection, ALICE, 0, 7)) < 1500
    later = wins.later(connection, ALICE, months[3])
    assert (
        wins.page(connection, ALICE, later, 1)[0].day < months[3] <= wins.page(connection, ALICE, later - 1, 1)[0].day
    )


# Nor all of a day in which somebody wrote thousands: the newest are enough, and what answers a nudge of that day.
def test_a_turn_does_not_read_a_flood(connection: Connection) -> None:
    people.join(connection, ALICE, "abc", NOW)
    wins.keep(connection, ALICE, Win(1, "drank water", NOW, TODAY, goal=1, asked_on=TODAY))
    for number in range(2, 2001):
        wins.keep(connection, ALICE, Win(number, "cup", NOW, TODAY))
    recent, last = wins.since(connection, ALICE, TODAY)
    assert [win.number for win in recent] == [1, *range(2001 - wins.RECENT, 2001)]
    assert last == recent[-1]
    assert effort(connection, lambda: wins.since(connection, ALICE, TODAY)) < 5000
