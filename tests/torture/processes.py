"""The bot and its Telegram as real processes: started, stopped, frozen, killed, and looked at from outside."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.databases import KEY
from tests.program import ROOT

TOKEN = "123456789:torture-torture-torture-torture-tort"
STOPS_WITHIN = 30.0  # seconds, after SIGTERM
_GENTLY = 5  # nice: who else works on this computer goes first


def _environment(**settings: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT), "CI": "1"} | settings


@dataclass(frozen=True, slots=True)
class Handles:
    """What a process holds: threads, descriptors that are no connections, memory in MB."""

    threads: int
    files: int
    memory: float


@dataclass(slots=True)
class Telegram:
    """The simulator, at the same port and with the same state after each start."""

    state: Path
    url: str = ""
    _process: Process | None = None

    async def start(self) -> None:
        port = self.url.rpartition(":")[2] or "0"
        arguments = ("--port", port, "--token", TOKEN, "--state", str(self.state), "--no-page")
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "simulator", *arguments, "--until-stdin-closes"),
            stdin=PIPE, stdout=PIPE, env=_environment(), cwd=ROOT,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = json.loads(await self._process.stdout.readline())["url"]

    async def kill(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


@dataclass(slots=True)
class Bot:
    """One instance of the bot; `folder` holds its database and its log."""

    folder: Path
    api: str
    niceness: int = _GENTLY
    _process: Process | None = None
    _groups: set[int] = field(default_factory=set)

    @property
    def database(self) -> Path:
        return self.folder / "small-wins.db"

    @property
    def log(self) -> str:
        path = self.folder.with_suffix(".log")
        return path.read_text() if path.exists() else ""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Returns at once: it may be killed before it is ready."""
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.api,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SMALL_WINS_KEY": KEY.hex(),
            "NUDGES_PER_SECOND": "60",
        }
        with self.folder.with_suffix(".log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *("nice", "-n", str(self.niceness), sys.executable, "-m", "tests.torture.bot"),
                cwd=self.folder.parent, env=_environment(**settings), stderr=log, start_new_session=True,
            )  # fmt: skip
        self._groups.add(self._process.pid)

    async def ready(self) -> None:
        """Returns once it holds its database, or has ended; from then on SIGTERM is an orderly end."""
        while self.alive and not any(target.endswith("-wal") for target in self._held()):  # noqa: ASYNC110 - another process sets no Event
            await asyncio.sleep(0.01)

    def send(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    async def ended(self) -> int:
        """The exit code."""
        assert self._process is not None
        async with asyncio.timeout(STOPS_WITHIN):
            return await self._process.wait()

    async def kill(self) -> None:
        if self.alive:
            self.send(signal.SIGKILL)
            await self.ended()

    def handles(self) -> Handles:
        """What it holds at this moment."""
        return Handles(
            len(list(Path("/proc", str(self.pid), "task").iterdir())),
            sum(not target.startswith("socket:") for target in self._held()),
            int(Path("/proc", str(self.pid), "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20,
        )

    def _held(self) -> list[str]:
        """What its descriptors stand for; nothing where it has ended."""
        found = []
        with suppress(OSError):
            for entry in Path("/proc", str(self.pid), "fd").iterdir():
                with suppress(FileNotFoundError):  # closed in this moment
                    found.append(str(entry.readlink()))
        return found

    def left_behind(self) -> list[int]:
        """Sessions of instances that ended and in which something still runs."""
        return [group for group in self._groups if _runs(group) and not (self.alive and group == self.pid)]


def _runs(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
