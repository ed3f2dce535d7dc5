"""An export comes back: nothing twice, nothing celebrated, nothing of a hostile file."""

import io
import json
import zipfile
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.events import FileRead, SentFile
from companion.export.reading import MOST_WINS, read
from companion.export.schema import LARGEST
from companion.people import Journal
from storage import held, questions
from tests.conversation import Conversation, Heard, settled

BOB = 5_000_000_002
EMPTY: dict[str, Any] = {"format": "small-wins-export", "version": 1, "wins": [], "goals": [], "notes": []}
WIN = {"number": 1, "text": "made the bed", "at": 1_700_000_000, "day": "2023-11-14", "part": False, "note": ""}
GOAL = {"number": 7, "name": "call the bank", "step": "find the number", "state": "active"}
NOTE = {"number": 9, "text": "blue sky", "at": 1_700_000_100, "day": "2023-11-14"}


def file(**parts: object) -> bytes:
    return json.dumps(EMPTY | parts).encode()


def brought(chat: Conversation, content: bytes) -> list[Heard]:
    """What is heard when a file of that content was sent and fetched."""
    found = read(content)
    return chat.happens(FileRead(found) if isinstance(found, Journal) else FileRead(None, found))


def exported(chat: Conversation) -> bytes:
    return chat.says("/export")[1].content


@pytest.fixture
def alice() -> Conversation:
    return settled()


@pytest.fixture
def bob() -> Conversation:
    """Somebody else, with the same first minutes, a day later."""
    chat = Conversation(person=BOB)
    chat.now += 24 * 3600
    return chat.settles_in()


# One question with what is new, a yes, and everything stands in the journal; the same file again brings nothing.
@pytest.mark.parametrize("typed", [False, True])
def test_back_and_forth(alice: Conversation, bob: Conversation, typed: bool) -> None:
    alice.says("/win took a shower")
    content = exported(alice)
    asked = brought(bob, content)
    assert [message.text for message in asked] == [
        "New in that file: three wins, no goals, no notes. Add them to yours?"
    ]
    said = bob.says("yes") if typed else bob.taps("Add them")
    assert said[-1].text == "Added: three wins, no goals, no notes. /wins and /goals show them."
    assert (sorted(bob.wins), bob.total) == (sorted([*alice.wins, "sat up", "put one dish in the sink"]), 5)
    assert brought(bob, content)[0].text.startswith("All of that is here already")
    assert bob.total == 5


# Goals of the same name are the same goal; a new one is active where there is room, and its wins know it.
def test_goals(bob: Conversation) -> None:
    mine = {"number": 3, "name": "Clean the House", "step": "wipe one spot", "state": "active"}
    more = {"number": 8, "name": "paint", "step": "open the paint", "state": "active"}
    win = WIN | {"goal": 8}
    brought(bob, file(goals=[mine, GOAL, more], wins=[win, WIN | {"goal": 3, "number": 2}]))
    bob.taps("Add them")
    data = orjson.loads(exported(bob))
    assert [(goal["name"], goal["state"]) for goal in data["goals"]] == [
        ("clean the house", "active"),
        ("call the bank", "active"),
        ("paint", "listed"),
    ]
    numbers = {goal["name"]: goal["number"] for goal in data["goals"]}
    assert [win["goal"] for win in data["wins"][-2:]] == [numbers["paint"], numbers["clean the house"]]


# Nothing is added before a yes, and not after a no; the question has words for both.
@pytest.mark.parametrize("answer", ["no", "[Leave them]", "/today", "later"])
def test_not_added(alice: Conversation, answer: str) -> None:
    brought(alice, file(wins=[WIN]))
    alice.taps("Leave them") if answer[0] == "[" else alice.says(answer)
    assert alice.total == 2
    assert alice.taps("Add them")[0].text.startswith("I no longer hold that file")
    assert alice.total == 2


# What is held goes with its question; a button pressed later says so.
def test_held_for_a_while(alice: Conversation) -> None:
    brought(alice, file(wins=[WIN]))
    alice.now += questions.OPEN
    assert (held.sweep(alice.connection, alice.now), held.sweep(alice.connection, alice.now)) == (1, 0)
    assert alice.taps("Add them")[0].text.startswith("I no longer hold that file")


