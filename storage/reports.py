"""What people report to the operator, counted by the day and never with a person."""

import datetime
import sqlite3
from itertools import starmap

from companion.status import WrongNumber
from storage.vault import Connection


def count_wrong_number(connection: Connection, country: str, number: int, now: int) -> None:
    """One more report on the day of `now` (UTC epoch seconds)."""
    connection.execute(
        """
        INSERT INTO wrong_numbers (country, number, day, times) VALUES (:country, :number, :day, 1)
        ON CONFLICT (country, number, day) DO UPDATE SET times = times + 1
        """,
        {"country": country, "number": number, "day": day_of(now)},
    )


def wrong_numbers(connection: sqlite3.Connection) -> list[WrongNumber]:
    """All that were reported, the most often reported first."""
    return list(
        starmap(
            WrongNumber,
            connection.execute(
                """
                SELECT country, number, sum(times), max(day) FROM wrong_numbers
                GROUP BY country, number ORDER BY sum(times) DESC, country, number
                """
            ),
        )
    )


def day_of(now: int) -> str:
    """The day in UTC that counters are kept by."""
    return datetime.datetime.fromtimestamp(now, datetime.UTC).date().isoformat()
