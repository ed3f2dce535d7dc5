"""Rounds until there were enough kills, each kind of blow in its turn; what it cost, as a report."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.blows import OTHERS, SURVIVED, Blow, clock_stepped, ended, killed, suspended
from tests.torture.rounds import torment
from tests.torture.stage import Scale, Stage, Toll, stage
from tests.torture.weather import drawn

_MOST_THREADS = 8  # the main one, the database's, and six that wait for work
_MOST_GROWN = 32  # MB
_MOVE_THE_CLOCK = (clock_stepped, suspended)  # presses wait two and a half minutes at Telegram, and are gone then
_LOOKS, _LOOK_AGAIN = 100, 0.1  # seconds


async def run(kills: int, seed: int, scale: Scale, blows: Sequence[Blow] = OTHERS, keep: Path | None = None) -> Toll:
    """At least so many kills, and each of `blows` at least once. What broke a promise is copied to `keep`."""
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), seed, scale, keep) as made:
            try:
                for blow in _order(made, blows, kills):
                    later = made.random.choice([None, killed, *(b for b in blows if b not in _MOVE_THE_CLOCK)])
                    await _round(made, blow, later)
                await _survive([blow for blow in SURVIVED if blow in blows], made)
                await _end(made)
            except TimeoutError:
                made.blame("it did not come to rest")
            return made.toll


def _order(made: Stage, blows: Sequence[Blow], kills: int) -> Iterator[Blow]:
    """Kills every other time, and between them the other blows, in a new order each time round."""
    waiting: list[Blow] = []
    tried: set[Blow] = set()
    while made.toll.kills < kills or tried != {*blows}:
        yield killed
        if blows:
            waiting = waiting or made.random.sample(blows, len(blows))
            tried.add(waiting[-1])
            yield waiting.pop()


async def _round(made: Stage, blow: Blow, later: Blow | None) -> None:
    for each in (blow, later):
        if each is not None:
            made.toll.blows[each.__name__] = made.toll.blows.get(each.__name__, 0) + 1
    await torment(made, made.toll.rounds, blow, later, drawn(made.random))


async def _survive(blows: Sequence[Blow], made: Stage) -> None:
    """One process goes through them all: in the end it holds what it held before."""
    if not blows:
        return
    before = made.bot.handles()
    for blow in blows:
        await _round(made, blow, None)
    after = made.bot.handles()
    made.toll.survivor = before, after
    grown = after.memory - before.memory
    if after.threads > _MOST_THREADS or after.files > before.files or grown > _MOST_GROWN:
        made.blame(f"a process held {before}, then {after}")


async def _end(made: Stage) -> None:
    """SIGTERM for the last time: nothing of any instance is left."""
    await ended(made)
    if made.toll.repeats > made.toll.replies_in_flight + made.toll.broken:
        made.blame("more answers were repeated than were in flight")
    left = made.bot.left_behind()
    for _ in range(_LOOKS):  # what was drawing for an instance that was killed ends by itself, in under a second
        if not left:
            return
        await asyncio.sleep(_LOOK_AGAIN)
        left = made.bot.left_behind()
    made.blame(f"processes left behind: {left}")
