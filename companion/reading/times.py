"""A time of day as people type it: "8", "half past eight", "08h30", "20 Uhr", "quarter to nine"."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

import msgspec

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, normal

_DAY: Final = 24 * 60
_HALF_DAY: Final = 12 * 60
_MOST_TOKENS: Final = 20
_MOST_UNKNOWN: Final = 3
_COLON: Final = re.compile(r"(?<!\d)(\d{1,2}) ?(?::|\.|h|uhr|u) ?(\d{2})(?::\d\d)?(?!\d)")
_TOKEN: Final = re.compile(r"\d{1,2}:\d\d|\d+|[^\W\d]+(?:'[^\W\d]+)?")
_ISH: Final = re.compile(r"(?<=\w)ish\b")
_LETTER_O: Final = re.compile(r"(?<=\d)o(?=[\d\s:.]|$)|(?<=[:.])o(?=\d)")  # "8:3O am"
_DOTTED: Final = re.compile(r"(?<=[\d ])([ap])\. ?m\b\.?")

# One letter per phrase: N a number under ten, M one of two digits, C hours and minutes, X noon or midnight,
# T the hour that is being filled.
_SIGNS: Final = {
    "am": "a", "pm": "p", "night": "n", "past": ">", "to": "<", "plus": "+", "minus": "-", "half_past": "H",
    "half_to": "G", "half_after": "J", "quarter": "Q", "quarter_after": "K", "quarter_before": "R",
    "quarter_to": "B", "quarter_toward": "V", "less": "~", "oclock": "o", "fill": "",
}  # fmt: skip
_HOUR: Final = "[NMX]o?"
_SHAPES: Final[Sequence[tuple[re.Pattern[str], Callable[[Sequence[int]], int]]]] = tuple(
    (re.compile(shape), minutes)
    for shape, minutes in (
        ("Co?", lambda found: found[0]),
        (_HOUR, lambda found: found[0] * 60),
        (rf"{_HOUR}M|{_HOUR}\+[NM]", lambda found: found[0] * 60 + found[1]),
        (rf"{_HOUR}-[NM]", lambda found: found[0] * 60 - found[1]),
        (rf"~[NM]{_HOUR}", lambda found: found[1] * 60 - found[0]),
        (rf"H{_HOUR}|{_HOUR}J", lambda found: found[0] * 60 + 30),
        (rf"G{_HOUR}|GT", lambda found: found[0] * 60 - 30),
        (rf"[NM]<G{_HOUR}", lambda found: found[1] * 60 - 30 - found[0]),
        (rf"[NM]>G{_HOUR}", lambda found: found[1] * 60 - 30 + found[0]),
        (rf"[QV]>{_HOUR}|{_HOUR}K", lambda found: found[0] * 60 + 15),
        (rf"[QV]<{_HOUR}|B{_HOUR}|{_HOUR}R", lambda found: found[0] * 60 - 15),
        (rf"V{_HOUR}|[QV]T", lambda found: found[0] * 60 - 45),
        ("[NM]T", lambda found: found[1] * 60 - 60 + found[0]),
        (rf"[NM]>{_HOUR}", lambda found: found[1] * 60 + found[0]),
        (rf"[NM]<{_HOUR}", lambda found: found[1] * 60 - found[0]),
    )
)


class Clock(msgspec.Struct, frozen=True):
    """A time of day in minutes after midnight; `certain` where its half of the day was named."""

    minutes: int
    certain: bool

    @property
    def time(self) -> datetime.time:
        return datetime.time(self.minutes // 60, self.minutes % 60)


def time_of_day(text: str, language: str = "en") -> datetime.time | None:
    """The one time of day that a short text names, or None. Without am or pm, "8" is 08:00.

    A few words around it are allowed where the time is plain ("7:30 suits me"), none around a bare number.
    """
    clock = read_clock(text, language)
    return clock.time if clock else None


def read_clock(text: str, language: str) -> Clock | None:
    """As `time_of_day`, with what it leaves open."""
    if len(text) > SHORT:
        return None
    plain = _ISH.sub("", _corrected(_LETTER_O.sub("0", _DOTTED.sub(r"\1m", normal(text)))))
    message = _TOKEN.findall(_COLON.sub(r" \1:\2 ", plain))
    if len(message) > _MOST_TOKENS:
        return None
    read = list(_read(message, _phrases(language)))
    signs = "".join(sign for sign, _ in read)
    halves = [sign for sign in signs if sign in "apn"]
    if len(halves) > 2 or len(set(halves)) > 1 or signs.count("U") > (_MOST_UNKNOWN if halves or "C" in signs else 0):
        return None
    bare = re.sub("[apnU]", "", signs).lstrip("<o")  # "to eight", "ore 20:30"
    minutes = _minutes(bare, [value for sign, value in read if sign and sign in "NMCXT"])
    if minutes is None or (len(halves) > 1 and sum(map(bare.count, "NMC")) > 1):
        return None
    return _placed(minutes, halves[:1], certain="X" in signs or message[0].startswith("0"))


def _corrected(text: str) -> str:
    """ "10, not 9", "not 9, 10" and "9, say 10" without what it is not."""
    first, _, denied = text.rpartition(", say ")[2].partition("not ")
    if first.strip(" ,") or not denied:
        return first
    return denied.partition(",")[2] or denied.partition(" but ")[2] or text


@cache
def _phrases(language: str) -> Phrases:
    lists = []
    for code in order(language):
        clock = table(code, "clock")
        kinds = {word: kind for kind, listed in clock.get("clock", {}).items() for word in listed}
        numbers = {word: number for number, listed in clock.get("numbers", {}).items() for word in listed}
        toward = {word: f"<{hour}" for hour, listed in clock.get("toward", {}).items() for word in listed}
        fixed = {word: time for time, listed in clock.get("half_hours", {}).items() for word in listed}
        lists.append(kinds | numbers | toward | fixed)
    return phrases(merged(lists))


def _read(message: Sequence[str], known: Phrases) -> Iterator[tuple[str, int]]:
    for kind, words in known.find(message):
        match kind:
            case "noon" | "midnight":
                yield "X", 12 * (kind == "noon")
            case str() if kind in _SIGNS:
                yield _SIGNS[kind], 0
            case str() if kind.startswith("<"):
                yield "T", int(kind[1:])
            case _:
                yield _number(kind or words[0])


def _number(token: str) -> tuple[str, int]:
    hours, colon, minutes = token.partition(":")
    if token.isdecimal() and len(token) in (3, 4):
        hours, colon, minutes = token[:-2], ":", token[-2:]
    if not hours.isdecimal() or len(hours) > 2:
        return "U", 0
    if not colon:
        return "NM"[len(hours) - 1], int(hours)
    valid = int(hours) <= 24 and int(minutes) < 60
    return ("C", int(hours) * 60 + int(minutes)) if valid else ("U", 0)


def _minutes(signs: str, values: Sequence[int]) -> int | None:
    for shape, minutes in _SHAPES:
        if shape.fullmatch(signs):
            found = minutes(values)
            in_range = max(values) <= 59 or signs[0] == "C"
            return found % _DAY if in_range and -60 < found <= _DAY else None
    return None


def _placed(minutes: int, halves: Sequence[str], *, certain: bool) -> Clock | None:
    """The minutes in the half of the day that was named: "at night" runs from five in the evening to five."""
    at_noon = minutes // 60 == 12
    match "".join(halves):
        case "a" if minutes >= _HALF_DAY + 60:
            return None
        case "a":
            minutes -= _HALF_DAY * at_noon
        case "p" if minutes < _HALF_DAY:
            minutes += _HALF_DAY
        case "n" if at_noon:
            minutes -= _HALF_DAY
        case "n" if 5 * 60 <= minutes < _HALF_DAY:
            minutes += _HALF_DAY
    return Clock(minutes, certain or bool(halves) or minutes < 60 or minutes >= _HALF_DAY + 60)
