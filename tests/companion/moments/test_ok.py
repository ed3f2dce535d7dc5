""" "ok" and "k": done, or seen? Asked once, then remembered."""

import pytest

from tests.conversation import Conversation


def next_day(talk: Conversation) -> Conversation:
    talk.passes(hours=24)
    return talk


# What it means is asked once, by tap or typed; from then on it means that.
@pytest.mark.parametrize(
    ("answer", "total", "says"),
    [
        ("[I did it]", 4, "You did that"),
        ("I did it", 4, "You did that"),
        ("done", 4, "You did that"),
        ("[I saw it]", 2, "Seen"),
        ("i saw it", 2, "Seen"),
    ],
)
def test_learned_once(answer: str, total: int, says: str, nudged: Conversation) -> None:
    assert "I did it" in nudged.says("k")[0].text
    nudged.taps(answer[1:-1]) if answer[0] == "[" else nudged.says(answer)
    assert says in next_day(nudged).says("ok")[0].text
    assert nudged.total == total


# Another answer teaches nothing: it is asked again.
@pytest.mark.parametrize("answer", ["later", "not today", "heavy"])
def test_other_answers_teach_nothing(answer: str, nudged: Conversation) -> None:
    nudged.says("k")
    nudged.says(answer)
    assert "I did it" in next_day(nudged).says("k")[0].text


# "I did it" in other places says nothing about "ok".
def test_said_elsewhere(nudged: Conversation) -> None:
    nudged.says("I did it")
    assert "I did it" in next_day(nudged).says("k")[0].text


# "Yes" is asked about each time: it can mean "I will".
def test_yes_is_asked_about(nudged: Conversation) -> None:
    nudged.says("k")
    nudged.says("i saw it")
    assert "I did it" in next_day(nudged).says("yes")[0].text
