"""What stands behind the words that a sentence of a known kind begins with."""

from collections.abc import Mapping, Sequence
from functools import cache

from companion.reading.lexicon import table
from companion.reading.normal import tokens


def behind(text: str, name: str, language: str = "en", group: str = "before") -> str:
    """The rest of a text that begins with a phrase of that group of the reading list; empty for any other text."""
    if _first_words(name, language, group).isdisjoint(tokens(text)[:1]):  # nearly always
        return ""
    said = " ".join(text.replace("’", "'").split())
    begun = said.casefold()
    opener = next((opener for opener in _openers(name, language, group) if begun.startswith(opener)), None)
    return said[len(opener) :].strip(" .!") if opener else ""


def listed(name: str, language: str = "en") -> Mapping[str, Sequence[str]]:
    """The reading list in that language, else the English one."""
    return table(language, name) or table("en", name)


@cache
def _openers(name: str, language: str, group: str) -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in listed(name, language)[group])


@cache
def _first_words(name: str, language: str, group: str) -> frozenset[str]:
    return frozenset(tokens(opener)[0] for opener in listed(name, language)[group])
