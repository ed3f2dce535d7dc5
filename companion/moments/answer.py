"""Answers to a nudge: done, partly, too hard, not today. All are fine, all cost the same."""

import datetime
from collections.abc import Sequence

from msgspec import structs

from companion import goals, reading
from companion.buttons import Button
from companion.moments import heavy_day, later, ok, smaller, win
from companion.moments.celebration import celebrated_together, celebrated_whole
from companion.moments.moment import Moment, active, done_on, spoken_of
from companion.moments.rest import rest
from companion.people import About, Goal, Question, Win
from companion.reading import Report, parted, points, reply_about, report, several
from companion.turns import Alteration, Ask, KeepWin, Turn
from companion.words import book, own_words

LONGEST_ANSWER = 12  # words
_DONE, _PARTLY = "done", "partly"
_NAMES_A_STEP = frozenset({"offer", "step", "ok", "later", "card", "removal"})  # questions that are about one goal


def typed(moment: Moment, text: str) -> Turn | None:
    """A typed answer to the nudge that is open, or that they replied to; None for anything that isn't one.

    A long text is a story, not an answer, whatever words it has in it.
    """
    if len(text.split()) > LONGEST_ANSWER:
        return None
    text = _without_how_much(moment, text)
    about = moment.person.replied_to or offered(moment) or moment.person.last_nudge
    named = moment.person.goal(about.goal) if about else None
    if about is None or named is None:
        return _without_nudge(moment, text)
    return (
        _and_more(moment, about, text)
        or _several(moment, about.day, text)
        or _one(moment, named, about, text)
        or _both_of_one(moment, text)
    )


def _without_how_much(moment: Moment, text: str) -> str:
    """ "Washed up, all of it": how much there was is about what is told, and says nothing of a step."""
    said = text.rstrip(" .!")
    *told, last = parted(said, moment.language) or [said]
    is_how_much = last.casefold() in book(moment.language).phrases["how_much"] and said.endswith(last)
    return said.removesuffix(last).rstrip(" ,") if told and is_how_much and report(said, moment.language) else text


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
    done = {steps[index].number: answer == _PARTLY for index, answer in answers.items() if answer in (_DONE, _PARTLY)}
    return _together(moment, day, done, []) if done else rest(moment)


def _and_more(moment: Moment, about: About, text: str) -> Turn | None:
    """ "Done, and I also took a shower", "drank water and made my bed": steps of today, and what nobody planned."""
    parts = parted(text, moment.language)
    if len(parts) < 2 or not report(text, moment.language):  # nearly always
        return None
    parts = [reading.typed(part) for part in parts]
    if not _may_name_a_step(moment, about, text, parts):
        return None
    done: dict[int, bool] = {}
    others = [""]  # what follows each other without a step between
    unread = ""  # "I" of "and I also": it belongs to what follows
    for part in parts:
        said = reading.typed(f"{unread} {part}") if unread else part
        of_steps = _steps_in(moment, about, said)
        if of_steps:
            done, others = done | of_steps, [*others, ""]
        elif report(said, moment.language):
            others[-1] += f", {said}"
        unread = "" if of_steps or report(said, moment.language) else said
    told = [one for other in others if (one := report(other, moment.language))] if done else []
    return _together(moment, about.day, done, told) if done and told and not unread else None


def _may_name_a_step(moment: Moment, about: About, text: str, parts: Sequence[str]) -> bool:
    """Whether a word of the text points at a step of today, or a part of it says that the one asked about is done."""
    steps = [step.step_on(moment.today) for step in active(moment.person)]
    named = moment.person.goal(about.goal)
    says_done = (named and reply_about(part, named.name, moment.language) == _DONE for part in parts)
    return points(text, steps, moment.language) or any(says_done)


def _steps_in(moment: Moment, about: About, text: str) -> dict[int, bool]:
    """The goals whose steps of today that part of an answer says are done, each with whether in part."""
    steps = active(moment.person)
    named = moment.person.goal(about.goal)
    answers = several(text, [step.step_on(moment.today) for step in steps], moment.language) or {}
    if not answers and named and reply_about(text, named.name, moment.language) == _DONE:
        return {named.number: False}
    done = all(answer in (_DONE, _PARTLY) for answer in answers.values())
    return {steps[index].number: answer == _PARTLY for index, answer in answers.items()} if done else {}


