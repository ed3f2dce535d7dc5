"""Replies: how many messages a second are answered with full work, against a bare PTB echo on its default client.

A morning's answers: each of many people says "done" to their hello. Full work: stored before it is acknowledged,
decided, a win kept, all of it durable, and the celebration sent. The echo keeps nothing.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.bare_server import TOKEN
from benchmarks.contenders.small_wins import bot
from benchmarks.population import populate

ROUNDS = 3
PEOPLE = 8000
KEPT = 11  # wins before: with the twelfth no picture comes along, which a process of its own would draw
Contender = Callable[[str, Path], "subprocess.Popen[bytes]"]


def small_wins(address: str, folder: Path) -> "subprocess.Popen[bytes]":
    """The bot itself, on a database with people who have joined."""
    database = folder / "small-wins.db"
    populate(database, PEOPLE, KEPT)
    return bot(address, database)


def ptb_echo(address: str, _: Path) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-m", "benchmarks.contenders.ptb_echo", address, TOKEN]
    # Its farewell poll fails, for the server is gone by then, and it says so at length.
    return subprocess.Popen(arguments, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program


def rate(contender: Contender, updates: int, delay: float) -> float:
    """Messages answered a second, in one run against a server of its own."""
    arguments = [sys.executable, "-m", "benchmarks.bare_server", str(updates), str(PEOPLE), str(delay)]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
        assert server.stdout
        contending = contender(server.stdout.readline().strip(), Path(folder))
        try:
            return updates / float(server.stdout.readline())
        finally:
            for process in (contending, server):
                process.terminate()
                process.wait(30)


def main() -> None:
    """Prints medians of interleaved runs, and their ratio."""
    print(f"{'replies a second':32}{'Small Wins':>12}{'PTB echo':>12}{'ratio':>9}")
    for delay, ours, theirs in ((0.0, PEOPLE, 1500), (0.05, PEOPLE, 100)):
        runs = [(rate(small_wins, ours, delay), rate(ptb_echo, theirs, delay)) for _ in range(ROUNDS)]
        mine, usual = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{f'server delay {delay * 1000:.0f} ms':32}{mine:12.0f}{usual:12.0f}{mine / usual:8.1f}×")


if __name__ == "__main__":
    main()
