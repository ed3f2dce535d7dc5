"""A step that was put off shortly before the hello: it comes when they said, and the hello leaves it alone."""

import pytest

from tests.conversation import Conversation

DISH = "put one dish in the sink"


def named_after(talk: Conversation, put_off: str, minutes_before: int) -> list[bool]:
    """Of each thing said unasked in the hour from then on: whether it names the dish. Before 09:30 they asked for
    today's step, which is the dish, and put it off."""
    talk.passes(hours=19, minutes=25 - minutes_before)
    assert DISH in talk.says("up")[0].text
    talk.says(put_off)
    return [DISH in message.text.lower() for message in talk.passes(hours=1) if message.lane == "nudge"]


# Another step is named in its place, before it comes back and after.
@pytest.mark.parametrize(
    ("put_off", "minutes_before", "named"),
    [
        ("tonight", 30, [False]),
        ("in 45 minutes", 30, [False, True]),
        ("in 15 minutes", 25, [True, False]),
        ("with me", 1, [False]),
    ],
)
def test_another_step(put_off: str, minutes_before: int, named: list[bool], alice: Conversation) -> None:
    alice.says("/goal drink water")
    alice.taps("Tomorrow")
    assert named_after(alice, put_off, minutes_before) == named


# Where there is no other, it comes once that day, when they said; the next day has its hello.
def test_the_only_step(alice: Conversation) -> None:
    assert named_after(alice, "tonight", 30) == []
    assert [message.lane for message in alice.passes(hours=12)] == ["nudge"]
    assert len(alice.passes(hours=12)) == 1
