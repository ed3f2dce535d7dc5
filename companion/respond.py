"""The one decision: what an event means for a person now, and what is answered. Pure.

Order of reading what someone wrote: commands, then what they ask of us, a button's own words, small talk, the open
question, an answer to the nudge, a report of something done, and last a kind "I can't read that".
"""

from collections.abc import Callable, Mapping

from companion import reading
from companion.buttons import NO_GENERATION, Button
from companion.events import (
    CheckInDue,
    Event,
    Left,
    Located,
    Returned,
    Said,
    SentUnreadable,
    SpokenToInGroup,
    Tapped,
)
from companion.moments import (
    answer,
    check_in,
    clock,
    evening,
    goal,
    goal_list,
    journal,
    leaving,
    lines,
    pages,
    pause,
    rest,
    settings,
    smaller,
    talk,
    unclear,
    welcome,
    win,
)
from companion.moments.moment import Moment
from companion.people import Person, Question
from companion.turns import Ask, CancelNudges, Reach, Turn
from companion.words import book

_MOMENTS = (
    welcome,
    goal,
    goal_list,
    smaller,
    answer,
    rest,
    win,
    clock,
    journal,
    pause,
    settings,
    evening,
    unclear,
    lines,
    leaving,
    pages,
)

COMMANDS: Mapping[str, Callable[[Moment, str], Turn]] = {
    name: act for moment in _MOMENTS for name, act in getattr(moment, "COMMANDS", {}).items()
}
TAPS: Mapping[str, Callable[[Moment, Button], Turn]] = {
    name: act for moment in _MOMENTS for name, act in getattr(moment, "TAPS", {}).items()
}
QUESTIONS: Mapping[str, Callable[[Moment, Question, str], Turn | None]] = {
    name: act for moment in _MOMENTS for name, act in getattr(moment, "QUESTIONS", {}).items()
}
FOR_STRANGERS = frozenset({"start", "help", "people", "country", "privacy", "safety", "forget"})
TAPS_FOR_STRANGERS = frozenset(
    {
        "begin",
        "keep_nothing",
        "whats_kept",
        "people",
        "country",
        "help",
        "help_more",
        "privacy",
        "privacy_more",
        "safety",
        "close",
    }
)


def respond(event: Event, person: Person, now: int) -> Turn:
    """What this event brings for this person at `now` (UTC epoch seconds)."""
    turn = _respond(event, person, now)
    back = person.joined and not person.reachable and not isinstance(event, CheckInDue | Left)
    return Turn((Reach(reachable=True),)) + turn if back else turn


def _respond(event: Event, person: Person, now: int) -> Turn:
    match event:
        case Said():
            return _said(Moment(person, now, event.message_id), event)
        case Tapped():
            return _tapped(Moment(person, now, event.message_id, tapped=True), event.button)
        case CheckInDue():
            return check_in.due(Moment(person, now), event)
        case SpokenToInGroup():
            return Moment(person, now).turn("private_only")
        case Left():
            return Turn((Reach(reachable=False), CancelNudges()))
        case Returned():
            return Turn((Reach(reachable=True),))
        case Located() | SentUnreadable():
            return _sent(Moment(person, now, event.message_id), event)


def _sent(moment: Moment, event: Located | SentUnreadable) -> Turn:
    if not moment.person.joined:
        return welcome.greet(moment) if moment.person.doorstep is None else moment.turn("begin_first")
    return clock.located(moment, event) if isinstance(event, Located) else unclear.unreadable(moment, event)


def _tapped(moment: Moment, button: Button | None) -> Turn:
    """A press means what its button says, however old; one from before `/forget` says kindly that it is dead."""
    if button is None or button.verb not in TAPS or button.generation not in (NO_GENERATION, moment.person.generation):
        return moment.turn("dead_button")
    if not moment.person.joined and button.verb not in TAPS_FOR_STRANGERS:
        return moment.turn("begin_first")
    return TAPS[button.verb](moment, button)


def _said(moment: Moment, event: Said) -> Turn:
    text = event.text.strip()
    if event.forwarded and moment.person.joined:  # somebody else's words, a command among them
        return moment.turn("forwarded")
    if text.startswith("/"):
        return _command(moment, text, edited=event.edited)
    if not moment.person.joined:
        return _stranger_said(moment, text)
    return unclear.edited(moment, text) if event.edited else _read(moment, text)


def _stranger_said(moment: Moment, text: str) -> Turn:
    """Help lines at once; the buttons of the first message in words; else what the doorstep makes of it."""
    if reading.wish(text) in ("help", "people"):
        return lines.people(moment)
    if moment.person.doorstep and reading.talk(text) == "program":
        return moment.turn("talk_program")
    verb = _verb(moment, text)
    if moment.person.doorstep and verb in TAPS_FOR_STRANGERS - {"begin"}:  # consent has words of its own
        return TAPS[verb](moment, Button(verb))
    return welcome.stranger_said(moment, text)


