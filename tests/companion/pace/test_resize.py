"""Steps that shrink and grow: by their own word at once, by one offer otherwise, and never more than once."""

import pytest

from companion.goals import bigger, smaller
from companion.pace import DONE_OF_LAST, OFFERS_APART, USED_TO_IT, smallest_step
from tests.companion.pace.weeks import goal, live, say
from tests.conversation import Conversation


# Bigger is offered when all holds: seven days on the step, done on five of its last seven, the last two Easy, no Hard
# and no Smaller lately. Said once; "Stay this size" is for good.
@pytest.mark.parametrize(
    ("days", "size", "answer", "offered"),
    [
        (20, "Easy", "done", True),
        (20, "OK", "done", False),
        (20, "Hard", "done", False),
        (20, "", "done", False),
        (20, "Easy", "half", False),
        (20, "Easy", "rest", False),
        (5, "Easy", "done", False),
    ],
)
def test_bigger(days: int, size: str, answer: str, offered: bool, washing: Conversation) -> None:
    heard = live(washing, days, size, answer)
    assert any("One size up" in message.labels for message in heard) is offered


# Taken: one rung up, said once more on a second press.
def test_one_size_up(washing: Conversation) -> None:
    live(washing, 14, "Easy")
    offer = next(message for message in reversed(washing.heard) if "One size up" in message.labels)
    assert offer.labels == ["One size up", "One more goal", "Stay this size", "Leave it"]
    was = goal(washing)
    for _ in range(2):
        washing.taps("One size up", offer)
        assert goal(washing).step == bigger(was.step, was.area)


# Left, it is not offered again for two weeks; *Stay this size*: never again unasked.
@pytest.mark.parametrize(("answer", "again"), [("[Stay this size]", False), ("[Leave it]", True), ("no", True)])
def test_offered_once(answer: str, again: bool, washing: Conversation) -> None:
    while "One size up" not in washing.heard[-1].labels:
        live(washing, 1, "Easy")
    say(washing, answer)
    soon = live(washing, OFFERS_APART - 1, "Easy")
    assert not any("One size up" in message.labels for message in soon)
    later = live(washing, 10, "Easy")
    assert any("One size up" in message.labels for message in later) is again


# A bigger step that stays undone twice slides back, without a word; one that is done stays.
@pytest.mark.parametrize(("answer", "stays"), [("", False), ("rest", False), ("done", True)])
def test_slides_back(answer: str, stays: bool, washing: Conversation) -> None:
    live(washing, 14, "Easy")
    was = goal(washing).step
    washing.taps("One size up")
    live(washing, 1, "")
    washing.is_heard_of()
    heard = live(washing, 4, "", answer)
    assert (goal(washing).step == was) is not stays
    assert not any("smaller" in message.text.lower() for message in heard if not stays and "from now" in message.text)


# One more goal: from the list where one waits there, else a new one; at most two in the first thirty days, then three.
def test_one_more_goal(washing: Conversation) -> None:
    live(washing, 14, "Easy")
    offer = next(message for message in reversed(washing.heard) if "One more goal" in message.labels)
    assert "What would you like?" in washing.taps("One more goal", offer)[-1].text
    washing.says("drink water")
    washing.says("/goal brush teeth")
    assert "list" in washing.heard[-1].text
    assert washing.taps("One more goal", offer)[-1].text.startswith("Your goals")
    washing.passes(days=20)
    washing.says("/goals")
    washing.taps("brush teeth")
    assert "list" not in washing.taps("Make it active")[-1].text


# Smaller, pressed on two of seven days, stays; on days further apart it is for the day.
@pytest.mark.parametrize(("apart", "stays"), [(1, True), (3, True), (6, True), (7, False), (10, False)])
def test_smaller_stays(apart: int, stays: bool, washing: Conversation) -> None:
    was = goal(washing)
    live(washing, 1, "", "smaller")
    assert goal(washing).step == was.step
    if apart > 1:
        live(washing, apart - 1, "", "done")
    live(washing, 1, "", "smaller")
    assert goal(washing).step == (smaller(was.step, was.area) if stays else was.step)


