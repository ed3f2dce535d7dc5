"""Whether a short message says that the day is heavy."""

from functools import cache

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import tokens


def heavy(text: str, language: str = "en") -> bool:
    """True for "heavy", "still in bed", "no energy": the day is the trouble, not the size of the step."""
    return _phrases(language).named(tokens(text))


@cache
def _phrases(language: str) -> Phrases:
    words = table(language, "feeling") or table("en", "feeling")
    return phrases(dict.fromkeys(words["heavy"], "heavy"))
