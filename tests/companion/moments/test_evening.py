"""The evening question, for those who asked for it."""

import pytest

from tests.conversation import Conversation


@pytest.fixture
def evening(alice: Conversation) -> Conversation:
    """Alice at six, asked whether there is something to keep."""
    alice.says("/settings")
    alice.taps("More settings")
    alice.taps("Evening question")
    alice.taps("18:00")
    alice.passes(hours=4)
    assert alice.heard[-1].lane == "nudge"
    return alice


# Off unless asked for.
def test_off_by_default(alice: Conversation) -> None:
    assert alice.passes(hours=19) == []


# Any act named is a win; a no is a no; what is neither is asked about or heard as what it is.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("fed the cat", "fed the cat"),
        ("soup", "soup"),
        ("I took a shower", "took a shower"),
        ("I got up", "got up"),
        ("no", None),
        ("nothing", None),
        ("nothing to keep", None),
        ("not today", None),
        ("heavy", None),
        ("why?", None),
        ("thanks", None),
        ("ok", None),
        ("I had a bad day and everything went wrong and I do not know what to do", None),
    ],
)
def test_answers(said: str, kept: str | None, evening: Conversation) -> None:
    before = evening.total
    heard = evening.says(said)
    assert heard
    assert evening.total == before + (kept is not None)
    if kept:
        assert evening.wins[0] == kept
    else:
        assert "You did that" not in heard[0].text


# A step done before, said in the evening, answers the hello and not the question.
def test_done_answers_the_hello(nudged: Conversation) -> None:
    nudged.says("/settings")
    nudged.taps("More settings")
    nudged.taps("Evening question")
    nudged.taps("18:00")
    nudged.passes(hours=9)
    nudged.says("done")
    assert nudged.wins[0] == "put one dish in the sink"


# Once a date, with the hello two unasked messages at most; off again by one tap.
def test_once_a_date(evening: Conversation) -> None:
    assert [message.lane for message in evening.is_heard_of().passes(days=3)] == ["nudge"] * 6
    evening.says("/settings")
    evening.taps("More settings")
    evening.taps("Evening question")
    evening.taps("No evening question")
    assert len(evening.passes(days=2)) == 2
