"""When the next unasked word is due, after any change of what a person has chosen."""

import datetime

from msgspec import structs

from companion.checkins import CheckIn, day_of, next_occurrence
from companion.people import DAYS_BETWEEN_HELLOS, EVERY_DAY, Person, Settings
from companion.silence import days_between_hellos
from companion.turns import Alteration, CancelNudges, Change, Plan, Unplan

_When = tuple[datetime.date, int]
"""The intended local date, and the UTC epoch second."""


def change(
    person: Person, settings: Settings, now: int, not_before: datetime.date | None = None
) -> tuple[Alteration, ...]:
    """The new settings, and the check-ins planned anew by them: always both, so that they can't disagree."""
    return (Change(settings), *plan(person, settings, now, not_before))


def stop(person: Person, now: int) -> tuple[Alteration, ...]:
    """No hello any more, and no promise to come back."""
    settings = structs.replace(person.settings, hellos="off", paused_until=None)
    return (CancelNudges(), *change(person, settings, now), Unplan("later"), Unplan("with_me"))


def plan(
    person: Person, settings: Settings, now: int, not_before: datetime.date | None = None
) -> tuple[Alteration, ...]:
    """The next hello, evening question and letter: the first after `now` on a date not yet dealt with."""
    days = _days_between(person, settings, now)
    if days is None:
        return (Unplan("hello"), Unplan("evening"), Unplan("letter"))
    return (
        _planned("hello", _hello(person, settings, now, days, not_before)),
        _planned("evening", _evening(person, settings, now)),
        _planned("letter", _letter(person, settings, now)),
    )


def evening(person: Person, settings: Settings, now: int) -> Plan | Unplan:
    """The next evening question, by itself: hellos stay where they are planned."""
    wanted = _days_between(person, settings, now) is not None
    return _planned("evening", _evening(person, settings, now) if wanted else None)


def letter(person: Person, settings: Settings, now: int) -> Plan | Unplan:
    """The next weekly letter, likewise by itself."""
    wanted = _days_between(person, settings, now) is not None
    return _planned("letter", _letter(person, settings, now) if wanted else None)


def next_hello(person: Person, settings: Settings, now: int) -> _When | None:
    """(intended local date, UTC epoch second) of the next hello, None where none is wanted."""
    days = _days_between(person, settings, now)
    return None if days is None else _hello(person, settings, now, days)


def _hello(
    person: Person, settings: Settings, now: int, days: int, not_before: datetime.date | None = None
) -> _When | None:
    last = person.nudged_on.get("hello")
    dates = (not_before, settings.paused_until, last + datetime.timedelta(days) if last else None)
    earliest = max((date for date in dates if date), default=None)
    silent_until = max(now, person.care.quiet_until)
    return next_occurrence(silent_until, settings.hello_minute, settings.zone_info, earliest, settings.hello_days)


def _evening(person: Person, settings: Settings, now: int) -> _When | None:
    return _beside_hellos(person, settings, now, "evening", settings.evening_minute, EVERY_DAY)


def _letter(person: Person, settings: Settings, now: int) -> _When | None:
    return _beside_hellos(person, settings, now, "letter", settings.letter_minute, 1 << settings.letter_day)


def _beside_hellos(
    person: Person, settings: Settings, now: int, kind: str, minute: int | None, days: int
) -> _When | None:
    """The next one of that kind, at that minute on those days of the week; None where none was asked for."""
    if minute is None:
        return None
    last = person.nudged_on.get(kind)
    dates = (settings.paused_until, last + datetime.timedelta(days=1) if last else None)
    earliest = max((date for date in dates if date), default=None)
    return next_occurrence(now, minute, settings.zone_info, earliest, days)


def _days_between(person: Person, settings: Settings, now: int) -> int | None:
    """From one hello to the next; None where none is wanted, or none any more for silence."""
    if settings.hellos not in DAYS_BETWEEN_HELLOS:
        return None
    return days_between_hellos(person, settings, day_of(now, settings.zone_info, settings.day_end))


def _planned(kind: str, when: _When | None) -> Plan | Unplan:
    return Unplan(kind) if when is None else Plan(CheckIn(kind, when[0], when[1]))
