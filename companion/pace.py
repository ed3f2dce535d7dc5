"""When a step may shrink or grow, and when its size is asked about. Pure rules over a person's history.

Every offer is made once, then not for OFFERS_APART days; never again unasked where they said that the step stays.
"""

import datetime
from collections.abc import Sequence

from msgspec import structs

from companion import goals
from companion.checkins import day_of
from companion.history import (
    OFFER_BIGGER,
    OFFER_LESS_OFTEN,
    OFFER_SMALLER,
    StepDay,
    offered_since,
    step_days,
)
from companion.people import Goal, Person

OFFERS_APART = 14  # days
UNDONE_IN_A_ROW = 2
SHRINKS_FOR_GOOD_WITHIN = 7  # days: made smaller twice within so many, it stays
FEW_WINS = range(2, 6)  # of a goal: after each of these its size is asked about, then
ASKED_ONE_IN = 4
USED_TO_IT = 7  # days on a step before a bigger one is offered; days without Hard or Smaller; last days looked at
DONE_OF_LAST = 5
LESS_OFTEN_AFTER = 7  # days of use
MOST_RUNGS = 10  # more than any ladder has


def asks_size(times: int) -> bool:
    """Whether a goal's win is one after which its size is asked about, when it was done so many times: 2, 3, 4 and 5,
    then 9, 13, 17 and so on."""
    return times in FEW_WINS or (times > FEW_WINS.stop and times % ASKED_ONE_IN == 1)


def offers_less_often(person: Person, today: datetime.date) -> bool:
    """On the seventh day of use, or the first hello after it, to those who have a hello each day."""
    settings = person.settings
    joined = day_of(person.joined_at or 0, settings.zone_info, settings.day_end)
    used = (today - joined).days
    due = settings.hellos == "daily" and LESS_OFTEN_AFTER <= used < LESS_OFTEN_AFTER + OFFERS_APART
    return due and not offered_since(person.history, joined, OFFER_LESS_OFTEN)


def offers_smaller(person: Person, goal: Goal, today: datetime.date) -> bool:
    """After two undone days in a row, or two Hard among the last three."""
    since = today - datetime.timedelta(days=OFFERS_APART - 1)
    if goal.stays or smaller_step(goal) is None or offered_since(person.history, since, OFFER_SMALLER, goal.number):
        return False
    days = _on_this_step(person, goal)
    sizes = [day.size for day in days if day.size][-3:]
    return _undone([day for day in days if day.date < today]) or sizes.count("hard") >= UNDONE_IN_A_ROW


def offers_bigger(person: Person, goal: Goal, now: int, today: datetime.date) -> bool:
    """Done on five of its last seven days, the last two Easy, no Hard or Smaller in seven days, seven days on it."""
    since = today - datetime.timedelta(days=OFFERS_APART - 1)
    held_back = goal.stays or person.care.holds_back(goal.area, now)
    if held_back or offered_since(person.history, since, OFFER_BIGGER, goal.number):
        return False
    days = _on_this_step(person, goal)
    sizes = [day.size for day in days if day.size]
    recent = [day for day in days if day.date > today - datetime.timedelta(days=USED_TO_IT)]
    return (
        sum(day.done for day in days[-USED_TO_IT:]) >= DONE_OF_LAST
        and sizes[-2:] == ["easy", "easy"]
        and not any(day.eased or day.size == "hard" for day in recent)
        and (today - (goal.step_since or goal.since or days[0].date)).days >= USED_TO_IT
    )


def slid_back(person: Person, goal: Goal, today: datetime.date) -> Goal:
    """The goal as it was before a bigger step that stayed undone twice; else the goal."""
    if not goal.grown_from:
        return goal
    undone = _undone([day for day in _on_this_step(person, goal) if day.date < today])
    return resized(goal, goal.grown_from, today) if undone else goal


def made_smaller_lately(person: Person, goal: Goal, today: datetime.date) -> bool:
    """Whether the step was made smaller on another of the last seven days: now it stays so."""
    first = today - datetime.timedelta(days=SHRINKS_FOR_GOOD_WITHIN - 1)
    return any(day.eased and first <= day.date < today for day in _on_this_step(person, goal))


def resized(goal: Goal, step: str, today: datetime.date, *, grown_from: str = "") -> Goal:
    """The goal with another step from that day on."""
    return structs.replace(goal, step=step, eased_step="", step_since=today, grown_from=grown_from, stays=False)


def smaller_step(goal: Goal) -> str | None:
    """The rung below the goal's step; None where there is none above the floor."""
    return _below(goal.step, goal.area or None)


def _below(step: str, area: str | None) -> str | None:
    below = goals.smaller(step, area)
    return below if below and goals.smaller(below, area) else None


def smallest_step(goal: Goal) -> str:
    """The lowest rung of the goal's ladder, for days on which nothing is asked of anybody."""
    step = goal.step
    for _ in range(MOST_RUNGS):
        below = _below(step, goal.area or None)
        if below is None:
            break
        step = below
    return step


def _on_this_step(person: Person, goal: Goal) -> list[StepDay]:
    """The days since the step is what it is: not the one on which it was changed."""
    days = step_days(person.history, goal.number)
    return [day for day in days if goal.step_since is None or day.date > goal.step_since]


def _undone(days: Sequence[StepDay]) -> bool:
    last = days[-UNDONE_IN_A_ROW:]
    return len(last) == UNDONE_IN_A_ROW and not any(day.done or day.part for day in last)
