"""A storm: 100,000 hellos due in the same minute, while people write: `python -m tests.torture.storm [people] [seed]`.

It is measured with paid broadcast's rate, so that it ends, and for a while with the usual one. Prints a table.
"""
# ruff: noqa: T201 - printing figures is what it does

import asyncio
import bisect
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture.crowd import people
from tests.torture.crowd.bot import STALL, Lag
from tests.torture.crowd.running import Running, bot, chatter, percentile
from tests.torture.crowd.telegram import Telegram, Wait, serve

PEOPLE = 100_000
FAST, USUAL = 1000, 25  # hellos a second
_WRITERS, _WRITTEN = 4000, 30.0  # people, messages a second
_WARM, _QUIET, _USUAL_FOR = 5.0, 30.0, 30.0  # seconds
_FLOODED = 5  # seconds of a 429 in the middle of it
_STRAY = 0.2  # seconds: what was on its way when the first 429 came
_MOST_GROWN = 32  # MB


@dataclass(slots=True)
class Storm:
    """What was seen of one. `most_waiting`: hellos in the outbox at once."""

    rate: float
    quiet: list[Wait]
    waits: list[Wait]
    hellos: list[tuple[float, int]]
    refused: list[float]
    before: Lag
    lag: Lag
    flooded: tuple[float, float] = (0.0, 0.0)
    most_waiting: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def most_in_a_second(self) -> int:
        """Of the hellos that Telegram took."""
        moments = [moment for moment, _ in self.hellos]
        return max(bisect.bisect_left(moments, moment + 1) - place for place, moment in enumerate(moments))

    @property
    def mean_rate(self) -> float:
        """Hellos a second, the pause aside."""
        seconds = self.hellos[-1][0] - self.hellos[0][0] - (self.flooded[1] - self.flooded[0])
        return len(self.hellos) / seconds


async def storm(database: Path, crowd: range, writers: range, rate: float, seed: int, seconds: float) -> Storm:
    """All of the crowd's hellos fall due at once; it ends when they were said, or after so many seconds."""
    random = Random(seed)  # noqa: S311 - to be replayed, not to be secret
    telegram = Telegram()
    due = int(time.time() + _WARM + _QUIET + 4)  # noqa: TID251 - the bot's own clock is real here
    await people.fall_due(database, crowd, due)
    async with (
        serve(telegram) as url,
        bot(database, url, telegram, NUDGES_PER_SECOND=str(rate), PAID_BROADCAST=str(rate > USUAL)) as running,
    ):
        writing = asyncio.create_task(chatter(telegram, writers, _WRITTEN, _QUIET + seconds + 60, random))
        await asyncio.sleep(_WARM)
        await running.lag()
        began = time.monotonic()
        await asyncio.sleep(due - time.time() - 0.5)  # noqa: TID251 - as above
        seen = await _watch(telegram, running, database, len(crowd), seconds)
        writing.cancel()
        seen.rate = rate
        seen.quiet = [wait for wait in telegram.waits if began < wait.began < seen.hellos[0][0]]
    return seen


async def _watch(telegram: Telegram, running: Running, database: Path, count: int, seconds: float) -> Storm:
    before = await running.lag()
    most_waiting, flooded, end = 0, (0.0, 0.0), time.monotonic() + seconds
    while len(telegram.hellos) < count and time.monotonic() < end:
        await asyncio.sleep(0.25)
        most_waiting = max(most_waiting, _waiting(database))
        if len(telegram.hellos) > count / 2 and not telegram.flooded_until:
            flooded = time.monotonic(), time.monotonic() + _FLOODED
            telegram.flooded_until = flooded[1]
    last = telegram.hellos[-1][0]
    waits = [wait for wait in telegram.waits if telegram.hellos[0][0] <= wait.began <= last]
    return Storm(0, [], waits, telegram.hellos, telegram.refused, before, await running.lag(), flooded, most_waiting)


