import datetime
import sqlite3
from collections.abc import Callable

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.buttons import Button
from companion.people import About
from companion.turns import Key, Nudge, React, Say, Tidy
from storage import migrations, outbox, outcomes, people, sent
from storage.outbox import Backlog, Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable
from storage.outcomes import Recovered

ALICE, BOB = 5_000_000_001, 5_000_000_002
NOW = 1_800_000_000
HOUR = 3600
TODAY = datetime.date(2027, 1, 15)
HELLO = Say("Hello", nudge=Nudge("hello", TODAY), about=About(3, TODAY))


def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.migrate(connection)
    return connection


@pytest.fixture
def connection() -> sqlite3.Connection:
    return database()


def claimed(connection: sqlite3.Connection, lane: str = "reply", now: int = NOW, limit: int = 100) -> list[Outgoing]:
    return outbox.claim(connection, lane, now, limit)


def texts(outgoing: list[Outgoing]) -> list[str]:
    return [orjson.loads(row.body)["text"] for row in outgoing]


def ends(connection: sqlite3.Connection) -> list[tuple[str | None, bytes]]:
    return connection.execute("SELECT outcome, body FROM outbox ORDER BY id").fetchall()


def put(connection: sqlite3.Connection, *words: str, person_id: int = ALICE) -> None:
    for text in words:
        outbox.put(connection, person_id, Say(text), NOW)


def send(connection: sqlite3.Connection, delivery: Delivery, lane: str = "reply", now: int = NOW) -> None:
    """One row is claimed and ends like this."""
    (outgoing,) = claimed(connection, lane, now, 1)
    outcomes.settle(connection, [(outgoing, delivery)], now)


# ------------------------------------------------------------------------------------------------------------- writing


# What is said goes into the row whole, each button as its callback data.
def test_body(connection: sqlite3.Connection) -> None:
    keys = ((Key("I did that", Button("did", 3, TODAY, "ab12"), "success"),), (Key("Later", Button("later")),))
    outbox.put(connection, ALICE, Say("<b>Hi</b>", keys, edits=9, effect="party", silent=True), NOW)
    outbox.put(connection, BOB, Tidy(17), NOW)
    outbox.put(connection, 7, React(18, "🎉"), NOW)
    assert [orjson.loads(row.body) for row in claimed(connection)] == [
        {
            "kind": "say",
            "text": "<b>Hi</b>",
            "keys": [
                [{"label": "I did that", "data": "1|ab12|did|3|20270115", "style": "success"}],
                [{"label": "Later", "data": "1|-|later||", "style": ""}],
            ],
            "edits": 9,
            "effect": "party",
            "silent": True,
            "ask_location": "",
        },
        {"kind": "tidy", "message_id": 17},
        {"kind": "react", "message_id": 18, "emoji": "🎉"},
    ]


