"""A sentence that names the town someone is in now."""

from companion.reading.gazetteer import Place
from companion.reading.normal import read_once
from companion.reading.openers import behind, listed
from companion.reading.places import places
from companion.reading.zones import zones


@read_once
def zone_said(text: str, language: str = "en") -> str:
    """The zone that "moved to UTC+5:30" or "now in Hawaii" names; empty for anything else."""
    named = behind(text, "travel", language) or behind(text, "travel", language, "to")
    return next(iter(zones(named, language)), "") if named else ""


@read_once
def travelled(text: str, language: str = "en") -> list[Place]:
    """The towns that "moved to Berlin" or "I'm in York now" may mean, best first; empty for anything else."""
    if named := behind(text, "travel", language):
        return places(named, language)
    named = behind(text, "travel", language, "inside").casefold()
    after = next((words for words in listed("travel", language)["after"] if named.endswith(f" {words}")), "")
    named = named.removesuffix(after).strip()
    found = places(named, language) if named else []
    return [place for place in found if place.name.casefold().startswith(named)]  # "in tears" is no Tarsus
