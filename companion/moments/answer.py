"""Answers to a nudge: done, partly, later, too hard, not today. All are fine, all cost the same."""

import dataclasses
import datetime

from companion import goals
from companion.buttons import Button
from companion.checkins import CheckIn
from companion.moments import ok, smaller, win
from companion.moments.moment import Moment, active, done_on
from companion.moments.rest import rest
from companion.people import About, Goal, Question
from companion.reading import heavy, later, reply, several
from companion.turns import Ask, KeepGoal, Plan, Turn
from companion.words import time_of

IN_AN_HOUR, IN_THREE_HOURS, THIS_EVENING = "in_an_hour", "in_three_hours", "this_evening"
EVENING_HOUR = 19
LONGEST_ANSWER = 12  # words
_NAMES_A_STEP = frozenset({"offer", "step", "ok", "later", "card"})  # questions that are about one goal


def typed(moment: Moment, text: str) -> Turn | None:
    """A typed answer to the nudge that is open, or that they replied to; None for anything that isn't one.

    A long text is a story, not an answer, whatever words it has in it.
    """
    if len(text.split()) > LONGEST_ANSWER:
        return None
    about = moment.person.replied_to or offered(moment) or moment.person.last_nudge
    named = moment.person.goal(about.goal) if about else None
    if about is None or named is None:
        return _without_nudge(moment, text)
    return _several(moment, about.day, text) or _one(moment, named, about, text)


def offered(moment: Moment) -> About | None:
    """The step that was named last, where one is on offer."""
    question = moment.person.question
    if question is None or question.kind not in _NAMES_A_STEP:
        return None
    return About(question.number, question.day) if question.number and question.day else None


def _one(moment: Moment, named: Goal, about: About, text: str) -> Turn | None:
    button = Button("answer", named.number, about.day)
    match reply(text, moment.language):
        case "done":
            return win.answered(moment, named, about)
        case "partly":
            return win.answered(moment, named, about, part=True)
        case "not_today" | "no":
            return rest(moment, button)
        case "later":
            return later_typed(moment, named, text)
        case "too_hard":
            return too_hard(moment, named, about.day, text)
        case "yes":
            return ok.did_or_saw(moment, about)
        case _:
            return ok.acknowledged(moment, named, about) if win.acknowledged(text, moment.language) else None


def _several(moment: Moment, day: datetime.date, text: str) -> Turn | None:
    """An answer that speaks of more than one of today's steps: "both", "water yes, walk no"."""
    steps = active(moment.person)
    answers = several(text, [step.step_on(moment.today) for step in steps], moment.language) if len(steps) > 1 else None
    if not answers:
        return None
    turn, inside = Turn(), moment
    for index, answer in sorted(answers.items()):
        if answer in ("done", "partly"):
            about = About(steps[index].number, day)
            counted = win.answered(inside, steps[index], about, part=answer == "partly")
            turn, inside = (turn + counted, _one_more_win(inside)) if counted.changes else (turn, inside)
    if turn.replies:
        return turn
    return moment.turn("already_kept") if {"done", "partly"} & set(answers.values()) else rest(moment)


def _one_more_win(moment: Moment) -> Moment:
    """The same moment after a win was kept in it: the next thing has the next number."""
    person = moment.person
    counted = dataclasses.replace(person, next_number=person.next_number + 1, wins_total=person.wins_total + 1)
    return dataclasses.replace(moment, person=counted)


def _without_nudge(moment: Moment, text: str) -> Turn | None:
    """No nudge is open: short words still mean something where it is clear which step they mean."""
    steps = active(moment.person)
    return _several(moment, moment.today, text) or _of_the_day(moment, steps, text)


def _of_the_day(moment: Moment, steps: list[Goal], text: str) -> Turn | None:
    match reply(text, moment.language):
        case "done" | "partly" if len(steps) == 1 and done_on(moment.person, steps[0], moment.today):
            return moment.turn("already_kept")
        case "done" | "partly" as answer if len(steps) == 1:
            return win.answered(moment, steps[0], About(steps[0].number, moment.today), part=answer == "partly")
        case "done" | "partly":
            return Turn((Ask(Question("win")),), (moment.say("which_done"),))
        case "too_hard" if steps:
            return too_hard(moment, steps[0], moment.today, text)
        case "too_hard":
            return moment.turn("heavy_without_goal")
        case "not_today":
            return rest(moment)
        case "later" if steps:
            return later_typed(moment, steps[0], text)
        case _:
            return None


def too_hard(moment: Moment, named: Goal, day: datetime.date, text: str) -> Turn:
    """ "Smaller" and "hard" make the step smaller; "heavy" and "in bed" bring one that can be done lying down."""
    if not heavy(text, moment.language):
        return smaller.ease(moment, named, day)
    step = goals.lying_down(moment.today.toordinal() + moment.person.id)
    if named.step_on(moment.today) == step:  # said again: smaller still, and no part of it
        return smaller.smallest(moment, named, day)
    eased = dataclasses.replace(named, eased_step=step, eased_on=moment.today, answered_on=named.asked_on)
    said = moment.say("heavy", number=named.number, day=day, about=About(named.number, day), step=step)
    return Turn((Ask(Question("step", named.number, day=day)), KeepGoal(eased)), (said,))


def ask_when(moment: Moment, button: Button) -> Turn:
    """*Later*: when? Without a step to come back to, what today has."""
    steps = active(moment.person)
    named = moment.person.goal(button.number) or (steps[0] if steps else None)
    if named is None:
        return moment.turn("today_empty")
    day = button.day or moment.today
    said = moment.say("later_when", number=named.number, day=day)
    return moment.tidied() + Turn((Ask(Question("later", named.number, day=day)),), (said,))


def later_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    named = moment.person.goal(question.number)
    return later_typed(moment, named, text) if named and later(text, moment.local, moment.language) else None


def later_typed(moment: Moment, named: Goal, text: str) -> Turn:
    when = later(text, moment.local, moment.language) or moment.local + datetime.timedelta(hours=3)
    return _come_back(moment, named, int(when.timestamp()))


def later_tapped(moment: Moment, button: Button) -> Turn:
    named = moment.person.goal(button.number)
    if named is None:
        return moment.turn("goal_gone")
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
    """The step comes back then, once: a check-in that was asked for."""
    local = datetime.datetime.fromtimestamp(when, moment.person.settings.zone_info)
    if moment.person.nudged_on.get("later") == local.date():
        return Turn((Ask(None),), (moment.say("later_once"),))
    planned = Plan(CheckIn("later", local.date(), when, named.number))
    heard = KeepGoal(dataclasses.replace(named, answered_on=named.asked_on))
    said = moment.say("later", number=named.number, day=moment.today, time=time_of(local.hour * 60 + local.minute))
    return Turn((Ask(Question("step", named.number, day=moment.today)), planned, heard), (said,))


TAPS = {
    "later": ask_when,
    IN_AN_HOUR: later_tapped,
    IN_THREE_HOURS: later_tapped,
    THIS_EVENING: later_tapped,
}
QUESTIONS = {"later": later_answered}
