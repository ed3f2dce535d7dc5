"""What a free sentence asks of the bot."""

import datetime
from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, read_once, tokens, words
from companion.reading.untils import until

_MOST_WORDS: Final = 11
_WITH_A_DATE: Final = frozenset({"pause", "stop", "quiet_week"})
_ANY_DAY: Final = datetime.date(2024, 1, 1)


@read_once
def wish(text: str, language: str = "en") -> str | None:
    """The one wish that a short text clearly is, or None; its names are the keys of [wishes] in wish.toml.

    Polite words may stand around it, and a date beside a pause: "stop until Monday" is a pause.
    """
    said = words(text) if len(text) <= SHORT else []
    if not said or len(said) > _MOST_WORDS:
        return None
    known = _phrases(language)
    whole = known.whole(said) - {"fill"}
    beside_others = not whole and _with_a_date(language).named(said)
    asked = {kind for kind, _ in known.find(said)} - {None, "fill"} if beside_others else whole
    if len(asked) != 1 or "?" in tokens(text)[:-1]:
        return None
    (found,) = asked
    if found in _WITH_A_DATE and until(text, _ANY_DAY, language):
        return "quiet_week" if found == "quiet_week" else "pause"
    return found if whole else None


@cache
def _with_a_date(language: str) -> Phrases:
    """The wishes that words of no kind may stand beside."""
    kinds = _phrases(language).kinds.items()
    return phrases({" ".join(words): kind for words, kind in kinds if kind in _WITH_A_DATE})


@cache
def _phrases(language: str) -> Phrases:
    lists = []
    for code in order(language):
        found = table(code, "wish")
        groups = {**found.get("wishes", {}), **found.get("around", {})}
        lists.append({phrase: kind for kind, listed in groups.items() for phrase in listed})
    return phrases(merged(lists))
