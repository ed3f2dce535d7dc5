"""The page of an export: one HTML file that needs nothing from elsewhere, reads well aloud and prints well."""

import datetime
import functools
import html
import importlib.resources
import itertools
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import babel.dates

from companion.moments.moment import Moment
from companion.words import book, counted

_READ_ABOVE = frozenset({"wins", "notes", "goals"})  # tables with a section of their own

Row = Mapping[str, Any]


def page(moment: Moment, kept: Mapping[str, Sequence[Row]]) -> bytes:
    """The page as UTF-8. Whatever the person typed is escaped."""
    words = book(moment.language).phrases["export"]
    wins = sorted(kept["wins"], key=lambda win: (win["day"], win["number"]), reverse=True)
    sections = [
        _section(words["wins"], _months(wins, moment.language, words), words),
        _section(words["goals"], _list(_goal(goal, words) for goal in kept["goals"]), words),
        _section(words["notes"], _list(_dated(note, moment.language) for note in reversed(kept["notes"])), words),
        _section(words["person"], _facts(kept["people"][0]), words),
        *(_table(name, rows) for name, rows in kept.items() if rows and name not in {*_READ_ABOVE, "people"}),
    ]
    filled = _template().substitute(
        language=html.escape(moment.language),
        title=_text(words["title"]),
        summary=_text(_summary(moment, wins, words)),
        sections="\n".join(sections),
        made=_text(words["made"].replace("{date}", _date(moment.today, moment.language))),
    )
    return filled.encode("utf-8", "replace")


@functools.cache
def _template() -> string.Template:
    return string.Template((importlib.resources.files("companion.export") / "page.html").read_text("utf-8"))


def _summary(moment: Moment, wins: Sequence[Row], words: Mapping[str, str]) -> str:
    if not wins:
        return words["none"]
    lights = counted("lights", len(wins), moment.language)
    since = _date(datetime.date.fromisoformat(wins[-1]["day"]), moment.language)
    return words["summary"].replace("{lights}", lights[:1].upper() + lights[1:]).replace("{date}", since)


def _section(title: str, content: str, words: Mapping[str, str]) -> str:
    nothing = f"<p>{_text(words['none'])}</p>"
    return f"<section>\n<h2>{_text(title)}</h2>\n{content or nothing}\n</section>"


def _months(wins: Sequence[Row], language: str, words: Mapping[str, str]) -> str:
    """The wins by month, the newest first."""
    months = itertools.groupby(wins, key=lambda win: win["day"][:7])
    return "\n".join(
        f"<h3>{_text(_month(f'{month}-01', language))}</h3>\n{_list(_win(win, language, words) for win in group)}"
        for month, group in months
    )


def _win(win: Row, language: str, words: Mapping[str, str]) -> str:
    part = f' <span class="aside">{_text(words["part"])}</span>' if win["part"] else ""
    note = f' <span class="aside below">{_own(win["note"])}</span>' if win["note"] else ""
    return f"{_dated(win, language)}{part}{note}"


def _dated(thing: Row, language: str) -> str:
    day = thing["day"]
    return f'<time datetime="{_text(day)}">{_text(_day(day, language))}</time> {_own(thing["text"])}'


def _goal(goal: Row, words: Mapping[str, str]) -> str:
    step = "" if goal["step"] == goal["name"] else f' <span class="aside below">{_own(goal["step"])}</span>'
    return f'{_own(goal["name"])} <span class="aside">{_text(words[goal["state"]])}</span>{step}'


def _list(items: Iterable[str]) -> str:
    lines = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{lines}\n</ul>" if lines else ""


def _facts(row: Row) -> str:
    """Names as the other file has them: whoever looks for one finds it in both."""
    facts = "\n".join(f"<dt>{_text(name)}</dt><dd>{_own(_plain(value))}</dd>" for name, value in _flat(row))
    return f"<dl>\n{facts}\n</dl>"


def _flat(row: Row) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat(value)
        else:
            yield name, value


def _table(name: str, rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
    lines = "\n".join(
        "<tr>" + "".join(f"<td>{_own(_plain(row.get(column)))}</td>" for column in columns) + "</tr>" for row in rows
    )
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
    return f'<details>\n<summary>{_text(name)}</summary>\n<div class="table" tabindex="0">{table}</div>\n</details>'


def _plain(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)


def _own(text: str) -> str:
    """What a person typed, in its own direction."""
    return f'<span class="own" dir="auto">{_text(text)}</span>'


def _text(text: str) -> str:
    return html.escape(text)


@functools.lru_cache(maxsize=4000)
def _day(day: str, language: str) -> str:
    return babel.dates.format_date(datetime.date.fromisoformat(day), "EEE d MMM", locale=language)


def _month(day: str, language: str) -> str:
    return babel.dates.format_date(datetime.date.fromisoformat(day), "LLLL y", locale=language)


def _date(day: datetime.date, language: str) -> str:
    return babel.dates.format_date(day, "long", locale=language)
