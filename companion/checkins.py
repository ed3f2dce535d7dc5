"""When a check-in falls due: the rules of time. Pure arithmetic on `zoneinfo`.

Moments are UTC epoch seconds; intentions are a minute after local midnight in an IANA zone. A time that a clock
change skips is shifted forward by the gap's length, one that it repeats is the first of the two (as java.time,
Temporal and RFC 5545 do): every date has its hello exactly once.
"""

import datetime
import zoneinfo

import msgspec

KINDS = ("hello", "evening", "letter", "later", "with_me", "last_word")
LATEST = 2 * 3600  # seconds after its time at which a check-in is let go
QUIET_FROM, QUIET_TO = 21 * 60, 8 * 60  # local minutes: nothing unasked between, but at a time that the person chose


class CheckIn(msgspec.Struct, frozen=True):
    """A planned one. `date` is the local calendar date it is meant for, `due_at` UTC epoch seconds; `meant_at` is when
    one that was moved should have been: LATEST seconds after that it is let go."""

    kind: str
    date: datetime.date
    due_at: int
    goal: int | None = None
    meant_at: int | None = None


def moment_of(date: datetime.date, minute: int, zone: zoneinfo.ZoneInfo) -> int:
    """The UTC epoch second at which clocks in `zone` show `minute` (after midnight) on `date`."""
    local = datetime.datetime.combine(date, datetime.time(minute // 60, minute % 60), zone)
    # fold=0 reads a repeated time as its first, and a skipped one with the offset before the change: shifted forward.
    return int(local.timestamp())


def local_time(now: int, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """What clocks in `zone` show at the UTC epoch second `now`."""
    return datetime.datetime.fromtimestamp(now, zone)


def in_quiet_hours(second: int, zone: zoneinfo.ZoneInfo) -> bool:
    """Whether clocks in `zone` show a quiet hour at that UTC epoch second."""
    local = local_time(second, zone)
    return is_quiet(local.hour * 60 + local.minute)


def is_quiet(minute: int) -> bool:
    """Whether that minute after local midnight lies in the quiet hours."""
    return minute >= QUIET_FROM or minute < QUIET_TO


def day_of(now: int, zone: zoneinfo.ZoneInfo, day_end: int) -> datetime.date:
    """The person's own day at `now`: it runs to `day_end` minutes after midnight.

    A day that ends before noon reaches into the next calendar date; one that ends after noon begins the evening before.
    """
    local = local_time(now, zone)
    minute = local.hour * 60 + local.minute
    if day_end <= 12 * 60:
        return local.date() - datetime.timedelta(days=minute < day_end)
    return local.date() + datetime.timedelta(days=minute >= day_end)


def next_occurrence(
    now: int, minute: int, zone: zoneinfo.ZoneInfo, first_date: datetime.date | None = None, days: int = 0b1111111
) -> tuple[datetime.date, int]:
    """The first (date, due second) after `now`, not before `first_date`, on a weekday in the bit set `days`."""
    date = local_time(now, zone).date() - datetime.timedelta(days=1)
    if first_date is not None:
        date = max(date, first_date)
    while True:
        if days >> date.weekday() & 1 and (due_at := moment_of(date, minute, zone)) > now:
            return date, due_at
        date += datetime.timedelta(days=1)
