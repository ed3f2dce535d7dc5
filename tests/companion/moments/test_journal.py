"""What was done, shown back."""

import pytest

from tests.conversation import Conversation


@pytest.fixture
def many(alice: Conversation) -> Conversation:
    """Alice with twenty wins, ten a day."""
    for number in range(8):
        alice.says(f"/win took a long walk around the lake with the dog, round {number}")
    alice.passes(days=1)
    for number in range(10):
        alice.says(f"/win wrote line {number}")
    return alice


# Eight on a page, whole, newest first, by day; older and newer by tap or word, and no further than there is.
@pytest.mark.parametrize("typed", [False, True])
def test_pages(typed: bool, many: Conversation) -> None:
    act = many.says if typed else many.taps
    first = many.says("/wins")[0]
    assert first.text.startswith("20 lights:\n\nToday\n• wrote line 9\n")
    assert first.text.count("•") == 8
    assert first.labels == ["Older", "My notes", "Close"]
    second = act("Older")[0]
    assert "\n\nYesterday\n• took a long walk around the lake with the dog, round 7\n" in second.text
    assert second.labels == ["Newer", "Older", "My notes", "Close"]
    assert act("Older")[0].labels == ["Newer", "My notes", "Close"]
    assert act("Newer")[0].text == second.text


# A tap turns the page in place, a typed word brings a new message; in plain mode both do.
def test_pages_turn_in_place(many: Conversation) -> None:
    shown = many.says("/wins")[0]
    assert many.taps("Older")[0].edits == shown.message_id
    assert many.says("newer")[0].edits is None
    many.chooses(plain=True)
    assert many.taps("Older")[0].edits is None


# /wins with a word looks for it.
@pytest.mark.parametrize(("word", "count"), [("line 3", 1), ("LAKE", 8), ("elephant", 0), ("%", 0), ("dish", 1)])
def test_search(word: str, count: int, many: Conversation) -> None:
    assert many.says(f"/wins {word}")[0].text.count("•") == count


# Today: the open steps as lines and buttons, what was done with a mark; tapped, a step is done.
def test_today(nudged: Conversation) -> None:
    nudged.says("/win ate soup")
    heard = nudged.says("/today")[0]
    assert "• put one dish in the sink\nate soup ✓" in heard.text
    assert heard.labels[0] == "put one dish in the sink"
    nudged.taps("put one dish in the sink")
    assert "You did that" in nudged.says("/today")[0].text
    assert nudged.total == 4


# Long lists stay whole: nothing is cut in the middle of a line.
def test_nothing_is_cut(many: Conversation) -> None:
    assert "…" not in many.says("/today")[0].text + many.says("/wins")[0].text


# Nobody's list is empty of words: without wins, a tiny one can be tapped.
def test_no_wins(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    assert "Sat up" in stranger.says("/wins")[0].labels
    assert stranger.says("/today")[0].text.startswith("Nothing is planned today")
    assert "You did that" in stranger.taps("Had a drink")[-1].text


# No word about a gap: after a month away the journal and the greeting say nothing of it.
@pytest.mark.parametrize("said", ["/start", "/wins", "/today", "hello"])
def test_no_word_about_a_gap(said: str, alice: Conversation) -> None:
    alice.says("stop")
    alice.passes(days=30)
    text = alice.says(said)[0].text.lower()
    assert not any(word in text for word in ("miss", "while", "days ago", "long time", "streak", "welcome back"))


# In words too.
@pytest.mark.parametrize(("said", "begins"), [("my wins", "20 lights"), ("today", "Today"), ("journal", "20 lights")])
def test_in_words(said: str, begins: str, many: Conversation) -> None:
    assert many.says(said)[0].text.startswith(begins)
