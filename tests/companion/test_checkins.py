"""When check-ins fall due: clock changes of every zone there is, against an answer worked out another way."""

import datetime
import zoneinfo
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.checkins import day_of, local_time, moment_of, next_occurrence

ZONES = sorted((files("tzdata") / "zones").read_text("utf-8").split())
ZONEINFO = files("tzdata") / "zoneinfo"
DISTINCT_ZONES = list({ZONEINFO.joinpath(name).read_bytes(): name for name in ZONES}.values())  # without the aliases
DAY = 24 * 3600


def naive_epoch(date: datetime.date, minute: int) -> int:
    """The date and time read as if they were UTC."""
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    return int(midnight.timestamp()) + minute * 60


def offset_at(moment: int, zone: zoneinfo.ZoneInfo) -> int:
    offset = local_time(moment, zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def reference(date: datetime.date, minute: int, zone: zoneinfo.ZoneInfo) -> int:
    """The first moment at which the clock shows it; where none does, shifted forward by the gap's length.

    Found by trying every offset in force around that day, not by what `fold` means.
    """
    wanted = naive_epoch(date, minute)
    around = [wanted + hours * 3600 for hours in range(-30, 31, 5)]
    shown = [wanted - offset_at(moment, zone) for moment in around]
    fitting = [moment for moment in shown if moment + offset_at(moment, zone) == wanted]
    return min(fitting) if fitting else _shifted(wanted, zone)


def _shifted(wanted: int, zone: zoneinfo.ZoneInfo) -> int:
    """The wanted time is in a gap: the offset of the last quarter hour at which clocks had not reached it holds."""
    quarters = range(wanted - 30 * 3600, wanted + 30 * 3600, 900)
    before = [moment for moment in quarters if moment + offset_at(moment, zone) < wanted]
    return wanted - offset_at(before[-1], zone)


def changes(zone: zoneinfo.ZoneInfo) -> list[datetime.date]:
    """The local dates on which this zone's clocks change, 2025 to 2028."""
    start = naive_epoch(datetime.date(2025, 1, 1), 0)
    days = range(start, start + 4 * 366 * DAY, DAY)
    offsets = [offset_at(day, zone) for day in days]
    return [
        local_time(day, zone).date()
        for day, before, after in zip(days, offsets, offsets[1:], strict=False)
        if before != after
    ]


@given(
    st.sampled_from(ZONES),
    st.dates(datetime.date(2025, 1, 1), datetime.date(2036, 12, 31)),
    st.integers(0, 24 * 60 - 1),
)
def test_a_time_of_day_is_the_first_that_clocks_show_or_shifted_out_of_the_gap(
    name: str, date: datetime.date, minute: int
) -> None:
    """Any zone, any date, any minute: as java.time, Temporal and RFC 5545 read it."""
    zone = zoneinfo.ZoneInfo(name)
    assert moment_of(date, minute, zone) == reference(date, minute, zone)


def test_around_every_clock_change_each_date_has_its_hello_exactly_once() -> None:
    """Every zone, every change of 2025-2028, times that a change can skip or repeat: one a date, none twice."""
    for name in DISTINCT_ZONES:
        zone = zoneinfo.ZoneInfo(name)
        for date in changes(zone):
            for minute in (0, 30, 90, 150, 570, 1439):
                _assert_one_each(zone, date - datetime.timedelta(days=2), minute)


def _assert_one_each(zone: zoneinfo.ZoneInfo, first: datetime.date, minute: int) -> None:
    now, dates = naive_epoch(first, 0) - DAY, []
    date, now = next_occurrence(now, minute, zone, first)
    while date <= first + datetime.timedelta(days=5):
        assert now == reference(date, minute, zone)
        dates.append(date)
        date, now = next_occurrence(now, minute, zone, date + datetime.timedelta(days=1))
    assert dates == [first + datetime.timedelta(days=day) for day in range(6)]


@given(st.sampled_from(ZONES), st.integers(1_740_000_000, 1_990_000_000), st.integers(0, 1439), st.integers(1, 127))
def test_the_next_hello_is_later_than_now_and_on_a_chosen_day(name: str, now: int, minute: int, days: int) -> None:
    """Never in the past, never on a weekday that was not chosen, within eight days."""
    zone = zoneinfo.ZoneInfo(name)
    date, due_at = next_occurrence(now, minute, zone, days=days)
    assert now < due_at <= now + 9 * DAY
    assert days >> date.weekday() & 1


@given(st.sampled_from(ZONES), st.integers(1_740_000_000, 1_990_000_000), st.integers(0, 1439))
def test_a_person_s_day_is_one_of_the_dates_around_now(name: str, now: int, day_end: int) -> None:
    """A day's end before noon reaches back, after noon reaches forward, and never by more than one date."""
    zone = zoneinfo.ZoneInfo(name)
    difference = day_of(now, zone, day_end) - local_time(now, zone).date()
    assert difference.days in ((-1, 0) if day_end <= 720 else (0, 1))


@pytest.mark.parametrize(
    ("day_end", "clock", "day"),
    [
        (240, "2026-03-02T03:59", "2026-03-01"),  # up late: still yesterday
        (240, "2026-03-02T04:00", "2026-03-02"),
        (0, "2026-03-02T00:00", "2026-03-02"),
        (720, "2026-03-02T11:59", "2026-03-01"),  # someone who sleeps until noon
        (780, "2026-03-02T13:00", "2026-03-03"),  # a night shift: the day began in the afternoon
        (780, "2026-03-02T12:59", "2026-03-02"),
    ],
)
def test_a_day_ends_when_the_person_sleeps(day_end: int, clock: str, day: str) -> None:
    """A win at three in the morning belongs to the day that the person has not ended."""
    london = zoneinfo.ZoneInfo("Europe/London")
    now = int(datetime.datetime.fromisoformat(clock).replace(tzinfo=london).timestamp())
    assert day_of(now, london, day_end).isoformat() == day
