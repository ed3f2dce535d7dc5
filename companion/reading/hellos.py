"""Sentences that set when hellos come: at what time, on which days, and when a day is over."""

import datetime
from functools import cache
from itertools import product
from typing import Final

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import SHORT, read_once, said, tokens
from companion.reading.times import time_of_day

_MOST_WORDS: Final = 12


@read_once
def hello_moved(text: str, language: str = "en") -> datetime.time | None:
    """The time that "change the time to 8am" or "move my hello to 10" names; None for anything else."""
    return _time_behind("hello", text, language)


@read_once
def day_ends(text: str, language: str = "en") -> datetime.time | None:
    """The time that "my day ends at 3" names; None for anything else."""
    return _time_behind("day_end", text, language)


def hello_days(text: str, days: int, language: str = "en") -> int | None:
    """The days of hellos after "only on weekdays" or "not on tuesdays", where they come on `days` now: a bit each,
    Monday's first. None for anything else."""
    words = said(text) if len(text) <= SHORT else []
    if not 1 < len(words) <= _MOST_WORDS or words[0] not in _days(language).lengths:  # nearly always
        return None
    kinds = _days(language).whole(words)
    named = 0
    for kind in kinds - {"around", "only", "not"}:
        named |= int(kind)
    if not named or len(kinds & {"only", "not"}) != 1:
        return None
    return named if "only" in kinds else days & ~named


def _time_behind(wanted: str, text: str, language: str) -> datetime.time | None:
    words = tokens(text) if len(text) <= SHORT else []
    if not words or words[0] not in _openers(language).lengths:  # nearly always
        return None
    kind, opener = next(_openers(language).find(words), (None, ()))
    return time_of_day(" ".join(words[len(opener) :]), language) if kind == wanted else None


@cache
def _openers(language: str) -> Phrases:
    lists = table(language, "hello") or table("en", "hello")
    hello = {" ".join(filter(None, parts)): "hello" for parts in product(lists["verbs"], lists["what"], lists["to"])}
    return phrases(hello | dict.fromkeys(lists["day_end"], "day_end"))


@cache
def _days(language: str) -> Phrases:
    """The words of such a sentence, with the days as numbers of seven bits."""
    listed = (table(language, "hello") or table("en", "hello"))["days"]
    return phrases({phrase: kind for kind, group in listed.items() for phrase in group})
