"""Hours of help lines: what is read from them, and when they are open."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.care import lines
from companion.care.hours import is_open, parse

SUNDAY = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
MINUTES = st.integers(0, 7 * 24 * 60 - 1)
CLOCK = st.integers(0, 24 * 60 - 1)


def at(hours: str, day: int, time: str) -> bool:
    """Whether such a line is open at that time; day 0 is Sunday."""
    clock = datetime.time.fromisoformat(time)
    spans = parse(hours)
    assert spans is not None
    return is_open(spans, datetime.datetime.combine(SUNDAY + datetime.timedelta(days=day), clock))


# Opening and closing minute, days, nights that reach into the next day, and from Sunday into Monday.
@pytest.mark.parametrize(
    ("hours", "day", "time", "expected"),
    [
        ("24/7", 3, "03:30", True),
        ("Mon-Fri 09:00-17:00", 1, "08:59", False),
        ("Mon-Fri 09:00-17:00", 1, "09:00", True),
        ("Mon-Fri 09:00-17:00", 5, "16:59", True),
        ("Mon-Fri 09:00-17:00", 5, "17:00", False),
        ("Mon-Fri 09:00-17:00", 6, "12:00", False),
        ("Fri-Mon 09:00-17:00", 0, "12:00", True),
        ("Fri-Mon 09:00-17:00", 2, "12:00", False),
        ("15:30-00:30", 2, "00:29", True),
        ("15:30-00:30", 2, "00:30", False),
        ("15:30-00:30", 2, "15:29", False),
        ("Sun 22:00-06:00", 0, "05:00", False),
        ("Sun 22:00-06:00", 1, "05:59", True),
        ("Sun 22:00-06:00", 1, "06:00", False),
        ("09:00-24:00", 4, "23:59", True),
        ("09:00-24:00", 4, "00:00", False),
        ("Mon,Thu 00:00-24:00; Sat,Sun 06:00-24:00", 4, "02:00", True),
        ("Mon,Thu 00:00-24:00; Sat,Sun 06:00-24:00", 6, "02:00", False),
    ],
)
def test_open(hours: str, day: int, time: str, *, expected: bool) -> None:
    assert at(hours, day, time) is expected


# Whatever opens and closes when: it is open for that long on a chosen day, and for no minute more.
@settings(max_examples=30)  # each looks at every minute of a week
@given(CLOCK, CLOCK)
def test_length(opens: int, closes: int) -> None:
    text = f"Wed {opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
    spans = parse(text)
    assert spans is not None
    minutes = sum(is_open(spans, SUNDAY + datetime.timedelta(minutes=minute)) for minute in range(7 * 24 * 60))
    assert minutes == ((closes - opens) % 1440 or 1440)


# Around the clock means at every minute.
@given(MINUTES)
def test_always(minute: int) -> None:
    assert is_open(parse("24/7") or (), SUNDAY + datetime.timedelta(minutes=minute))


# What is not wholly understood is not known: a part, a name that is no day's, other words.
@pytest.mark.parametrize(
    "hours", ["", "evenings", "Mon-Fri 9-17", "Mo-Fr 09:00-17:00", "Mon-Wed-Fri 09:00-17:00", "24/7; Sun 09:00-10:00"]
)
def test_unknown(hours: str) -> None:
    assert parse(hours) is None


# A slip of the pen in the file would close a line: those whose hours can't be read are these, on purpose.
def test_hours_of_the_file() -> None:
    unread = {row["hours"] for row in lines.rows("helplines.csv") if parse(row["hours"]) is None}
    assert unread == {"hours not confirmed", "evenings", "24/7 except Eid holidays", "at least 18 hours a day"}
