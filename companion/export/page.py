"""The page of an export: one HTML file that needs nothing from elsewhere, reads well aloud and prints well."""

import datetime
import functools
import html
import importlib.resources
import itertools
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import babel.dates

from companion.export.markup import Row, folded, own, text
from companion.moments.moment import Moment
from companion.words import book, counted

_READ_ABOVE = frozenset({"wins", "notes", "goals", "people"})  # tables with a section of their own


def page(moment: Moment, kept: Mapping[str, Sequence[Row]]) -> bytes:
    """The page as UTF-8. Whatever the person typed is escaped."""
    words = book(moment.language).phrases["export"]
    wins, notes = _newest_first(kept["wins"]), _newest_first(kept["notes"])
    others: list[tuple[str, Sequence[Row]]] = [(words["person"], [dict(_flat(kept["people"][0]))])]
    others += [(name, rows) for name, rows in kept.items() if rows and name not in _READ_ABOVE]
    sections = [
        _section(words["wins"], _months(wins, moment.language, lambda win: _win(win, words)), words),
        _section(words["goals"], _list(_goal(goal, words) for goal in kept["goals"]), words),
        _section(words["notes"], _months(notes, moment.language, lambda note: own(note["text"])), words),
        *(folded(name, rows, moment.person.settings.zone_info) for name, rows in others),
    ]
    filled = _template().substitute(
        language=html.escape(moment.language),
        title=text(words["title"]),
        summary=text(_summary(moment, wins, words)),
        sections="\n".join(sections),
        made=text(words["made"].replace("{date}", _long(moment.today, moment.language))),
    )
    return filled.encode("utf-8", "replace")


@functools.cache
def _template() -> string.Template:
    return string.Template((importlib.resources.files("companion.export") / "page.html").read_text("utf-8"))


def _summary(moment: Moment, wins: Sequence[Row], words: Mapping[str, str]) -> str:
    if not wins:
        return words["none"]
    lights = counted("lights", len(wins), moment.language)
    since = _long(datetime.date.fromisoformat(wins[-1]["day"]), moment.language)
    return words["summary"].replace("{lights}", lights[:1].upper() + lights[1:]).replace("{date}", since)


def _section(title: str, content: str, words: Mapping[str, str]) -> str:
    nothing = f"<p>{text(words['none'])}</p>"
    return f"<section>\n<h2>{text(title)}</h2>\n{content or nothing}\n</section>"


def _months(wins: Sequence[Row], language: str, line: Callable[[Row], str]) -> str:
    """The wins by month and day, the newest first."""
    months = itertools.groupby(wins, key=lambda win: win["day"][:7])
    parts = ((_date(f"{month}-01", "LLLL y", language), _by_day(group, language, line)) for month, group in months)
    return "\n".join(f"<h3>{text(month)}</h3>\n{days}" for month, days in parts)


def _newest_first(things: Sequence[Row]) -> list[Row]:
    return sorted(things, key=lambda thing: (thing["day"], thing["number"]), reverse=True)


def _by_day(things: Iterable[Row], language: str, line: Callable[[Row], str]) -> str:
    """A list of days with a list of lines in each: a date is read once, seen or heard."""
    days = itertools.groupby(things, key=lambda thing: thing["day"])
    return _list(
        f'<time datetime="{text(day)}">{text(_short(day, language))}</time>\n{_list(map(line, group))}'
        for day, group in days
    )


def _win(win: Row, words: Mapping[str, str]) -> str:
    part = f' <span class="aside">{text(words["part"])}</span>' if win["part"] else ""
    note = f' <span class="aside below">{own(win["note"])}</span>' if win["note"] else ""
    return f"{own(win['text'])}{part}{note}"


def _goal(goal: Row, words: Mapping[str, str]) -> str:
    step = "" if goal["step"] == goal["name"] else f' <span class="aside below">{own(goal["step"])}</span>'
    return f'{own(goal["name"])} <span class="aside">{text(words[goal["state"]])}</span>{step}'


def _list(items: Iterable[str]) -> str:
    lines = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{lines}\n</ul>" if lines else ""


def _flat(row: Row) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value)
        else:
            yield name, value


def _long(day: datetime.date, language: str) -> str:
    return babel.dates.format_date(day, book(language).phrases["days"]["pattern"] + " y", locale=language)


@functools.lru_cache(maxsize=4000)
def _short(day: str, language: str) -> str:
    pattern = book(language).phrases["days"]["pattern"]
    return _date(day, pattern.replace("EEEE", "EEE").replace("MMMM", "MMM"), language)


def _date(day: str, pattern: str, language: str) -> str:
    return babel.dates.format_date(datetime.date.fromisoformat(day), pattern, locale=language)
