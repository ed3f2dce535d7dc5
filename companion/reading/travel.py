"""A sentence that names the town someone is in now."""

from collections.abc import Mapping, Sequence
from functools import cache

from companion.reading.gazetteer import Place
from companion.reading.lexicon import table
from companion.reading.places import places


def travelled(text: str, language: str = "en") -> list[Place]:
    """The towns that "moved to Berlin" or "I'm in York now" may mean, best first; empty for anything else."""
    said = " ".join(text.replace("’", "'").split())
    if named := _after(said, _openers(language, "before")):
        return places(named, language)
    named = _after(said, _openers(language, "inside")).casefold()
    after = next((words for words in _table(language)["after"] if named.endswith(f" {words}")), "")
    named = named.removesuffix(after).strip()
    found = places(named, language) if named else []
    return [place for place in found if place.name.casefold().startswith(named)]  # "in tears" is no Tarsus


def _after(said: str, openers: tuple[str, ...]) -> str:
    """What stands behind the first of the openers that the sentence begins with; empty where it has none."""
    begun = said.casefold()
    if not begun.startswith(openers):  # nearly always
        return ""
    opener = next(opener for opener in openers if begun.startswith(opener))
    return said[len(opener) :].strip(" .!")


@cache
def _openers(language: str, name: str) -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in _table(language)[name])


def _table(language: str) -> Mapping[str, Sequence[str]]:
    return table(language, "travel") or table("en", "travel")
