"""Without a token: the simulator as a child process, and its page in the browser or its terminal here."""

import asyncio
import json
import os
import sys
import webbrowser
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
from pydantic import AnyHttpUrl, SecretStr

from bot.settings import Settings

HOME = Path("data", "try")  # what is tried out never meets a real bot's database
DATABASE = HOME / "small-wins.db"
LOG = HOME / "small-wins.log"
_STOPS_WITHIN = 5.0  # seconds


class SimulatorFailed(Exception):  # noqa: N818 - it says what happened
    """The simulator did not start, or did not go on; it has told why on stderr."""


class Simulator(msgspec.Struct, frozen=True):
    """A running one: where it listens, and the token that it knows."""

    url: str
    token: str
    process: Process

    async def ended(self) -> None:
        """Raises SimulatorFailed when it has ended by itself."""
        await self.process.wait()
        raise SimulatorFailed


@asynccontextmanager
async def simulator() -> AsyncIterator[Simulator]:
    """The simulator, with all that was ever said to it, until the context ends. Raises SimulatorFailed."""
    arguments = ("-m", "simulator", "--until-stdin-closes", "--state", str(_home() / "telegram.db"))
    # In a session of its own: Ctrl-C reaches us alone, and the simulator is stopped after the bot. Its standard input
    # is ours to hold: however we end, the kernel closes it, and no simulator is left behind.
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=PIPE, stdout=PIPE, start_new_session=True
    )
    try:
        line = await process.stdout.readline() if process.stdout else b""
        if not line:
            raise SimulatorFailed
        told = json.loads(line)
        yield Simulator(told["url"], told["token"], process)
    finally:
        await _stop(process)


def _home() -> Path:
    HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    return HOME


def settings(chosen: Settings, simulator: Simulator) -> Settings:
    """The chosen settings, but for what belongs to the simulator."""
    ours = {
        "telegram_bot_token": SecretStr(simulator.token),
        "telegram_api_url": AnyHttpUrl(simulator.url),
        "telegram_proxy": None,
    }
    return at_home(chosen).model_copy(update=ours)


def at_home(chosen: Settings) -> Settings:
    """The chosen settings, but for where everything is kept."""
    ours = {
        "database_url": f"sqlite:///{DATABASE}",
        "backup_folder": None,
        "small_wins_key": SecretStr(""),
        "small_wins_key_file": HOME / "small-wins.key",
    }
    return chosen.model_copy(update=ours)


async def chat_here(url: str) -> None:
    """The simulator's terminal client, with our keyboard and screen, until the person leaves it."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "simulator.terminal", url)
    try:
        await process.wait()
    finally:
        await _stop(process)


async def _stop(child: Process) -> None:
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
