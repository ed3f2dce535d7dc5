"""Killed again and again in the middle of a storm of hellos: `python -m tests.torture.surge [kills] [seed]`.

Prints how many hellos were lost, of how many that were on their way at a kill; none may come twice.
"""
# ruff: noqa: T201 - printing figures is what it does

import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture import evidence
from tests.torture.crowd import people
from tests.torture.crowd.running import Running, bot
from tests.torture.crowd.telegram import Telegram, serve

KILLS = 40
RATE = 500  # hellos a second
_PER_KILL = 100  # people, so that the storm lasts
_LONGEST = 0.4  # seconds of the storm between two kills, at most
_PATIENCE = 60.0  # seconds


@dataclass(slots=True)
class Surge:
    """What it cost. `unsure`: whose hello was on its way at a kill; `said`: how many each person had."""

    kills: int = 0
    unsure: set[int] = field(default_factory=set)
    said: Counter[int] = field(default_factory=Counter)
    lost: int = 0
    faults: list[str] = field(default_factory=list)


async def surge(folder: Path, kills: int, seed: int) -> Surge:
    """So many kills, then an end in peace."""
    random, telegram, seen = Random(seed), Telegram(), Surge()  # noqa: S311 - to be replayed, not to be secret
    crowd, database = people.numbers(_PER_KILL * kills), folder / "small-wins.db"
    now = int(time.time())  # noqa: TID251 - the bot's own clock is real here
    await people.settle(database, crowd, now)
    await people.fall_due(database, crowd, now)
    async with serve(telegram) as url:
        for _ in range(kills):
            async with bot(database, url, telegram, NUDGES_PER_SECOND=str(RATE)) as running:
                await _some_of_it(telegram, random)
                await _kill(running, database, seen)
        async with bot(database, url, telegram, NUDGES_PER_SECOND=str(RATE)):
            await _its_end(telegram, crowd, seen)
    _count(telegram, crowd, seen)
    return seen


async def _some_of_it(telegram: Telegram, random: Random) -> None:
    """Returns at some moment after the next hello; where none is left, soon."""
    telegram.progress.clear()
    with suppress(TimeoutError):
        async with asyncio.timeout(3):
            await telegram.progress.wait()
    await asyncio.sleep(random.uniform(0, _LONGEST))


async def _kill(running: Running, database: Path, seen: Surge) -> None:
    running.process.kill()
    await running.process.wait()
    seen.kills += 1
    seen.unsure |= {person for person, *_ in evidence.in_flight(database).nudges}


async def _its_end(telegram: Telegram, crowd: range, seen: Surge) -> None:
    """Returns when everybody had theirs or may have lost it, and nobody's is on its way."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while {*crowd} - {person for _, person in telegram.hellos} - seen.unsure:
                telegram.progress.clear()
                await telegram.progress.wait()
    await asyncio.sleep(1)


def _count(telegram: Telegram, crowd: range, seen: Surge) -> None:
    seen.said = Counter(person for _, person in telegram.hellos)
    missing = {*crowd} - {*seen.said}
    seen.lost = len(missing & seen.unsure)
    if missing - seen.unsure:
        seen.faults.append(f"{len(missing - seen.unsure)} hellos are missing though none was on its way")
    if twice := sum(count > 1 for count in seen.said.values()):
        seen.faults.append(f"{twice} people had two hellos")


async def main(kills: int, seed: int) -> int:
    """Runs it; 1 where a promise was broken."""
    with tempfile.TemporaryDirectory() as folder:
        seen = await surge(Path(folder), kills, seed)
    print(f"seed {seed}: {seen.kills} kills in a storm at {RATE} a second, {len(seen.said)} hellos said")
    print(f"{seen.lost} lost of {len(seen.unsure)} on their way at kills; {len(seen.faults)} promises broken")
    print(*seen.faults, sep="\n")
    return bool(seen.faults)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(asyncio.run(main(given[0] if given else KILLS, given[1] if len(given) > 1 else 1)))
