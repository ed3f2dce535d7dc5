"""When "later" is, on the person's own clock."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from companion.reading import later

TUESDAY = datetime.datetime(2026, 3, 10, 10, 15)  # noqa: DTZ001 - a local clock, as the reader takes it
LATE = datetime.datetime(2026, 3, 10, 22, 30)  # noqa: DTZ001 - as above


# Lengths of time, times, parts of the day and plain "later", at a quarter past ten in the morning.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in an hour", "11:15"), ("in 20 min", "10:35"), ("in half an hour", "10:45"), ("in 10", "10:25"),
        ("in an hour and a half", "11:45"), ("in 1.5 hours", "11:45"), ("in 3 hours pls", "13:15"),
        ("a couple of hours", "12:15"), ("give me 10 minutes", "10:25"), ("not now, in two hours", "12:15"),
        ("tonight", "20:00"), ("I'll do it tonight", "20:00"), ("this evening", "19:00"), ("after lunch", "14:00"),
        ("after work", "18:00"), ("at lunch", "12:30"), ("noon", "12:30"), ("this evening at 7", "19:00"),
        ("at 5", "17:00"), ("at 9", "21:00"), ("17:00", "17:00"), ("8pm", "20:00"), ("at 10:15", "22:15"),
        ("soon", "10:45"), ("in a minute", "10:25"), ("in a while", "11:15"),
        ("later", "13:15"), ("Later pls", "13:15"), ("not yet", "13:15"), ("später", "13:15"),
    ],
)  # fmt: skip
def test_later_the_same_day(text: str, expected: str) -> None:
    found = later(text, TUESDAY)
    assert found == datetime.datetime.combine(TUESDAY.date(), datetime.time.fromisoformat(expected))


# A part of the day that has begun is in an hour; a time that has passed is tomorrow's or this evening's.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tonight", "2026-03-10T23:30"),
        ("after lunch", "2026-03-10T23:30"),
        ("at 9", "2026-03-11T09:00"),
        ("at 9am", "2026-03-11T09:00"),
        ("at 11", "2026-03-10T23:00"),
        ("tomorrow at 5", "2026-03-11T05:00"),
        ("later", "2026-03-11T01:30"),
    ],
)
def test_later_in_the_evening(text: str, expected: str) -> None:
    assert later(text, LATE) == datetime.datetime.fromisoformat(expected)


# No time named, none read; "tomorrow" alone is tomorrow's hello.
@pytest.mark.parametrize("text", ["", "banana", "tomorrow", "for a week", "in 5 years", "done", "?"])
def test_no_time_is_made_up(text: str) -> None:
    assert later(text, TUESDAY) is None


# Elapsed time is elapsed also in the night the clocks change; the zone stays.
def test_an_hour_is_an_hour_over_a_clock_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime.datetime(2026, 3, 29, 1, 30, tzinfo=berlin)
    assert later("in an hour", before) == datetime.datetime(2026, 3, 29, 3, 30, tzinfo=berlin)


# The words for a wait in the other languages.
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "heute Abend", "19:00"), ("de", "in einer halben Stunde", "10:45"), ("de", "um 8", "20:00"),
        ("fr", "à 18 heures", "18:00"), ("fr", "dans une heure", "11:15"), ("es", "en una hora", "11:15"),
        ("it", "stasera", "20:00"), ("it", "tra un'ora", "11:15"), ("pt", "daqui a 20 minutos", "10:35"),
        ("nl", "om 8 uur", "20:00"), ("nl", "over een uur", "11:15"), ("ru", "через полчаса", "10:45"),
        ("ru", "вечером", "19:00"), ("ru", "через 2 часа", "12:15"),
    ],
)  # fmt: skip
def test_later_in_other_languages(language: str, text: str, expected: str) -> None:
    found = later(text, TUESDAY, language)
    assert found == datetime.datetime.combine(TUESDAY.date(), datetime.time.fromisoformat(expected))
