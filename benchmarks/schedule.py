"""The schedule: what it costs that so many people have a hello planned, from 1,000 to 1,000,000 of them.

Ours is rows in the database. The others are one APScheduler job per person: PTB's JobQueue, and APScheduler's
SQLAlchemyJobStore on SQLite. The chart of how our costs grow is drawn into docs/.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.bare_server import FIRST_PERSON
from benchmarks.chart import Panel, draw
from benchmarks.population import KEY, People, fill
from benchmarks.start import start
from companion.events import Said
from scheduler.dispatch import send_due_check_ins
from storage import checkins, outbox, turns
from storage.store import Store
from storage.vault import Connection

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
DUE = 3000  # of them at one moment
CLAIMED, CLAIMS = 500, 5
CHANGES = 25
CHART = Path(__file__).parent.parent / "docs" / "growth.svg"
# Where they stop: in memory 100,000 take some 20 s and 200 MB, a million ten times that. In SQLite each job that ran is
# a transaction of its own: 10,000 in one second hold the loop for minutes, and long before that all of them are lost.
THEIR_SIZES = {"memory": (1_000, 100_000), "sqlite": (1_000, 100_000)}
CROWDS = {"memory": 10_000, "sqlite": 2_000}
THEIR_NAMES = {"memory": "PTB JobQueue", "sqlite": "SQLAlchemyJobStore"}


@dataclass(frozen=True, slots=True)
class Costs:
    """With so many people: seconds and megabytes above those of nobody, seconds, bytes on disk for each person."""

    people: int
    start: float
    resident: float
    look: float
    claim: float
    change: float
    size: float


async def costs(people: int, folder: Path, rounds: int = ROUNDS) -> Costs:
    """Of a database made in `folder`; medians, the starts in turns with those on an empty one."""
    database, empty, due_at = folder / f"{people}.db", folder / "empty.db", int(time.time()) + 3600
    due = min(people, DUE)
    await fill(database, People(people - due), People(due, first=people - due, due_at=due_at))
    await fill(empty)
    size = sum(file.stat().st_size for file in folder.glob(f"{people}.*"))  # noqa: ASYNC240 - nothing else runs in this loop
    starts = [(await start(empty), await start(database)) for _ in range(rounds)]
    look, claim, change = await work(database, due_at)
    return Costs(
        people,
        start=statistics.median(full.seconds - bare.seconds for bare, full in starts),
        resident=statistics.median(full.resident - bare.resident for bare, full in starts),
        look=look,
        claim=claim,
        change=change,
        size=size / people,
    )


async def work(database: Path, now: int, claimed: int = CLAIMED) -> tuple[float, float, float]:
    """Seconds for a look at what is due next, in the database's thread; for claiming so many nudges, and for a turn in
    which somebody chooses another time, until both are durable."""
    store = await Store.open(database, KEY)
    look = await store.run(partial(_looked, now=now))
    while await send_due_check_ins(store, now, DUE):
        pass
    claims = min(CLAIMS, (await store.run(partial(outbox.waiting, now=now))).nudges // claimed)
    claim = [await _timed(store, partial(outbox.claim, lane="nudge", now=now, limit=claimed)) for _ in range(claims)]
    change = [await _timed(store, partial(_changed, number=number, now=now)) for number in range(CHANGES)]
    await store.close()
    return look, statistics.median(claim), statistics.median(change)


def _looked(connection: Connection, now: int) -> float:
    looks = []
    for _ in range(200):
        begun = time.perf_counter()
        assert checkins.due(connection, now, 1)
        looks.append(time.perf_counter() - begun)
    return statistics.median(looks)


def _changed(connection: Connection, number: int, now: int) -> None:
    person = FIRST_PERSON + number
    before, _ = checkins.load(connection, person)
    turns.take(connection, person, Said("say hello at 10:15", 1), now)
    after, _ = checkins.load(connection, person)
    assert before != after


async def _timed(store: Store, work: Callable[[Connection], object]) -> float:
    begun = time.perf_counter()
    await store.run(work)
    return time.perf_counter() - begun


def theirs(kind: str, work: str, people: int) -> dict[str, float]:
    """The figures that contenders/jobs.py prints."""
    arguments = [sys.executable, "-W", "ignore", "-m", "benchmarks.contenders.jobs", kind, work, str(people)]
    printed = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    found: dict[str, float] = json.loads(printed.stdout)
    return found


def main() -> None:
    """Prints a line for each size, and draws the chart."""
    print(f"{'people':>30}{'start s':>9}{'MB':>8}{'look µs':>9}{'claim ms':>10}{'change ms':>11}{'bytes':>8}")
    found = []
    for people in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            one = asyncio.run(costs(people, Path(folder)))
        found.append(one)
        print(
            f"{'Small Wins':20}{people:10,}{one.start:+9.2f}{one.resident:+8.1f}{one.look * 1e6:9.0f}"
            f"{one.claim * 1000:10.1f}{one.change * 1000:11.2f}{one.size:8.0f}",
            flush=True,
        )
    CHART.write_text(draw("How costs grow with the number of people", SIZES, panels(found)), "utf-8")
    for kind, sizes in THEIR_SIZES.items():
        for people in sizes:
            figures = theirs(kind, "daily", people)
            change = figures["change"] * 1000
            print(f"{THEIR_NAMES[kind]:20}{people:10,}{figures['start']:+9.2f}{figures['grown']:+8.1f}{change:30.2f}")
    for kind, people in CROWDS.items():
        run = int(theirs(kind, "crowd", people)["run"])
        print(f"{THEIR_NAMES[kind]:20}{people:10,} due in one second: {people - run:,} lost")


def panels(found: list[Costs]) -> list[Panel]:
    """What the chart shows."""
    return [
        Panel("start, above that with nobody: ms", [1000 * one.start for one in found], 50),
        Panel("memory, above that with nobody: MB", [one.resident for one in found], 30),
        Panel("a look at what is due next: µs", [1e6 * one.look for one in found], 100),
        Panel(f"claiming {CLAIMED} nudges, durably: ms", [1000 * one.claim for one in found], 20),
        Panel("a change of time, whole turn: ms", [1000 * one.change for one in found], 1),
        Panel("on disk, each person: bytes", [one.size for one in found]),
    ]


if __name__ == "__main__":
    main()
