"""Who makes trouble makes nobody else wait: `python -m tests.torture.fairness [seconds] [seed] [trouble ...]`.

Each trouble comes to a bot of its own, after a quiet time of as many seconds. Prints how long others waited.
"""
# ruff: noqa: T201 - printing figures is what it does

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from storage.copies import keys_of
from tests.torture.crowd import people
from tests.torture.crowd.bot import RAISES
from tests.torture.crowd.running import bot, chatter, percentile
from tests.torture.crowd.telegram import Telegram, Wait, serve

SECONDS = 30.0
MOST = 2.0  # times as long as on the quiet day
OTHERS = people.numbers(2000)
_WRITTEN = 40.0  # messages a second, of all others together
FLOODER, HANGING, FAILING = people.numbers(3, OTHERS[-1] + 1)
BLOCKED = people.numbers(len(OTHERS) // 10, FAILING + 1)
COHORT = people.numbers(1000, BLOCKED[-1] + 1)
_GROUP = -1_000_000_000_001
_WARM, _PATIENCE = 3.0, 30.0  # seconds

Trouble = Callable[[Telegram, float], Awaitable[None]]


async def nothing(_: Telegram, seconds: float) -> None:
    """A second quiet day, to see what the measure is worth."""
    await asyncio.sleep(seconds)


async def flood(telegram: Telegram, seconds: float) -> None:
    """One chat sends 100 messages a second."""
    await _often(100, seconds, lambda: telegram.writes(FLOODER, "drank some tea", measured=False))


async def hang(telegram: Telegram, seconds: float) -> None:
    """To one person nothing gets through: no message and no answer to a press is ever confirmed."""
    telegram.hanging.add(HANGING)

    def press() -> None:
        telegram.writes(HANGING, "drank some tea", measured=False)
        telegram.taps(HANGING, "made up")

    await _often(60, seconds, press)


async def poison(telegram: Telegram, seconds: float) -> None:
    """Updates that nobody can parse, and a person whose every turn fails."""

    def come() -> None:
        telegram.brings(message={"message_id": 1, "text": "no chat, no date"})
        telegram.writes(FAILING, "drank some tea", measured=False)

    await _often(5, seconds, come)


async def blocked(telegram: Telegram, seconds: float) -> None:
    """One in ten has blocked the bot, and had written before."""
    telegram.blocked.update(BLOCKED)
    random = Random(1)  # noqa: S311 - to be replayed, not to be secret
    await _often(_WRITTEN / 10, seconds, lambda: telegram.writes(random.choice(BLOCKED), "drank tea", measured=False))


async def group(telegram: Telegram, seconds: float) -> None:
    """The 1,000 members of a group answer in the same second."""
    await asyncio.sleep(seconds / 4)
    for person in COHORT:
        telegram.writes_in_group(_GROUP, person, "@crowd_bot done")
    await asyncio.sleep(seconds * 3 / 4)


async def cohort(telegram: Telegram, seconds: float) -> None:
    """1,000 people answer in the same second, each in their own chat: nobody is at fault, and all are answered."""
    await asyncio.sleep(seconds / 4)
    for person in COHORT:
        telegram.writes(person, "drank some tea", measured=False)
    await asyncio.sleep(seconds * 3 / 4)


TROUBLES: tuple[Trouble, ...] = (nothing, flood, hang, poison, blocked, group, cohort)
NOBODYS_FAULT = (nothing, cohort)
"""Told, and held to nothing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How long others waited, and how many never had an answer; `work`: CPU seconds of the bot in each of the times."""

    trouble: Trouble
    quiet: Sequence[Wait]
    troubled: Sequence[Wait]
    unanswered: int
    work: tuple[float, float]

    @property
    def ratio(self) -> float:
        return percentile(self.troubled, 0.99) / percentile(self.quiet, 0.99)

    @property
    def broken(self) -> bool:
        return bool(self.unanswered) or (self.ratio > MOST and self.trouble not in NOBODYS_FAULT)


async def watch(database: Path, trouble: Trouble, seconds: float, seed: int) -> Seen:
    """A quiet time, then the trouble, both so long."""
    random, telegram = Random(seed), Telegram()  # noqa: S311 - to be replayed, not to be secret
    async with serve(telegram) as url, bot(database, url, telegram, **{RAISES: str(FAILING)}) as it:
        writing = asyncio.create_task(chatter(telegram, OTHERS, _WRITTEN, _WARM + 2 * seconds, random))
        await asyncio.sleep(_WARM)
        work = [(await it.lag()).cpu]
        began = time.monotonic()
        await asyncio.sleep(seconds)
        work.append((await it.lag()).cpu)
        turned = time.monotonic()
        await trouble(telegram, seconds)
        work.append((await it.lag()).cpu)
        await writing
        await _all_answered(telegram)
    quiet = [wait for wait in telegram.waits if began <= wait.began < turned]
    troubled = [wait for wait in telegram.waits if wait.began >= turned]
    return Seen(trouble, quiet, troubled, telegram.unanswered, (work[1] - work[0], work[2] - work[1]))


async def _all_answered(telegram: Telegram) -> None:
    """Returns then, or after _PATIENCE seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while telegram.unanswered:
                telegram.progress.clear()
                await telegram.progress.wait()


async def _often(rate: float, seconds: float, act: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for turn in range(round(rate * seconds)):
        await asyncio.sleep(begun + turn / rate - loop.time())
        act()


def line(seen: Seen) -> str:
    """One row of the table."""
    figures = "".join(
        f"{percentile(waits, share):10.1f}" for waits in (seen.quiet, seen.troubled) for share in (0.5, 0.99)
    )
    name = seen.trouble.__name__
    told = "  BROKEN" if seen.broken else ""
    work = "".join(f"{used:7.1f}" for used in seen.work)
    counts = f"{len(seen.quiet):7}{len(seen.troubled):7}"
    return f"{name:10}{counts}{figures}{seen.ratio:8.2f}×{seen.unanswered:6}{work}{told}"


async def main(seconds: float, seed: int, troubles: Sequence[Trouble] = TROUBLES) -> int:
    """All of them, one after the other; 1 where others had to wait too long, or were not answered."""
    broken = 0
    print("others wait, ms    n quiet, troubled; p50, p99 quiet; p50, p99 troubled; p99 ratio; unanswered; CPU s")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.db"
        rest = (FLOODER, HANGING, FAILING, *BLOCKED)
        await people.settle(made, [], int(time.time()), [*OTHERS, *rest, *COHORT])  # noqa: TID251 - as it is run
        for trouble in troubles:
            database = Path(folder) / "small-wins.db"
            for source, copy in ((made, database), (keys_of(made), keys_of(database))):
                shutil.copy(source, copy)
            seen = await watch(database, trouble, seconds, seed)
            print(line(seen), flush=True)
            broken += seen.broken
            for file in database.parent.glob("small-wins.*"):
                file.unlink()
    return int(bool(broken))


if __name__ == "__main__":
    given = sys.argv[1:]
    named = [trouble for trouble in TROUBLES if trouble.__name__ in given]
    given = [word for word in given if word.replace(".", "").isdecimal()]
    duration = float(given[0]) if given else SECONDS
    sys.exit(asyncio.run(main(duration, int(given[1]) if len(given) > 1 else 1, named or TROUBLES)))
