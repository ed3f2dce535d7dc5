"""Small talk, by what kind it is, and abuse at the bot."""

from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import said, tokens

LONGEST: Final = 8  # words: more than that is no small talk
LONGEST_SHOWN: Final = 100  # characters, likewise
LOOKED_AT: Final = 150  # words and marks of a text of any length


def talk(text: str, language: str = "en") -> str | None:
    """The one kind of small talk that a short text is: a key of talk.toml ("greeting", "thanks", "program": is this a
    person? …); None for anything else."""
    words = said(text) if len(text) <= LONGEST_SHOWN else []
    if not 0 < len(words) <= LONGEST:
        return None
    kinds = _phrases(language).whole(words) - {"filler"}
    return kinds.pop() if len(kinds) == 1 else None


def abusive(text: str, language: str = "en") -> bool:
    """Whether a text is abuse at the bot, and not hard words about oneself or somebody else, as far as it begins."""
    words = tokens(text)[:LOOKED_AT]
    if not _abuse(language, "abuse").named(words) or _abuse(language, "own").named(words):
        return False
    return _abuse(language, "aimed").named(words)


@cache
def _phrases(language: str) -> Phrases:
    kinds = table(language, "talk") or table("en", "talk")
    return phrases({phrase: kind for kind, listed in kinds.items() for phrase in listed})


@cache
def _abuse(language: str, kind: str) -> Phrases:
    lists = table(language, "abuse") or table("en", "abuse")
    return phrases(dict.fromkeys(lists[kind], kind))
