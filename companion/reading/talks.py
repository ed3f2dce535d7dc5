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
    found = list(_phrases(language).find(words))
    kinds = {kind for kind, _ in found if kind and kind != "filler"}
    whole = all(kind is not None for kind, _ in found)
    return kinds.pop() if whole and len(kinds) == 1 else None


@cache
def _phrases(language: str) -> Phrases:
    kinds = table(language, "talk") or table("en", "talk")
    return phrases({phrase: kind for kind, listed in kinds.items() for phrase in listed})
