"""When "later" is."""

import datetime
import re
from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, normal, tokens
from companion.reading.spans import read_span
from companion.reading.times import Clock, read_clock

_MOST_TOKENS: Final = 30
_AFTER_ITS_TIME: Final = datetime.timedelta(hours=1)
_MINUTES_IN: Final = {"minute": 1, "hour": 60}
_LONGEST: Final = 24 * 60
# "In a minute" is a manner of speaking.
_A_MOMENT, _A_MOMENT_MEANT = 3, 10
_IN_MINUTES: Final = re.compile(r"(?:remind me |ask me |later )?in (\d{1,2})(?: please| pls)?")


def later(text: str, local: datetime.datetime, language: str = "en") -> datetime.datetime | None:
    """When the person means, on their own clock, or None where no time is named. `local` is that clock now.

    Read in this order:
    1. a length of time up to a day: "in 20 min", "in an hour and a half" (elapsed time, also over a clock change);
    2. a time: "at 5" is the next five o'clock, "at 5pm" the next 17:00, "tomorrow at 5" tomorrow's 05:00;
    3. a part of the day ("after lunch", "tonight": [windows] in clock.toml); once begun, in one hour;
    4. "soon", "in a bit", "later" ([minutes] in clock.toml; plain "later" is three hours).
    "Tomorrow" alone names no time: tomorrow's hello comes by itself.
    """
    message = tokens(text) if len(text) <= SHORT else []
    if not 0 < len(message) <= _MOST_TOKENS:
        return None
    named = [kind for kind, _ in _phrases(language).find(message) if kind]
    minutes = _span_minutes(text, language)
    if minutes is not None and not (minutes <= _A_MOMENT and str(_A_MOMENT_MEANT) in named):
        return _after(local, minutes)
    clock = read_clock(text, language)
    if clock and not set(named) & {"12:30"}:
        return _at(local, clock, days=int("tomorrow" in named))
    return None if "tomorrow" in named else _by_name(local, named)


@cache
def _phrases(language: str) -> Phrases:
    lists = []
    for code in order(language):
        clock = table(code, "clock")
        groups = {**clock.get("minutes", {}), **clock.get("windows", {})}
        groups["tomorrow"] = clock.get("days", {}).get("tomorrow", [])
        lists.append({phrase: kind for kind, listed in groups.items() for phrase in listed})
    return phrases(merged(lists))


def _span_minutes(text: str, language: str) -> float | None:
    bare = _IN_MINUTES.fullmatch(normal(text))
    if bare:
        return float(bare[1])
    span = read_span(text, language)
    minutes = span.count * _MINUTES_IN.get(span.unit, 0) if span else 0
    return minutes if 0 < minutes <= _LONGEST else None


def _after(local: datetime.datetime, minutes: float) -> datetime.datetime:
    """Elapsed time: an aware `local` keeps its zone and goes by way of UTC."""
    wait = datetime.timedelta(minutes=minutes)
    if local.tzinfo is None:
        return local + wait
    return (local.astimezone(datetime.UTC) + wait).astimezone(local.tzinfo)


def _at(local: datetime.datetime, clock: Clock, days: int) -> datetime.datetime:
    first = _on(local, clock.time) + datetime.timedelta(days=days)
    half_day = datetime.timedelta(hours=12)
    times = [first, first + 2 * half_day] if clock.certain else [first, first + half_day, first + 2 * half_day]
    return next(time for time in times if time > local)


def _on(local: datetime.datetime, time: datetime.time) -> datetime.datetime:
    return local.replace(hour=time.hour, minute=time.minute, second=0, microsecond=0, fold=0)


def _by_name(local: datetime.datetime, named: list[str]) -> datetime.datetime | None:
    windows = [kind for kind in named if ":" in kind]
    if windows:
        begins = _on(local, datetime.time.fromisoformat(windows[-1]))
        return begins if begins > local else _after(local, _AFTER_ITS_TIME.total_seconds() / 60)
    return _after(local, int(named[-1])) if named else None
