"""Whether a text is harsh about the person who wrote it: such words are never handed back to them."""

from functools import cache

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import tokens


def harsh(text: str, language: str = "en") -> bool:
    """True for "finally, you lazy pig" and "I always fail": better too often, since a kinder text is there to show."""
    return _phrases(language).named(tokens(text))


@cache
def _phrases(language: str) -> Phrases:
    words = table(language, "selftalk") or table("en", "selftalk")
    return phrases(dict.fromkeys(words["harsh"], "harsh"))