# Unasked words go by their own lane; asked-for ones, whatever they are about, do not.
def test_lanes(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    outbox.put(connection, ALICE, Say("Done", about=About(3, TODAY)), NOW)
    assert texts(claimed(connection, "nudge")) == ["Hello"]
    assert texts(claimed(connection, "reply")) == ["Done"]


def leave_waiting(_connection: sqlite3.Connection) -> None:
    """Nothing happens to it."""


def take_back(connection: sqlite3.Connection) -> None:
    outbox.cancel_nudges(connection, ALICE)


def ending(delivery: Delivery) -> Callable[[sqlite3.Connection], None]:
    return lambda connection: send(connection, delivery, "nudge")


# A nudge is written once for a person, kind and date, whatever became of the first.
@pytest.mark.parametrize(
    "fate",
    [
        leave_waiting,
        take_back,
        ending(Delivered(1)),
        ending(Unknown()),
        ending(Refused("no")),
        ending(Later(1, counts=False)),
    ],
)
def test_nudge_once(connection: sqlite3.Connection, fate: Callable[[sqlite3.Connection], None]) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    fate(connection)
    outbox.put(connection, ALICE, HELLO, NOW + HOUR)
    assert len(ends(connection)) == 1


# Another person, kind or date is another nudge.
def test_other_nudges(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    outbox.put(connection, BOB, HELLO, NOW)
    outbox.put(connection, ALICE, Say("Evening", nudge=Nudge("evening", TODAY)), NOW)
    outbox.put(connection, ALICE, Say("Hello", nudge=Nudge("hello", TODAY + datetime.timedelta(1))), NOW)
    assert len(ends(connection)) == 4


# ------------------------------------------------------------------------------------------------------------ claiming


# A claimed row is nobody else's until its outcome is known.
def test_claimed_once(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    assert texts(claimed(connection)) == ["one"]
    assert claimed(connection, now=NOW + 1000 * HOUR) == []


# A person's messages keep their order: the second starts when the first has ended, not before.
def test_order_of_a_person(connection: sqlite3.Connection) -> None:
    put(connection, "one", "two")
    put(connection, "Bob's", person_id=BOB)
    first = claimed(connection)
    assert texts(first) == ["one", "Bob's"]
    assert claimed(connection) == []
    outcomes.settle(connection, [(first[0], Later(60, counts=True))], NOW)
    assert claimed(connection) == []
    assert texts(claimed(connection, now=NOW + 60)) == ["one"]
    outcomes.settle(connection, [(first[0], Delivered(1))], NOW + 60)
    assert texts(claimed(connection)) == ["two"]


# No more than asked for, the oldest first.
def test_limit(connection: sqlite3.Connection) -> None:
    for number in range(10):
        put(connection, str(number), person_id=number)
    assert texts(claimed(connection, limit=3)) == ["0", "1", "2"]
    assert claimed(connection, limit=0) == []
    assert texts(claimed(connection, limit=3)) == ["3", "4", "5"]


# What was claimed and not begun is as if not claimed.
def test_release(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    before = claimed(connection)
    outbox.release(connection, [row.id for row in before])
    assert claimed(connection) == before


# A nudge that could not be sent within two hours of its time is let go, and its words are gone.
@pytest.mark.parametrize(("late", "sent_"), [(-1, 1), (0, 0), (HOUR, 0)])
def test_late_nudge(connection: sqlite3.Connection, late: int, sent_: int) -> None:
    due_at = NOW - HOUR
    outbox.put(connection, ALICE, HELLO, NOW, due_at=due_at)
    assert len(claimed(connection, "nudge", due_at + 2 * HOUR + late)) == sent_
    assert (ends(connection) == [("late", b"")]) != sent_


# The same after a pause that Telegram asked for; a reply waits as long as it takes.
def test_late_after_waiting(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    put(connection, "one")
    almost = NOW + 2 * HOUR - 1
    send(connection, Later(1, counts=False), "nudge", almost)
    send(connection, Later(1, counts=False), "reply", almost)
    assert claimed(connection, "nudge", almost + 1) == []
    assert texts(claimed(connection, "reply", almost + 1)) == ["one"]


# A clock that was set back hides nothing that waits.
def test_clock_set_back(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    assert texts(claimed(connection, now=NOW - HOUR)) == ["one"]
    put(connection, "two", person_id=BOB)
    send(connection, Later(600, counts=False))
    outbox.hasten(connection, NOW)
    assert claimed(connection) == []
    outbox.hasten(connection, NOW - HOUR)
    assert texts(claimed(connection, now=NOW - HOUR)) == ["two"]


# ------------------------------------------------------------------------------------------------------------ settling


# A message that arrived can be found by its id, with what a reply to it answers; its words are gone from here.
def test_delivered(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    send(connection, Delivered(77), "nudge", NOW + 5)
    assert ends(connection) == [("delivered", b"")]
    assert sent.find(connection, ALICE, 77) == sent.Sent(3, TODAY, "hello", NOW + 5)


# A decoration is no message.
def test_delivered_decoration(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, React(18, "🎉"), NOW)
    send(connection, Delivered(None))
    assert sent.recent(connection, ALICE, 0) == []


# A pause costs nothing; a fault that may be the message's own ends it after eight tries, so the next ones get through.
def test_tries(connection: sqlite3.Connection) -> None:
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
def test_length_of_waiting(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    send(connection, Later(1.2, counts=False))
    assert claimed(connection, now=NOW + 1) == []
    send(connection, Later(1e9, counts=False), now=NOW + 2)
    assert claimed(connection, now=NOW + 601) == []
    assert texts(claimed(connection, now=NOW + 602)) == ["one"]


# Refused words are not tried again, and not kept.
def test_refused(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    send(connection, Refused("message is too long"))
    assert ends(connection) == [("refused", b"")]
    assert claimed(connection, now=NOW + 1000 * HOUR) == []


# Asked-for words of which nobody knows if they arrived are sent once more, and not a third time.
def test_unknown_reply(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    send(connection, Later(0, counts=True))
    send(connection, Unknown())
    send(connection, Unknown())
    assert ends(connection) == [("unknown", b"")]


# Words that must arrive are sent until it is certain that they did.
def test_unknown_until_confirmed(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, Say("Please call"), NOW, repeats=100)
    for _ in range(100):
        send(connection, Unknown())
    send(connection, Delivered(1))
    assert ends(connection) == [("delivered", b"")]


# Unasked words are never sent twice, even where nobody knows if they arrived.
def test_unknown_nudge(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW, repeats=100)
    send(connection, Unknown(), "nudge")
    assert ends(connection) == [("unknown", b"")]


# To somebody who blocked us nothing more is sent: all that waits for them is let go, nobody else's.
def test_unreachable(connection: sqlite3.Connection) -> None:
    put(connection, "one", "two")
    outbox.put(connection, ALICE, HELLO, NOW)
    put(connection, "Bob's", person_id=BOB)
    send(connection, Unreachable(gone=False))
    assert ends(connection)[:3] == [("unreachable", b"")] * 3
    assert texts(claimed(connection)) == ["Bob's"]
    assert claimed(connection, "nudge") == []


# It is noted with the person; one message that gets through says otherwise to nobody, the person's return does.
def test_unreachable_person(connection: sqlite3.Connection) -> None:
    people.join(connection, ALICE, "ab12", NOW)
    put(connection, "one")
    send(connection, Unreachable(gone=True))
    assert not people.load(connection, ALICE).reachable


# What is on its way while another message meets a closed door still has its own outcome.
def test_unreachable_meanwhile(connection: sqlite3.Connection) -> None:
    put(connection, "one")
    outbox.put(connection, ALICE, HELLO, NOW)
    (nudge,), (reply,) = claimed(connection, "nudge"), claimed(connection)
    outcomes.settle(connection, [(reply, Unreachable(gone=False)), (nudge, Delivered(5))], NOW)
    assert [outcome for outcome, _ in ends(connection)] == ["unreachable", "delivered"]


# ------------------------------------------------------------------------------------------------------- a later turn


# A later turn takes back the nudges that are not started; started ones and replies go on.
def test_cancel_nudges(connection: sqlite3.Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    started = claimed(connection, "nudge")
    outbox.put(connection, ALICE, Say("Evening", nudge=Nudge("evening", TODAY)), NOW)
    outbox.put(connection, BOB, HELLO, NOW)
    put(connection, "one")
    outbox.cancel_nudges(connection, ALICE)
    outcomes.settle(connection, [(started[0], Delivered(1))], NOW)
    assert [outcome for outcome, _ in ends(connection)] == ["delivered", "cancelled", None, None]
    assert [row.person_id for row in claimed(connection, "nudge")] == [BOB]


# Being forgotten takes everything, and what is on its way leaves no trace when it lands, whatever it meets.
@pytest.mark.parametrize("delivery", [Delivered(5), Later(1, counts=True), Refused("no"), Unknown()])
def test_forget(connection: sqlite3.Connection, delivery: Delivery) -> None:
    put(connection, "one", "two")
    outbox.put(connection, ALICE, HELLO, NOW)
    (outgoing,) = claimed(connection)
    outbox.forget(connection, ALICE)
    put(connection, "All gone")
    outcomes.settle(connection, [(outgoing, delivery)], NOW)
    assert sent.recent(connection, ALICE, 0) == []
    assert texts(claimed(connection)) == ["All gone"]


# --------------------------------------------------------------------------------------------------------- after a kill


# At the next start: replies under way go once more, those that were repeated before and nudges are let go; all counted.
def test_recover(connection: sqlite3.Connection) -> None:
    put(connection, "one", "two")
    put(connection, "Bob's", person_id=BOB)
    outbox.put(connection, ALICE, HELLO, NOW)
    claimed(connection, limit=1)
    claimed(connection, "nudge")
    assert outcomes.recover(connection, NOW) == Recovered(replies=1, replies_let_go=0, nudges_let_go=1)
    assert texts(claimed(connection)) == ["one", "Bob's"]
    assert outcomes.recover(connection, NOW) == Recovered(replies=1, replies_let_go=1, nudges_let_go=0)
    assert texts(claimed(connection)) == ["two", "Bob's"]


# ------------------------------------------------------------------------------------------------------- housekeeping


# A settled row stays for 48 hours, what waits for ever.
def test_sweep(connection: sqlite3.Connection) -> None:
    put(connection, "one", "two")
    send(connection, Delivered(1), now=NOW + 10)
    assert outbox.sweep(connection, NOW + 9 + 48 * HOUR) == 0
    assert outbox.sweep(connection, NOW + 10 + 48 * HOUR) == 1
    assert texts(claimed(connection)) == ["two"]


# What is to be done now is counted lane by lane, waiting or under way; what waits for a later moment is not.
def test_waiting(connection: sqlite3.Connection) -> None:
    assert outbox.waiting(connection, NOW) == Backlog(0, 0)
    put(connection, "one", "two")
    put(connection, "Bob's", person_id=BOB)
    outbox.put(connection, ALICE, HELLO, NOW)
    claimed(connection, "nudge")
    send(connection, Later(60, counts=False))
    assert outbox.waiting(connection, NOW) == Backlog(replies=2, nudges=1)
    assert outbox.waiting(connection, NOW + 60) == Backlog(replies=3, nudges=1)


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
    connection = database()
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
