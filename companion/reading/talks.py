"""Small talk, by what kind it is, and abuse at the bot."""

from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import tokens

LONGEST: Final = 8  # words: more than that is no small talk
LONGEST_SHOWN: Final = 100  # characters, likewise
_MARKS: Final = frozenset(".,;:!?-()\n")


def talk(text: str, language: str = "en") -> str | None:
    """The one kind of small talk that a short text is: a key of talk.toml ("greeting", "thanks", "program": is this a
    person? …); None for anything else."""
    words = [word for word in tokens(text) if word not in _MARKS] if len(text) <= LONGEST_SHOWN else []
    if not 0 < len(words) <= LONGEST:
        return None
    kinds = {kind for kind, _ in _phrases(language).find(words)} - {"filler"}
    return kinds.pop() if len(kinds) == 1 else None  # a word of no kind is None among them


def abusive(text: str, language: str = "en") -> bool:
    """Whether a text of any length is abuse at the bot, and not hard words about oneself or somebody else."""
    kinds = {kind for kind, _ in _abuse(language).find(tokens(text))}
    return {"abuse", "aimed"} <= kinds and "own" not in kinds


@cache
def _phrases(language: str) -> Phrases:
    return _kinds(language, "talk")


@cache
def _abuse(language: str) -> Phrases:
    return _kinds(language, "abuse")


def _kinds(language: str, name: str) -> Phrases:
    kinds = table(language, name) or table("en", name)
    return phrases({phrase: kind for kind, listed in kinds.items() for phrase in listed})
