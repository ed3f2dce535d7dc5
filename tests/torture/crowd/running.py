"""The bot as a process, with a crowd writing to it."""

import asyncio
import json
import os
import signal
import statistics
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.databases import KEY
from tests.program import ROOT
from tests.torture.crowd.bot import Lag
from tests.torture.crowd.telegram import TOKEN, Telegram, Wait

_STARTS_WITHIN, _STOPS_WITHIN = 60.0, 30.0  # seconds


@dataclass(slots=True)
class Running:
    """A bot that runs."""

    process: Process

    async def lag(self) -> Lag:
        """What its loop was like since the last time this was asked."""
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGUSR1)
        return Lag(**json.loads(await self.process.stdout.readline()))


@asynccontextmanager
async def bot(database: Path, url: str, telegram: Telegram, **settings: str) -> AsyncIterator[Running]:
    """It has asked for updates when the context begins, and has ended when it ends; killed by then, or by SIGTERM."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours = {
        "PYTHONPATH": str(ROOT), "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url, "SMALL_WINS_KEY": KEY.hex(),
        "DATABASE_URL": f"sqlite:///{database}", "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    telegram.polled.clear()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.torture.crowd.bot"),
        cwd=database.parent, env=kept | ours | settings, stdout=PIPE, stderr=DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(_STARTS_WITHIN):
            await telegram.polled.wait()
        yield Running(process)
        if process.returncode is None:
            process.terminate()
            async with asyncio.timeout(_STOPS_WITHIN):
                assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def chatter(telegram: Telegram, people: Sequence[int], rate: float, seconds: float, random: Random) -> None:
    """For so long, so many of the people a second write of something done, each at a moment of their own."""
    loop = asyncio.get_running_loop()
    moment, end = loop.time(), loop.time() + seconds
    while (moment := moment + random.expovariate(rate)) < end:
        await asyncio.sleep(moment - loop.time())
        telegram.writes(people[random.randrange(len(people))], "done")


def percentile(waits: Sequence[Wait], share: float) -> float:
    """Of how long they waited, in milliseconds; infinity where nobody was answered."""
    if len(waits) < 2:
        return float("inf")
    return 1000 * statistics.quantiles([wait.seconds for wait in waits], n=1000)[round(share * 1000) - 1]
