"""A sentence that names a goal outright."""

from companion.reading.normal import read_once
from companion.reading.openers import behind, listed


@read_once
def goal_said(text: str, language: str = "en") -> str:
    """The goal that "my goal is to run a marathon" or "new goal: read" names; empty for anything else."""
    return behind(text, "goal", language)


def goal_hoped(text: str, language: str = "en") -> str:
    """What stands behind "I'd like to" and the like; empty for anything else. It may be no goal at all."""
    return behind(text, "goal", language, "hoped")


def may_be_ahead(text: str, language: str = "en") -> bool:
    """Whether "read a book" may be something to do, too: its verb is spelled alike in the past."""
    first, *_ = text.casefold().split() or [""]
    return first in listed("goal", language)["same_past"]
