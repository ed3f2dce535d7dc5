"""Without a token: the simulator as a child process, its page in the browser or its terminal here, and its clock."""

import asyncio
import json
import os
import sys
import webbrowser
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

HOME = Path("data", "try")  # beside the real database's default place, never in it
_STOPS_WITHIN = 5.0  # seconds
_AGAIN = 1.0  # seconds until the simulator is asked again when it did not answer
_FOLLOW_TIMEOUT = aiohttp.ClientTimeout(total=60)


class SimulatorFailed(Exception):  # noqa: N818 - it says what happened
    """The simulator did not start; it has told why on stderr."""


@dataclass(frozen=True, slots=True)
class Simulator:
    """A running one: where it listens, and the token that it knows."""

    url: str
    token: str


@asynccontextmanager
async def simulator(state: Path) -> AsyncIterator[Simulator]:
    """The simulator with everything kept in `state`, until the context ends. Raises SimulatorFailed."""
    state.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # In a session of its own: Ctrl-C reaches us alone, and the simulator is stopped after the bot.
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", "--state", str(state), stdout=PIPE, start_new_session=True
    )
    try:
        yield await _listening(child)
    finally:
        await stop(child)


async def _listening(child: Process) -> Simulator:
    line = await child.stdout.readline() if child.stdout else b""
    if not line:
        raise SimulatorFailed
    told = json.loads(line)
    return Simulator(told["url"], told["token"])


async def terminal(url: str) -> Process:
    """The simulator's terminal client, with our keyboard and screen."""
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "simulator.terminal", url)


async def stop(child: Process) -> None:
    """Ends the child process, politely first."""
    if child.returncode is not None:
        return
    child.terminate()
    try:
        async with asyncio.timeout(_STOPS_WITHIN):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()


def has_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a browser window could be seen by whoever started us."""
    if "SSH_CONNECTION" in environment or "CI" in environment:
        return False
    return sys.platform in {"darwin", "win32"} or "DISPLAY" in environment or "WAYLAND_DISPLAY" in environment


async def show(url: str) -> None:
    """Opens the page in the browser."""
    await asyncio.to_thread(webbrowser.open, url)


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
