"""How long ago each number was checked: a help line that has moved is worse than none."""

import datetime
from collections.abc import Mapping

import msgspec

from companion.care import lines

SOON, OLD = 90, 180  # days


class Age(msgspec.Struct, frozen=True):
    """A row of `emergency.csv` or `helplines.csv`; `days` is None where nobody knows when it was checked."""

    country: str
    number: int
    name: str
    checked: str  # as precisely as it is known: "2026-06-02", "2025-11", "2025", ""
    days: int | None

    @property
    def soon(self) -> bool:
        """Over 90 days: to be checked before long."""
        return not self.old and self.days is not None and self.days > SOON

    @property
    def old(self) -> bool:
        """Over 180 days, or not known: no release goes out with it."""
        return self.days is None or self.days > OLD


def ages(today: datetime.date) -> list[Age]:
    """Every number that is shipped, by country."""
    known = [_age(row, row["name"], today) for row in lines.rows("helplines.csv")]
    known += [_age(row, f"emergency {row['emergency']}", today) for row in lines.rows("emergency.csv")]
    return sorted(known, key=lambda age: (age.country, age.number))


_WRITTEN = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date that are known


def _age(row: Mapping[str, str], name: str, today: datetime.date) -> Age:
    checked = row["verified_on"]
    days = (today - datetime.date.fromisoformat(checked)).days if checked else None
    return Age(row["country"], int(row["number"]), name, checked[: _WRITTEN.get(row["precision"], 0)], days)
