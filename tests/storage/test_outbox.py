import datetime
from collections.abc import Callable

import orjson
import pytest

from companion.buttons import Button
from companion.people import About
from companion.replies import Key, Nudge, React, Say, Tidy
from storage import cancelling, outbox, outcomes, sent
from storage.outbox import Backlog, Delivered, Delivery, Later, Refused, Unknown
from storage.vault import Connection
from tests.storage.rows import ALICE, BOB, HELLO, HOUR, NOW, TODAY, claimed, effort, ends, put, send, texts

pytestmark = pytest.mark.usefixtures("people_here")

# -------------------------------------------------------------------------------------------------------------- writing


# What is said goes into the row whole, each button as its callback data.
def test_body(connection: Connection) -> None:
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
            "answers": None,
        },
        {"kind": "tidy", "message_id": 17},
        {"kind": "react", "message_id": 18, "emoji": "🎉"},
    ]


# Unasked words go by their own lane; asked-for ones, whatever they are about, do not.
def test_lanes(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    outbox.put(connection, ALICE, Say("Done", about=About(3, TODAY)), NOW)
    assert texts(claimed(connection, "nudge")) == ["Hello"]
    assert texts(claimed(connection, "reply")) == ["Done"]


def leave_waiting(_connection: Connection) -> None:
    """Nothing happens to it."""


def take_back(connection: Connection) -> None:
    cancelling.nudges(connection, ALICE)


def ending(delivery: Delivery) -> Callable[[Connection], None]:
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
def test_nudge_once(connection: Connection, fate: Callable[[Connection], None]) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    fate(connection)
    outbox.put(connection, ALICE, HELLO, NOW + HOUR)
    assert len(ends(connection)) == 1


# Another person, kind or date is another nudge.
def test_other_nudges(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    outbox.put(connection, BOB, HELLO, NOW)
    outbox.put(connection, ALICE, Say("Evening", nudge=Nudge("evening", TODAY)), NOW)
    outbox.put(connection, ALICE, Say("Hello", nudge=Nudge("hello", TODAY + datetime.timedelta(1))), NOW)
    assert len(ends(connection)) == 4


# ------------------------------------------------------------------------------------------------------------- claiming


# A claimed row is nobody else's until its outcome is known.
def test_claimed_once(connection: Connection) -> None:
    put(connection, "one")
    assert texts(claimed(connection)) == ["one"]
    assert claimed(connection, now=NOW + 1000 * HOUR) == []


# A person's messages keep their order: the second starts when the first has ended, not before.
def test_order_of_a_person(connection: Connection) -> None:
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
def test_limit(connection: Connection) -> None:
    for number in range(10):
        put(connection, str(number), person_id=number)
    assert texts(claimed(connection, limit=3)) == ["0", "1", "2"]
    assert claimed(connection, limit=0) == []
    assert texts(claimed(connection, limit=3)) == ["3", "4", "5"]


# What was claimed and not begun is as if not claimed.
def test_release(connection: Connection) -> None:
    put(connection, "one")
    before = claimed(connection)
    outbox.release(connection, [row.id for row in before])
    assert claimed(connection) == before


# A nudge that could not be sent within two hours of its time is let go, and its words are gone.
@pytest.mark.parametrize(("late", "sent_"), [(-1, 1), (0, 0), (HOUR, 0)])
def test_late_nudge(connection: Connection, late: int, sent_: int) -> None:
    due_at = NOW - HOUR
    outbox.put(connection, ALICE, HELLO, NOW, due_at=due_at)
    assert len(claimed(connection, "nudge", due_at + 2 * HOUR + late)) == sent_
    assert (ends(connection) == [("late", b"")]) != sent_


# The same after a pause that Telegram asked for; a reply waits as long as it takes.
def test_late_after_waiting(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    put(connection, "one")
    almost = NOW + 2 * HOUR - 1
    send(connection, Later(1, counts=False), "nudge", almost)
    send(connection, Later(1, counts=False), "reply", almost)
    assert claimed(connection, "nudge", almost + 1) == []
    assert texts(claimed(connection, "reply", almost + 1)) == ["one"]


# A clock that was set back hides nothing that waits.
def test_clock_set_back(connection: Connection) -> None:
    put(connection, "one")
    assert texts(claimed(connection, now=NOW - HOUR)) == ["one"]
    put(connection, "two", person_id=BOB)
    send(connection, Later(600, counts=False))
    outbox.hasten(connection, NOW)
    assert claimed(connection) == []
    outbox.hasten(connection, NOW - HOUR)
    assert texts(claimed(connection, now=NOW - HOUR)) == ["two"]


# --------------------------------------------------------------------------------------------------------- a later turn


# A later turn takes back the nudges; what is under way may land, and replies go on.
def test_cancel_nudges(connection: Connection) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    started = claimed(connection, "nudge")
    outbox.put(connection, ALICE, Say("Evening", nudge=Nudge("evening", TODAY)), NOW)
    outbox.put(connection, BOB, HELLO, NOW)
    put(connection, "one")
    cancelling.nudges(connection, ALICE)
    outcomes.settle(connection, [(started[0], Delivered(1))], NOW)
    assert [outcome for outcome, _ in ends(connection)] == ["delivered", "cancelled", None, None]
    assert [row.person_id for row in claimed(connection, "nudge")] == [BOB]


# A hello that was under way when they said "pause", and did not arrive, is not said after it.
@pytest.mark.parametrize("trouble", [Later(30, counts=False), Later(30, counts=True), Unknown()])
def test_cancelled_under_way(connection: Connection, trouble: Delivery) -> None:
    outbox.put(connection, ALICE, HELLO, NOW)
    under_way = claimed(connection, "nudge")
    cancelling.nudges(connection, ALICE)
    outcomes.settle(connection, [(row, trouble) for row in under_way], NOW)
    assert claimed(connection, "nudge", NOW + 60) == []


# Being forgotten takes everything, and what is on its way leaves no trace when it lands, whatever it meets.
@pytest.mark.parametrize("delivery", [Delivered(5), Later(1, counts=True), Refused("no"), Unknown()])
def test_forget(connection: Connection, delivery: Delivery) -> None:
    put(connection, "one", "two")
    outbox.put(connection, ALICE, HELLO, NOW)
    (outgoing,) = claimed(connection)
    outbox.forget(connection, ALICE)
    put(connection, "All gone")
    outcomes.settle(connection, [(outgoing, delivery)], NOW)
    assert sent.recent(connection, ALICE, 0) == []
    assert texts(claimed(connection)) == ["All gone"]


# In a storm, taking back one person's nudges does not go through everybody's.
def test_cancelling_reads_the_persons_rows_only(connection: Connection) -> None:
    for person_id in range(ALICE, ALICE + 500):
        outbox.put(connection, person_id, HELLO, NOW)
    assert effort(connection, lambda: cancelling.nudges(connection, ALICE)) < 500
    assert outbox.waiting(connection, NOW).nudges == 499


# --------------------------------------------------------------------------------------------------------- housekeeping


# A settled row stays for 48 hours, what waits for ever.
def test_sweep(connection: Connection) -> None:
    put(connection, "one", "two")
    send(connection, Delivered(1), now=NOW + 10)
    assert outbox.sweep(connection, NOW + 9 + 48 * HOUR) == 0
    assert outbox.sweep(connection, NOW + 10 + 48 * HOUR) == 1
    assert texts(claimed(connection)) == ["two"]


# What was settled while the clock was years ahead stands before none of the rest for years.
def test_sweep_behind_a_wrong_clock(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "SWEPT_AT_ONCE", 2)
    for at in [NOW + 30_000 * HOUR] * 2 + [NOW] * 2:
        put(connection, "one")
        send(connection, Delivered(1), now=at)
    assert [outbox.sweep(connection, NOW + HOUR) for _ in range(2)] == [2, 0]
    assert [outbox.sweep(connection, NOW + 48 * HOUR) for _ in range(2)] == [2, 0]


# What is to be done now is counted lane by lane, waiting or under way; what waits for a later moment is not.
def test_waiting(connection: Connection) -> None:
    assert outbox.waiting(connection, NOW) == Backlog(0, 0)
    put(connection, "one", "two")
    put(connection, "Bob's", person_id=BOB)
    outbox.put(connection, ALICE, HELLO, NOW)
    claimed(connection, "nudge")
    send(connection, Later(60, counts=False))
    assert outbox.waiting(connection, NOW) == Backlog(replies=2, nudges=1)
    assert outbox.waiting(connection, NOW + 60) == Backlog(replies=3, nudges=1)
