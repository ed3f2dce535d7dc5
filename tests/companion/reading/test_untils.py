"""Until when a pause lasts."""

import datetime

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from companion.reading import until
from companion.reading.lexicon import LANGUAGES, table
from companion.reading.normal import bare

TUESDAY = datetime.date(2026, 3, 10)


# The day on which hellos begin again, asked on Tuesday 10 March 2026.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow", "2026-03-11"), ("today", "2026-03-11"), ("the day after tomorrow", "2026-03-12"),
        ("till Monday", "2026-03-16"), ("until tuesday", "2026-03-17"), ("pause till Mon", "2026-03-16"),
        ("on friday", "2026-03-13"), ("for a week", "2026-03-17"), ("quiet week", "2026-03-17"),
        ("2 weeks", "2026-03-24"), ("a fortnight", "2026-03-24"), ("a few days", "2026-03-13"),
        ("couple of days", "2026-03-12"), ("pause for 3 days please", "2026-03-13"), ("for a month", "2026-04-10"),
        ("until the 5th", "2026-04-05"), ("until the 12th", "2026-03-12"), ("until 12", "2026-03-12"),
        ("until the 15th of april", "2026-04-15"), ("March 25", "2026-03-25"), ("until 5 March", None),
        ("till next month", "2026-04-01"), ("end of the month", "2026-04-01"), ("this week", "2026-03-16"),
        ("next week", "2026-03-16"), ("over the weekend", "2026-03-16"), ("until the weekend", "2026-03-14"),
        ("till new year", "2027-01-01"), ("2026-12-05", "2026-12-05"), ("5.12.", "2026-12-05"), ("13/6", "2026-06-13"),
        ("Dec 24", "2026-12-24"), ("until december", "2026-12-01"),
    ],
)  # fmt: skip
def test_the_day_hellos_begin_again(text: str, expected: str | None) -> None:
    wanted = datetime.date.fromisoformat(expected) if expected else datetime.date(2027, 3, 5)
    assert until(text, TUESDAY) == wanted


# Nothing named, two readings, the past or more than a year: no date.
@pytest.mark.parametrize(
    "text", ["", "banana", "pause", "pause 5", "5/6", "5 years", "31.2.", "2020-01-01", "a week or two"]
)
def test_no_date_is_made_up(text: str) -> None:
    assert until(text, TUESDAY) is None


# Weekdays, dates and spans in the other languages.
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "bis Montag", "2026-03-16"), ("de", "bis zum 15.", "2026-03-15"), ("de", "eine Woche", "2026-03-17"),
        ("de", "bis Mai", "2026-05-01"), ("fr", "jusqu'à lundi", "2026-03-16"), ("fr", "deux semaines", "2026-03-24"),
        ("es", "hasta el viernes", "2026-03-13"), ("it", "fino a lunedì", "2026-03-16"),
        ("pt", "até segunda-feira", "2026-03-16"), ("nl", "tot maandag", "2026-03-16"),
        ("ru", "до понедельника", "2026-03-16"), ("ru", "на неделю", "2026-03-17"), ("ru", "до 5 мая", "2026-05-05"),
        ("en", "bis Montag", "2026-03-16"),
    ],
)  # fmt: skip
def test_dates_in_other_languages(language: str, text: str, expected: str) -> None:
    assert until(text, TUESDAY, language) == datetime.date.fromisoformat(expected)


# Whatever the day, a named day lies ahead and within a year.
@given(
    st.dates(datetime.date(2024, 1, 1), datetime.date(2032, 12, 31)),
    st.sampled_from(["monday", "the 31st", "feb 29", "for a month", "next month", "next week", "weekend", "12 months"]),
)
def test_a_day_lies_ahead(today: datetime.date, text: str) -> None:
    found = until("until " + text, today)
    assert found is None or 0 < (found - today).days <= 366
    assert found is not None or text == "feb 29" or text == "weekend"


# The names of days and months are those that Babel has, whose own data are slow to load and large.
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("length", "width"), [("full", "wide"), ("short", "abbreviated")])
def test_calendars(language: str, length: str, width: str) -> None:
    known, listed = Locale(language), table(language, "calendar")[length]
    assert listed["weekdays"] == [bare(known.days["format"][width][day]) for day in range(7)]
    assert listed["months"] == [bare(known.months["format"][width][month]) for month in range(1, 13)]
