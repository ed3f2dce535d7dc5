"""Turns under anything that people may do: no crash, no win lost or doubled, no button that can't be pressed."""

import datetime
import html.parser
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.buttons import Button, decode, encode
from companion.events import CheckInDue, FileRead, Left, Returned, SpokenToInGroup, Tapped
from companion.export.reading import read
from companion.handlers import TAPS
from companion.people import Journal
from tests.conversation import ALICE, Conversation, Heard, settled

LISTED = """
done|d|half|later|tonight|rest|not today|heavy|in bed|smaller|k|yes|no|both|Leeds|york|14:05|8am|UTC+3
moved to Berlin|pause till Monday|quiet week|less often|more often|up|undo|help|took a shower|hello|thanks|👍
yesterday I also made my bed|clean the house|drink water|/start|/start drink_water|/goal|/goal drink water
/goals|/win|/win took a walk|/wins|/wins water|/today|/settings|/help|/people|/country|/country France
/privacy|/safety|/forget|/nonsense|<b>bold</b> & <i>|Begin|Keep nothing
I'm so tired of this and everything else and I can't hold it all together any more today
"""
WORDS = st.sampled_from([*LISTED.strip().replace("\n", "|").split("|"), "a\x00b", "\u202eevil", "\u200b", "x" * 4096])
TEXT = WORDS | st.text(max_size=60)
FILES = (  # an export in part, one of danger, and none
    b'{"format":"small-wins-export","version":1,"notes":[],"goals":[{"number":1,"name":"paint","step":"open the paint",'
    b'"state":"active"}],"wins":[{"number":2,"text":"made the bed","at":1700000000,"day":"2023-11-14","goal":1}]}',
    b'{"format":"small-wins-export","version":1,"notes":[],"goals":[],'
    b'"wins":[{"number":2,"text":"I want to die","at":1,"day":"2023-11-14"}]}',
    b"[1, 2",
)
ACTION = (
    st.tuples(st.just("says"), TEXT)
    | st.tuples(st.just("taps"), st.integers(0, 400))
    | st.tuples(st.just("taps"), st.integers(0, 400))
    | st.tuples(st.just("edits"), TEXT)
    | st.tuples(st.just("replies"), TEXT)
    | st.tuples(st.just("makes up"), st.tuples(st.sampled_from(sorted(TAPS)), st.integers(0, 12) | st.none()))
    | st.tuples(st.just("brings"), st.sampled_from(FILES))
    | st.tuples(st.just("sends"), st.sampled_from(["voice", "photo", "sticker", "dice", "poll"]))
    | st.tuples(st.just("shares"), st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    | st.tuples(st.just("passes"), st.integers(1, 60))
)


class _Tags(html.parser.HTMLParser):
    """Collects the tags of a message: we write none so far, and no person's text may become one."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def act(chat: Conversation, action: str, what: object) -> list[Heard]:
    """One thing that a person, or time, does."""
    match action, what:
        case "says", str(text):
            return chat.says(text)
        case "edits", str(text):
            return chat.says(text, edited=True)
        case "replies", str(text):
            return chat.says(text, reply_to=chat.heard[-1].message_id if chat.heard else 1)
        case "taps", int(which):
            shown = [(message, label) for message in chat.heard[-12:] for label in message.labels]
            return chat.taps(shown[which % len(shown)][1], shown[which % len(shown)][0]) if shown else []
        case "makes up", (str(verb), number):
            return chat.happens(Tapped(Button(verb, number, datetime.date(2026, 3, 2)), 1))
        case "brings", bytes(content):
            found = read(content)
            return chat.happens(FileRead(found) if isinstance(found, Journal) else FileRead(None, found))
        case "sends", str(kind):
            return chat.sends(kind)
        case "shares", (float(latitude), float(longitude)):
            return chat.shares(latitude, longitude)
        case "passes", int(hours):
            return chat.passes(hours=hours)
    raise AssertionError(action)


def assert_sayable(message: Heard) -> None:
    """What Telegram would take: HTML that parses, a length that fits, buttons of at most 64 bytes that we can read."""
    parser = _Tags()
    parser.feed(message.text)
    assert parser.tags == []
    assert not re.search(r"\{(act|step|lights|goal|list|note)\}", message.text, re.IGNORECASE)
    assert 0 < len(message.text.encode("utf-16-le")) // 2 <= 4096
    assert "\x00" not in message.text
    for data in message.data.values():
        button = decode(data)
        assert button is not None
        assert len(encode(button).encode()) <= 64
        assert button.verb in TAPS


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTION, max_size=40))
def test_anything_may_happen(actions: list[tuple[str, object]]) -> None:
    """Any sequence of messages, taps old and new, made-up buttons and time: always answered, never a crash."""
    chat = Conversation()
    for action, what in [("says", "/start"), ("taps", 0), *actions]:
        before = chat.total
        heard = act(chat, action, what)
        for message in heard:
            if message.kind == "say":
                assert_sayable(message)
        assert heard or action in ("passes", "taps", "makes up", "brings")  # a press may be answered by a toast
        taken_back = any("Taken back" in message.text or "Erased" in message.text for message in heard)
        assert chat.total >= before or taken_back
    nudges = chat.connection.execute(
        "SELECT person_id, nudge_kind, nudge_date, CASE nudge_kind WHEN 'hello' THEN 0 ELSE goal END "
        "FROM outbox WHERE lane = 'nudge'"
    ).fetchall()
    assert len(nudges) == len(set(nudges))


@settings(max_examples=50)
@given(st.lists(TEXT, max_size=12))
def test_strangers_leave_nothing_but_a_doorstep(texts: list[str]) -> None:
    """Whoever has not said Begin owns no row; a day later not even the doorstep is left."""
    chat = Conversation()
    for text in texts:
        if text.strip().casefold().strip(" .!") not in ("begin", "yes", "yes begin", "i begin"):
            chat.says(text)
    assert chat.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


@pytest.mark.parametrize("event", [SpokenToInGroup(7), Left(), Returned()])
def test_events_of_chats_we_do_not_know(event: SpokenToInGroup | Left | Returned) -> None:
    """A group, or a stranger who blocks us, leaves no trace of a person."""
    chat = Conversation()
    chat.happens(event)
    for table in ("people", "doorsteps", "goals", "wins"):
        assert chat.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_check_in_of_someone_who_left_is_nothing() -> None:
    """A check-in that falls due while the person erases everything finds nobody, and says nothing."""
    chat = Conversation()
    due = CheckInDue("hello", datetime.date(2026, 3, 3), chat.now)
    assert chat.happens(due) == []


def test_forgetting_leaves_no_row_of_the_person() -> None:
    """After /forget no table but the outbox's last goodbye knows the person."""
    chat = settled()
    chat.says("my own secret words")
    chat.taps("Keep as note")
    chat.says("/forget")
    chat.taps("Erase it all")
    tables = {
        "people": "id", "doorsteps": "person_id", "goals": "person_id", "wins": "person_id", "notes": "person_id",
        "questions": "person_id", "check_ins": "person_id",
    }  # fmt: skip
    for table, column in tables.items():
        query = f"SELECT count(*) FROM {table} WHERE {column} = {ALICE}"
        assert chat.connection.execute(query).fetchone() == (0,), table
    assert not any(b"secret" in line.encode() for line in chat.connection.iterdump())


# What is planned already is not written again, at each hello the weekly letter for instance; what moves is.
@pytest.mark.parametrize(("time", "written"), [("9:30", 0), ("10:15", 1)])
def test_planned_already(time: str, written: int) -> None:
    chat = settled()
    statements: list[str] = []
    chat.connection.set_trace_callback(statements.append)
    chat.says(f"say hello at {time}")
    assert sum("INTO check_ins" in statement for statement in statements) == written
