"""The start of the bot itself, from the command to its first poll, and what it holds in memory then."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare_server import Run, serve
from benchmarks.contenders.small_wins import bot
from benchmarks.contest import resident, stop

SETTLED = 3.0  # seconds after the first poll at which memory is read
_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds to the first poll, megabytes held a little later."""

    seconds: float
    resident: float


async def start(database: Path) -> Start:
    """Starts the bot on this database, and stops it."""
    run = Run(updates=0, people=1)
    async with serve(run) as address:
        begun = time.perf_counter()
        process = bot(address, database)
        try:
            await asyncio.wait_for(run.polled.wait(), _WITHIN)
            took = time.perf_counter() - begun
            await asyncio.sleep(SETTLED)
            return Start(took, resident(process.pid))
        finally:
            await stop(process)
