"""kill -9: what was committed stays, what was not goes, and the next start finds everything in order."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.files import DatabaseInUse
from storage.store import Store
from tests.databases import KEY

# Two halves in each transaction; its number is told only after the commit.
WRITER = """
import asyncio, sys
from pathlib import Path
from storage.store import Store

async def main():
    store = await Store.open(Path(sys.argv[1]), bytes(32))
    await store.run(lambda connection: connection.execute("CREATE TABLE IF NOT EXISTS half (number INTEGER) STRICT"))
    last = "SELECT coalesce(max(number), 0) FROM half"
    number = await store.run(lambda connection: connection.execute(last).fetchone()[0])
    while True:
        number += 1
        def work(connection):
            connection.execute("INSERT INTO half VALUES (:number)", {"number": number})
            connection.execute("INSERT INTO half VALUES (:number)", {"number": number})
        await store.run(work)
        print(number, flush=True)

asyncio.run(main())
"""


@contextmanager
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def told(process: subprocess.Popen[str], count: int) -> int:
    """The number told after `count` commits."""
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _ in range(count)][-1]


# Killed in the middle of its work, again and again: nothing told as done is lost, nothing is there by half.
@pytest.mark.slow
def test_kill(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    last = 0
    for commits in (1, 7, 40):
        with writer(path) as process:
            last = told(process, commits)
        with closing(sqlite3.connect(path)) as connection:
            counts = dict(connection.execute("SELECT number, count(*) FROM half GROUP BY number"))
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert set(counts.values()) == {2}
        assert set(counts) >= set(range(1, last + 1))


# The lock is another process's while it lives, and free the moment it is killed.
@pytest.mark.slow
async def test_lock_of_another_process(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    with writer(path) as process:
        await asyncio.to_thread(told, process, 1)
        with pytest.raises(DatabaseInUse):
            await Store.open(path, KEY)
    store = await Store.open(path, KEY)
    await store.close()
