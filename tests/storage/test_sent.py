import pytest

from companion.people import About
from companion.replies import Say
from storage import outbox, sent
from storage.sent import Sent
from storage.vault import Connection
from tests.storage.rows import ALICE, BOB, NOW, TODAY

pytestmark = pytest.mark.usefixtures("people_here")

DAY = 24 * 3600


def put(connection: Connection, message_id: int, say: Say, at: int = NOW, person_id: int = ALICE) -> None:
    """The message is written to the outbox and has arrived."""
    outbox.put(connection, person_id, say, at)
    (outbox_id,) = connection.execute("SELECT max(id) FROM outbox").fetchone()
    sent.put(connection, {outbox_id: message_id}, at)


# A message is found by its person and id together.
def test_find(connection: Connection) -> None:
    put(connection, 1, Say("Step"))
    assert sent.find(connection, ALICE, 1) == Sent(None, None, None, NOW)
    assert sent.find(connection, BOB, 1) is None
    assert sent.find(connection, ALICE, 2) is None


# An edited message is about what it says now, or about the same as before where it says nothing new.
def test_edited(connection: Connection) -> None:
    put(connection, 1, Say("Step", about=About(3, TODAY)))
    put(connection, 1, Say("Kept", edits=1), NOW + 5)
    assert sent.find(connection, ALICE, 1) == Sent(3, TODAY, None, NOW)
    put(connection, 1, Say("Another", edits=1, about=About(4, TODAY)), NOW + 9)
    assert sent.find(connection, ALICE, 1) == Sent(4, TODAY, None, NOW)


# What can still be deleted from a chat: the person's newest messages, and nobody else's.
def test_recent(connection: Connection) -> None:
    for message_id, at, person_id in [(1, NOW - 1, ALICE), (3, NOW, ALICE), (2, NOW + 5, ALICE), (4, NOW, BOB)]:
        put(connection, message_id, Say("Hi"), at, person_id)
    assert sent.recent(connection, ALICE, NOW) == [3, 2]


# Being forgotten includes which messages were sent.
def test_forget(connection: Connection) -> None:
    put(connection, 1, Say("Hi"))
    put(connection, 2, Say("Hi"), person_id=BOB)
    sent.forget(connection, ALICE)
    assert sent.recent(connection, ALICE, 0) == []
    assert sent.recent(connection, BOB, 0) == [2]


# Two days on, a message can no longer be deleted; one about a goal can be answered for sixty.
@pytest.mark.parametrize(("age", "left"), [(2 * DAY - 1, [1, 2]), (2 * DAY, [2]), (60 * DAY - 1, [2]), (60 * DAY, [])])
def test_sweep(connection: Connection, age: int, left: list[int]) -> None:
    put(connection, 1, Say("Hi"))
    put(connection, 2, Say("Step", about=About(3, TODAY)))
    assert sent.sweep(connection, NOW + age) == 2 - len(left)
    assert sent.recent(connection, ALICE, 0) == left
