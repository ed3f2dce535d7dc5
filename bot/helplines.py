"""`small-wins helplines`: how old each number is, and whether a release may go out with them."""

import datetime
from typing import TextIO

from companion.care.ages import OLD, SOON, Age, ages


def helplines(now: int, screen: TextIO) -> int:
    """Writes every number with its age in days at `now` (UTC epoch seconds).

    Returns 1 where one was checked over 180 days ago, or nobody knows when; else 0.
    """
    known = ages(datetime.datetime.fromtimestamp(now, datetime.UTC).date())
    screen.writelines(f"{_line(age)}\n" for age in known)
    old, soon = sum(age.old for age in known), sum(age.soon for age in known)
    screen.write(
        f"{len(known)} numbers: {old} were checked over {OLD} days ago or nobody knows when, {soon} over {SOON}.\n"
    )
    if old:
        screen.write("No release with these: see “Before a release” in CONTRIBUTING.md.\n")
    return 1 if old else 0


def _line(age: Age) -> str:
    state = "OLD" if age.old else "soon" if age.soon else ""
    days = "?" if age.days is None else f"{age.days}"
    return f"{state:4} {days:>5}  {age.checked or 'no date':10}  {age.country} {age.number:>4}  {age.name}"
