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
