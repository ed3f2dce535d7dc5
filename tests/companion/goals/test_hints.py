"""Goals whose subject is in no list: what they begin with is a hint, and what harms others gets no step."""

import pytest

from companion.goals import Shrunk, shrink


# Nothing names the subject: what the goal begins with says what kind of step fits. Their words do not name the area.
@pytest.mark.parametrize(
    ("goal", "area"),
    [
        *(("float in the Blorb Sea", "trips & dreams"), ("be less snarky", "a way of being")),
        *(("stop flurbing", "habits"), ("finish the wombler", "a plan"), ("learn flurbing", "learning")),
    ],
)
def test_what_a_goal_begins_with(goal: str, area: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area, shrunk.named) == (False, area, False)


# One word alone, a word in the middle, and nonsense are no hint: then ask.
@pytest.mark.parametrize("goal", ["stop", "the flurb to finish", "flurb the womble", "same as last year"])
def test_no_hint(goal: str) -> None:
    assert shrink(goal) == Shrunk(keep=False, area=None, name=goal)


# What harms others or breaks the law gets no step, whatever else is named.
@pytest.mark.parametrize("goal", ["steal a car", "rob the bank", "shoplift some bread", "get into a fight at work"])
def test_no_step_for_harm(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area, shrunk.steps, shrunk.care) == (False, None, [], False)
