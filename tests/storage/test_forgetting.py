"""Forgetting leaves nothing: our recent messages go from the chat, and of the person not even their number stays."""

import pytest

from companion.events import Said, Tapped
from companion.people import Doorstep
from companion.replies import Say
from storage import forgetting, outbox, outcomes, people, sent, turns
from storage.bodies import opened
from storage.outbox import Delivered, Outgoing
from storage.vault import Connection
from tests.storage.rows import ALICE, HOUR, NOW, claimed, said

pytestmark = pytest.mark.usefixtures("people_here")


def say(connection: Connection, message_id: int, at: int) -> None:
    """A message that was sent."""
    outbox.put(connection, ALICE, Say("secret words"), at)
    outcomes.settle(connection, [(row, Delivered(message_id)) for row in claimed(connection, now=at)], at)


def deleted(rows: list[Outgoing]) -> list[list[int]]:
    return [opened(row.body)[0]["message_ids"] for row in rows]


def traces(connection: Connection) -> list[str]:
    """The tables in which Alice's number stands in any column."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in tables if any(ALICE in row for row in connection.execute(f"SELECT * FROM {name}"))]


# What Telegram lets a bot delete is taken out of the chat: of the last two days, a hundred at a time.
def test_messages_go(connection: Connection) -> None:
    say(connection, 1, NOW - 50 * HOUR)
    for number in range(2, 252):
        say(connection, number, NOW - HOUR)
    forgetting.forget(connection, ALICE, NOW)
    found: list[list[int]] = []
    while rows := claimed(connection):
        found += deleted(rows)
        outcomes.settle(connection, [(row, Delivered(None)) for row in rows], NOW)
    assert [len(numbers) for numbers in found] == [100, 100, 50]
    assert sorted(number for numbers in found for number in numbers) == list(range(2, 252))


# The rows that do it hold numbers alone and outlive a crash; after the last word nothing of the person is left.
def test_nothing_is_left(connection: Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    turns.take(connection, ALICE, Said("/win took a shower", 1), NOW)
    say(connection, 2, NOW)
    turns.take(connection, ALICE, Said("/forget", 3), NOW)
    for row in claimed(connection):
        outcomes.settle(connection, [(row, Delivered(4))], NOW)
    turns.take(connection, ALICE, Said("erase it all", 5), NOW)
    outcomes.recover(connection, NOW)
    first, second = said(connection)
    assert opened(first)[0] == {"kind": "delete", "message_ids": [2, 4]}
    assert b"Erased" in second
    assert traces(connection) == ["outbox"]
    while rows := claimed(connection):
        outcomes.settle(connection, [(row, Delivered(9)) for row in rows], NOW)
    assert traces(connection) == []


# Whoever keeps nothing, or has not said Begin: what was said to them leaves no row, and no number of a message.
def test_strangers(connection: Connection) -> None:
    forgetting.forget(connection, ALICE, NOW)
    turns.take(connection, ALICE, Said("/start", 1), NOW)
    turns.take(connection, ALICE, Tapped(None, 2), NOW)
    while rows := claimed(connection):
        outcomes.settle(connection, [(row, Delivered(9)) for row in rows], NOW)
    assert traces(connection) == ["doorsteps"]
    assert sent.recent(connection, ALICE, 0) == []


# However many there were, so few at a time that whoever writes meanwhile hardly waits.
def test_strangers_are_swept_in_parts(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "SWEPT_AT_ONCE", 2)
    for number in range(3):
        people.wait(connection, 6_000_000_000 + number, Doorstep("drink water"), NOW)
    assert people.sweep_doorsteps(connection, NOW + 24 * HOUR - 1) == 0
    assert [people.sweep_doorsteps(connection, NOW + 24 * HOUR) for _ in range(3)] == [2, 1, 0]
