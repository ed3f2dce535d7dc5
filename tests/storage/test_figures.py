"""What is counted for the operator."""

from companion.replies import Say
from companion.status import WrongNumber
from storage import care, figures, inbox, outbox, outcomes, reports
from storage.inbox import Arrived
from storage.outbox import Refused
from tests.conversation import Conversation

DAY = 24 * 3600


# An empty database is all zeros.
def test_nothing() -> None:
    talk = Conversation()
    empty = figures.read(talk.connection, talk.now)
    assert (empty.people, empty.reachable, empty.goals, empty.wins, empty.updates, empty.oldest) == (0,) * 6
    assert (dict(empty.outcomes), list(empty.dangers), list(empty.wrong_numbers)) == ({}, [], [])


# People, who was here in the last week, their goals and wins.
def test_people() -> None:
    talk = Conversation().settles_in()
    counted = figures.read(talk.connection, talk.now)
    assert (counted.people, counted.reachable, counted.recent, counted.goals, counted.wins) == (1, 1, 1, 1, talk.total)
    assert figures.read(talk.connection, talk.now + 8 * DAY).recent == 0


# What waits, for how long, and what was set aside.
def test_waiting() -> None:
    talk = Conversation()
    now = talk.now
    inbox.put(talk.connection, [Arrived(1, 7, b"{}"), Arrived(2, 7, b"{}")], now)
    for _ in range(inbox.TRIES):
        inbox.step_aside(talk.connection, 2, now)
    outbox.put(talk.connection, 7, Say("hello"), now)
    counted = figures.read(talk.connection, now + 30)
    assert (counted.updates, counted.oldest, counted.poison, counted.replies, counted.nudges) == (1, 30, 1, 1, 0)


# What became of messages; dangers of the last seven days alone; wrong numbers.
def test_kinds() -> None:
    talk = Conversation().settles_in()
    now = talk.now
    outbox.put(talk.connection, talk.person, Say("hello"), now)
    started = outbox.claim(talk.connection, "reply", now, 1)
    outcomes.settle(talk.connection, [(started[0], Refused("no"))], now)
    for at in (now, now, now - 8 * DAY):
        care.count(talk.connection, "imminent", at)
    reports.count_wrong_number(talk.connection, "GB", 26, now)
    counted = figures.read(talk.connection, now)
    assert counted.outcomes["refused"] == 1
    assert list(counted.dangers) == [("2026-03-02", "imminent", 2)]
    assert list(counted.wrong_numbers) == [WrongNumber("GB", 26, 1, "2026-03-02")]