# Pressed again on the same day: smaller still, for that day alone.
def test_smaller_on_one_day(washing: Conversation) -> None:
    was = goal(washing).step
    live(washing, 1, "", "smaller")
    washing.says("smaller")
    assert goal(washing).step == was


# Two days undone in a row, or two Hard among the last three: a smaller step is offered, once, and taken for good.
@pytest.mark.parametrize("undone", ["rest", "not today", "in an hour"])
def test_smaller_is_offered(undone: str, washing: Conversation) -> None:
    was = goal(washing)
    live(washing, 2, "", undone)
    hello = next(message for message in washing.passes(days=1) if "Make it smaller" in message.labels)
    assert hello.labels == ["I did that", "Make it smaller", "Stay this size", "Not today"]
    lower = smaller(was.step, was.area)
    assert lower
    assert lower in hello.text.lower()
    for _ in range(2):
        washing.taps("Make it smaller", hello)
        assert goal(washing).step == lower
    assert not any("Make it smaller" in message.labels for message in live(washing, OFFERS_APART - 2, "", undone))


# With discreet hellos too, and without a word of the goal.
def test_smaller_is_offered_discreetly(washing: Conversation) -> None:
    washing.chooses(discreet=True)
    was = goal(washing)
    live(washing, 2, "", "rest")
    (hello,) = washing.passes(days=1)
    assert hello.labels == ["I did that", "Make it smaller", "Stay this size", "Not today"]
    lower = smaller(was.step, was.area) or ""
    assert not any(step in hello.text.lower() for step in (was.step, lower, was.name))
    washing.taps("Make it smaller")
    assert goal(washing).step == lower


# Hard twice among the last three: offered at once.
def test_hard_twice(washing: Conversation) -> None:
    live(washing, 1, "Hard")
    assert "Make it smaller" not in washing.heard[-1].labels
    live(washing, 1, "Hard")
    assert washing.heard[-1].labels == ["Make it smaller", "Stay this size", "Leave it"]


# A typed yes takes what was offered; a typed no leaves it.
@pytest.mark.parametrize(("said", "taken"), [("yes", True), ("yes please", True), ("no", False), ("nah", False)])
def test_an_offer_answered_in_words(said: str, taken: bool, washing: Conversation) -> None:
    was = goal(washing)
    live(washing, 2, "Hard")
    washing.says(said)
    assert goal(washing).step == (smaller(was.step, was.area) if taken else was.step)


# A step on which they stay is not offered smaller either; by their own word it still is.
def test_stays(washing: Conversation) -> None:
    live(washing, 2, "", "rest")
    washing.passes(days=1)
    washing.taps("Stay this size")
    was = goal(washing).step
    assert not any("Make it smaller" in message.labels for message in live(washing, 30, "", "rest"))
    washing.passes(days=1)
    assert washing.says("smaller")[0].text
    assert goal(washing).step == was


# At the bottom there is nothing smaller to offer: the floor is reading the message.
def test_the_floor(alice: Conversation) -> None:
    assert smallest_step(goal(alice)) == goal(alice).step
    assert not any("Make it smaller" in message.labels for message in live(alice, 10, "", "rest"))
    alice.passes(days=1)
    assert "read this message" in alice.says("smaller")[0].text


# Undone, a win counts for no growth.
def test_taken_back_is_not_done(washing: Conversation) -> None:
    for _ in range(20):
        heard = live(washing, 1, "Easy")
        assert not any("One size up" in message.labels for message in heard)
        washing.says("undo")


# Rules in figures, as the product says them.
def test_figures() -> None:
    assert (DONE_OF_LAST, USED_TO_IT, OFFERS_APART) == (5, 7, 14)
