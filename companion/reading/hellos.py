"""A sentence that sets the time of the daily hello."""

import datetime
from functools import cache

from companion.reading.lexicon import table
from companion.reading.normal import normal
from companion.reading.times import time_of_day


def hello_moved(text: str, language: str = "en") -> datetime.time | None:
    """The time that "change the time to 8am" or "move my hello to 10" names; None for anything else."""
    said = normal(text)
    opener = next((begun for begun in _openers(language) if said.startswith(begun)), None)
    return time_of_day(said.removeprefix(opener), language) if opener else None


@cache
def _openers(language: str) -> tuple[str, ...]:
    lists = table(language, "hello") or table("en", "hello")
    return tuple(f"{verb} {what} {to} " for verb in lists["verbs"] for what in lists["what"] for to in lists["to"])
