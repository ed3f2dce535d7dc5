"""Where people can turn: the emergency number of a country, its help lines, and the directory of all of them.

`emergency.csv` and `helplines.csv` give each number as it is dialled inside the country, with source, confidence and
the day on which it was last confirmed there; how the two are kept is in CONTRIBUTING.md. What was not confirmed is
left out: there the general words and the directory stand.
"""

import csv
import datetime
import functools
import importlib.resources
from collections.abc import Iterable, Mapping, Sequence

import babel
import babel.dates
import msgspec
from msgspec import structs

from companion.care import hours
from companion.words import book

DIRECTORY = "https://findahelpline.com"
UNDER_18 = "under 18"  # an audience


class Line(msgspec.Struct, frozen=True):
    """A help line as it may be shown; a way that it does not have is "".

    `open` is True only where that is sure. `checked` is the day that its source is of (`precision`: "day", or the
    first of a "month" or "year" where no more is known), None where the source has no date.
    """

    name: str
    phone: str
    text: str  # "988", "SHOUT to 85258"
    chat: str  # an address
    hours: str  # as people read them
    open: bool
    checked: datetime.date | None
    languages: tuple[str, ...]
    number: int = 0  # of this line, for ever
    country: str = ""
    audience: str = ""  # "" for everyone
    precision: str = ""


def help_lines(country: str, local: datetime.datetime) -> tuple[Line, ...]:
    """The lines for adults of a country (ISO 3166 two letters) when the person's clock shows `local`: those surely
    open, those whose hours aren't known, the closed ones. Empty where none was confirmed."""
    return tuple(line for line in _sorted(country, local) if line.audience != UNDER_18)


def child_lines(country: str, local: datetime.datetime) -> tuple[Line, ...]:
    """`help_lines` for those under 18, which few countries have."""
    return tuple(line for line in _sorted(country, local) if line.audience == UNDER_18)


def checked_in(line: Line, language: str) -> str:
    """The month, or the year where no more is known, in which the line was checked; "" where that isn't known."""
    if line.checked is None:
        return ""
    return babel.dates.format_date(line.checked, "y" if line.precision == "year" else "LLLL y", _locale(language))


def emergency(country: str) -> str | None:
    """The emergency number of a country (ISO 3166 two letters), None where we have none confirmed."""
    row = _emergency().get(country)
    return row["emergency"] if row else None


def numbers(country: str) -> Mapping[int, str]:
    """What can be told to be wrong: the country's emergency number and its lines, each by its number for ever."""
    row = _emergency().get(country)
    first = {int(row["number"]): row["emergency"]} if row else {}
    return first | {known.line.number: known.line.name for known in _lines().get(country, ())}


def country_of(number: int) -> str:
    """The country whose line or emergency number has this number; "" where none has."""
    return next((country for country in _emergency().keys() | _lines() if number in numbers(country)), "")


def directory(country: str) -> str:
    """The page with the help lines of a country; the whole directory where the country isn't known."""
    return f"{DIRECTORY}/countries/{country.lower()}" if country else DIRECTORY


def country_name(country: str, language: str) -> str:
    """The country's name as it stands in a sentence ("the UK"); the code itself where there is none."""
    own = book(language).phrases["countries"].get(country)
    return own or str(_locale(language).territories.get(country, country))


class _Known(msgspec.Struct, frozen=True):
    """A line of the file; `spans` is None where its hours aren't known."""

    line: Line
    spans: tuple[hours.Span, ...] | None

    def at(self, local: datetime.datetime) -> tuple[int, Line]:
        """How late it comes in a list, and the line as it is at that time."""
        if self.spans is None:
            return 1, self.line
        is_open = hours.is_open(self.spans, local)
        return (0 if is_open else 2), structs.replace(self.line, open=is_open)


def _sorted(country: str, local: datetime.datetime) -> Iterable[Line]:
    ranked = sorted((known.at(local) for known in _lines().get(country, ())), key=lambda place: place[0])
    return (line for _, line in ranked)


@functools.cache
def _emergency() -> Mapping[str, Mapping[str, str]]:
    return {row["country"]: row for row in rows("emergency.csv")}


@functools.cache
def _lines() -> Mapping[str, Sequence[_Known]]:
    found: dict[str, list[_Known]] = {}
    for row in rows("helplines.csv"):
        found.setdefault(row["country"], []).append(_Known(_line(row), hours.parse(row["hours"])))
    return found


def rows(file: str) -> list[dict[str, str]]:
    """The rows of `emergency.csv` or `helplines.csv`, in the order in which a country's lines are shown."""
    text = (importlib.resources.files("companion.care") / file).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _line(row: Mapping[str, str]) -> Line:
    return Line(
        row["name"],
        row["phone"],
        row["text"],
        row["chat"],
        row["hours"],
        open=False,
        checked=datetime.date.fromisoformat(row["verified_on"]) if row["verified_on"] else None,
        languages=tuple(row["languages"].split()),
        number=int(row["number"]),
        country=row["country"],
        audience=row["audience"],
        precision=row["precision"],
    )


@functools.cache
def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(language)
