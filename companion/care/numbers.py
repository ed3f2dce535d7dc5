"""The numbers inside a crisis reply: lines of HTML, each number on one of its own, exactly as it is dialled."""

import datetime
import functools
import html
import re
from collections.abc import Mapping

import babel.dates
import msgspec

from companion.care.hours import ALWAYS, parse
from companion.care.lines import Line, child_lines, directory, emergency, help_lines
from companion.care.phrases import phrases

MOST_WRITTEN = 2
_SPOKEN = "en"  # the language that the files of numbers are written in
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Reader(msgspec.Struct, frozen=True):
    """Whom the numbers are for: the country as ISO 3166 two letters, "" where it isn't known; `local` is what their
    clock shows."""

    language: str
    country: str
    local: datetime.datetime
    under_age: bool = False


def emergency_line(reader: Reader) -> str:
    """The emergency number of the country; general words where we have none confirmed."""
    words = phrases(reader.language).words
    number = emergency(reader.country)
    return words["emergency"].format(number=_said(number, words)) if number else words["emergency_unknown"]


def line_block(reader: Reader) -> str:
    """One line to call and one way to write, open ones first; where there is none, the directory, which asks for the
    country where it isn't known."""
    known = _in_order(reader)
    called = next((line for line in known if line.phone), None)
    shown = [_called(called, reader.language)] if called else []
    shown += [_written(line, reader.language) for line in _writable(known)[:1]]
    return "\n".join(shown or _elsewhere(reader))


def written_block(reader: Reader) -> str:
    """The ways that need no call; the directory where none is known."""
    ways = [_written(line, reader.language) for line in _writable(_in_order(reader))[:MOST_WRITTEN]]
    return "\n".join(ways or _elsewhere(reader))


def _in_order(reader: Reader) -> list[Line]:
    """Open ones first; of those the ones that speak the language, of those the ones for everybody. Before all of them
    a child's own."""
    known = help_lines(reader.country, reader.local)
    adults = sorted(known, key=lambda line: (not line.open, reader.language not in line.languages, bool(line.audience)))
    return [*child_lines(reader.country, reader.local), *adults] if reader.under_age else adults


def _writable(known: list[Line]) -> list[Line]:
    """Those that can be written to, by text first: it needs no internet."""
    return sorted((line for line in known if line.text or line.chat), key=lambda line: not line.text)


def _elsewhere(reader: Reader) -> list[str]:
    words = phrases(reader.language).words
    page = words["directory"].format(directory=directory(reader.country))
    return [page] if reader.country else [page, words["country"]]


def _called(line: Line, language: str) -> str:
    return f"{_name(line)}: {_said(line.phone, phrases(language).words)} ({_hours(line, language)})"


def _written(line: Line, language: str) -> str:
    words = phrases(language).words
    if not line.text:
        return f"{_name(line)}: {html.escape(line.chat)}"
    more = words["text"] if line.phone else f"{words['text']}, {_hours(line, language)}"  # its hours are the phone's
    return f"{_name(line)}: {_said(line.text, words)} ({more})"


def _name(line: Line) -> str:
    return html.escape(line.name, quote=False)


def _said(number: str, words: Mapping[str, str]) -> str:
    """The number with the few words around it in the language."""
    for english in ("or", "to", "mobile"):
        number = re.sub(rf"\b{english}\b", words[english], number)
    return html.escape(number, quote=False)


def _hours(line: Line, language: str) -> str:
    words = phrases(language).words
    if line.hours == ALWAYS:
        return ALWAYS
    if parse(line.hours) is None:
        return line.hours if language == _SPOKEN else words["hours_unknown"]
    names = _day_names(language)
    hours = re.sub("|".join(_DAYS), lambda day: names[day[0]], line.hours)
    return f"{hours}, {words['open'] if line.open else words['closed']}"


@functools.cache
def _day_names(language: str) -> Mapping[str, str]:
    names = babel.dates.get_day_names("abbreviated", locale=language)
    return {day: day if language == _SPOKEN else names[index] for index, day in enumerate(_DAYS)}
