"""Pictures: what they cost whoever asks, and everybody else."""

import asyncio
import datetime
import resource
import statistics
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.population import KEY
from bot.artist import Artist
from companion.events import Said
from companion.people import Settings, Win
from companion.picture import KINDS, LOOKS, Part, request
from storage import people, pictures, turns, wins
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection

ROUNDS = 9
COUNTS = (1, 200, 2500)
ALICE = 5_000_000_001
NOW = int(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC).timestamp())
DAY_END = Settings().day_end
_IDLE = 0.3  # seconds in which nothing is drawn, to compare with


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture. Seconds, but for `size` in bytes."""

    wall: float
    own: float  # of the event loop's thread, all in all
    longest: float  # of the loop's thread, in one piece: how long anything else in it waited
    size: int


def _kept(connection: Connection, count: int) -> None:
    people.join(connection, ALICE, "0a1b2c", NOW)
    for number in range(1, count + 1):
        at = NOW - (count - number) * 3600
        day = datetime.datetime.fromtimestamp(at, datetime.UTC).date()
        wins.keep(connection, ALICE, Win(number, "drank some water", at, day, KINDS[number % 12], minute=number % 1440))
    people.remember(connection, ALICE, Passed(used=count))


async def _longest_gap(until: asyncio.Task[object] | asyncio.Future[object]) -> float:
    """How long, at most, anything else in the loop waited for its turn. In CPU time: what other programs take of this
    machine meanwhile is not counted."""
    longest, last = 0.0, time.thread_time()
    while not until.done():
        await asyncio.sleep(0)
        longest, last = max(longest, time.thread_time() - last), time.thread_time()
    return longest


async def _drawn(artist: Artist, asked: bytes) -> Drawing:
    begun, own = time.perf_counter(), time.thread_time()
    picture = await artist.draw(asked)
    wall, own = time.perf_counter() - begun, time.thread_time() - own
    longest = await _longest_gap(asyncio.create_task(artist.draw(asked)))
    return Drawing(wall, own, longest, len(picture))


def _said(connection: Connection) -> float:
    begun = time.perf_counter()
    turns.take(connection, ALICE, Said("/picture", 1), NOW)
    return time.perf_counter() - begun


async def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(Path(folder) / "small-wins.db", KEY)
        await store.run(partial(_kept, count=count))
        turn = [await store.run(_said) for _ in range(ROUNDS)]
        marks, _ = await store.run(lambda connection: pictures.marks(connection, ALICE, DAY_END))
        await store.close()
    artist, asked = Artist(), request(next(iter(LOOKS)), [Part(marks, count)])
    drawings = [await _drawn(artist, asked) for _ in range(ROUNDS)]
    idle = statistics.median([await _longest_gap(asyncio.create_task(asyncio.sleep(_IDLE))) for _ in range(ROUNDS)])
    print(
        f"{count:6,} wins{_median(turn):12.1f} ms{_median([one.wall for one in drawings]):10.0f} ms"
        f"{_median([one.own for one in drawings]):10.2f} ms{_median([one.longest for one in drawings]):10.2f} ms"
        f"{idle * 1000:10.2f} ms{max(one.size for one in drawings) / 1000:10.0f} kB"
    )


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def main() -> None:
    """Prints medians, and what the program's memory grew by."""
    print(f"{'':11}{'the turn':>15}{'drawn in':>13}{'own CPU':>13}{'pause':>13}{'idle pause':>13}{'PNG':>13}")
    asyncio.run(_measure(1))
    before = _resident()
    for count in COUNTS:
        asyncio.run(_measure(count))
    drawing = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"resident memory after, above before: {_resident() - before:.1f} MB; of a drawing process: {drawing:.0f} MB")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
