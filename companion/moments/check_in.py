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
    quiet = paused or settings.rested_on == moment.today
    too_late = moment.now - event.due_at > LATEST
    asked_for = event.kind == "later"  # asked for after any pause or rest: those let go of it
    return moment.person.reachable and not too_late and (asked_for or not quiet)


def _hello(moment: Moment, event: CheckInDue) -> Turn:
    goal = _next_in_turn(moment)
    return _nudge(moment, event, goal) if goal else Turn()


def _next_in_turn(moment: Moment) -> Goal | None:
    """Of the active goals not done today, the one whose nudge is the longest ago. Where none was taken on so far,
    the goal they said last: a hello was asked for, and it has that to speak of."""
    taken = active(moment.person)
    offered = [goal for goal in moment.person.goals if goal.state == "offered"][-1:]
    waiting = [goal for goal in taken or offered if not done_on(moment.person, goal, moment.today)]
    return min(waiting, key=lambda goal: (goal.asked_on or datetime.date.min, goal.number), default=None)


def _nudge(moment: Moment, event: CheckInDue, goal: Goal) -> Turn:
    """One step, named once; its buttons mean that step, for ever."""
    said = moment.say(
        _wording(moment, event, goal),
        number=goal.number,
        day=event.date,
        nudge=Nudge(event.kind, event.date),
        about=About(goal.number, event.date),
        step=goal.step_on(moment.today),
        anchor=goal.anchor,
    )
    asked = dataclasses.replace(goal, asked_on=event.date, answered_on=None)
    # What was asked before is let go: "done" in answer to this is no name for a goal.
    return Turn((Ask(Question("step", goal.number, day=event.date)), KeepGoal(asked)), (said,))


def _wording(moment: Moment, event: CheckInDue, goal: Goal) -> str:
    discreet = moment.person.settings.discreet
    if event.kind == "later":
        return "nudge_discreet_later" if discreet else "nudge_later"
    if discreet:
        return "nudge_discreet"
    return "nudge_anchored" if goal.anchor else "nudge"


def _come_back(moment: Moment, event: CheckInDue) -> Turn:
    goal = moment.person.goal(event.goal)
    if goal is None or done_on(moment.person, goal, moment.today):
        return Turn()
    return _nudge(moment, event, goal)


def _evening(moment: Moment, event: CheckInDue) -> Turn:
    said = moment.say("evening", nudge=Nudge(event.kind, event.date))
    return Turn((Ask(Question("evening", day=event.date)),), (said,))
