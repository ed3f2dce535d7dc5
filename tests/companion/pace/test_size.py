"""How big a step was: asked after few wins, answered by a tap or a word; and the steps that shrink and grow by it."""

import datetime

import pytest

from companion.buttons import Button
from companion.events import Tapped
from companion.goals import bigger
from tests.companion.pace.weeks import SIZES, goal, live, lived, say, unasked, with_steps
from tests.conversation import Conversation


# Asked after wins two to five of a goal, then after every fourth.
def test_when_it_is_asked(alice: Conversation) -> None:
    asked = [day + 1 for day in range(1, 20) if any(message.labels == SIZES for message in live(alice, 1, ""))]
    assert asked == [2, 3, 4, 5, 9, 13, 17]


# Every answer is heard, by tap or typed, in one short message; the win stays as it is.
@pytest.mark.parametrize(
    "said", ["[Easy]", "[OK]", "[Hard]", "easy", "Easy!", "ok", "hard", "it was hard", "quite tough", "yes"]
)
def test_answers(said: str, alice: Conversation) -> None:
    live(alice, 1, "")
    heard = say(alice, said)
    assert len(heard) == 1
    assert heard[0].text.startswith("Put one dish in the sink. Kept")
    assert heard[0].labels == ["Add note", "Undo"]
    assert alice.total == 3
    alice.taps("Undo")
    assert alice.total == 2


# "Easy" is heard unasked too, of a step that was done today; said of nothing it is asked about.
def test_unasked(alice: Conversation) -> None:
    alice.says("/goal drink water")
    assert "size" not in alice.taps("I did that")[0].text
    assert "Kept" in alice.says("that was easy")[0].text
    alice.says("/win sat up")
    assert "Keep as note" in alice.says("easy")[0].labels


# The same answer, given twice, brings nothing more, and what was offered with it stands.
def test_the_same_answer_twice(washing: Conversation) -> None:
    while "One size up" not in washing.heard[-1].labels:
        live(washing, 1, "Easy")
    was, offer = goal(washing).step, washing.heard[-1]
    asked = next(message for message in reversed(washing.heard) if message.labels == SIZES)
    assert [message.labels for message in washing.taps("Easy", asked)] == [["Add note", "Undo"]]
    washing.says("yes")
    assert goal(washing).step == bigger(was, goal(washing).area)
    assert washing.heard[-1].text != offer.text


# The question can be ignored: whatever else is said means what it says.
@pytest.mark.parametrize(
    ("said", "total"), [("I took a shower", 4), ("done", 3), ("rest", 3), ("undo", 2), ("no", 3), ("heavy", 3)]
)
def test_ignored(said: str, total: int, alice: Conversation) -> None:
    live(alice, 1, "")
    assert alice.says(said)
    assert alice.total == total


# "Hard" with no such question is what it always was: smaller, for today.
def test_hard_without_the_question(alice: Conversation) -> None:
    alice.passes(days=1)
    assert "read this message" in alice.says("hard")[0].text


# An answer to the size of something that has left is dead and says so.
def test_nothing_to_size(alice: Conversation) -> None:
    live(alice, 1, "")
    message = alice.heard[-1]
    alice.taps("Undo")
    assert "nothing" in alice.taps("Easy", message)[-1].text.lower() or alice.heard[-1].labels == []


# Several steps answered in one word: celebrated each, asked about none.
def test_not_asked_of_several(alice: Conversation) -> None:
    with_steps(alice, "rinse one dish", "sip some water")
    for _ in range(4):
        alice.passes(days=1)
        assert not any(message.labels == SIZES for message in alice.says("both"))


# After a week of use the hello says once that less often is one tap; the tap does it.
def test_less_often_after_a_week(alice: Conversation) -> None:
    came = lived(alice, 40, lambda _day, _hello: "done")
    offered = [(day, message) for day, message in came if "Less often" in message.labels]
    assert [day for day, _ in offered] == [7]
    assert "less often" in offered[0][1].text
    for _ in range(2):
        assert alice.taps("Less often", offered[0][1])[-1].text == "Every other day, then."


@pytest.mark.parametrize("often", ["weekly", "every other day"])
def test_no_less_often_for_the_seldom(often: str, alice: Conversation) -> None:
    alice.says(often)
    assert not any("Less often" in message.labels for _, message in unasked(alice.is_heard_of(), 21))


# Made-up presses about sizes of what they don't have are answered calmly.
@pytest.mark.parametrize("verb", ["size_easy", "size_hard", "make_smaller", "make_bigger", "stay", "one_more"])
@pytest.mark.parametrize("number", [None, 0, 77])
def test_made_up(verb: str, number: int | None, alice: Conversation) -> None:
    assert len(alice.happens(Tapped(Button(verb, number, datetime.date(2026, 3, 2)), 1))) <= 2
