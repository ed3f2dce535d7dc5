"""Sentences that set on which days hellos come, and when a day is over."""

import datetime

import pytest

from companion.reading import day_ends, hello_days

EVERY_DAY, WEEKDAYS, WEEKEND = 127, 31, 96


# Days are named in the plural: "only on" leaves those, "not on" takes them from what is set.
@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("only on weekdays", EVERY_DAY, WEEKDAYS),
        ("Only on weekdays please", WEEKEND, WEEKDAYS),
        ("hellos only on mondays and thursdays", EVERY_DAY, 1 | 8),
        ("not on tuesdays", EVERY_DAY, EVERY_DAY - 2),
        ("not on tuesdays", WEEKDAYS, WEEKDAYS - 2),
        ("no hellos at the weekend", EVERY_DAY, WEEKDAYS),
        ("skip sundays", EVERY_DAY, EVERY_DAY - 64),
        ("every day except sundays", EVERY_DAY, EVERY_DAY - 64),
        ("not on weekdays", WEEKDAYS, 0),
    ],
)
def test_days_of_hellos(text: str, before: int, after: int) -> None:
    assert hello_days(text, before) == after


# One Tuesday, a plain "only", and a sentence that says more set nothing.
@pytest.mark.parametrize(
    "text",
    ["not on tuesday", "only", "weekdays", "only on", "I only work on weekdays", "skip today"],
)
def test_no_days_of_hellos(text: str) -> None:
    assert hello_days(text, EVERY_DAY) is None


# "My day ends at 3 am" names a time; a day that ended well does not.
def test_the_end_of_a_day() -> None:
    assert day_ends("my day ends at 9 am") == datetime.time(9)
    assert day_ends("My day ends at 3:30am") == datetime.time(3, 30)
    assert [day_ends(text) for text in ("my day ends well", "done at 9")] == [None] * 2
