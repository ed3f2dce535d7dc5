"""The program as a process of its own, as whoever runs it starts it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from simulator.server import Running
from tests.databases import KEY

ROOT = Path(__file__).parents[1]


@asynccontextmanager
async def program(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    """`small-wins` with these arguments and settings and nothing else; killed at the end where it still runs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment: Mapping[str, str] = kept | {"PYTHONPATH": str(ROOT), "CI": "1", "SMALL_WINS_KEY": KEY.hex()} | settings
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def real(telegram: Running) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
