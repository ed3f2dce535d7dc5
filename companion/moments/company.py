"""*With me*: two minutes beside the person. Starting is the hardest, and company helps."""

import datetime

from companion.buttons import Button
from companion.checkins import CheckIn
from companion.events import CheckInDue
from companion.moments import answer
from companion.moments.moment import Moment, done_on, may_speak, spoken_of
from companion.people import About, Goal, Question
from companion.turns import Ask, Plan, Turn, Unplan

KIND = "with_me"
TWO_MINUTES = 120  # seconds
TOO_LATE = 30 * 60  # seconds after its time at which the second message is let go


def with_me(moment: Moment, button: Button) -> Turn:
    """ "I'll write in two minutes", about the button's step, else the day's first that is not done. While its two
    minutes run already, no others are begun."""
    undone = [goal for goal in spoken_of(moment) if not done_on(moment.person, goal, moment.today)]
    named = moment.person.goal(button.number)
    goal = named if named and not done_on(moment.person, named, moment.today) else next(iter(undone), None)
    if goal is None:
        return moment.turn("today_empty")
    if moment.hides(goal):
        return moment.turn("goal_waits")
    if not may_speak(moment, moment.now + TWO_MINUTES):
        return moment.tidied() + _asked(moment, goal, button.day or moment.today, "waits_in_today")
    running = any(plan.kind == KIND and plan.goal == goal.number for plan in moment.person.plans)
    then = Plan(CheckIn(KIND, moment.local.date(), moment.now + TWO_MINUTES, goal.number))
    begun = _asked(moment, goal, button.day or moment.today, "with_me")
    return moment.tidied() + begun + (Turn() if running else Turn((then,)))


def wished(moment: Moment, _: str) -> Turn:
    """ "Stay with me": about the step that was spoken of last."""
    about = moment.person.replied_to or answer.offered(moment) or moment.person.last_nudge
    return with_me(moment, Button(KIND, about.goal, about.day) if about else Button(KIND))


def due(moment: Moment, event: CheckInDue) -> Turn:
    """The two minutes are over. This was asked for, so it counts as no unasked message. It is not said where it does
    not fit any more: done by now, put off, resting, paused, or in danger."""
    goal = moment.person.goal(event.goal)
    over = Turn((Unplan(KIND, event.goal),))
    if goal is None or not _still_beside(moment, goal) or moment.now - event.due_at > TOO_LATE:
        return over
    return over + _asked(moment, goal, moment.today, "with_me_over")


def _still_beside(moment: Moment, goal: Goal) -> bool:
    person = moment.person
    put_off = any(plan.kind == "later" and plan.goal == goal.number for plan in person.plans)
    paused = person.settings.paused_until is not None and person.settings.paused_until > moment.local.date()
    resting = person.settings.rested_on == moment.today
    quiet = put_off or paused or resting or person.care.quiet(moment.now) or not person.reachable
    return not quiet and not moment.hides(goal) and done_on(person, goal, moment.today) is None


def _asked(moment: Moment, goal: Goal, day: datetime.date, sentence: str) -> Turn:
    """The sentence about this step, which whatever is answered next is about."""
    step = goal.step_on(moment.today)
    said = moment.say(sentence, number=goal.number, day=day, about=About(goal.number, day), step=step)
    return Turn((Ask(Question("step", goal.number, day=day)),), (said,))


TAPS = {KIND: with_me}
WISHES = {KIND: wished}
