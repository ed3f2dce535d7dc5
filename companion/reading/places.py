"""Towns by name, by position and by what their clocks show."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import cos, inf, radians
from typing import Final
from zoneinfo import ZoneInfo

from companion.reading.countries import region, without_around
from companion.reading.gazetteer import Gazetteer, Place, gazetteer, key
from companion.reading.lexicon import table
from companion.reading.normal import LONGEST

_MOST: Final = 8
_LONGEST_NAME: Final = 60
_SHORTEST_NEAR: Final = 5
_LONGEST_NEAR: Final = 24
_MOST_REGION_WORDS: Final = 3
_OTHER_NAME_WEIGHT: Final = 5
_CLOSE_ENOUGH: Final = 7.5
_LARGE: Final = 500_000  # people
_SHORTEST_OTHER: Final = 4  # "là" is a name of Los Angeles
_DAY: Final = 24 * 60
_ALPHABETS: Final = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ")


def places(text: str, language: str = "en") -> list[Place]:
    """Up to eight towns that the text may mean, best first: exact names before near ones, large before small.

    "Leeds, UK", "Paris Texas" and "Portland OR" look in that country or state only, where it has such a town.
    A near name has five letters or more and, after the first, one slip: a letter too many, missing or wrong, or two
    exchanged.
    """
    del language  # names in every language are read
    said = without_around(" ".join(text[:LONGEST].split()))
    if not 0 < len(said) <= _LONGEST_NAME or said.casefold() in _common():
        return []
    known = gazetteer()
    for find in (_exact, _near):
        for name, within in _readings(text if "," in text else said):
            towns = [town for town in find(known, name) if _inside(known, town, within)]
            if towns:
                return [known.place(town) for town in _ranked(known, towns, name)[:_MOST]]
    return []


def is_town(text: str) -> bool:
    """Whether a text is the very name of a town, as it is spelled, and no everyday word: the name that we show, or one
    with letters of its own that a large town has ("München")."""
    name = " ".join(text.casefold().split()).strip(" .!")
    if not 0 < len(name) <= _LONGEST_NAME or name in _common():
        return False
    known = gazetteer()
    towns = [known.place(town) for town in known.named(key(name))]
    own = not name.isascii() and len(name) >= _SHORTEST_OTHER
    return any(town.name.casefold() == name or (own and town.population >= _LARGE) for town in towns)


def nearest(latitude: float, longitude: float) -> Place:
    """The town nearest to a position in degrees north and east."""
    known = gazetteer()
    shrink = cos(radians(latitude)) ** 2
    best, found = inf, 0
    for town, north, east in known.everywhere():
        apart = (north - latitude) ** 2
        if apart < best:
            turn = abs(east - longitude) % 360
            apart += min(turn, 360 - turn) ** 2 * shrink
            best, found = min((best, found), (apart, town))
    return known.place(found)


def zones_showing(time: datetime.time, now_utc: datetime.datetime) -> list[Place]:
    """The largest town of every zone whose clocks show `time`, to the quarter of an hour, at `now_utc`."""
    moment = now_utc if now_utc.tzinfo else now_utc.replace(tzinfo=datetime.UTC)
    shown = time.hour * 60 + time.minute
    return [gazetteer().place(town) for zone, town in _capitals().items() if _near_clock(zone, moment, shown)]


def _near_clock(zone: str, moment: datetime.datetime, shown: int) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    apart = abs(local.hour * 60 + local.minute - shown)
    return min(apart, _DAY - apart) <= _CLOSE_ENOUGH


@cache
def _capitals() -> Mapping[str, int]:
    """The largest town of each zone, the largest first."""
    largest: dict[str, int] = {}
    for town, _, _, zone, _ in gazetteer().summaries():
        largest.setdefault(zone, town)
    return largest


def _readings(text: str) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The ways to read a text as a town and the country or state that it lies in, the likeliest first."""
    town, comma, rest = text.partition(",")
    if comma:
        within = region(rest.rpartition(",")[2]) or region(rest)
        yield without_around(town), within
        yield without_around(town), None
        return
    yield text, None
    words = text.split()
    for count in range(1, min(_MOST_REGION_WORDS, len(words) - 1) + 1):
        for town_words, region_words in ((words[:-count], words[-count:]), (words[count:], words[:count])):
            within = region(" ".join(region_words))
            if within:
                yield " ".join(town_words), within


def _exact(known: Gazetteer, name: str) -> Sequence[int]:
    nicknamed = _nicknames().get(key(name))
    own = known.named(key(nicknamed))[:1] if nicknamed else []
    return list(dict.fromkeys([*own, *known.named(key(name))]))


@cache
def _common() -> frozenset[str]:
    """Everyday words that are the name of some town too: alone, they are not meant as one."""
    return frozenset(table("en", "places")["not_towns"])


@cache
def _nicknames() -> Mapping[str, str]:
    listed = table("en", "places")["nicknames"]
    return {key(nickname): name for name, nicknames in listed.items() for nickname in nicknames}


def _near(known: Gazetteer, name: str) -> Sequence[int]:
    wanted = key(name)
    if not _SHORTEST_NEAR <= len(wanted) <= _LONGEST_NEAR:
        return []
    return list(dict.fromkeys(town for slip in _slips(wanted) for town in known.named(slip)))


def _slips(word: str) -> Iterator[str]:
    """Every word that one slip of a finger, after the first letter, turns into this one."""
    letters = next((alphabet for alphabet in _ALPHABETS if word[0] in alphabet), "")
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _inside(known: Gazetteer, town: int, within: tuple[str, str] | None) -> bool:
    if within is None:
        return True
    country, state = known.region(town)
    return country == within[0] and (not within[1] or state == within[1])


def _ranked(known: Gazetteer, towns: Sequence[int], name: str) -> Sequence[int]:
    """By people; a town that has this only as another name counts a fifth of its own. A nickname's town leads."""
    wanted, nicknamed = key(name), _nicknames().get(key(name))

    def weight(town: int) -> float:
        place = known.place(town)
        return place.population / (1 if key(place.name) == wanted else _OTHER_NAME_WEIGHT)

    ranked = sorted(towns, key=weight, reverse=True)
    return [*towns[:1], *(town for town in ranked if town != towns[0])] if nicknamed else ranked
