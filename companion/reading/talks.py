"""Small talk, by what kind it is."""

from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import tokens

LONGEST: Final = 7  # words: more than that is no small talk


def talk(text: str, language: str = "en") -> str | None:
    """ "greeting", "thanks", "sorry", "unsure", "program" (is this a person?) or "insult"; None for anything else."""
    words = tokens(text.rstrip(" ?!."))
    if len(words) > LONGEST:
        return None
    kinds = {kind for kind, _ in _phrases(language).find(words)} - {"filler"}
    return kinds.pop() if len(kinds) == 1 else None  # a word of no kind is None among them


@cache
def _phrases(language: str) -> Phrases:
    kinds = table(language, "talk") or table("en", "talk")
    return phrases({phrase: kind for kind, listed in kinds.items() for phrase in listed})
