"""What waits after a crisis: steps about medication, paperwork and giving things away."""

import pytest

from companion.buttons import Button
from companion.care.state import BODY_AREAS, HIDDEN_AREAS
from companion.events import Tapped
from companion.goals import areas
from companion.people import Goal
from storage import goals
from tests.conversation import Conversation
from tests.crisis import ACTIVE, SAFE

RUNGS = {area.key: area.ladders[0].rungs for area in areas()}
BILLS = Goal(9, "sort the bills", RUNGS["money & paperwork"][0], "money & paperwork")
MEDS = Goal(8, "sort my medication", RUNGS["medication & care"][0], "medication & care")


# Medication and paperwork wait for thirty days: neither taken on nor named by a hello; other goals go on.
def test_what_waits(alice: Conversation) -> None:
    alice.says("/goal pay the bills")
    alice.taps("Tomorrow")
    alice.says(ACTIVE)
    alice.taps(SAFE)
    hellos = [said.text for said in alice.passes(days=20)]
    assert hellos
    assert not any("envelope" in text for text in hellos)
    alice.says("hello")
    assert "can wait" in alice.says("/goal organise my meds")[0].text
    alice.passes(days=11)
    alice.says("hello")
    assert "can wait" not in alice.says("/goal organise my meds")[0].text


# A goal whose steps wait, when somebody is safe again: none of its steps is named or offered by anything that they ask
# for, and no bigger, other or smaller one comes.
@pytest.mark.parametrize("goal", [BILLS, MEDS])
@pytest.mark.parametrize(
    "said", ["/today", "/start", "up", "with me", "later", "in an hour", "too hard", "both", "done", "heavy", "hi"]
)
def test_not_named_while_it_waits(said: str, goal: Goal, nudged: Conversation) -> None:
    nudged.connection.execute("DELETE FROM goals")
    goals.keep(nudged.connection, nudged.person, goal)
    nudged.says(ACTIVE)
    nudged.taps(SAFE)
    heard = nudged.says(said)
    assert heard
    assert not any(step in said.text or step in said.labels for said in heard for step in RUNGS[goal.area])


@pytest.mark.parametrize(
    "verb",
    ["bigger", "other", "make_bigger", "make_smaller", "smaller", "tomorrow", "keep_mine", "with_me", "in_an_hour"],
)
def test_no_other_step_while_it_waits(verb: str, crisis: Conversation) -> None:
    """Old buttons of it."""
    goals.keep(crisis.connection, crisis.person, MEDS)
    crisis.taps(SAFE)
    pressed = Tapped(Button(verb, MEDS.number, generation=crisis.generation), 7)
    assert "can wait" in crisis.happens(pressed)[-1].text
    assert crisis.goals[-1].step == MEDS.step
    assert crisis.passes(hours=2) == []


# What was promised about it before is let go.
def test_come_backs_wait(alice: Conversation) -> None:
    goals.keep(alice.connection, alice.person, MEDS)
    alice.happens(Tapped(Button("in_three_hours", MEDS.number, generation=alice.generation), 7))
    alice.says(ACTIVE)
    alice.taps(SAFE)
    alice.taps("Hello tomorrow")
    alice.connection.execute("UPDATE check_ins SET due_at = due_at + 86400 WHERE kind = 'later'")
    assert not any("box" in said.text for said in alice.passes(days=2))


# What waits are areas that there are.
def test_areas_that_wait() -> None:
    assert {area.key for area in areas()} >= HIDDEN_AREAS | BODY_AREAS
