"""What a short message says of how somebody feels."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import read_once, said, tokens

LONGEST: Final = 12  # words: a longer text says more than a feeling
LONGEST_SHOWN: Final = 150  # characters, likewise
_HEAVIEST_FIRST: Final = ("grief", "heavy", "blame", "scared", "sad", "lonely", "angry", "awake", "news", "good")
_SAME: Final = {"flat": "heavy"}
_LIGHT: Final = frozenset({"news", "good"})


@read_once
def heavy(text: str, language: str = "en") -> bool:
    """True for "heavy", "still in bed", "no energy": the day is the trouble, not the size of the step."""
    return _heavy(language).named(tokens(text))


@read_once
def feeling(text: str, language: str = "en") -> str | None:
    """The feeling that a short message is, and nothing else: "heavy", "scared", "sad", "lonely", "angry", "blame"
    (harsh on oneself), "awake", "grief", "good" or "news" (something good happened). Of several the heaviest; None
    where there is more in it, or both good and bad."""
    words = said(text) if len(text) <= LONGEST_SHOWN else []
    if not 0 < len(words) <= LONGEST:
        return None
    kinds = {_SAME.get(kind, kind) for kind in _phrases(language).whole(words)} - {"around"}
    mixed = bool(kinds & _LIGHT) and bool(kinds - _LIGHT)
    kinds -= _LIGHT if "?" in text else set()  # "happy now?"
    return None if mixed else next((kind for kind in _HEAVIEST_FIRST if kind in kinds), None)


@read_once
def about_something_hard(text: str, language: str = "en") -> bool:
    """Whether a text that could not be placed, of any length, tells of something hard."""
    return _told(language).named(tokens(text))


@cache
def _heavy(language: str) -> Phrases:
    return _of_kind(language, "heavy")


@cache
def _told(language: str) -> Phrases:
    return _of_kind(language, "told")


@cache
def _phrases(language: str) -> Phrases:
    lists = [{kind: listed for kind, listed in found.items() if kind != "told"} for found in _lists(language)]
    return phrases(merged([{phrase: kind for kind, listed in found.items() for phrase in listed} for found in lists]))


def _of_kind(language: str, kind: str) -> Phrases:
    return phrases({phrase: kind for found in _lists(language) for phrase in found.get(kind, ())})


def _lists(language: str) -> Sequence[Mapping[str, Sequence[str]]]:
    """In every language that has them, whatever the language of the chat."""
    return [table(code, "feeling") for code in order(language)]