# What is held is sealed, and gone with the person.
def test_held_sealed(alice: Conversation) -> None:
    brought(alice, file(wins=[WIN]))
    (body,) = alice.connection.execute("SELECT body FROM held_files").fetchone()
    assert b"made the bed" not in body
    alice.says("/forget")
    alice.taps("Erase it all")
    assert alice.connection.execute("SELECT count(*) FROM held_files").fetchone() == (0,)


# A second press adds nothing.
def test_pressed_twice(alice: Conversation) -> None:
    asked = brought(alice, file(wins=[WIN]))[0]
    alice.taps("Add them", asked)
    alice.taps("Add them", asked)
    assert alice.total == 3


# Wins that come in are kept and not celebrated, also at a loud dial; a day of theirs is the day they were done.
def test_not_celebrated(alice: Conversation) -> None:
    alice.says("/settings")
    brought(alice, file(wins=[WIN]))
    said = alice.taps("Add them")
    assert {message.effect for message in said} == {""}
    assert not any("You did that" in message.text or "✨" in message.text for message in said)
    assert "Tuesday 14 November" in alice.says("/wins made")[0].text


# What would be answered with care if it were typed is left out, and help lines are named.
@pytest.mark.parametrize(
    "danger",
    [
        {"wins": [WIN | {"text": "wrote my goodbye letters"}]},
        {"wins": [WIN | {"note": "I want to kill myself"}]},
        {"notes": [NOTE | {"text": "i want to end my life"}]},
        {"goals": [GOAL | {"name": "eat only 500 calories"}]},
        {"goals": [GOAL | {"step": "stop taking my meds"}]},
    ],
)
def test_danger_is_left_out(alice: Conversation, danger: dict[str, Any]) -> None:
    kept = {"wins": [WIN | {"number": 5, "text": "watered the plant"}]}
    content = file(**{name: [*danger.get(name, []), *kept.get(name, [])] for name in ("wins", "goals", "notes")})
    asked = brought(alice, content)
    assert [message.text[:30] for message in asked] == [
        "New in that file: one win, no ",
        "Some words in that file sounde",
    ]
    alice.taps("Add them")
    assert alice.total == 3
    data = exported(alice).decode()
    assert not any(words in data for words in ("goodbye", "kill", "end my life", "calories", "meds"))


# An anchor that would not be kept if it were typed goes alone; only danger brings the help lines.
@pytest.mark.parametrize(
    ("anchor", "kept", "said"),
    [
        ("coffee", "coffee", 1),
        ("I take the trash out", "I take the trash out", 1),
        ("lazy cow gets up", "", 1),
        ("faules Schwein", "", 1),
        ("I cut myself", "", 2),
        ("skipping dinner", "", 2),
    ],
)
def test_anchors(anchor: str, kept: str, said: int, alice: Conversation) -> None:
    assert len(brought(alice, file(goals=[GOAL | {"anchor": anchor}]))) == said
    alice.taps("Add them")
    assert [(goal.name, goal.anchor) for goal in alice.goals][1:] == [("call the bank", kept)]


ZIPPED = io.BytesIO()
with zipfile.ZipFile(ZIPPED, "w") as archive:
    archive.writestr("small-wins.json", file(wins=[WIN]))
HOSTILE = {
    "nothing": b"",
    "no JSON": b"\xff\xfe\x00not json",
    "a zip": ZIPPED.getvalue(),
    "a page": b"<!doctype html><html></html>",
    "somebody else's format": b'{"format": "day-one", "version": 1, "wins": []}',
    "no object": b"[1, 2, 3]",
    "nested without end": b'{"format":"small-wins-export","version":1,"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "open without end": b"[" * 1_000_000,
    "a name twice": b'{"format":"small-wins-export","version":1,"wins":[],"wins":[],"goals":[],"notes":[]}',
    "NaN": file(wins=[WIN | {"at": float("nan")}]),
    "Infinity": file(wins=[WIN | {"at": float("inf")}]),
    "a number too big to be one": file().replace(b'"version": 1', b'"version": 1, "x": ' + b"9" * 5000),
    "a moment that never comes": file(wins=[WIN | {"at": 2**60}]),
    "a moment that is a fraction": file(wins=[WIN | {"at": 1.5}]),
    "a moment as text": file(wins=[WIN | {"at": "1700000000"}]),
    "a day that is none": file(wins=[WIN | {"day": "2023-02-31"}]),
    "a day of long ago": file(wins=[WIN | {"day": "0001-01-01"}]),
    "a text that is none": file(wins=[WIN | {"text": {"$ne": None}}]),
    "a text too long": file(wins=[WIN | {"text": "x" * 5000}]),
    "half a character": file().replace(
        b'"wins": []', b'"wins": [{"number":1,"text":"\\ud800","at":1,"day":"2023-01-01"}]'
    ),
    "too many wins": file(wins=[WIN] * (MOST_WINS + 1)),
    "a number below zero": file(wins=[WIN | {"number": -1}]),
    "a state of its own": file(goals=[GOAL | {"state": "done"}]),
    "nothing in it": b'{"format": "small-wins-export", "version": 1}',
    "a version that is none": b'{"format": "small-wins-export", "version": "one"}',
}


