"""Small talk: hello, thanks, and the question whether anybody is there."""

from companion import reading
from companion.moments.moment import Moment
from companion.turns import Turn

_ABOUT_CLOCKS = frozenset({"town", "clock", "hello"})


def said(moment: Moment, text: str) -> Turn | None:
    """A short true answer to small talk; None for anything else."""
    kind = reading.talk(text, moment.language)
    question = moment.person.question
    if kind == "unsure" and question and question.kind in _ABOUT_CLOCKS:
        return moment.turn("clock_unsure")
    return moment.turn(f"talk_{kind}") if kind else None
