"""When the next unasked word is due, after any change of what a person has chosen."""

import dataclasses
import datetime

from companion.checkins import CheckIn, day_of, next_occurrence
from companion.people import DAYS_BETWEEN_HELLOS, EVERY_DAY, Person, Settings
from companion.silence import days_between_hellos
from companion.turns import Alteration, CancelNudges, Change, Plan, Unplan


def change(
    person: Person, settings: Settings, now: int, not_before: datetime.date | None = None
) -> tuple[Alteration, ...]:
    """The new settings, and the check-ins planned anew by them: always both, so that they can't disagree."""
    return (Change(settings), *plan(person, settings, now, not_before))


def stop(person: Person, now: int) -> tuple[Alteration, ...]:
    """No hello any more, and no promise to come back."""
    settings = dataclasses.replace(person.settings, hellos="off", paused_until=None)
    return (CancelNudges(), *change(person, settings, now), Unplan("later"), Unplan("with_me"))


def plan(
    person: Person, settings: Settings, now: int, not_before: datetime.date | None = None
) -> tuple[Alteration, ...]:
    """The next hello, evening question and letter: the first after `now` on a date not yet dealt with."""
    return (
        _planned("hello", next_hello(person, settings, now, not_before)),
        evening(person, settings, now),
        letter(person, settings, now),
    )


def evening(person: Person, settings: Settings, now: int) -> Plan | Unplan:
    """The next evening question, by itself: hellos stay where they are planned."""
    return _planned("evening", _next_other(person, settings, now, "evening", settings.evening_minute, EVERY_DAY))


def letter(person: Person, settings: Settings, now: int) -> Plan | Unplan:
    """The next weekly letter, likewise by itself."""
    days = 1 << settings.letter_day
    return _planned("letter", _next_other(person, settings, now, "letter", settings.letter_minute, days))


def next_hello(
    person: Person, settings: Settings, now: int, not_before: datetime.date | None = None
) -> tuple[datetime.date, int] | None:
    """(intended local date, UTC epoch second) of the next hello, None where none is wanted."""
    days = _days_between(person, settings, now)
    if days is None:
        return None
    gap = datetime.timedelta(days=days)
    last = person.nudged_on.get("hello")
    dates = (not_before, settings.paused_until, last + gap if last else None)
    earliest = max((date for date in dates if date), default=None)
    silent_until = max(now, person.care.quiet_until)
    return next_occurrence(silent_until, settings.hello_minute, settings.zone_info, earliest, settings.hello_days)


def _next_other(
    person: Person, settings: Settings, now: int, kind: str, minute: int | None, days: int
) -> tuple[datetime.date, int] | None:
    """The next one of a kind that comes beside hellos, at that minute on those days of the week."""
    if minute is None or _days_between(person, settings, now) is None:
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


def _planned(kind: str, when: tuple[datetime.date, int] | None) -> Plan | Unplan:
    return Unplan(kind) if when is None else Plan(CheckIn(kind, when[0], when[1]))