# Whatever is wrong with a file, it is refused whole, with a kind line.
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_refused(alice: Conversation, content: bytes) -> None:
    assert [message.text for message in brought(alice, content)] == [
        "That file isn't an export of mine, or it was changed. I left it alone."
    ]
    assert alice.total == 2


# A file of a later version is told apart from a broken one.
def test_newer(alice: Conversation) -> None:
    assert "newer Small Wins" in brought(alice, file(version=2))[0].text


# A file that is too big is not even fetched.
def test_too_big(alice: Conversation) -> None:
    assert "bigger than any export" in alice.happens(SentFile("id", LARGEST + 1, "", 1))[0].text
    assert [message.kind for message in alice.happens(SentFile("id", LARGEST, "", 2))] == ["fetch"]


# Whoever has not joined is asked for that first; whoever left while the file was fetched hears nothing.
def test_strangers() -> None:
    chat = Conversation()
    chat.says("/start")
    assert "may I keep" in chat.happens(SentFile("id", 10, "", 1))[0].text
    assert brought(chat, file(wins=[WIN])) == []


# In a crisis nothing is asked but whether they are safe; danger in the words under a file is answered first.
def test_in_a_crisis(alice: Conversation) -> None:
    said = alice.happens(SentFile("id", 10, "I want to kill myself", 1))
    assert [message.kind for message in said] == ["say"]
    assert brought(alice, file(wins=[WIN])) == []


# Strange words are cleaned as if they were typed, and shown escaped.
def test_cleaned(alice: Conversation) -> None:
    brought(alice, file(wins=[WIN | {"text": "\u202e<b>made</b>\x00 the\n\nbed\u202c"}]))
    alice.taps("Add them")
    assert "&lt;b&gt;made&lt;/b&gt; the bed" in alice.says("/wins")[0].text


# Wins of days to come are no wins: they are passed over.
def test_no_wins_of_the_future(alice: Conversation) -> None:
    assert brought(alice, file(wins=[WIN | {"day": "2099-01-01"}]))[0].text.startswith("All of that is here")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*WIN, *GOAL, *EMPTY]), inner, max_size=5)
    ),
    max_leaves=12,
)


# No bytes and no JSON make the reader raise.
@given(
    st.binary(max_size=300)
    | JSON.map(lambda value: json.dumps(value).encode())
    | JSON.map(lambda value: file(wins=value))
)
def test_never_raises(content: bytes) -> None:
    read(content)


WINS = st.lists(
    st.builds(
        lambda text, at, number: WIN | {"text": text, "at": at, "number": number},
        st.sampled_from(["made the bed", "opened the curtains", "sat up"]),
        st.integers(1_700_000_000, 1_700_000_003),
        st.integers(0, 9),
    ),
    max_size=8,
)


# Whatever is brought, and how often: afterwards each win is here as often as it is in one of the files, and no more.
@settings(max_examples=40)  # each is a conversation of up to six files
@given(st.lists(WINS, max_size=3))
def test_never_doubled(files: list[list[dict[str, Any]]]) -> None:
    chat = Conversation()
    chat.says("/start")
    chat.taps("Begin")
    for wins in (*files, *files):
        if "Add them" in (heard := brought(chat, file(wins=wins)))[0].labels:
            chat.taps("Add them", heard[0])
    things = {(win["text"], win["at"]) for wins in files for win in wins}
    most = sum(max(sum((win["text"], win["at"]) == thing for win in wins) for wins in files) for thing in things)
    assert chat.total == most
