"""The simulator's clock, followed: it is moved only as fast as everything that falls due on the way is said."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import aiohttp

from bot.app import App
from bot.taking import PUT_OFF
from scheduler.dispatch import send_due_check_ins
from storage import checkins, inbox, outbox
from storage.vault import Connection

_AGAIN = 1.0  # seconds until the simulator is asked again when it did not answer
_FOLLOW_TIMEOUT = aiohttp.ClientTimeout(total=60)
_LOOK_AGAIN = 0.001  # seconds


async def offset_of(url: str) -> float:
    """How many seconds the simulator's clock is ahead of the system's."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/simulator/clock") as response:
        offset: float = (await response.json())["offset"]
        return offset


async def follow_clock(url: str, set_offset: Callable[[float], Awaitable[None]]) -> None:
    """Sets our clock like the simulator's, for ever. `set_offset` (seconds) returns when everything due is done."""
    settled = -1
    async with aiohttp.ClientSession(timeout=_FOLLOW_TIMEOUT) as session:
        while True:
            try:
                async with session.post(f"{url}/simulator/clock/follow", json={"settled": settled}) as response:
                    setting = await response.json()
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(_AGAIN)
                continue
            if setting["version"] != settled:
                await set_offset(setting["offset"])
                settled = setting["version"]


async def set_offset(app: App, seconds: float) -> None:
    """Sets the bot's clock and returns when everything that is due by then has been said."""
    app.clock.offset = seconds
    app.wake()  # what was put off may go by the new time
    await settled(app)


async def settled(app: App) -> None:
    """Returns when nothing waits: no update, no check-in, no message."""
    nudges = app.lanes["nudge"]
    while not await app.store.run(partial(_is_idle, now=app.clock.now())):
        if await send_due_check_ins(app.store, app.clock.now(), nudges.room):
            nudges.wake()
        await asyncio.sleep(_LOOK_AGAIN)


def _is_idle(connection: Connection, now: int) -> bool:
    backlog = outbox.waiting(connection, now)
    return not (
        backlog.replies
        or backlog.nudges
        or inbox.take(connection, now + PUT_OFF, 1)
        or checkins.due(connection, now, 1)
    )
