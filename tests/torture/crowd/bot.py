"""The program as it is run for real, but that it watches its own event loop: `python -m tests.torture.crowd.bot`.

On SIGUSR1 it writes a line of JSON to its standard output: a `Lag`, and begins to watch anew.
"""

import asyncio
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot import logs
from bot import settings as settings_module
from bot.start import _serve, _until_stopped
from storage import turns
from storage.vault import Connection

_EVERY = 0.005  # seconds
STALL = 0.05  # seconds
RAISES = "CROWD_RAISES"
"""The environment's name for whose turns fail."""


@dataclass(slots=True)
class Lag:
    """How late a timer was, in seconds: at most, and by work of the loop's own thread alone; and what the process holds
    (MB) and used (seconds of CPU)."""

    ticks: int = 0
    longest: float = 0.0
    longest_own: float = 0.0
    stalls: int = 0
    memory: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Probe:
    """Looks every _EVERY seconds."""

    lag: Lag = field(default_factory=Lag)
    _due: float = 0.0
    _own: float = 0.0

    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._due, self._own = loop.time() + _EVERY, time.thread_time()
        loop.call_at(self._due, self._look)

    def _look(self) -> None:
        late = asyncio.get_running_loop().time() - self._due
        own = time.thread_time() - self._own
        self.lag.ticks += 1
        self.lag.longest = max(self.lag.longest, late)
        self.lag.longest_own = max(self.lag.longest_own, min(late, own))
        self.lag.stalls += late > STALL
        self.start()

    def tell(self) -> None:
        """Prints what was seen."""
        self.lag.memory = _resident()
        self.lag.cpu = time.process_time()
        sys.stdout.write(json.dumps(asdict(self.lag)) + "\n")
        sys.stdout.flush()
        self.lag = Lag()


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def failing(take: Callable[..., Any], person: int) -> Callable[..., Any]:
    """Turns as `take` takes them, but for this person's."""

    def taken(connection: Connection, person_id: int, *arguments: Any) -> Any:
        if person_id == person:
            raise ArithmeticError
        return take(connection, person_id, *arguments)

    return taken


async def _watched() -> None:
    probe = Probe()
    probe.start()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, probe.tell)
    await _serve(chosen)


if __name__ == "__main__":
    chosen = settings_module.read()
    logs.start(chosen.log_level, (chosen.token,), sys.stderr)
    if RAISES in os.environ:
        turns.take = failing(turns.take, int(os.environ[RAISES]))
    sys.exit(asyncio.run(_until_stopped(_watched())))
