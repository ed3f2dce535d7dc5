"""When a help line is open, read from words such as "24/7", "15:30-00:30" or "Mon-Fri 09:00-17:00; Sat 10:00-18:00"."""

import datetime
import re
from collections.abc import Iterable

import msgspec

ALWAYS = "24/7"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY, _WEEK = 24 * 60, 7 * 24 * 60  # minutes
_PART = re.compile(r"(?:([A-Z][A-Za-z,-]+) )?(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)


class Span(msgspec.Struct, frozen=True):
    """Open on `days` (0 is Monday) from minute `opens` after midnight, for `minutes`, also past midnight."""

    days: tuple[int, ...]
    opens: int
    minutes: int


def parse(text: str) -> tuple[Span, ...] | None:
    """The hours that the text names; None where it says anything else, so that nothing is taken for surely open."""
    if text == ALWAYS:
        return (Span(tuple(range(7)), 0, _DAY),)
    spans = tuple(_span(part) for part in text.split("; "))
    return tuple(span for span in spans if span) if all(spans) else None


def is_open(spans: Iterable[Span], local: datetime.datetime) -> bool:
    """Whether the clock of the wall, `local`, is within the hours."""
    minute = local.weekday() * _DAY + local.hour * 60 + local.minute
    return any(
        (minute - day * _DAY - span.opens) % _WEEK < span.minutes  # a Sunday's night reaches into Monday
        for span in spans
        for day in span.days
    )


def _span(part: str) -> Span | None:
    found = _PART.fullmatch(part)
    days = _days(found[1]) if found else ()
    if found is None or not days:
        return None
    opens, closes = (int(hour) * 60 + int(minute) for hour, minute in (found.group(2, 3), found.group(4, 5)))
    return Span(days, opens, (closes - opens) % _DAY or _DAY)


def _days(names: str | None) -> tuple[int, ...]:
    """ "Mon-Fri", "Sat,Sun", none for every day; empty where a name is no day's."""
    if names is None:
        return tuple(range(7))
    ranges = [part.split("-") for part in names.split(",")]
    if not all(len(ends) <= 2 and set(ends) <= set(_DAYS) for ends in ranges):
        return ()
    at = [(_DAYS.index(ends[0]), _DAYS.index(ends[-1])) for ends in ranges]
    return tuple(sorted({(first + step) % 7 for first, last in at for step in range((last - first) % 7 + 1)}))
