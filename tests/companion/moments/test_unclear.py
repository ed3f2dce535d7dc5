"""What can't be read: never silence, never praise, never lost."""

import pytest

from tests.conversation import Conversation


# Unknown words are asked about once; each of the four answers does what it says, by tap and typed.
@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize(
    ("answer", "notes", "total", "goals"),
    [("Keep as note", 1, 2, 1), ("It's a win", 0, 3, 1), ("Make a goal", 0, 2, 2), ("Leave it", 0, 2, 1)],
)
def test_four_ways(answer: str, notes: int, total: int, goals: int, typed: bool, alice: Conversation) -> None:
    assert "?" in alice.says("sink with the frog plate")[0].text
    alice.says(answer) if typed else alice.taps(answer)
    counted = [alice.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("notes", "goals")]
    assert [counted[0], alice.total, counted[1]] == [notes, total, goals]


# The words held are those of the newest question; an older message's buttons are no longer about them.
def test_an_older_message_s_buttons(alice: Conversation) -> None:
    first = alice.says("the frog on the plate")[0]
    alice.says("my brother and his dog")
    alice.taps("It's a win", first)
    assert "my brother and his dog" not in alice.wins


# Long text is never celebrated: a note, a tiny step, rest or nothing; the tiny step makes no goal.
@pytest.mark.parametrize("said", ["I took a shower and " + "then it all went on " * 4, "done " * 14])
def test_long_text(said: str, alice: Conversation) -> None:
    heard = alice.says(said)[0]
    assert heard.labels == ["Keep as note", "Tiny step", "Rest today", "Leave it"]
    alice.taps("Tiny step")
    assert alice.says("/goals")[0].labels == ["• clean the house", "Close"]
    assert alice.total == 2


# No words at all.
@pytest.mark.parametrize("said", [" ", "\u200b", "\u202e", "\x07"])
def test_no_words(said: str, alice: Conversation) -> None:
    assert "any words" in alice.says(said)[0].text


# Sounds, pictures, stickers, anything: a kind line about what can be read, to strangers too; nothing kept.
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("voice", "listen"),
        ("video_note", "listen"),
        ("audio", "listen"),
        ("photo", "see"),
        ("sticker", "see"),
        ("document", "see"),
        ("poll", "that kind"),
        ("contact", "that kind"),
        ("made_up_later", "that kind"),
    ],
)
def test_unreadable(kind: str, says: str, alice: Conversation, stranger: Conversation) -> None:
    assert f"can't {says}" in alice.sends(kind)[0].text or says in alice.heard[-1].text
    assert "Begin" in stranger.sends(kind)[0].labels


# Words under a picture are not lost without a word.
def test_captions(alice: Conversation) -> None:
    assert "as a message" in alice.sends("photo", "took a shower")[0].text
    assert alice.total == 2


# Forwarded words are somebody else's: never a win, a goal or a wish.
@pytest.mark.parametrize("said", ["took a shower", "done", "stop", "clean the house"])
def test_forwarded(said: str, nudged: Conversation) -> None:
    assert "forwarded" in nudged.says(said, forwarded=True)[0].text
    assert nudged.total == 2


# An edited message is read again, and makes no second win.
@pytest.mark.parametrize(
    ("first", "edited", "total"),
    [
        ("not tody", "not today", 2),
        ("doone", "done", 3),
        ("done", "done!", 3),
        ("took a shower", "took a long shower", 3),
        ("/win took a shower", "/win took a long shower", 3),
        ("/goal drink water", "/goal drink some water", 2),
    ],
)
def test_edited(first: str, edited: str, total: int, nudged: Conversation) -> None:
    nudged.says(first)
    goals = nudged.connection.execute("SELECT count(*) FROM goals").fetchone()
    assert nudged.says(edited, edited=True)
    assert nudged.total == total
    assert nudged.connection.execute("SELECT count(*) FROM goals").fetchone() == goals


# A no that answers nothing is no riddle.
@pytest.mark.parametrize("said", ["no", "nope", "never mind", "no thanks"])
def test_a_no_to_nothing(said: str, alice: Conversation) -> None:
    assert alice.says(said)[-1].labels == []
