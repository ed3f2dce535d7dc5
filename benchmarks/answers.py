"""Answers: Small Wins' full work against the bare echoes of the libraries that are used for bots.

A morning's answers: each of many people says "done" to their hello. Full work: stored before it is acknowledged,
decided, a win kept, sealed, all of it durable, and the celebration sent. The echoes keep nothing.
"""

import asyncio
import math
import statistics
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.bare_server import Run
from benchmarks.contenders import program
from benchmarks.contenders.small_wins import bot
from benchmarks.contest import Start, contest, quantile
from benchmarks.population import People, fill

ROUNDS = 3
PEOPLE = 8000
KEPT = 11  # wins before: with the twelfth no picture comes along, which a process of its own would draw
OFFERED = 200  # texts a second where the latency is measured
OURS = "Small Wins"
ECHOES = {"PTB": "ptb_echo", "aiogram": "aiogram_echo", "pyTelegramBotAPI": "telebot_echo"}
FLAT_OUT = {OURS: PEOPLE, "PTB": 1500, "aiogram": 4000, "pyTelegramBotAPI": PEOPLE}  # texts: some seconds of each
AT_50_MS = FLAT_OUT | {"PTB": 100}
AT_A_RATE = dict.fromkeys(FLAT_OUT, 1600)
AT_A_RATE_AT_50_MS = {OURS: 1600, "aiogram": 1600, "pyTelegramBotAPI": 1600}  # PTB's echo bears 20 a second then


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one run: texts answered a second, CPU microseconds each, latencies in milliseconds."""

    rate: float
    cpu: float
    p50: float
    p99: float


async def answer(name: str, run: Run) -> Figures:
    """One contender's run. Small Wins has a database of PEOPLE people."""
    with tempfile.TemporaryDirectory() as folder:
        cost = await contest(run, await _start(name, Path(folder) / "small-wins.db"))
    count = len(run.answered)
    if count < run.updates:
        raise RuntimeError(f"{name} answered {count} of {run.updates}")
    p50, p99 = (1000 * quantile(run.latencies, share) for share in (0.5, 0.99))
    return Figures(count / run.seconds, cost.cpu / count * 1e6, p50, p99)


async def _start(name: str, database: Path) -> Start:
    if name != OURS:
        return partial(program, ECHOES[name])
    await fill(database, People(PEOPLE, kept=KEPT))
    return partial(bot, database=database)


def medians(
    counts: Mapping[str, int], delay: float, rounds: int = ROUNDS, rate: float = math.inf
) -> dict[str, Figures]:
    """The medians of each contender's runs, which take turns."""
    runs: dict[str, list[Figures]] = {name: [] for name in counts}
    for _ in range(rounds):
        for name, count in counts.items():
            runs[name].append(asyncio.run(answer(name, Run(count, PEOPLE, delay, rate))))
    return {name: _median(figures) for name, figures in runs.items()}


def _median(runs: list[Figures]) -> Figures:
    return Figures(
        statistics.median(run.rate for run in runs),
        statistics.median(run.cpu for run in runs),
        statistics.median(run.p50 for run in runs),
        statistics.median(run.p99 for run in runs),
    )


def main() -> None:
    """Prints medians of interleaved runs, and how many times each echo's rate ours is."""
    for delay, counts in ((0.0, FLAT_OUT), (0.05, AT_50_MS)):
        found = medians(counts, delay)
        print(f"{f'flat out, server delay {delay * 1000:.0f} ms':36}{'a second':>10}{'CPU µs each':>13}{'ours':>9}")
        for name, figures in found.items():
            ratio = found[OURS].rate / figures.rate
            print(f"{name:36}{figures.rate:10.0f}{figures.cpu:13.0f}{ratio:8.1f}×")
    for delay, counts in ((0.0, AT_A_RATE), (0.05, AT_A_RATE_AT_50_MS)):
        found = medians(counts, delay, rounds=1, rate=OFFERED)
        print(f"{f'{OFFERED} a second, server delay {delay * 1000:.0f} ms':36}{'p50 ms':>10}{'p99 ms':>13}")
        for name, figures in found.items():
            print(f"{name:36}{figures.p50:10.1f}{figures.p99:13.1f}")


if __name__ == "__main__":
    main()
