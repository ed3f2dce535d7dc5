"""The answers that most people give, each read once for all who write it: words of our lists, nobody's own."""

from functools import cache, lru_cache
from typing import Final

from companion.reading.lexicon import table
from companion.reading.normal import Typed, typed

_MOST: Final = 64  # texts, of a few kilobytes each


def by_heart(text: str) -> str:
    """The text; where it is a usual answer ("done", "Not today"), the one with all that was found in it before."""
    return _learnt(text) if text in _usual() else text


@lru_cache(maxsize=_MOST)
def _learnt(text: str) -> Typed:
    return typed(text)


@cache
def _usual() -> frozenset[str]:
    """As a phone writes them, too: with a capital."""
    lists = table("en", "reply")
    answers = {phrase for group in ("whole", "cues") for listed in lists[group].values() for phrase in listed}
    return frozenset(answers | {answer[0].upper() + answer[1:] for answer in answers})
