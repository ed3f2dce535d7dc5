"""Lengths of time in words: "20 min", "an hour and a half", "a couple of weeks", "a few days"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import msgspec

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, normal

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d)?(?!\d)|\d+|[^\W\d]+(?:'[^\W\d]*)?")
_MOST_TOKENS: Final = 20
_MOST_DIGITS: Final = 4
_COUNTS: Final = {"one": 1.0, "half": 0.5, "couple": 2.0, "few": 3.0}
UNITS: Final = ("minute", "hour", "day", "week", "month")


class Span(msgspec.Struct, frozen=True):
    """So many of one unit (one of UNITS); half an hour is 0.5 hours."""

    count: float
    unit: str


def read_span(text: str, language: str) -> Span | None:
    """The one length of time that a short text is about, or None where it says anything else."""
    message = _TOKEN.findall(normal(text)) if len(text) <= SHORT else []
    if not 0 < len(message) <= _MOST_TOKENS:
        return None
    count: float | None = None
    span: Span | None = None
    for kind, value in _read(message, _phrases(language)):
        match kind:
            case "unknown" | "at":
                return None
            case "count" if span is None:
                count = value if count is None else count * value
            case "and_half" if span:
                span = Span(span.count + 0.5, span.unit)
            case "and_half":
                count = (count or 0) + 0.5
            case _ if kind in UNITS and span is None:
                span = Span(1.0 if count is None else count, kind)
            case _ if kind in UNITS or kind == "count":
                return None
    return span


@cache
def _phrases(language: str) -> Phrases:
    lists = []
    for code in order(language):
        clock = table(code, "clock")
        numbers = {word: number for number, listed in clock.get("numbers", {}).items() for word in listed}
        spans = {word: kind for kind, listed in clock.get("spans", {}).items() for word in listed}
        lists.append(numbers | spans)
    return phrases(merged(lists))


def _read(message: Sequence[str], known: Phrases) -> Iterator[tuple[str, float]]:
    for kind, words in known.find(message):
        number = kind or words[0].replace(",", ".")
        if kind in _COUNTS:
            yield "count", _COUNTS[kind]
        elif number[0].isdecimal() and len(number) <= _MOST_DIGITS:
            yield "count", float(number)
        else:
            yield kind or "unknown", 0.0
