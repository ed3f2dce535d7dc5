"""Both at once: thousands of nudges fall due in the same second while people write all the time.

How long those wait on the quiet day, which here are the seconds before, and in the storm; and how many nudges are lost.
The others are PTB with one JobQueue job per person: with a quick client, and as it comes.
"""

import asyncio
import math
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path

from benchmarks.answers import KEPT
from benchmarks.bare_server import Run
from benchmarks.contenders import program
from benchmarks.contenders.small_wins import bot
from benchmarks.contest import Start, contest, quantile
from benchmarks.population import People, fill

NUDGES = 10_000
RATE = 50  # texts a second
DELAY = 0.03  # seconds
QUIET = 12  # seconds from the start to the storm: the program starts in them, and is measured before it
STORM = 15  # seconds in which people write from then on
WARM_UP = 1.0  # seconds after the first poll that are not measured
PATIENCE = 40  # seconds without any message, after which what is missing is lost
OURS, QUICK, USUAL = "Small Wins", "PTB, JobQueue, aiohttp", "PTB, JobQueue, as it comes"
PER_SECOND = 1000  # nudges: the most that NUDGES_PER_SECOND may be
_NUDGE = b'{"text": "This would do for today: drink a glass of water.", "reply_markup": {"inline_keyboard": [[\
{"text": "I did that", "callback_data": "1|abcdef|did|1|20260302", "style": "success"}, \
{"text": "Not today", "callback_data": "1|abcdef|not_today|1|20260302"}]]}}'


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one run: seconds that texts waited for their answers, before and in the storm, for ever where none came;
    nudges lost and doubled."""

    quiet: list[float]
    storm: list[float]
    unanswered: int
    lost: int
    repeated: int
    took: float  # seconds from when they were due to the last nudge


async def storm(name: str, nudges: int = NUDGES, quiet: int = QUIET, lasting: int = STORM, rate: int = RATE) -> Figures:
    """One run of a contender."""
    updates = (quiet + lasting) * rate
    run = Run(updates, people=updates, delay=DELAY, rate=rate, nudges=nudges)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "small-wins.db"
        at = _in(quiet + (3 + nudges // 5000 if name == OURS else 0))
        if name == OURS:
            await fill(database, People(updates, kept=KEPT), People(nudges, first=updates, due_at=at))
        began = at - time.time() + time.monotonic()
        await contest(run, _start(name, run, at, database), PATIENCE)
    last = max(run.nudged.values(), default=math.nan)
    warm = run.first + WARM_UP
    return Figures(
        quiet=[answered - written for written, answered in run.answered if warm <= written < began - 1],
        storm=[
            *(answered - written for written, answered in run.answered if written >= began - 1),
            *repeat(math.inf, updates - len(run.answered)),
        ],
        unanswered=updates - len(run.answered),
        lost=nudges - len(run.nudged),
        repeated=run.repeated,
        took=last - began,
    )


def _in(seconds: int) -> int:
    """That many seconds from now, at the beginning of a second."""
    return math.ceil(time.time()) + seconds


def _start(name: str, run: Run, at: int, database: Path) -> Start:
    if name == OURS:
        return partial(bot, database=database, nudges_per_second=PER_SECOND)
    client = {QUICK: "aiohttp", USUAL: "default"}[name]
    return lambda address: program("ptb_jobs", address, client, run.nudges, at, run.people, given=_NUDGE)


def main() -> None:
    """Prints one run of each; milliseconds."""
    print(f"{f'{NUDGES:,} nudges at once, {RATE} texts a second':44}{'quiet day':>16}{'storm':>20}")
    print(f"{'':44}{'p50':>8}{'p99':>8}{'p50':>10}{'p99':>10}{'unanswered':>12}{'lost':>8}{'in s':>7}")
    for name in (OURS, QUICK, USUAL):
        found = asyncio.run(storm(name))
        waits = [1000 * quantile(waits, share) for waits in (found.quiet, found.storm) for share in (0.5, 0.99)]
        print(
            f"{name:44}{waits[0]:8.1f}{waits[1]:8.1f}{waits[2]:10.1f}{waits[3]:10.1f}"
            f"{found.unanswered:12}{found.lost:8}{found.took:7.1f}"
        )


if __name__ == "__main__":
    main()
