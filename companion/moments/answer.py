"""Answers to a nudge: done, partly, too hard, not today. All are fine, all cost the same."""

import dataclasses
import datetime

from companion import reading
from companion.buttons import Button
from companion.moments import heavy_day, later, ok, smaller, win
from companion.moments.moment import Moment, active, done_on
from companion.moments.rest import rest
from companion.people import About, Goal, Question
from companion.reading import parted, reply_about, report, several
from companion.turns import Ask, Turn

LONGEST_ANSWER = 12  # words
_DONE = "done"
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
    return (
        _several(moment, about.day, text) or _and_more(moment, named, about, text) or _one(moment, named, about, text)
    )


def offered(moment: Moment) -> About | None:
    """The step that was named last, where one is on offer."""
    question = moment.person.question
    if question is None or question.kind not in _NAMES_A_STEP:
        return None
    return About(question.number, question.day) if question.number and question.day else None


def _one(moment: Moment, named: Goal, about: About, text: str) -> Turn | None:
    button = Button("answer", named.number, about.day)
    match reply_about(text, f"{named.name} {named.step_on(about.day)}", moment.language):
        case "done":
            return win.answered(moment, named, about)
        case "partly":
            return win.answered(moment, named, about, part=True)
        case "not_today" | "no":
            return rest(moment, button)
        case "later":
            return later.typed(moment, named, text)
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
            counted = win.answered(inside, steps[index], about, part=answer == "partly", alone=False)
            turn, inside = (turn + counted, _one_more_win(inside)) if counted.changes else (turn, inside)
    if turn.replies:
        return turn
    return moment.turn("already_kept") if {"done", "partly"} & set(answers.values()) else rest(moment)


def _and_more(moment: Moment, named: Goal, about: About, text: str) -> Turn | None:
    """ "Done, and I also took a shower": the step, and a win that nobody planned."""
    language = moment.language
    first, then = parted(text, language)
    if not then or not report(text, language) or reply_about(first, named.name, language) != _DONE:
        return None  # "done and dusted" reports nothing
    told = report(then, language)
    if told is None or moment.person.answer_to(about):
        return None
    counted = win.answered(moment, named, about, alone=False)
    return counted + win.unplanned(_one_more_win(moment), told.text, days_ago=told.days_ago, part=told.part)


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
    step = f"{steps[0].name} {steps[0].step_on(moment.today)}" if len(steps) == 1 else ""
    match reply_about(text, step, moment.language):
        case "done" | "partly" if len(steps) == 1 and done_on(moment.person, steps[0], moment.today):
            return None if report(text, moment.language) else moment.turn("already_kept")
        case "done" | "partly" as answer if len(steps) == 1:
            return win.answered(moment, steps[0], About(steps[0].number, moment.today), part=answer == "partly")
        case "done" | "partly":
            return Turn((Ask(Question("win")),), (moment.say("which_done"),))
        case "too_hard" if steps:
            return too_hard(moment, steps[0], moment.today, text)
        case "too_hard":
            return heavy_day.without_goal(moment)
        case "not_today":
            return rest(moment)
        case "later" if steps:
            return later.typed(moment, steps[0], text)
        case _:
            return None


def too_hard(moment: Moment, named: Goal, day: datetime.date, text: str) -> Turn:
    """ "Smaller" and "hard" make the step smaller; "heavy" and "in bed" bring one that can be done lying down."""
    heavy = reading.heavy(text, moment.language)
    return heavy_day.eased(moment, named, day) if heavy else smaller.ease(moment, named, day)
