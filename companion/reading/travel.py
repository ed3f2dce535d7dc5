"""A sentence that names the town someone is in now."""

from functools import cache

from companion.reading.gazetteer import Place
from companion.reading.lexicon import table
from companion.reading.places import places


def travelled(text: str, language: str = "en") -> list[Place]:
    """The towns that "moved to Berlin" or "I live in York" may mean, best first; empty for anything else."""
    said = " ".join(text.replace("’", "'").split())
    begun = said.casefold()
    if not begun.startswith(_openers(language)):
        return []
    opener = next(opener for opener in _openers(language) if begun.startswith(opener))
    return places(said[len(opener) :].strip(" .!"), language)


@cache
def _openers(language: str) -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in (table(language, "travel") or table("en", "travel"))["before"])
