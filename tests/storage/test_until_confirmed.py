"""Words that must arrive: ahead of all others, and sent until Telegram has them."""

import pytest

from companion.replies import Say
from storage import cancelling, forgetting, outbox, outcomes
from storage.outbox import Delivered, Delivery, Later, Refused, Unknown, Unreachable
from storage.outcomes import TRIES
from storage.vault import Connection
from tests.storage.rows import ALICE, BOB, HELLO, HOUR, NOW, claimed, ends, put, send, texts

pytestmark = pytest.mark.usefixtures("people_here")

INSISTENT = Say("Please call", until_confirmed=True)


def insist(connection: Connection, person_id: int = ALICE) -> None:
    outbox.put(connection, person_id, INSISTENT, NOW)


# However often it goes wrong, and however: it is sent until it is certain that it arrived.
@pytest.mark.parametrize("trouble", [Unknown(), Later(1, counts=True), Later(1, counts=False)])
def test_any_trouble(connection: Connection, trouble: Delivery) -> None:
    insist(connection)
    for turn in range(100):
        send(connection, trouble, now=NOW + turn * HOUR)
    send(connection, Delivered(1), now=NOW + 100 * HOUR)
    assert ends(connection) == [("delivered", b"")]


# Kill upon kill, it is begun again.
def test_any_number_of_kills(connection: Connection) -> None:
    insist(connection)
    for _ in range(TRIES + 5):
        assert texts(claimed(connection)) == ["Please call"]
        assert outcomes.recover(connection, NOW).replies == 1


# Each time may have said it once more, so the pauses between become longer, up to half a minute.
def test_pauses(connection: Connection) -> None:
    insist(connection)
    now, pauses = NOW, []
    for _ in range(7):
        send(connection, Unknown(), now=now)
        pauses.append(next(after for after in range(100) if claimed_at(connection, now + after)))
        now += pauses[-1]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def claimed_at(connection: Connection, now: int) -> bool:
    (visible_at,) = connection.execute("SELECT visible_at FROM outbox").fetchone()
    return bool(visible_at <= now)


# Telegram's own pause is no longer, whatever it says: a 429 is about more than this message.
@pytest.mark.parametrize("trouble", [Later(500, counts=False), Later(500, counts=True)])
def test_a_long_pause(connection: Connection, trouble: Delivery) -> None:
    insist(connection)
    send(connection, trouble)
    assert texts(claimed(connection, now=NOW + 30)) == ["Please call"]


# Danger is seen anew while an answer to it waits for its next try: neither waits any more.
def test_a_second_danger(connection: Connection) -> None:
    insist(connection)
    insist(connection, BOB)
    for row in claimed(connection):
        outcomes.settle(connection, [(row, Later(30, counts=True))], NOW)
    outbox.put(connection, ALICE, Say("Please call now", until_confirmed=True), NOW + 1)
    send(connection, Delivered(1), now=NOW + 1)
    assert texts(claimed(connection, now=NOW + 1)) == ["Please call now"]


# What nobody can take ends it: the person blocked us, or Telegram refuses the words for good.
@pytest.mark.parametrize(("end", "outcome"), [(Refused("no"), "refused"), (Unreachable(), "unreachable")])
def test_ends(connection: Connection, end: Delivery, outcome: str) -> None:
    insist(connection)
    send(connection, end)
    assert ends(connection) == [(outcome, b"")]


# It goes before everybody's other replies, also before the person's own that waits for its next try.
def test_goes_ahead(connection: Connection) -> None:
    put(connection, "Bob's", person_id=BOB)
    put(connection, "one", "two")
    send(connection, Delivered(1))
    send(connection, Later(300, counts=True))
    insist(connection)
    put(connection, "Carol's", person_id=BOB + 1)
    assert texts(claimed(connection)) == ["Please call", "Carol's"]


# Put back or begun again after a kill, it still goes first.
def test_still_ahead_after_a_stop(connection: Connection) -> None:
    put(connection, "Bob's", person_id=BOB)
    insist(connection)
    outbox.release(connection, [row.id for row in claimed(connection)])
    assert texts(claimed(connection)) == ["Please call", "Bob's"]
    outcomes.recover(connection, NOW)
    assert texts(claimed(connection)) == ["Please call", "Bob's"]


# Whoever asks to be forgotten while it is on its way hears it all the same, whatever comes between; then it is gone.
@pytest.mark.parametrize("under_way", [True, False])
def test_forgotten(connection: Connection, under_way: bool) -> None:
    insist(connection)
    put(connection, "a celebration")
    started = claimed(connection, limit=1) if under_way else []
    forgetting.forget(connection, ALICE, NOW)
    outcomes.settle(connection, [(row, Unknown()) for row in started], NOW)
    outcomes.recover(connection, NOW)
    send(connection, Later(1, counts=True), now=NOW + 1)
    send(connection, Delivered(1), now=NOW + 60)
    assert ends(connection) == []


# Taking back what waits for a person leaves it, what is under way, and everybody else's.
def test_cancel_unsent(connection: Connection) -> None:
    put(connection, "under way", "waiting")
    put(connection, "Bob's", person_id=BOB)
    outbox.put(connection, ALICE, HELLO, NOW)
    insist(connection)
    claimed(connection, limit=2)
    cancelling.unsent(connection, ALICE)
    assert [outcome for outcome, _ in ends(connection)] == [None, "cancelled", None, "cancelled", None]


# What was under way then, and did not arrive, is not tried again: no celebration comes after the answer to danger.
@pytest.mark.parametrize("trouble", [Unknown(), Later(1, counts=True), Later(1, counts=False)])
def test_under_way(connection: Connection, trouble: Delivery) -> None:
    put(connection, "one")
    under_way = claimed(connection)
    cancelling.unsent(connection, ALICE)
    outcomes.settle(connection, [(row, trouble) for row in under_way], NOW)
    assert claimed(connection, now=NOW + HOUR) == []
    assert [outcome for outcome, _ in ends(connection)] == ["late"]
