"""Free text, read in order: a wish, a plain feeling, a button's own words, small talk, the open question, a town they
moved to, an answer to the nudge, a report of something done, and last a kind "I can't place that"."""

from companion import reading
from companion.buttons import Button
from companion.handlers import COMMANDS, QUESTIONS, TAPS
from companion.moments import (
    answer,
    clock,
    company,
    goal,
    goal_list,
    heavy_day,
    hello,
    later,
    lines,
    ok,
    own_words,
    pages,
    pause,
    resize,
    rest,
    settings,
    size,
    smaller,
    talk,
    town,
    unclear,
    undo,
    welcome,
    win,
)
from companion.moments.moment import Moment
from companion.people import Question
from companion.turns import Ask, Turn
from companion.words import book

_ABOUT_A_GOAL = frozenset(  # mean nothing without one
    {*goal.TAPS, *smaller.TAPS, *later.TAPS, *ok.TAPS, *resize.TAPS, *goal_list.TAPS}
    - {"later", "see_goals", "one_more"}
)
_ANSWERS = frozenset({"hello_yes", *size.TAPS})  # "yes", "OK", "hard": answers, never wishes
_ABOUT_A_WIN = frozenset({"add_note", "was_then"})
_QUESTIONS_TAKING_ANY_WORDS = frozenset({"rename", "anchor", "win_note", "heavy_line"})
_WISHES = {
    **pause.WISHES,
    **hello.WISHES,
    **company.WISHES,
    **own_words.WISHES,
    **welcome.WISHES,
    **undo.WISHES,
}
_HEARD_ALWAYS = frozenset({"help", "people", "stop", "forget"})  # wishes that are never an answer
# Questions whose own reading of a word ("tomorrow", "today", "yes") goes before a button of that name elsewhere.
_QUESTIONS_BEFORE_BUTTONS = frozenset(
    {
        "pause",
        "later",
        "hello",
        "hello_time",
        "evening_time",
        "day_end",
        "clock",
        "goals",
        "wins",
        "wins_pick",
        "wins_months",
        "note",
        "notes",
        "today",
        "days",
        "loudness",
        "crisis_quiet",
        "size",
    }
)


def read(moment: Moment, text: str) -> Turn:
    """Free text, read in the order that the module names."""
    question = moment.person.question
    if question and question.kind in _QUESTIONS_TAKING_ANY_WORDS:
        return _verbatim(moment, question, text)
    return (
        _wish(moment, text)
        or clock.hello_moved(moment, text)
        or settings.told(moment, text)
        or goal.told(moment, text)
        or goal_list.ordered(moment, text)
        or talk.felt(moment, text)
        or (_answer(moment, text) if question and question.kind in _QUESTIONS_BEFORE_BUTTONS else None)
        or _label(moment, text)
        or talk.said(moment, text)
        or _answer(moment, text)
        or town.travelled(moment, text)
        or answer.typed(moment, text)
        or _report(moment, text)
        or heavy_day.felt(moment, text)
        or town.town_late(moment, text)
        or goal.hoped(moment, text)
        or size.volunteered(moment, text)
        or unclear.said(moment, text)
    )


def asked(moment: Moment, text: str) -> Turn | None:
    """What a command that we don't have asks in its own words: "/pause", "/less_often", "/rest"."""
    return _wish(moment, text) or _label(moment, text) or answer.typed(moment, text)


def _answer(moment: Moment, text: str) -> Turn | None:
    question = moment.person.question
    return QUESTIONS[question.kind](moment, question, text) if question and question.kind in QUESTIONS else None


def _verbatim(moment: Moment, question: Question, text: str) -> Turn:
    """Their words as they stand, but for a no, and for what is heard in every state."""
    if reading.wish(text, moment.language) in _HEARD_ALWAYS:
        return _wish(moment, text) or unclear.said(moment, text)
    if reading.skips(text, moment.language) or reading.reply(text, moment.language) == "no":
        return Turn((Ask(None),), (moment.say("let_go"),))
    return QUESTIONS[question.kind](moment, question, text) or unclear.said(moment, text)


def _wish(moment: Moment, text: str) -> Turn | None:
    """What they ask of us in a few clear words: "pause till Monday", "my wins", "help"."""
    wish = reading.wish(text, moment.language)
    if wish is None:
        return None
    if wish == "help" and text.casefold().strip(" .!?") not in book(moment.language).phrases["how_it_works"]:
        return lines.people(moment) + pages.help_page(moment)
    if wish in _WISHES:
        return _WISHES[wish](moment, text)
    return COMMANDS[wish](moment, "") if wish in COMMANDS else None


def _label(moment: Moment, text: str) -> Turn | None:
    """A button's own words, typed: the press of that button, about what was named last."""
    verb = verb_of(moment, text)
    if verb not in TAPS or verb in _ANSWERS:
        return None
    if verb in _ABOUT_A_WIN:
        return TAPS[verb](moment, Button(verb, moment.person.last_win.number if moment.person.last_win else None))
    about = moment.person.replied_to or answer.offered(moment) or moment.person.last_nudge
    if about is None:
        return None if verb in _ABOUT_A_GOAL else TAPS[verb](moment, Button(verb))
    aimed = verb in _ABOUT_A_GOAL or verb in ("later", *rest.TAPS, *company.TAPS)
    return TAPS[verb](moment, Button(verb, about.goal, about.day) if aimed else Button(verb))


def verb_of(moment: Moment, text: str) -> str:
    """The verb of the button whose label this is, or empty."""
    return book(moment.language).verbs.get(text.casefold().strip(" .!"), "")


def _report(moment: Moment, text: str) -> Turn | None:
    """ "Took a shower", "yesterday I also made my bed": a clear report is a win."""
    told = reading.report(text, moment.language)
    return win.unplanned(moment, told.text, days_ago=told.days_ago, part=told.part) if told else None