def _command(moment: Moment, text: str, *, edited: bool) -> Turn:
    """`/name argument`; a stranger's goal waits for their Begin."""
    name, *rest_of_it = text[1:].split(maxsplit=1) or [""]
    name, argument = name.casefold(), "".join(rest_of_it).strip()
    if not moment.person.joined and name not in FOR_STRANGERS:
        return welcome.stranger_asked(moment, argument if name == "goal" else "")
    if name not in COMMANDS:
        return moment.turn("unknown_command")
    if edited and name in ("win", "goal"):  # what it made the first time stays as it is
        return moment.turn("edited_seen")
    # A command is a new thread: what was asked before it is let go.
    asked = Turn((Ask(None),)) if moment.person.question else Turn()
    return asked + COMMANDS[name](moment, argument)


_ABOUT_A_GOAL = frozenset(  # mean nothing without one
    {*goal.TAPS, *smaller.TAPS, *answer.TAPS, *goal_list.TAPS} - {"surprise", "later", "see_goals"}
)
_ABOUT_A_WIN = frozenset({"add_note", "was_then"})
_VERBATIM = frozenset({"rename", "anchor", "win_note"})  # questions whose answer is whatever they write
_HEARD_ALWAYS = frozenset({"help", "people", "stop", "forget"})  # wishes that are never an answer
# Questions whose own reading of a word ("tomorrow", "today", "yes") goes before a button of that name elsewhere.
_READ_FIRST = frozenset(
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
        "today",
        "days",
        "loudness",
    }
)


def _read(moment: Moment, text: str) -> Turn:
    """Free text, read in the order that the module names."""
    question = moment.person.question
    if question and question.kind in _VERBATIM:
        return _verbatim(moment, question, text)
    return (
        _wish(moment, text)
        or (_answer(moment, text) if question and question.kind in _READ_FIRST else None)
        or _label(moment, text)
        or talk.said(moment, text)
        or _answer(moment, text)
        or answer.typed(moment, text)
        or clock.travelled(moment, text)
        or _report(moment, text)
        or unclear.said(moment, text)
    )


def _answer(moment: Moment, text: str) -> Turn | None:
    question = moment.person.question
    return QUESTIONS[question.kind](moment, question, text) if question and question.kind in QUESTIONS else None


def _verbatim(moment: Moment, question: Question, text: str) -> Turn:
    """Their words as they stand, but for a no, and for what is heard in every state."""
    if reading.wish(text, moment.language) in _HEARD_ALWAYS:
        return _wish(moment, text) or unclear.said(moment, text)
    if reading.reply(text, moment.language) == "no":
        return Turn((Ask(None),), (moment.say("let_go"),))
    return QUESTIONS[question.kind](moment, question, text) or unclear.said(moment, text)


def _wish(moment: Moment, text: str) -> Turn | None:
    """What they ask of us in a few clear words: "pause till Monday", "my wins", "help"."""
    wish = reading.wish(text, moment.language)
    if wish is None:
        return None
    if wish == "help" and "help" in text.casefold():
        return lines.people(moment) + pages.help_page(moment)
    if wish == "undo":
        return win.undo(moment)
    if wish in pause.WISHES:
        return pause.WISHES[wish](moment, text)
    return COMMANDS[wish](moment, "") if wish in COMMANDS else None


def _label(moment: Moment, text: str) -> Turn | None:
    """A button's own words, typed: the press of that button, about what was named last."""
    verb = _verb(moment, text)
    if verb not in TAPS or verb == "hello_yes":  # a yes is an answer, never a wish
        return None
    if verb in _ABOUT_A_WIN:
        return TAPS[verb](moment, Button(verb, moment.person.last_win.number if moment.person.last_win else None))
    about = moment.person.replied_to or answer.offered(moment) or moment.person.last_nudge
    if about is None:
        return None if verb in _ABOUT_A_GOAL else TAPS[verb](moment, Button(verb))
    aimed = verb in _ABOUT_A_GOAL or verb in ("later", *rest.TAPS)
    return TAPS[verb](moment, Button(verb, about.goal, about.day) if aimed else Button(verb))


def _verb(moment: Moment, text: str) -> str:
    """The button whose label this is, or empty."""
    return book(moment.language).verbs.get(text.casefold().strip(" .!"), "")


def _report(moment: Moment, text: str) -> Turn | None:
    """ "Took a shower", "yesterday I also made my bed": a clear report is a win."""
    told = reading.report(text, moment.language)
    return win.unplanned(moment, told.text, days_ago=told.days_ago, part=told.part) if told else None
