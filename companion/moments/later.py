"""*Later*: the step comes back when they said, once a day."""

import datetime

from msgspec import structs

from companion.buttons import Button
from companion.checkins import QUIET_FROM, CheckIn, day_of, in_quiet_hours, is_quiet
from companion.moments.moment import (
    Moment,
    about_step,
    all_done_on,
    done_on,
    may_speak,
    record_answer,
    spoken_of,
)
from companion.people import Goal, Question
from companion.reading import later
from companion.reading.spans import read_span
from companion.turns import Ask, KeepGoal, Plan, Turn
from companion.words import time_of

IN_AN_HOUR, IN_THREE_HOURS, THIS_EVENING = "in_an_hour", "in_three_hours", "this_evening"
EVENING_HOUR = 19
SOME_HOURS = 3 * 3600  # seconds: what "later" alone means
SOON = 1800  # seconds: a come-back moved before the quiet hours is no sooner than this


def ask_when(moment: Moment, button: Button) -> Turn:
    """When? Without a step to come back to, what today has."""
    steps = spoken_of(moment)
    named = moment.person.goal(button.number) or (steps[0] if steps else None)
    if named is None:
        return moment.turn("today_empty")
    if not may_speak(moment, moment.now + SOME_HOURS):
        return moment.tidied() + _left(moment, named, "waits_in_today")
    day = button.day or moment.today
    said = moment.say("later_when", number=named.number, day=day)
    return moment.tidied() + Turn((Ask(Question("later", named.number, day=day)),), (said,))


def answered(moment: Moment, question: Question, text: str) -> Turn | None:
    named = moment.person.goal(question.number)
    return typed(moment, named, text) if named and later(text, moment.local, moment.language) else None


def typed(moment: Moment, named: Goal, text: str) -> Turn:
    """At the time they name; where they name none, some hours on, and not in the quiet hours."""
    when = later(text, moment.local, moment.language)
    second = int(when.timestamp()) if when else moment.now + SOME_HOURS
    if second != moment.now + SOME_HOURS or read_span(text, moment.language):
        return _come_back(moment, named, second)
    ours = _before_quiet(moment, second)
    return _come_back(moment, named, ours) if ours else _left(moment, named)


def _before_quiet(moment: Moment, when: int) -> int | None:
    """A time that we chose ourselves: where it lies in the quiet hours the last minute before them, or none.

    Those who are greeted in the quiet hours have their days then.
    """
    settings = moment.person.settings
    if is_quiet(settings.hello_minute) or not in_quiet_hours(when, settings.zone_info):
        return when
    eve = int(moment.local.replace(hour=QUIET_FROM // 60 - 1, minute=59, second=0, microsecond=0).timestamp())
    return eve if moment.now + SOON <= eve <= when else None


@about_step
def tapped(moment: Moment, named: Goal, button: Button) -> Turn:
    planned = next((plan for plan in moment.person.plans if plan.kind == "later" and plan.goal == named.number), None)
    if planned and not (moment.person.question and moment.person.question.kind == "later"):
        return moment.tidied() + _come_back(moment, named, planned.due_at)  # pressed a second time
    hours = {IN_AN_HOUR: 1, IN_THREE_HOURS: 3}
    if button.verb in hours:
        when = moment.now + hours[button.verb] * 3600
    else:
        evening = moment.local.replace(hour=EVENING_HOUR, minute=0, second=0, microsecond=0)
        when = max(int(evening.timestamp()), moment.now + 3600)
    return moment.tidied() + _come_back(moment, named, when)


def _come_back(moment: Moment, named: Goal, when: int) -> Turn:
    """The step comes back then, once in a person's own day: a check-in that was asked for."""
    if moment.hides(named):
        return moment.turn("goal_waits")
    if not may_speak(moment, when):
        return _left(moment, named, "waits_in_today")
    settings = moment.person.settings
    local = datetime.datetime.fromtimestamp(when, settings.zone_info)
    day = day_of(when, settings.zone_info, settings.day_end)
    if all_done_on(moment.person, named, day):
        return Turn((Ask(None),), (moment.say("later_done"),))
    if any((old.kind, old.date, old.goal) == ("later", day, named.number) for old in moment.person.history):
        return Turn((Ask(None),), (moment.say("later_once"),))
    planned = Plan(CheckIn("later", day, when, named.number))
    said = moment.say("later", number=named.number, day=moment.today, time=time_of(local.hour * 60 + local.minute))
    return Turn((planned,), (said,)) + _heard(moment, named)


def _left(moment: Moment, named: Goal, sentence: str = "later_left") -> Turn:
    """Too late for today, or nothing may be said then: it waits until they like."""
    return Turn(replies=(moment.say(sentence, number=named.number, day=moment.today),)) + _heard(moment, named)


def _heard(moment: Moment, named: Goal) -> Turn:
    asked = Ask(Question("step", named.number, day=moment.today))
    settled = KeepGoal(structs.replace(named, answered_on=named.asked_on))
    if done_on(moment.person, named, moment.today):  # in part: that is what came of it
        return Turn((asked, settled))
    return Turn((asked, settled, record_answer(moment, named.number, moment.today, "later")))


TAPS = {
    "later": ask_when,
    IN_AN_HOUR: tapped,
    IN_THREE_HOURS: tapped,
    THIS_EVENING: tapped,
}
QUESTIONS = {"later": answered}
