"""Rounds until there were enough kills, each kind of blow in its turn; what it cost, as a report."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.blows import OTHERS, Blow, clock_stepped, killed, suspended
from tests.torture.rounds import torment
from tests.torture.stage import Scale, Stage, Toll, stage
from tests.torture.weather import drawn

_MOVE_THE_CLOCK = (clock_stepped, suspended)  # presses wait two and a half minutes at Telegram, and are gone then


async def run(kills: int, seed: int, scale: Scale, blows: Sequence[Blow] = OTHERS) -> Toll:
    """At least so many kills, and each of `blows` at least once."""
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), seed, scale) as made:
            for number, blow in enumerate(_order(made, blows, kills)):
                later = made.random.choice([None, killed, *(b for b in blows if b not in _MOVE_THE_CLOCK)])
                await _round(made, number, blow, later)
            await _end(made)
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


async def _round(made: Stage, number: int, blow: Blow, later: Blow | None) -> None:
    for each in (blow, later):
        if each is not None:
            made.toll.blows[each.__name__] = made.toll.blows.get(each.__name__, 0) + 1
    await torment(made, number, blow, later, drawn(made.random))


async def _end(made: Stage) -> None:
    """SIGTERM for the last time: nothing of any instance is left."""
    before = made.bot.handles()
    await OTHERS[0](made)
    await made.settled()
    after = made.bot.handles()
    if after.threads > before.threads or after.files > before.files:
        made.blame(f"handles: {before}, then {after}")
    if made.toll.repeats > made.toll.replies_in_flight + made.toll.broken:
        made.blame("more answers were repeated than were in flight")
    if left := made.bot.left_behind():
        made.blame(f"processes left behind: {left}")
