"""Small talk, by what kind it is, and abuse at the bot."""

from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, read_once, said, tokens

LONGEST: Final = 8  # words: more than that is no small talk
LONGEST_WARM: Final = 50  # words and marks
LONGEST_SHOWN: Final = 100  # characters, likewise
_WARM: Final = "warm"  # lists for longer texts
LOOKED_AT: Final = 150  # words and marks of a text of any length


@read_once
def talk(text: str, language: str = "en") -> str | None:
    """The one kind of small talk that a short text is: a key of talk.toml ("greeting", "thanks", "program": is this a
    person? …); None for anything else."""
    words = said(text) if len(text) <= LONGEST_SHOWN else []
    if not 0 < len(words) <= LONGEST:
        return None
    kinds = _phrases(language).whole(words) - {"filler"}
    return kinds.pop() if len(kinds) == 1 else None


def warm(text: str, language: str = "en") -> str | None:
    """Whether a longer text gives "thanks" or tells of a "good" feeling, and its words show nothing else: no question,
    no "but", no "not"; None where it does not."""
    words = tokens(text) if len(text) <= SHORT else []
    if not 0 < len(words) <= LONGEST_WARM or "?" in words or any(word.endswith("n't") for word in words):
        return None
    kinds = {kind for kind, _ in _warm(language).find(words) if kind}
    return None if "other" in kinds else next((kind for kind in ("thanks", "good") if kind in kinds), None)


@read_once
def abusive(text: str, language: str = "en") -> bool:
    """Whether a text is abuse at the bot, and not hard words about oneself or somebody else, as far as it begins."""
    words = tokens(text)[:LOOKED_AT]
    if not _abuse(language, "abuse").named(words) or _abuse(language, "own").named(words):
        return False
    return _abuse(language, "aimed").named(words)


@cache
def _phrases(language: str) -> Phrases:
    lists = [
        {kind: listed for kind, listed in table(code, "talk").items() if kind != "warm"} for code in order(language)
    ]
    return phrases(merged([{phrase: kind for kind, listed in found.items() for phrase in listed} for found in lists]))


@cache
def _warm(language: str) -> Phrases:
    lists = table(language, "talk").get(_WARM) or table("en", "talk")[_WARM]
    return phrases({phrase: kind for kind, listed in lists.items() for phrase in listed})


@cache
def _abuse(language: str, kind: str) -> Phrases:
    lists = table(language, "abuse") or table("en", "abuse")
    return phrases(dict.fromkeys(lists[kind], kind))
