"""Time zones as people name them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from companion.reading.countries import country, region, without_around
from companion.reading.gazetteer import Place, gazetteer, key
from companion.reading.lexicon import table
from companion.reading.normal import LONGEST, normal
from companion.reading.places import places

_MOST: Final = 8
_OFFSET: Final = re.compile(r"(?:utc|gmt|z)? ?([+-]) ?(\d{1,2})(?:[:.]?(\d{2}))?(?: ?(?:utc|gmt|hours?|h))?")
_LONGEST_NAME: Final = 80
_SHORTEST_TOWN: Final = 3
_WITH_TOWNS: Final = frozenset(
    ("africa", "america", "antarctica", "asia", "atlantic", "europe", "indian", "pacific")
)  # others have zones like Brazil/East
_TURNED_ROUND: Final = str.maketrans("+-", "-+")
_CITY: Final = 100_000
_FURTHEST: Final = (-12 * 60, 14 * 60)


def zones(text: str, language: str = "en") -> list[str]:
    """Up to eight IANA zones that the text may mean, best first: always to be confirmed by showing the time.

    Reads IANA names, "UTC+3" (a fixed zone without clock changes), "EST" (the place that keeps it, with its clock
    changes), countries and states (by the people in each zone), and towns.
    """
    called = zones_called(text)
    if called is not None:
        return called
    wide = _in_region(text)
    towns = [place for place in places(text, language) if not wide or _is_city(place, text)]
    return list(dict.fromkeys([*wide, *(place.zone for place in towns)]))[:_MOST]


def zones_called(text: str) -> list[str] | None:
    """The zones that the text names themselves; None where it may name a country or a town."""
    plain = normal(" ".join(text[:LONGEST].split()))
    if not 0 < len(plain) <= _LONGEST_NAME:
        return []
    name = _iana().get(plain.replace(" ", "_"))
    if name:
        return [name]
    offset = _OFFSET.fullmatch(plain)
    if offset:
        return _at_offset(offset)
    listed = _listed().get(key(text)) or _listed().get(key(without_around(text)))
    return list(listed)[:_MOST] if listed else None


def zone_name(zone: str) -> str:
    """A zone as it may be shown: "Kiritimati" of Pacific/Kiritimati, "UTC+3" of a fixed one."""
    name = zone.rpartition("/")[2].replace("_", " ")
    ahead = name.removeprefix("GMT")
    return name if ahead == name else f"UTC{ahead.translate(_TURNED_ROUND)}"


@cache
def _iana() -> Mapping[str, str]:
    names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    whole = {name.lower(): name for name in names if "/" in name}
    towns = Counter(name.rpartition("/")[2] for name in whole)
    alone = {name.rpartition("/")[2]: zone for name, zone in whole.items() if name.partition("/")[0] in _WITH_TOWNS}
    return {town: zone for town, zone in alone.items() if towns[town] == 1 and len(town) > _SHORTEST_TOWN} | whole


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for zone, names in table("en", "zones")["zones"].items():
        for name in names:
            found[key(name)] = (*found.get(key(name), ()), zone)
    return found


def _is_city(place: Place, text: str) -> bool:
    """Whether a large town has the very name of a country or state ("Washington")."""
    return place.population >= _CITY and key(place.name) == key(without_around(text))


def _at_offset(offset: re.Match[str]) -> list[str]:
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    east = minutes if offset[1] == "+" else -minutes
    if not _FURTHEST[0] <= east <= _FURTHEST[1]:
        return []
    if minutes % 60:
        return list(_offsets().get(str(east), ()))
    # In these names the sign is turned round: three hours ahead of Greenwich is GMT-3.
    return [f"Etc/GMT{-east // 60:+d}"] if east else ["Etc/UTC"]


def _in_region(text: str) -> list[str]:
    """The zones of the country and of the state that the whole text names, by the people who live by each."""
    code, state = country(text), region(without_around(text))
    wanted = [(code, "")] if code and "," not in text else []
    if state and state[1] and len(key(without_around(text))) > 2:
        wanted.append(state)
    people = Counter[str]()
    for within in wanted:
        people.update(_people(*within))
    return [zone for zone, _ in people.most_common()]


@cache
def _offsets() -> Mapping[str, Sequence[str]]:
    """Zones by their minutes east of Greenwich, where those are no whole hours."""
    found: Mapping[str, Sequence[str]] = table("en", "zones")["offsets"]
    return found


@cache
def _people(country_code: str, state: str) -> Counter[str]:
    """The people of a country's or a state's towns by their zone."""
    people = Counter[str]()
    for _, at, area, zone, population in gazetteer().summaries():
        if at == country_code and state in ("", area):
            people[zone] += population
    return people
