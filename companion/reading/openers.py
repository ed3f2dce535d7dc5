"""What stands behind the words that a sentence of a known kind begins with."""

from collections.abc import Mapping, Sequence
from functools import cache

from companion.reading.lexicon import table


def behind(text: str, name: str, language: str = "en", group: str = "before") -> str:
    """The rest of a text that begins with a phrase of that group of the reading list; empty for any other text."""
    said = " ".join(text.replace("’", "'").split())
    begun, openers = said.casefold(), _openers(name, language, group)
    if not begun.startswith(openers):  # nearly always
        return ""
    opener = next(opener for opener in openers if begun.startswith(opener))
    return said[len(opener) :].strip(" .!")


def listed(name: str, language: str = "en") -> Mapping[str, Sequence[str]]:
    """The reading list in that language, else the English one."""
    return table(language, name) or table("en", name)


@cache
def _openers(name: str, language: str, group: str) -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in listed(name, language)[group])
