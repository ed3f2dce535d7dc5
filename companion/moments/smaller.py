"""Smaller, for today: the next step down, and at the bottom the message itself."""

import dataclasses
import datetime

from companion import goals
from companion.buttons import Button
from companion.moments import win
from companion.moments.celebration import celebrated
from companion.moments.moment import Moment
from companion.people import About, Goal, Question
from companion.turns import Ask, KeepGoal, KeepWin, Say, Turn


def smaller(moment: Moment, button: Button) -> Turn:
    """The next smaller step, for today; a second press on the same message says it again."""
    goal = moment.person.goal(button.number)
    if goal is None:
        return moment.turn("goal_gone")
    again = moment.pressed_again
    if again and again.number == goal.number:
        return moment.turn(_eased_words(moment, goal, goal.step_on(moment.today), button.day or moment.today))
    return moment.tidied() + ease(moment, goal, button.day)


def ease(moment: Moment, goal: Goal, day: datetime.date | None) -> Turn:
    """The goal's step one size smaller for today; the floor is reading the message itself."""
    day = day or moment.today
    step = goals.smaller(goal.step_on(moment.today), goal.area or None)
    if step is None or goals.smaller(step, goal.area or None) is None:  # nothing is below the floor
        return smallest(moment, goal, day)
    eased = dataclasses.replace(goal, eased_step=step, eased_on=moment.today)
    return _eased(moment, eased, day, _eased_words(moment, eased, step, day))


def smallest(moment: Moment, goal: Goal, day: datetime.date) -> Turn:
    """Below every step: reading this message counts."""
    return _eased(moment, goal, day, moment.say("smallest", number=goal.number, day=day))


def _eased(moment: Moment, goal: Goal, day: datetime.date, said: Say) -> Turn:
    asked = Question("step", goal.number, moment.press, day)
    return Turn((Ask(asked), KeepGoal(dataclasses.replace(goal, answered_on=goal.asked_on))), (said,))


def _eased_words(moment: Moment, goal: Goal, step: str, day: datetime.date) -> Say:
    return moment.say("smaller", number=goal.number, day=day, about=About(goal.number, day), step=step)


def read_it(moment: Moment, button: Button) -> Turn:
    """The floor: reading the message counts."""
    goal = moment.person.goal(button.number)
    if goal is None:
        return moment.turn("goal_gone")
    if moment.person.answer_to(About(goal.number, button.day or moment.today)):
        return moment.turn("already_kept")
    text = moment.say("read_this").text
    kept = win.of_goal(moment, goal, button.day, part=True, text=text)
    return moment.tidied() + Turn((KeepWin(kept),), celebrated(moment, kept))


TAPS = {"smaller": smaller, "read_it": read_it}
