"""Nudges: how many hellos a second go out, and how much of one core that takes, under a server that takes 100 ms.

Ours are claimed, looked at again, worded, sealed, recorded as started, sent and settled, at the highest rate that the
settings know (Telegram's paid broadcasts). The others post the very same message and keep nothing.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.bare_server import Run
from benchmarks.contenders import program
from benchmarks.contenders.small_wins import bot
from benchmarks.contest import Start, contest
from benchmarks.population import People, fill

ROUNDS = 3
DELAY = 0.1  # seconds
RATE = 1000  # a second, the most that NUDGES_PER_SECOND may be
OURS, RAW, USUAL = f"Small Wins at {RATE:,} a second", "raw aiohttp", "PTB, gather"
IN_FLIGHT = 250  # of those that have no pace
COUNTS = {OURS: 15_000, RAW: 15_000, USUAL: 1000}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one run: messages a second, CPU microseconds each, the share of one core, how many were missing or doubled."""

    rate: float
    cpu: float
    share: float
    wrong: int


async def send(count: int, start: Start, delay: float = DELAY) -> tuple[Figures, bytes]:
    """One run of `count` messages, and the body of one of them."""
    run = Run(updates=0, people=1, delay=delay, nudges=count)
    cost = await contest(run, start)
    wrong = run.nudges - len(run.nudged) + run.repeated
    rate = len(run.nudged) / run.seconds
    return Figures(rate, cost.cpu / len(run.nudged) * 1e6, cost.cpu / run.seconds, wrong), run.sample


async def ours(count: int, delay: float = DELAY, rate: float = RATE) -> tuple[Figures, bytes]:
    """The bot, on a database in which so many hellos fell due a moment ago."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "small-wins.db"
        await fill(database, People(count, first=1, due_at=int(time.time()) - 1))
        return await send(count, partial(bot, database=database, nudges_per_second=rate), delay)


async def theirs(name: str, count: int, body: bytes, delay: float = DELAY) -> Figures:
    """A bare program that posts the same."""
    contender = {RAW: "raw_aiohttp", USUAL: "ptb_gather"}[name]
    figures, _ = await send(count, lambda address: program(contender, address, count, IN_FLIGHT, given=body), delay)
    return figures


async def _rounds() -> dict[str, list[Figures]]:
    runs: dict[str, list[Figures]] = {name: [] for name in COUNTS}
    for _ in range(ROUNDS):
        figures, body = await ours(COUNTS[OURS])
        runs[OURS].append(figures)
        for name in (RAW, USUAL):
            runs[name].append(await theirs(name, COUNTS[name], body))
    return runs


def main() -> None:
    """Prints medians of interleaved runs, and how many times each rate ours is."""
    runs = asyncio.run(_rounds())
    rate = statistics.median(run.rate for run in runs[OURS])
    print(
        f"{f'nudges, server delay {DELAY * 1000:.0f} ms':36}"
        f"{'a second':>10}{'CPU µs each':>13}{'of a core':>11}{'wrong':>7}{'ours':>9}"
    )
    for name, figures in runs.items():
        theirs = statistics.median(run.rate for run in figures)
        cpu = statistics.median(run.cpu for run in figures)
        share = statistics.median(run.share for run in figures)
        wrong = sum(run.wrong for run in figures)
        print(f"{name:36}{theirs:10.0f}{cpu:13.0f}{share:11.0%}{wrong:7}{rate / theirs:8.2f}×")


if __name__ == "__main__":
    main()
