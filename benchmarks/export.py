"""A year's export: how long the turn that builds both files holds up everybody else, and reading one back in."""

import asyncio
import datetime
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from benchmarks.population import KEY
from companion.events import Said
from companion.export.reading import read
from companion.people import Journal, Win
from storage import people, turns, wins
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection

ROUNDS = 7
YEAR = 1500  # wins
ALICE = 5_000_000_001
ACTS = ("put one dish in the sink", "took a shower", "opened the curtains", "drank a glass of water", "sat up")
NOW = int(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC).timestamp())
T = TypeVar("T")


def _year(connection: Connection) -> None:
    people.join(connection, ALICE, "0a1b2c", NOW)
    for number in range(1, YEAR + 1):
        at = NOW - (YEAR - number) * 365 * 86400 // YEAR
        day = datetime.datetime.fromtimestamp(at, datetime.UTC).date()
        note = "the window was open, and it was quiet" if number % 9 == 0 else ""
        wins.keep(connection, ALICE, Win(number, ACTS[number % len(ACTS)], at, day, note=note))
    people.remember(connection, ALICE, Passed(used=YEAR))


def _export(connection: Connection) -> None:
    turns.take(connection, ALICE, Said("/export", 1), NOW)


def _timed(work: Callable[[Connection], T], connection: Connection) -> float:
    begun = time.perf_counter()
    work(connection)
    return (time.perf_counter() - begun) * 1000


async def _measure(folder: Path) -> tuple[float, float]:
    store = await Store.open(folder / "small-wins.db", KEY)
    await store.run(_year)
    exported = [await store.run(partial(_timed, _export)) for _ in range(ROUNDS)]
    rows = await store.run(lambda connection: wins.page(connection, ALICE, 0, YEAR))
    await store.close()
    return statistics.median(exported), _reading(rows)


def _reading(rows: tuple[Win, ...]) -> float:
    file = {"format": "small-wins-export", "version": 1, "wins": rows, "goals": [], "notes": []}
    content = msgspec.json.encode(file)
    begun = time.perf_counter()
    assert isinstance(read(content), Journal)
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Prints medians."""
    with tempfile.TemporaryDirectory() as folder:
        exported, taken_back = asyncio.run(_measure(Path(folder)))
    print(f"{'export of 1,500 wins':44}{exported:8.0f} ms in the database's thread")
    print(f"{'reading that file back':44}{taken_back:8.0f} ms beside the event loop")


if __name__ == "__main__":
    main()
