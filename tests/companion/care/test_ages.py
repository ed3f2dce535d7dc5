"""How old the numbers are: the warning at 90 days, the end at 180."""

import datetime

import pytest

from companion.care import lines
from companion.care.ages import Age, ages

CHECKED = datetime.date(2026, 6, 2)  # Samaritans
SAMARITANS = 26


def age_of(number: int, today: datetime.date) -> Age:
    return next(age for age in ages(today) if age.number == number)


# Fresh up to 90 days, soon to be checked up to 180, too old after.
@pytest.mark.parametrize(
    ("days", "soon", "old"),
    [(0, False, False), (90, False, False), (91, True, False), (180, True, False), (181, False, True)],
)
def test_thresholds(days: int, *, soon: bool, old: bool) -> None:
    age = age_of(SAMARITANS, CHECKED + datetime.timedelta(days))
    assert (age.days, age.soon, age.old) == (days, soon, old)


# Every shipped number is in the list: nothing escapes by standing in the other file.
def test_all_are_listed() -> None:
    shipped = {int(row["number"]) for file in ("emergency.csv", "helplines.csv") for row in lines.rows(file)}
    assert {age.number for age in ages(CHECKED)} == shipped


# What has no date is too old; what has a year counts from its first day, and no month is claimed for it.
def test_imprecise_dates() -> None:
    undated = [age for age in ages(CHECKED) if age.days is None]
    assert undated
    assert all(age.old and not age.checked for age in undated)
    sweden = next(age for age in ages(CHECKED) if age.country == "SE")
    assert (sweden.checked, sweden.days) == ("2020", (CHECKED - datetime.date(2020, 1, 1)).days)
