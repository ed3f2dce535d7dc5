"""A planned check-in's moment has come: look again, then perhaps say one thing."""

import dataclasses
import datetime

from companion import planning
from companion.checkins import LATEST
from companion.events import CheckInDue
from companion.moments.moment import Moment, active, done_on
from companion.people import About, Goal, Question
from companion.turns import Alteration, Ask, DealtWith, KeepGoal, Nudge, Turn, Unplan


def due(moment: Moment, event: CheckInDue) -> Turn:
    """The nudge where it still fits, nothing where it doesn't; the next one is planned either way."""
    if not moment.person.joined:
        return Turn()
    dealt = Turn(_after(moment, event))
    if not _fits(moment, event):
        return dealt
    match event.kind:
        case "evening":
            return dealt + _evening(moment, event)
        case "later":
            return dealt + _come_back(moment, event)
        case _:
            return dealt + _hello(moment, event)


def _after(moment: Moment, event: CheckInDue) -> tuple[Alteration, ...]:
    if event.kind == "later":
        return (Unplan("later"), DealtWith("later", event.date))
    nudged_on = {**moment.person.nudged_on, event.kind: event.date}
    person = dataclasses.replace(moment.person, nudged_on=nudged_on)
    return (DealtWith(event.kind, event.date), *planning.plan(person, person.settings, moment.now))


def _fits(moment: Moment, event: CheckInDue) -> bool:
    settings = moment.person.settings
    paused = settings.paused_until is not None and event.date < settings.paused_until
    too_late = moment.now - event.due_at > LATEST
    rested = settings.rested_on == moment.today
    return moment.person.reachable and not (paused or too_late or rested)


def _hello(moment: Moment, event: CheckInDue) -> Turn:
    goal = _next_in_turn(moment)
    return _nudge(moment, event, goal) if goal else Turn()


def _next_in_turn(moment: Moment) -> Goal | None:
    """Of the active goals not done today, the one whose nudge is the longest ago."""
    waiting = [goal for goal in active(moment.person) if not done_on(moment.person, goal, moment.today)]
    return min(waiting, key=lambda goal: (goal.asked_on or datetime.date.min, goal.number), default=None)


def _nudge(moment: Moment, event: CheckInDue, goal: Goal) -> Turn:
    """One step, named once; its buttons mean that step, for ever."""
    sentence = "nudge"
    if moment.person.settings.discreet:
        sentence = "nudge_discreet"
    elif event.kind == "later":
        sentence = "nudge_later"
    elif goal.anchor:
        sentence = "nudge_anchored"
    said = moment.say(
        sentence,
        number=goal.number,
        day=event.date,
        nudge=Nudge(event.kind, event.date),
        about=About(goal.number, event.date),
        step=goal.step_on(moment.today),
        anchor=goal.anchor,
    )
    asked = dataclasses.replace(goal, asked_on=event.date, answered_on=None)
    return Turn((KeepGoal(asked),), (said,))


def _come_back(moment: Moment, event: CheckInDue) -> Turn:
    goal = moment.person.goal(event.goal)
    if goal is None or done_on(moment.person, goal, moment.today):
        return Turn()
    return _nudge(moment, event, goal)


def _evening(moment: Moment, event: CheckInDue) -> Turn:
    said = moment.say("evening", nudge=Nudge(event.kind, event.date))
    return Turn((Ask(Question("evening", day=event.date)),), (said,))