def _waiting(database: Path) -> int:
    """Hellos that are written and not settled."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM outbox WHERE lane = 'nudge' AND settled_at IS NULL"
        number: int = connection.execute(query).fetchone()[0]
    return number


def faults(seen: Storm, crowd: range, *, whole: bool) -> list[str]:
    """What was promised and is not so; `whole`: it went on to its end."""
    said = Counter(person for _, person in seen.hellos)
    strays = [moment for moment in seen.refused if moment > seen.refused[0] + _STRAY]
    quiet, stormy = percentile(seen.quiet, 0.99), percentile(seen.waits, 0.99)
    astray = sum(abs(crowd.index(person) - place) > seen.rate for place, (_, person) in enumerate(seen.hellos))
    broken = {
        f"{sum(count > 1 for count in said.values())} people had two hellos": max(said.values()) > 1,
        f"{len(crowd) - len(said)} had none": whole and len(said) != len(crowd),
        f"{seen.most_in_a_second} in a second": seen.most_in_a_second > seen.rate * 1.05 + 2,
        f"{seen.mean_rate:.0f} a second": whole and seen.mean_rate < 0.9 * seen.rate,
        f"{len(strays)} were tried during a pause": bool(strays),
        f"{astray} were more than a second from their place": bool(astray),
        f"people waited {stormy / quiet:.2f} times as long": stormy > 1.5 * quiet,
        f"the loop stalled for {1000 * seen.lag.longest:.0f} ms": seen.lag.longest > STALL,
        f"memory grew by {seen.lag.memory - seen.before.memory:.0f} MB":
            seen.lag.memory - seen.before.memory > _MOST_GROWN,
        f"{seen.most_waiting} hellos were written at once": seen.most_waiting > max(seen.rate, 100) * 2,
    }  # fmt: skip
    return [fault for fault, so in broken.items() if so]


def report(seen: Storm, broken: Sequence[str]) -> str:
    """The figures as lines."""
    quiet, stormy = [[percentile(waits, share) for share in (0.5, 0.99)] for waits in (seen.quiet, seen.waits)]
    took = seen.hellos[-1][0] - seen.hellos[0][0]
    return "\n".join((
        f"at {seen.rate:g} a second: {len(seen.hellos)} hellos in {took:.0f} s, {seen.mean_rate:.1f} a second, "
        f"at most {seen.most_in_a_second} in one; {len(seen.refused)} answered by 429",
        f"  second by second: {_by_second(seen.hellos)}",
        f"  answers: quiet p50 {quiet[0]:.1f} p99 {quiet[1]:.1f} ms ({len(seen.quiet)}), "
        f"storm p50 {stormy[0]:.1f} p99 {stormy[1]:.1f} ms ({len(seen.waits)}): {stormy[1] / quiet[1]:.2f}×",
        f"  loop: longest stall {1000 * seen.before.longest:.0f} ms quiet, {1000 * seen.lag.longest:.0f} in the storm "
        f"({seen.lag.stalls} over {1000 * STALL:.0f} ms; {1000 * seen.lag.longest_own:.0f} ms by its own work)",
        f"  memory {seen.before.memory:.0f} MB, then {seen.lag.memory:.0f}; CPU {seen.lag.cpu:.0f} s in all; "
        f"hellos written at once: {seen.most_waiting}",
        *(f"  BROKEN: {fault}" for fault in broken),
    ))  # fmt: skip


def _by_second(hellos: Sequence[tuple[float, int]]) -> str:
    """How many in each second."""
    seconds = Counter(int(moment - hellos[0][0]) for moment, _ in hellos)
    return " ".join(str(seconds[second]) for second in range(max(seconds) + 1))


async def main(count: int, seed: int) -> int:
    """Both rates, each with a crowd of its own; 1 where a promise was broken."""
    crowd = people.numbers(count)
    writers = people.numbers(_WRITERS, crowd[-1] + 1)
    others = people.numbers(round(3 * USUAL * _USUAL_FOR), writers[-1] + 1)
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "small-wins.db"
        await people.settle(database, [*crowd, *others], int(time.time()), writers)  # noqa: TID251 - as above
        for due, rate, seconds in ((crowd, FAST, 3 * count / FAST + 60), (others, USUAL, _USUAL_FOR)):
            seen = await storm(database, due, writers, rate, seed, seconds)
            found = faults(seen, due, whole=rate == FAST)
            print(report(seen, found), flush=True)
            broken += len(found)
    return int(bool(broken))


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    chosen = given[1] if len(given) > 1 else 1
    sys.exit(asyncio.run(main(given[0] if given else PEOPLE, chosen)))
