"""Which moment answers which command, button and open question."""

from collections.abc import Callable, Mapping

from companion.buttons import Button
from companion.moments import (
    clock,
    company,
    crisis,
    crisis_over,
    evening,
    goal,
    goal_list,
    importing,
    journal,
    later,
    leaving,
    letter,
    lines,
    notes,
    ok,
    own_words,
    pages,
    pause,
    picture,
    resize,
    rest,
    settings,
    silent,
    size,
    smaller,
    tiny,
    town,
    unclear,
    undo,
    welcome,
    win,
    without_memory,
)
from companion.moments.moment import Moment
from companion.people import Question
from companion.turns import Turn

_MOMENTS = (
    welcome,
    without_memory,
    goal,
    goal_list,
    tiny,
    smaller,
    later,
    rest,
    win,
    undo,
    size,
    resize,
    silent,
    clock,
    town,
    company,
    journal,
    pause,
    settings,
    evening,
    unclear,
    lines,
    crisis,
    crisis_over,
    ok,
    notes,
    picture,
    own_words,
    letter,
    leaving,
    importing,
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
FOR_STRANGERS = frozenset({"start", "help", "people", "country", "privacy", "safety", "export", "forget"})
TAPS_FOR_STRANGERS = frozenset(
    {
        *crisis.TAPS,
        *crisis_over.TAPS,
        "begin",
        "keep_nothing",
        "another_tiny",
        "whats_kept",
        "people",
        "country",
        "wrong_number",
        "wrong",
        "help",
        "help_more",
        "privacy",
        "privacy_more",
        "safety",
        "close",
    }
)
