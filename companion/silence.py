"""How long a person has been silent, and what that makes of their hellos. Pure.

Silence is counted in the person's own days, and needs a hello that went unanswered: someone who is greeted once a week
is not silent in between.
"""

import datetime

from companion.checkins import day_of
from companion.history import FAREWELL, HELLOS, WEEK
from companion.people import DAYS_BETWEEN_HELLOS, Person, Settings

USUAL, GENTLE, QUIET = "usual", "gentle", "quiet"  # stages; the others are WEEK and FAREWELL
GENTLE_DAYS, WEEK_DAYS, FAREWELL_DAYS = 3, 7, 14
_BETWEEN = {GENTLE: 2, WEEK: 7}  # days from one hello to the next, or more where the person chose so


def stage(person: Person, today: datetime.date) -> str:
    """What a hello on that day is to be: USUAL, GENTLE, WEEK or FAREWELL; QUIET: none, until they write."""
    heard = person.heard_at or 0
    since = [old for old in person.history if old.at > heard]
    said = {old.kind for old in since}
    if FAREWELL in said:
        return QUIET
    if WEEK in said:
        return FAREWELL
    if not any(old.kind in HELLOS and not old.answer for old in since):
        return USUAL
    days = (today - _heard_on(person)).days
    return WEEK if days >= WEEK_DAYS else GENTLE if days >= GENTLE_DAYS else USUAL


def days_between_hellos(person: Person, settings: Settings, today: datetime.date) -> int | None:
    """From a hello on that day to the next one; None where there is none until they write."""
    chosen = DAYS_BETWEEN_HELLOS[settings.hellos]
    match stage(person, today):
        case "quiet":
            return None
        case "farewell":  # what was said on that day was WEEK
            return max(chosen, _BETWEEN[WEEK])
        case "usual":
            return chosen
        case _:
            return max(chosen, _BETWEEN[GENTLE])


def has_gone_quiet(person: Person, now: int) -> bool:
    """Whether hellos ended for silence. Read from the plans: the history of so long ago may be swept."""
    settings = person.settings
    if not person.joined or settings.hellos not in DAYS_BETWEEN_HELLOS or person.care.quiet(now):
        return False
    days = (day_of(now, settings.zone_info, settings.day_end) - _heard_on(person)).days
    return days >= FAREWELL_DAYS and all(plan.kind != "hello" for plan in person.plans)


def _heard_on(person: Person) -> datetime.date:
    """The person's own day on which they were heard of last, or the last day of a pause they asked for."""
    settings = person.settings
    heard = day_of(person.heard_at or person.joined_at or 0, settings.zone_info, settings.day_end)
    if settings.paused_until is None:
        return heard
    return max(heard, settings.paused_until - datetime.timedelta(days=1))
