"""Smaller, for today: the next step down, and at the bottom the message itself."""

import datetime

from msgspec import structs

from companion import goals, pace
from companion.buttons import Button
from companion.moments import win
from companion.moments.celebration import celebrated
from companion.moments.moment import Moment, about_goal, record_answer
from companion.people import About, Goal, Question
from companion.replies import Say
from companion.turns import Ask, KeepGoal, KeepWin, Turn


@about_goal
def smaller(moment: Moment, goal: Goal, button: Button) -> Turn:
    """The next smaller step, for today; a second press on the same message says it again."""
    again = moment.question_opened_by_this_button
    if again and again.number == goal.number:
        return moment.turn(_words(moment, goal, button.day or moment.today, "smaller", goal.step_on(moment.today)))
    return moment.tidied() + ease(moment, goal, button.day)


def ease(moment: Moment, goal: Goal, day: datetime.date | None) -> Turn:
    """The goal's step one size smaller for today; the floor is reading the message itself."""
    if moment.hides(goal):
        return moment.turn("goal_waits")
    day = day or moment.today
    step = goals.smaller(goal.step_on(moment.today), goal.area or None)
    if step is None or goals.smaller(step, goal.area or None) is None:  # nothing is below the floor
        return smallest(moment, goal, day)
    eased_today = goal.eased_on == moment.today and goal.eased_step
    if not eased_today and pace.made_smaller_lately(moment.person, goal, moment.today):
        return _eased(moment, pace.resized(goal, step, moment.today), day, "smaller_stays", step)
    eased = structs.replace(goal, eased_step=step, eased_on=moment.today)
    return _eased(moment, eased, day, "smaller", step)


def smallest(moment: Moment, goal: Goal, day: datetime.date) -> Turn:
    """Below every step: reading this message counts."""
    return _eased(moment, goal, day, "smallest")


def _eased(moment: Moment, goal: Goal, day: datetime.date, sentence: str, step: str = "") -> Turn:
    asked = Question("step", goal.number, moment.press_id, day)
    heard = KeepGoal(structs.replace(goal, answered_on=goal.asked_on))
    came_of_it = record_answer(moment, goal.number, day, "smaller", eased=True)
    return Turn((Ask(asked), heard, came_of_it), (_words(moment, goal, day, sentence, step),))


def _words(moment: Moment, goal: Goal, day: datetime.date, sentence: str, step: str) -> Say:
    return moment.say(sentence, number=goal.number, day=day, about=About(goal.number, day), step=step)


@about_goal
def read_it(moment: Moment, goal: Goal, button: Button) -> Turn:
    """The floor: reading the message counts."""
    if moment.person.answer_to(About(goal.number, button.day or moment.today)):
        return moment.turn("already_kept")
    text = moment.say("read_this").text
    kept = win.of_goal(moment, goal, button.day, part=True, text=text)
    came_of_it = record_answer(moment, goal.number, button.day or moment.today, "part")
    return moment.tidied() + Turn((KeepWin(kept), came_of_it), celebrated(moment, kept))


TAPS = {"smaller": smaller, "read_it": read_it}
