"""Torments the bot for a long time: `python -m tests.torture [kills] [seed] [folder]`.

Prints what it cost and every promise that was broken; the files of both sides at that moment are copied to the folder.
A seed brings the same plan again: who writes when, which faults strike, when it is killed. What is in flight at that
moment depends on the computer.
"""
# ruff: noqa: T201 - printing figures is what it does

import asyncio
import random
import sys
import time
from pathlib import Path

from tests.torture.run import run
from tests.torture.stage import Scale, Toll

KILLS = 200
SCALE = Scale(people=24, longest_freeze=60, kills_in_a_row=5, own_disk=True)  # a message waits 20 s for Telegram


def main() -> int:
    """Runs it; 1 where a promise was broken."""
    given = sys.argv[1:]
    kills = int(given[0]) if given else KILLS
    seed = int(given[1]) if len(given) > 1 else random.SystemRandom().randrange(2**32)
    keep = Path(given[2]) if len(given) > 2 else None
    print(f"seed {seed}, at least {kills} kills, {SCALE.people} people", flush=True)
    began = time.monotonic()
    toll = asyncio.run(run(kills, seed, SCALE, keep=keep))
    print(report(toll, time.monotonic() - began))
    return bool(toll.faults)


def report(toll: Toll, seconds: float) -> str:
    """The figures in words."""
    return "\n".join((
        f"{toll.rounds} rounds in {seconds:.0f} s: {toll.kills} kills; " + ", ".join(
            f"{name.replace('_', ' ')} {count}" for name, count in sorted(toll.blows.items())),
        f"{toll.reports} wins reported; {toll.let_go} of them unanswered after two broken connections",
        f"{toll.hellos} hellos said; {toll.lost_at_kills} lost of {toll.nudges_in_flight} in flight at kills, "
        f"{toll.lost_on_the_way} behind broken connections",
        f"{toll.repeats} answers repeated; {toll.replies_in_flight} were in flight at kills, "
        f"{toll.broken} connections broke",
        f"one process through what does not end it: {toll.survivor}",
        f"{len(toll.faults)} promises broken",
        *toll.faults,
    ))  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
