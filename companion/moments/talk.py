"""Small talk: hello, thanks, and the question whether anybody is there."""

from companion import reading
from companion.moments.moment import Moment
from companion.turns import Turn


def said(moment: Moment, text: str) -> Turn | None:
    """A short true answer to small talk; None for anything else."""
    kind = reading.talk(text, moment.language)
    return moment.turn(f"talk_{kind}") if kind else None
