import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.replies import React
from storage import outbox, outcomes, people, sent
from storage.outbox import Delivered, Delivery, Later, Refused, Unknown, Unreachable
from storage.outcomes import Recovered
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, BOB, HELLO, HOUR, NOW, TODAY, claimed, ends, joined, put, send, texts

pytestmark = pytest.mark.usefixtures("people_here")

# ------------------------------------------------------------------------------------------------------------- settling


# A message that arrived can be found by its id, with what a reply to it answers; its words are gone from here.
def test_delivered(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    send(connection, Delivered(77), "nudge", NOW + 5)
    assert ends(connection) == [("delivered", b"")]
    assert sent.find(connection, ALICE, 77) == sent.Sent(3, TODAY, "hello", NOW + 5)


# A decoration is no message.
def test_delivered_decoration(connection: Connection) -> None:
    outbox.put(connection, ALICE, React(18, "🎉"), NOW)
    send(connection, Delivered(None))
    assert sent.recent(connection, ALICE, 0) == []


# A pause costs nothing; a fault that may be the message's own ends it after eight tries, so the next ones get through.
def test_tries(connection: Connection) -> None:
    put(connection, "one", "two")
    for _ in range(50):
        send(connection, Later(0.5, counts=False))
        connection.execute("UPDATE outbox SET visible_at = 0 WHERE visible_at > 0")
    assert [row.attempts for row in claimed(connection)] == [0]
    outbox.release(connection, [1])
    for number in range(8):
        send(connection, Later(1, counts=True), now=NOW + number)
    assert ends(connection)[0] == ("refused", b"")
    assert texts(claimed(connection)) == ["two"]


# Waiting is rounded up, so that no pause is cut short, and has an end, so that no slip of a number loses a message.
def test_length_of_waiting(connection: Connection) -> None:
    put(connection, "one")
    send(connection, Later(1.2, counts=False))
    assert claimed(connection, now=NOW + 1) == []
    send(connection, Later(1e9, counts=False), now=NOW + 2)
    assert claimed(connection, now=NOW + 601) == []
    assert texts(claimed(connection, now=NOW + 602)) == ["one"]


# Refused words are not tried again, and not kept.
def test_refused(connection: Connection) -> None:
    put(connection, "one")
    send(connection, Refused("message is too long"))
    assert ends(connection) == [("refused", b"")]
    assert claimed(connection, now=NOW + 1000 * HOUR) == []


# Asked-for words of which nobody knows if they arrived are sent once more, and not a third time.
def test_unknown_reply(connection: Connection) -> None:
    put(connection, "one")
    send(connection, Later(0, counts=True))
    send(connection, Unknown())
    send(connection, Unknown())
    assert ends(connection) == [("unknown", b"")]


# Unasked words are never sent twice, even where nobody knows if they arrived.
def test_unknown_nudge(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    send(connection, Unknown(), "nudge")
    assert ends(connection) == [("unknown", b"")]


# To somebody who blocked us nothing more is sent: all that waits for them is let go, nobody else's.
def test_unreachable(connection: Connection) -> None:
    put(connection, "one", "two")
    outbox.put(connection, ALICE, HELLO, NOW)
    put(connection, "Bob's", person_id=BOB)
    send(connection, Unreachable())
    assert ends(connection)[:3] == [("unreachable", b"")] * 3
    assert texts(claimed(connection)) == ["Bob's"]
    assert claimed(connection, "nudge") == []


# It is noted with the person; one message that gets through says otherwise to nobody, the person's return does.
def test_unreachable_person(connection: Connection) -> None:
    put(connection, "one")
    send(connection, Unreachable())
    assert not people.load(connection, ALICE, NOW).reachable


# What is on its way while another message meets a closed door still has its own outcome.
def test_unreachable_meanwhile(connection: Connection) -> None:
    put(connection, "one")
    outbox.put(connection, ALICE, HELLO, NOW)
    (nudge,), (reply,) = claimed(connection, "nudge"), claimed(connection)
    outcomes.settle(connection, [(reply, Unreachable()), (nudge, Delivered(5))], NOW)
    assert [outcome for outcome, _ in ends(connection)] == ["unreachable", "delivered"]


# --------------------------------------------------------------------------------------------------------- after a kill


# At the next start: replies under way go again, nudges are let go; all counted.
def test_recover(connection: Connection) -> None:
    put(connection, "one", "two")
    put(connection, "Bob's", person_id=BOB)
    outbox.put(connection, ALICE, HELLO, NOW)
    claimed(connection, limit=1)
    claimed(connection, "nudge")
    assert outcomes.recover(connection, NOW) == Recovered(replies=1, replies_let_go=0, nudges_let_go=1)
    assert texts(claimed(connection)) == ["one", "Bob's"]
    assert outcomes.recover(connection, NOW) == Recovered(replies=2, replies_let_go=0, nudges_let_go=0)
    assert texts(claimed(connection)) == ["one", "Bob's"]


# Kill upon kill loses no reply; but one that is under way at every kill may be what kills, and is let go.
def test_recover_again_and_again(connection: Connection) -> None:
    put(connection, "one", "two")
    for _ in range(outcomes.TRIES - 1):
        assert texts(claimed(connection)) == ["one"]
        assert outcomes.recover(connection, NOW) == Recovered(replies=1, replies_let_go=0, nudges_let_go=0)
    assert texts(claimed(connection)) == ["one"]
    assert outcomes.recover(connection, NOW) == Recovered(replies=0, replies_let_go=1, nudges_let_go=0)
    assert texts(claimed(connection)) == ["two"]


# ----------------------------------------------------------------------------------------------------------- any course

DELIVERIES: list[Delivery | None] = [
    None,
    Delivered(1),
    Later(0, counts=False),
    Later(5, counts=True),
    Refused("no"),
    Unknown(),
]


# Whatever happens in whatever order: one message of a person at a time, in order; nothing is sent after it settled,
# replies at most twice where unknown, nudges at most once where unknown.
@given(st.lists(st.tuples(st.sampled_from([ALICE, BOB]), st.sampled_from(DELIVERIES)), max_size=40))
def test_any_course(steps: list[tuple[int, Delivery | None]]) -> None:
    connection = joined(database())
    settled: set[int] = set()
    unknown: list[int] = []
    for turn, (person_id, delivery) in enumerate(steps):
        put(connection, str(turn), person_id=person_id)
        batch = claimed(connection, now=NOW + turn)
        assert len({row.person_id for row in batch}) == len(batch)
        for row in batch:
            assert row.id not in settled
            assert not [other for other in settled if other > row.id and steps[other - 1][0] == row.person_id]
            if delivery is None:
                outbox.release(connection, [row.id])
            else:
                outcomes.settle(connection, [(row, delivery)], NOW + turn)
            unknown += [row.id] * isinstance(delivery, Unknown)
        settled = {id_ for (id_,) in connection.execute("SELECT id FROM outbox WHERE settled_at IS NOT NULL")}
    assert all(unknown.count(id_) <= 2 for id_ in unknown)
