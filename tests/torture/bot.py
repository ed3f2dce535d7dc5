"""The program as `small-wins` starts it, but that its clock is the simulator's: `python -m tests.torture.bot`.

The lever sets the clock and nothing else: what is due has to be noticed as in the real one. APScheduler reads the same
clock, as it would on a computer whose clock is set.
"""

import asyncio
import datetime
import sys
import time

import aiohttp
from apscheduler.executors import base as executors
from apscheduler.schedulers import base as schedulers

from bot import logs
from bot import settings as settings_module
from bot.app import Clock, background, running
from bot.following import follow_clock, offset_of
from bot.settings import Settings
from bot.start import _until_stopped

_AGAIN = 0.05  # seconds


async def serve(settings: Settings) -> None:
    """Runs until it is stopped, or something ends it that only a person can mend."""
    clock = Clock(await _offset(settings.api_root))
    schedulers.datetime = executors.datetime = _read_off(clock)

    async def set_offset(seconds: float) -> None:
        clock.offset = seconds

    async with running(settings, clock) as app, background(follow_clock(settings.api_root, set_offset)):
        await app.ended()


def _read_off(clock: Clock) -> type[datetime.datetime]:
    class Now(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Now":
            return cls.fromtimestamp(time.time() + clock.offset, tz)  # noqa: TID251 - what it would read by itself

    return Now


async def _offset(url: str) -> float:
    """The simulator's, as soon as there is one: it may be starting again itself."""
    while True:
        try:
            return await offset_of(url)
        except aiohttp.ClientError:
            await asyncio.sleep(_AGAIN)


if __name__ == "__main__":
    chosen = settings_module.read()
    logs.start(chosen.log_level, (chosen.token,), sys.stderr)
    sys.exit(asyncio.run(_until_stopped(serve(chosen))))
