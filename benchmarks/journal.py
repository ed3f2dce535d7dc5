"""The journal of somebody with many wins: what a page costs in the database's thread."""

import datetime
import statistics
import time
from collections.abc import Callable

from companion.events import Said
from companion.people import Win
from storage import people, turns, wins
from storage.people import Passed
from storage.vault import Connection
from tests.databases import database

COUNTS = (10_000, 100_000)
ROUNDS = 15
ALICE = 5_000_000_001
NOW = int(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC).timestamp())


def _kept(count: int) -> Connection:
    """On days of eight wins."""
    connection = database()
    people.join(connection, ALICE, "0a1b2c", NOW)
    for number in range(1, count + 1):
        day = datetime.date(2026, 3, 2) - datetime.timedelta((count - number) // 8)
        wins.keep(connection, ALICE, Win(number, f"drank glass {number}", NOW, day, "water", minute=number % 1440))
    people.remember(connection, ALICE, Passed(used=count))
    return connection


def _median(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        begun = time.thread_time()
        work()
        seconds.append(time.thread_time() - begun)
    return statistics.median(seconds) * 1000


def _measure(count: int) -> None:
    connection = _kept(count)
    march = datetime.date(2025, 3, 1)
    figures = {
        "the newest page": lambda: wins.page(connection, ALICE, 0, 9),
        "the last page": lambda: wins.page(connection, ALICE, count - 8, 9),
        "the months": lambda: wins.months(connection, ALICE, 0, 7),
        "where a month begins": lambda: wins.later(connection, ALICE, march),
        "a common word": lambda: wins.page(connection, ALICE, 0, 9, "drank"),
        "a word that is nowhere": lambda: wins.page(connection, ALICE, 0, 9, "elephant"),
        "the whole turn of /wins": lambda: turns.take(connection, ALICE, Said("/wins", 1), NOW),
    }
    for name, work in figures.items():
        print(f"{count:9,} wins   {name:26}{_median(work):8.2f} ms")


def main() -> None:
    """Prints medians, in CPU time."""
    for count in COUNTS:
        _measure(count)


if __name__ == "__main__":
    main()
