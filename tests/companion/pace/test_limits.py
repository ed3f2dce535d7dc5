"""Two unasked messages in a day, of all kinds together; none in the quiet hours; one hello a day for each step."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.checkins import is_quiet
from companion.history import DAY, MOST_UNASKED, UNASKED, Occasion, room_at, unasked_since, with_occasion
from storage import people
from storage.people import Passed
from tests.companion.pace.weeks import lived, local, say, unasked, with_steps
from tests.conversation import Conversation

TODAY = datetime.date(2026, 3, 2)


def with_evening(talk: Conversation, time: str) -> Conversation:
    talk.says("/settings")
    talk.taps("More settings")
    talk.taps("Evening question")
    talk.says(time)
    return talk


def most_in_a_day(talk: Conversation) -> int:
    """The most unasked messages that any 24 hours have."""
    rows = talk.connection.execute(
        "SELECT written_at FROM outbox WHERE nudge_kind IN ('hello', 'evening') AND outcome = 'delivered' ORDER BY 1"
    ).fetchall()
    times: list[int] = [row[0] for row in rows]
    return max(sum(first <= other < first + DAY for other in times) for first in times)


# The rule itself, over any history: a message at `room_at` never makes three in a day, and a second earlier it would.
@given(st.lists(st.tuples(st.integers(0, 3 * DAY), st.sampled_from(sorted(UNASKED))), max_size=6))
def test_room(times: list[tuple[int, str]]) -> None:
    history: tuple[Occasion, ...] = ()
    for at, kind in sorted(times):
        if room_at(history, at) == at:
            history = with_occasion(history, Occasion(kind, TODAY, at, at))
    now = 3 * DAY
    room = room_at(history, now)
    assert unasked_since(history, room - DAY) < MOST_UNASKED
    assert room == now or unasked_since(history, room - DAY - 1) >= MOST_UNASKED


# What they asked for themselves counts for nothing.
def test_asked_for_is_free() -> None:
    history = tuple(Occasion(kind, TODAY, 0, at) for at, kind in enumerate(["later", "own", "offer_smaller"]))
    assert room_at(history, 0) == 0


# Through clock changes, with the evening question too: never three in 24 hours, and each date has its hello.
@pytest.mark.parametrize("town", ["London", "Australia/Lord_Howe", "Santiago, Chile"])
def test_through_clock_changes(town: str, alice: Conversation) -> None:
    with_evening(alice, "20:30")
    alice.says(f"I moved to {town}")
    alice.is_heard_of()
    came = unasked(alice, 45)
    hellos = [message for _, message in came if "Nothing to keep" not in message.labels]
    assert len(hellos) in (44, 45)
    assert len(came) - len(hellos) >= 43
    assert most_in_a_day(alice) == MOST_UNASKED


# Around the world and back, a move a day: the cap holds, whatever the zones make of it.
def test_through_zones(alice: Conversation) -> None:
    with_evening(alice, "20:30")
    alice.is_heard_of()
    for town in ("Tokyo", "Honolulu", "Apia", "London", "Auckland", "Los Angeles", "Kiritimati", "Leeds") * 2:
        alice.says(f"I moved to {town}")
        alice.passes(hours=17)
    assert most_in_a_day(alice) == MOST_UNASKED


# Late after an outage: a hello that waited until 21:20 is let go, one whose own time lies in the night is not.
@pytest.mark.parametrize(("hello", "late", "comes"), [("19:45", 95, False), ("19:45", 60, True), ("22:00", 95, True)])
def test_quiet_hours(hello: str, late: int, comes: bool, alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    alice.says(hello)
    due_at = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'hello'").fetchone()[0]
    alice.now = due_at + late * 60 - 1
    assert bool(alice.passes(seconds=1)) is comes


# The evening question at a late hour of their own choice comes; late by an outage into the night it does not.
@pytest.mark.parametrize(("asked", "late", "comes"), [("21:30", 0, True), ("20:30", 0, True), ("20:30", 45, False)])
def test_quiet_evenings(asked: str, late: int, comes: bool, alice: Conversation) -> None:
    with_evening(alice, asked)
    due_at = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'evening'").fetchone()[0]
    alice.now = due_at + late * 60 - 1
    assert bool(alice.passes(seconds=1)) is comes


# One that waited for room is as late as it is: what comes up only hours after its own time is let go.
@pytest.mark.parametrize(("late", "comes"), [(60, True), (119, True), (150, False)])
def test_late_after_waiting(late: int, comes: bool, alice: Conversation) -> None:
    due_at = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'hello'").fetchone()[0]
    spoken = [Occasion("evening", local(alice, at).date(), at) for at in (due_at - 23 * 3600, due_at - 20 * 3600)]
    people.remember(alice.connection, alice.person, Passed(history=spoken))
    alice.now = due_at - 1
    assert alice.passes(seconds=1) == []
    alice.now = due_at + late * 60 - 1
    assert bool(alice.passes(seconds=1)) is comes


# One that was late by an hour moves none after it: the next day's gives way, then all is as chosen.
def test_late_once(alice: Conversation) -> None:
    with_evening(alice, "19:00").is_heard_of()
    alice.now = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'evening'").fetchone()[0] + 3600
    assert len(alice.passes(seconds=1)) == 1
    alice.passes(hours=24)
    assert "Nothing to keep" not in alice.heard[-1].labels
    alice.passes(hours=23)
    assert "Nothing to keep" in alice.heard[-1].labels


# "Later" without a time comes back some hours on, before the quiet hours, or waits for them; a time that they name
# themselves is asked for, at any hour.
@pytest.mark.parametrize(
    ("hour", "said", "comes_at"),
    [
        (15, "maybe later", "18:00"),
        (19, "busy", "20:59"),
        (20.75, "later on", None),
        (23, "maybe later", None),
        (0.5, "not now", None),
        (19, "in three hours", "22:00"),
        (20.5, "tonight", "21:30"),
        (22, "in an hour", "23:00"),
    ],
)
def test_later(hour: float, said: str, comes_at: str | None, alice: Conversation) -> None:
    alice.passes(hours=hour - 14 - 5 / 60 + 24)
    came = alice.says(said)
    assert len(came) == 1
    due = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'later'").fetchone()
    at = due[0] if due else None
    assert (f"{local(alice, at):%H:%M}" if at else None) == comes_at
    assert ("I come back" in came[0].text or "Later, then" in came[0].text) is (comes_at is not None)


# A night worker, greeted at 22:00, is not asleep at one.
def test_later_of_a_night_worker(alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    alice.says("22:00")
    alice.passes(hours=9)
    alice.says("maybe later")
    assert [message.lane for message in alice.passes(hours=4)] == ["nudge"]


# The come-back and the hello of one night, one on each side of midnight, are one occasion: one win.
@pytest.mark.parametrize("first", ["hello", "come-back"])
def test_a_night_s_step_counts_once(first: str, alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    alice.says("22:00")
    hello = alice.passes(hours=9)[-1]
    alice.says("in three hours")
    come_back = alice.passes(hours=4)[-1]
    before = alice.total
    pressed = (hello, come_back) if first == "hello" else (come_back, hello)
    for message in pressed:
        alice.taps("I did that", message)
    assert alice.total == before + 1
    assert "already" in alice.heard[-1].text or "kept" in alice.heard[-1].text


# Done from the list of today's steps or by the night's hello: the same step, once.
def test_today_and_the_night(alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    alice.says("22:00")
    hello = alice.passes(hours=9)[-1]
    before = alice.total
    alice.says("/today")
    alice.taps("put one dish in the sink")
    alice.taps("I did that", hello)
    assert alice.total == before + 1


# The step longest unanswered is named; one that stays unanswered twice lets another have its turn.
@pytest.mark.parametrize(
    ("answered", "named"),
    [
        (set(), ["dish", "water", "dish", "water", "dish", "water"]),
        ({"dish", "water"}, ["dish", "water", "dish", "water", "dish", "water"]),
        ({"dish"}, ["dish", "water", "water", "dish", "water", "water"]),
        ({"water"}, ["dish", "water", "dish", "dish", "water", "dish"]),
    ],
)
def test_longest_unanswered(answered: set[str], named: list[str], alice: Conversation) -> None:
    with_steps(alice, "rinse one dish", "sip some water").is_heard_of()

    def answers(_day: int, hello: object) -> str:
        text = alice.heard[-1].text.lower()
        return "done" if any(step in text for step in answered) else ""

    came = lived(alice, 6, answers)
    assert [next(step for step in ("dish", "water") if step in message.text.lower()) for _, message in came] == named


# Rested, paused, or no hellos wanted: nothing unasked, until that is over.
@pytest.mark.parametrize(("said", "quiet_days"), [("rest", 0), ("quiet week", 6), ("stop", 30)])
def test_quiet_by_their_word(said: str, quiet_days: int, alice: Conversation) -> None:
    with_evening(alice, "20:30")
    alice.passes(hours=21)
    say(alice, said)
    assert alice.passes(hours=12) == []
    assert unasked(alice, quiet_days) == []


# At any hour of quiet there is a quiet minute, and only then.
@given(st.integers(0, 1439))
def test_quiet_minutes(minute: int) -> None:
    assert is_quiet(minute) is not (8 <= minute // 60 < 21)
