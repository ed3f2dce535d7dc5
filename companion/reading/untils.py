"""Until when a pause lasts."""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, normal, tokens
from companion.reading.spans import Span, read_span

_MOST_TOKENS: Final = 16
_LONGEST_DAYS: Final = 366
_DAYS_IN: Final = {"day": 1, "week": 7}
_ISO: Final = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMBERED: Final = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?!\d)")
_ORDINAL: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|\.)(?!\w)")
_DAY_OF_MONTH: Final = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_MONDAY, _SATURDAY = 0, 5


def until(text: str, today: datetime.date, language: str = "en") -> datetime.date | None:
    """The date after `today`, within a year, on which hellos begin again, or None where none is named.

    A weekday, date or "tomorrow" is that day; "for a week" seven days on; "today" ends tomorrow; "this week" and
    "next week" end on Monday, "this month" and "next month" on the first; a day of the month is its next one.
    A date in numbers that could be read two ways ("5/6") is not read.
    """
    if len(text) > SHORT or len(tokens(text)) > _MOST_TOKENS:
        return None
    plain = normal(text)
    if _ISO.search(plain) or _NUMBERED.search(plain):
        found = _dated(plain, today)
    else:
        found = _named(text, today, language) or _after(today, read_span(text, language))
    return found if found and 0 < (found - today).days <= _LONGEST_DAYS else None


def _dated(text: str, today: datetime.date) -> datetime.date | None:
    iso = _ISO.search(text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    numbered = _NUMBERED.search(text)
    if not numbered:
        return None
    first, second = int(numbered[1]), int(numbered[2])
    if "." in numbered[0] or first > 12 or first == second:
        return _next_in_year(today, month=second, day=first)
    return _next_in_year(today, month=first, day=second) if second > 12 else None


def _named(text: str, today: datetime.date, language: str) -> datetime.date | None:
    kinds = [kind for kind, _ in _phrases(language).find(tokens(text)) if kind]
    named = dict(kind.partition("_")[::2] for kind in kinds)
    if "month" in named:
        day = _DAY_OF_MONTH.search(normal(text)) or _ORDINAL.search(normal(text))
        return _next_in_year(today, month=int(named["month"]), day=int(day[1]) if day else 1)
    if "weekday" in named:
        return _next_weekday(today, int(named["weekday"]))
    for kind in kinds:
        if kind in _ENDS:
            return _ENDS[kind](today)
    ordinal = _ORDINAL.search(normal(text)) or ("until" in kinds and _DAY_OF_MONTH.search(normal(text)))
    return _next_day_of_month(today, int(ordinal[1])) if ordinal and not read_span(text, language) else None


@cache
def _phrases(language: str) -> Phrases:
    own, *others = order(language)
    lists = [_day_names(own, short=True)] + [_day_names(code, short=code == "en") for code in others]
    return phrases(merged(lists))


def _day_names(language: str, *, short: bool) -> dict[str, str]:
    names: dict[str, str] = {}
    for length in ("short", "full") if short else ("full",):
        calendar = table(language, "calendar")[length]
        names |= {name: f"weekday_{day}" for day, name in enumerate(calendar["weekdays"])}
        names |= {name: f"month_{month}" for month, name in enumerate(calendar["months"], start=1)}
    said = {phrase: kind for kind, listed in table(language, "clock").get("days", {}).items() for phrase in listed}
    return {name: kind for name, kind in names.items() if len(name) > 2} | said


def _after(today: datetime.date, span: Span | None) -> datetime.date | None:
    if span is None:
        return None
    if span.unit in _DAYS_IN:
        days = round(span.count * _DAYS_IN[span.unit])
        return today + datetime.timedelta(days=days) if days <= _LONGEST_DAYS else None
    return _months_on(today, round(span.count)) if span.unit == "month" and span.count <= 12 else None


def _months_on(today: datetime.date, months: int) -> datetime.date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _next_weekday(today: datetime.date, weekday: int) -> datetime.date:
    return today + datetime.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next_day_of_month(today: datetime.date, day: int) -> datetime.date | None:
    months = (_months_on(today.replace(day=1), ahead) for ahead in range(3))
    days = (_date(month.year, month.month, day) for month in months)
    return next((date for date in days if date and date > today), None)


def _next_in_year(today: datetime.date, month: int, day: int) -> datetime.date | None:
    dates = (_date(year, month, day) for year in (today.year, today.year + 1))
    return next((date for date in dates if date and date > today), None)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


_ENDS: Final[Mapping[str, Callable[[datetime.date], datetime.date]]] = {
    "today": lambda today: today + datetime.timedelta(days=1),
    "tomorrow": lambda today: today + datetime.timedelta(days=1),
    "overmorrow": lambda today: today + datetime.timedelta(days=2),
    "next_week": lambda today: _next_weekday(today, _MONDAY),
    "weekend": lambda today: _next_weekday(today, _SATURDAY),
    "next_month": lambda today: _months_on(today.replace(day=1), 1),
    "next_year": lambda today: datetime.date(today.year + 1, 1, 1),
    "fortnight": lambda today: today + datetime.timedelta(days=14),
}
