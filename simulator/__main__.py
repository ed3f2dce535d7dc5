"""`python -m simulator`: serves until SIGTERM or SIGINT."""

import argparse
import asyncio
import json
import os
import signal
import sqlite3
import sys
from pathlib import Path

from simulator.server import serve


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="A Telegram of your own.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token", help="the bot's token; without it one is made and kept with the state")
    parser.add_argument("--state", type=Path, help="file that keeps everything over a restart")
    parser.add_argument("--no-page", action="store_true", help="leave the chat page out")
    parser.add_argument("--no-transcript", action="store_true", help="keep no transcript, for benchmarks")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end with the program that started it")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    if arguments.until_stdin_closes:
        loop.add_reader(sys.stdin, _stop_at_end, stopped)
    async with serve(
        port=arguments.port,
        token=arguments.token,
        state=arguments.state,
        page=not arguments.no_page,
        transcript=not arguments.no_transcript,
    ) as running:
        sys.stdout.write(json.dumps({"url": running.url, "token": running.token}) + "\n")
        sys.stdout.flush()
        await stopped.wait()


def _stop_at_end(stopped: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        asyncio.get_running_loop().remove_reader(sys.stdin)
        stopped.set()


def main() -> None:
    """Runs the simulator; exits with one sentence where it cannot start."""
    try:
        asyncio.run(_run(_arguments()))
    except (OSError, sqlite3.OperationalError) as error:
        sys.exit(f"The simulator cannot start: {error}")


if __name__ == "__main__":
    main()
