"""Notes: words kept without being a win, shown back."""

import pytest

from companion.turns import KeepNote
from companion.views import NOTES_A_PAGE
from storage import notes
from tests.conversation import MONDAY, Conversation


def note(talk: Conversation, words: str) -> None:
    talk.says(words)
    talk.taps("Keep as note")


# However asked for, the newest are shown first, by day; they are no wins.
@pytest.mark.parametrize("asked", ["/notes", "my notes", "Notes", "show me my notes"])
def test_shown(asked: str, alice: Conversation) -> None:
    note(alice, "the heron was there again")
    note(alice, "blue door on the corner")
    text = alice.says(asked)[0].text
    assert text.index("blue door") < text.index("heron")
    assert "Today" in text
    assert alice.total == 2


# From the wins one comes to the notes, and back.
def test_from_the_wins(alice: Conversation) -> None:
    note(alice, "the heron was there again")
    alice.says("/wins")
    assert "heron" in alice.taps("My notes")[0].text
    assert "clean" in alice.taps("My wins")[0].text or "dish" in alice.heard[-1].text


# None so far.
def test_none(alice: Conversation) -> None:
    assert "No notes" in alice.says("/notes")[0].text


# Page by page, by tap and typed.
@pytest.mark.parametrize("typed", [False, True])
def test_pages(typed: bool, alice: Conversation) -> None:
    for number in range(12):
        note(alice, f"the heron came number {number}")
    act = alice.says if typed else alice.taps
    assert "number 11" in alice.says("/notes")[0].text
    assert "number 6" in act("Older")[0].text
    last = act("Older")[0]
    assert "number 0" in last.text
    assert "Older" not in last.labels
    assert "number 6" in act("Newer")[0].text


# The longest message is kept whole; what it begins with is shown.
def test_long_ones_are_kept_whole(alice: Conversation) -> None:
    note(alice, "so it went on " * 292)
    kept = alice.connection.execute("SELECT length(body) FROM notes").fetchone()[0]
    assert kept > 4000
    assert len(alice.says("/notes")[0].text) < 1000


# Telegram's limit is in UTF-16 units, of which an emoji takes two: a page of the longest notes fits all the same.
@pytest.mark.parametrize("written", ["🦊", "a🦊", "é"])
def test_a_page_fits(written: str, alice: Conversation) -> None:
    for number in range(NOTES_A_PAGE):
        kept = KeepNote(500 + number, written * 700, alice.now, MONDAY.date())
        notes.keep(alice.connection, alice.person, kept)
    page = alice.says("/notes")[0].text
    assert page.count("…") == NOTES_A_PAGE
    assert len(page.encode("utf-16-le")) // 2 <= 4096


# Taken out again; a second press finds none and says the same.
def test_removed(alice: Conversation) -> None:
    note(alice, "the heron was there again")
    kept = alice.heard[-1]
    assert alice.taps("Remove note", kept)[-1].text == alice.taps("Remove note", kept)[-1].text
    assert "No notes" in alice.says("/notes")[0].text


# What somebody wrote stands there escaped.
def test_escaped(alice: Conversation) -> None:
    note(alice, "the <b>heron</b> & the frog")
    assert "&lt;b&gt;heron" in alice.says("/notes")[0].text


# What is harsh about themselves is kept as they wrote it, and not quoted when it is kept; what is said of a thing is.
@pytest.mark.parametrize(
    ("words", "quoted"),
    [("like the worthless idiot I am", False), ("what a lazy pig I was", False), ("the trash was heavy", True)],
)
def test_no_harsh_words(words: str, quoted: bool, alice: Conversation) -> None:
    alice.says("took a shower")
    alice.taps("Add note")
    assert (words in alice.says(words)[0].text) is quoted
    assert words in alice.says("/wins")[0].text
    alice.says(f"{words}, and it was a long day in the rain with nothing to show for it")
    assert (words in alice.taps("Keep as note")[-1].text) is quoted
    assert words in alice.says("/notes")[0].text
