"""One program against one run of the bare server: how fast, and at what cost."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare_server import Run, serve

Start = Callable[[str], "subprocess.Popen[bytes]"]
"""Starts a program against the server at that address."""

_STARTS_WITHIN = 240.0  # seconds
_ENDS_WITHIN = 20.0
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program's process took from the first text or nudge to the last message: CPU seconds, megabytes held."""

    cpu: float
    resident: float


async def contest(run: Run, start: Start, patience: float = 5) -> Cost:
    """Lets the program do the run, until all is done or nothing more came for `patience` seconds."""
    async with serve(run) as address:
        process = start(address)
        try:
            await asyncio.wait_for(run.begun.wait(), _STARTS_WITHIN)
            before = cpu_seconds(process.pid)
            await run.finished(patience)
            return Cost(cpu_seconds(process.pid) - before, resident(process.pid))
        finally:
            await stop(process)


async def stop(process: "subprocess.Popen[bytes]") -> None:
    """Asks it to end, and makes it end."""
    process.terminate()
    try:
        await asyncio.to_thread(process.wait, _ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        await asyncio.to_thread(process.wait)


def cpu_seconds(pid: int) -> float:
    """What all its threads have used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def resident(pid: int) -> float:
    """What the process holds in memory, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so great a share of them does not exceed; not a number where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
