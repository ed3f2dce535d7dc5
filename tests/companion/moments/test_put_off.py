"""A step that was put off shortly before the hello: it comes when they said, and the hello leaves it alone."""

import pytest

from companion.buttons import Button, decode
from companion.events import Tapped
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


# A second promise moves none: each step comes back when it was said to, also two at one moment, once.
@pytest.mark.parametrize(
    ("first", "second", "come"),
    [
        ("in_an_hour", "in_three_hours", [1, 3]),
        ("in_three_hours", "in_an_hour", [1, 3]),
        ("in_an_hour", "in_an_hour", [1, 1]),
        ("with_me", "with_me", [0, 0]),
        ("with_me", "in_an_hour", [0, 1]),
    ],
)
def test_two_promises(first: str, second: str, come: list[int], alice: Conversation) -> None:
    alice.says("/goal drink water")
    alice.taps("Yes")
    alice.passes(hours=20)
    dish, water = (goal.number for goal in alice.goals)
    for verb, number in ((first, dish), (second, water)):
        alice.happens(Tapped(Button(verb, number), 1))
    heard = [(hour, message) for hour in range(5) for message in alice.passes(minutes=59)]
    assert [hour for hour, _ in heard] == come
    assert {decode(message.data["I did that"]).number for _, message in heard} == {dish, water}


# One that is done meanwhile takes its own promise with it, and no other.
def test_one_promise_kept(alice: Conversation) -> None:
    alice.says("/goal drink water")
    alice.taps("Yes")
    alice.passes(hours=20)
    dish, water = (goal.number for goal in alice.goals)
    for number in (dish, water):
        alice.happens(Tapped(Button("in_an_hour", number), 1))
    alice.says("drank water")
    (came,) = alice.passes(hours=3)
    assert DISH in came.text.lower()