def _together(moment: Moment, day: datetime.date, done: dict[int, bool], told: Sequence[Report]) -> Turn:
    """All that one text says was done, in one message; steps that count already are let be."""
    if any(goals.needs_care(one.text, moment.language) for one in told):
        return moment.turn("win_with_care")
    kept: list[Win] = []
    whole: list[Win] = []
    changes: list[Alteration] = [Ask(None)]
    for number, part in done.items():
        goal, about = moment.person.goal(number), About(number, day)
        if goal and win.is_new(moment, about):
            kept.append(win.of_goal(_after(moment, kept), goal, day, part=part))
            changes += win.changes_by_win(moment, goal, about, kept[-1])
        elif made_whole := win.made_whole(moment, about, part=part):
            whole.append(made_whole)
            changes += win.completed(moment, made_whole)
    for one in told:
        kept.append(win.of_their_own(_after(moment, kept), own_words(one.text), days_ago=one.days_ago, part=one.part))
        changes.append(KeepWin(kept[-1]))
    if not kept and not whole:
        return moment.turn("already_kept")
    return Turn(tuple(changes), celebrated_together(moment, kept) if kept else celebrated_whole(moment, whole[-1]))


def _after(moment: Moment, kept: Sequence[Win]) -> Moment:
    """The same moment after these wins: the next thing has the next number."""
    number = moment.person.next_number + len(kept)
    return structs.replace(moment, person=structs.replace(moment.person, next_number=number))


def _without_nudge(moment: Moment, text: str) -> Turn | None:
    """No nudge is open: short words still mean something where it is clear which step they mean."""
    steps = spoken_of(moment)
    return _several(moment, moment.today, text) or _of_the_day(moment, steps, text) or _both_of_one(moment, text)


def _both_of_one(moment: Moment, text: str) -> Turn | None:
    """ "Both", where one step is all that today has: what they mean beside it is theirs to say."""
    steps = spoken_of(moment)
    if len(steps) != 1 or not several(text, [steps[0].step_on(moment.today)] * 2, moment.language):
        return None
    if done_on(moment.person, steps[0], moment.today):
        return moment.turn("already_kept")
    asked = Ask(Question("step", steps[0].number, day=moment.today))
    said = moment.say("both_of_one", number=steps[0].number, day=moment.today, step=steps[0].step_on(moment.today))
    return Turn((asked,), (said,))


def _of_the_day(moment: Moment, steps: list[Goal], text: str) -> Turn | None:
    step = f"{steps[0].name} {steps[0].step_on(moment.today)}" if len(steps) == 1 else ""
    match reply_about(text, step, moment.language):
        case "done" | "partly" as answer if len(steps) == 1:
            return _only_step_done(moment, steps[0], text, part=answer == "partly")
        case "done" | "partly" if not report(text, moment.language):
            return Turn((Ask(Question("win")),), (moment.say("which_done"),))
        case "too_hard" if (
            len(steps) == 1 and done_on(moment.person, steps[0], moment.today) and not _heavy(moment, text)
        ):
            return moment.turn("talk_was_hard")
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


def _only_step_done(moment: Moment, step: Goal, text: str, *, part: bool) -> Turn | None:
    """Whichever hello today's win answers; a report beside a step that is done is of something else."""
    before = done_on(moment.person, step, moment.today)
    if before and not before.part:
        return None if report(text, moment.language) else moment.turn("already_kept")
    day = before.asked_on if before and before.asked_on else moment.today
    return win.answered(moment, step, About(step.number, day), part=part)


def too_hard(moment: Moment, named: Goal, day: datetime.date, text: str) -> Turn:
    """ "Smaller" and "hard" make the step smaller; "heavy" and "in bed" bring one that can be done lying down."""
    return heavy_day.eased(moment, named, day) if _heavy(moment, text) else smaller.ease(moment, named, day)


def _heavy(moment: Moment, text: str) -> bool:
    return reading.heavy(text, moment.language) or reading.feeling(text, moment.language) == "heavy"
