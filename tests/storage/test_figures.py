"""What is counted for the operator."""

from companion.checkins import LATEST
from companion.replies import Nudge, Say
from companion.status import Lateness, Queue, Queues, WrongNumber
from storage import care, figures, inbox, outbox, outcomes, people, reports
from storage.inbox import Arrived
from storage.outbox import Delivered, Refused
from tests.conversation import Conversation, settled
from tests.databases import database
from tests.storage.rows import NOW, TODAY

DAY = 24 * 3600
NOTHING = Queue(0, 0)


# An empty database is all zeros.
def test_nothing() -> None:
    talk = Conversation()
    empty = figures.read(talk.connection, talk.now)
    assert (empty.people, empty.reachable, empty.goals, empty.wins, empty.poison) == (0,) * 5
    assert empty.queues == Queues(NOTHING, NOTHING, NOTHING, NOTHING)
    assert empty.lateness == Lateness(0, 0, 0, 0)
    assert (dict(empty.outcomes), list(empty.dangers), list(empty.wrong_numbers)) == ({}, [], [])


# People, who was here in the last week, their goals and wins.
def test_people() -> None:
    talk = settled()
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
    outbox.put(talk.connection, 7, Say("hello"), now + 10)
    outbox.put(talk.connection, 7, Say("and more"), now + 20)
    counted = figures.read(talk.connection, now + 30)
    assert counted.queues == Queues(Queue(1, 30), Queue(2, 20), NOTHING, NOTHING)
    assert counted.poison == 1


# What is under way still waits; what is put off or due later does not. A clock set back makes nothing older than new.
def test_what_counts_as_waiting() -> None:
    talk = settled()
    due_at = talk.connection.execute("SELECT min(due_at) FROM check_ins").fetchone()[0]
    outbox.put(talk.connection, talk.person, Say("hello"), talk.now)
    outbox.put(talk.connection, 8, Say("hello"), talk.now)
    outbox.claim(talk.connection, "reply", talk.now, 1)
    rows = talk.connection.execute("SELECT id FROM outbox WHERE visible_at IS NOT NULL").fetchall()
    talk.connection.execute("UPDATE outbox SET visible_at = :at WHERE id = :id", {"at": due_at + 9, "id": rows[0][0]})
    assert figures.queues(talk.connection, talk.now - 60).replies == Queue(1, 0)
    assert figures.queues(talk.connection, due_at - 1).check_ins == NOTHING
    assert figures.queues(talk.connection, due_at + 5).check_ins == Queue(1, 5)


# How late hellos were: of those that Telegram took within a day, and were not taken back on their way.
def test_lateness() -> None:
    connection = database()
    for person, late in enumerate([*range(99), 1200], 1):
        people.join(connection, person, "0a1b2c", NOW)
        outbox.put(connection, person, Say("hello", nudge=Nudge("hello", TODAY)), NOW, due_at=NOW - late)
    started = outbox.claim(connection, "nudge", NOW, 1000)
    assert started[4].let_go_at == NOW - 4 + LATEST
    outcomes.settle(connection, [(row, Delivered(None)) for row in started], NOW)
    assert figures.read(connection, NOW).lateness == Lateness(100, 49, 98, 1200)
    connection.execute("UPDATE outbox SET let_go_at = 0 WHERE person_id = 100")
    assert figures.read(connection, NOW).lateness == Lateness(99, 49, 98, 98)
    assert figures.read(connection, NOW + DAY).lateness.sent == 0


# What became of messages; dangers of the last seven days alone; wrong numbers.
def test_kinds() -> None:
    talk = settled()
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
