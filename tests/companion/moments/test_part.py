"""A part, or reading our message, and the step itself after it: nothing that was done is refused or counted twice."""

import pytest

from storage import people, wins
from tests.conversation import Conversation
from tests.crisis import ACTIVE

DISH = "put one dish in the sink"


def say(talk: Conversation, step: str) -> str:
    heard = talk.taps(step[1:-1]) if step.startswith("[") else talk.says(step)
    return heard[-1].text


# A part is followed by all of it, in whatever way that is said: the same win with the same light, whole from now on.
@pytest.mark.parametrize("part", ["half", "I tried"])
@pytest.mark.parametrize("whole", ["done", "[I did that]", "did the dish", DISH])
def test_a_part_then_the_whole(part: str, whole: str, nudged: Conversation) -> None:
    nudged.says(part)
    kept = wins.page(nudged.connection, nudged.person, 0, 1)[0]
    answer = say(nudged, whole)
    assert "You did that" in answer
    assert "hree lights" in answer
    assert (nudged.total, nudged.wins[0]) == (3, DISH)
    (now,) = wins.numbered(nudged.connection, nudged.person, kept.number)
    assert (kept.part, now.part) == (True, False)
    assert nudged.says("done")[0].text != answer
    say(nudged, "[Undo]")
    assert nudged.total == 2


# After a part, or reading our message, the step comes back when they say: the rest of it may still be done.
@pytest.mark.parametrize(
    ("begun", "total"),
    [(("half",), 3), (("I tried",), 3), (("[Smaller]", "[I read it]"), 4), (("[Smaller]", "half"), 3)],
)
@pytest.mark.parametrize("put_off", [("later", "in an hour"), ("in an hour",), ("later", "[In an hour]")])
def test_later_after_a_part(begun: tuple[str, ...], total: int, put_off: tuple[str, ...], nudged: Conversation) -> None:
    for step in begun:
        say(nudged, step)
    for step in put_off:
        answer = say(nudged, step)
    assert "11:05" in answer
    (came,) = nudged.passes(hours=3)
    assert came.labels[0] == "I did that"
    say(nudged, "done")
    assert nudged.total == total
    assert "is done" in say(nudged, "in an hour")


# That it is put off takes nothing from what the pace knows of the part.
def test_a_part_put_off_counts(nudged: Conversation) -> None:
    for step in ("half", "in an hour"):
        say(nudged, step)
    person = people.load(nudged.connection, nudged.person, nudged.now)
    assert [occasion.answer for occasion in person.history if occasion.kind == "hello"] == ["part"]


# Reading our message is a win, and the step itself, or a part of it, one more: each once.
@pytest.mark.parametrize(
    ("then", "total"),
    [
        (("done",), 4),
        (("[I did that]",), 4),
        (("half",), 4),
        (("half", "done"), 4),
        (("done", "done"), 4),
        (("[I read it]",), 3),
        (("done", "[I read it]"), 4),
        (("half", "[I read it]", "done"), 4),
        ((DISH,), 4),
    ],
)
def test_after_the_smallest(then: tuple[str, ...], total: int, nudged: Conversation) -> None:
    say(nudged, "[Smaller]")
    say(nudged, "[I read it]")
    for step in then:
        say(nudged, step)
    assert nudged.total == total
    assert "read a message" in nudged.wins


# In a crisis nothing is celebrated, and what was done after the message was read is kept all the same.
def test_after_the_smallest_in_a_crisis(nudged: Conversation) -> None:
    say(nudged, "[Smaller]")
    say(nudged, "[I read it]")
    nudged.says(ACTIVE)
    assert "You did that" not in nudged.says(f"I {DISH}")[0].text
    assert nudged.total == 4


# Taking back that our message was read takes nothing from how often the step was done.
def test_undo_of_the_smallest(nudged: Conversation) -> None:
    times = nudged.goals[0].times
    for step in ("[Smaller]", "[I read it]", "[Undo]"):
        say(nudged, step)
    assert (nudged.total, nudged.goals[0].times) == (2, times)


# Two steps, one of them done in part: "both" makes it whole, and lights the other.
def test_both_after_a_part(two: Conversation) -> None:
    two.says("half the water")
    two.says("both")
    assert two.wins[:2] == [DISH, "drink water"]
    assert two.total == 4
    assert not any(win.part for win in wins.page(two.connection, two.person, 0, 2))
    assert "already" in two.says("both")[0].text
