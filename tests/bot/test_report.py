"""`small-wins status`: what it says of a running bot, a stopped one and none, and what it leaves alone."""

import io
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from bot.report import report
from companion.people import Win
from storage import inbox, people, survey, wins
from storage.inbox import Arrived
from storage.store import Store
from tests.databases import KEY
from tests.storage.rows import ALICE, NOW, TODAY

SECRET = "washed the sesame bowl"


def told(path: Path, *, code: int = 0, as_json: bool = False) -> str:
    screen = io.StringIO()
    assert report(path, NOW + 60, screen, as_json=as_json) == code
    return screen.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def opened(folder: Path) -> Store:
    """A bot's database, with Alice, her win and an update that waits."""
    store = await Store.open(folder / "small-wins.db", KEY)
    await store.run(lambda connection: people.join(connection, ALICE, "abc", NOW))
    await store.run(lambda connection: wins.keep(connection, ALICE, Win(1, SECRET, NOW, TODAY)))
    await store.run(lambda connection: inbox.put(connection, [Arrived(1, ALICE, SECRET.encode())], NOW))
    return store


# Beside a running bot: its process, its counts as they are at this moment, the files; nobody's words or number.
async def test_running(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    text = told(store.path)
    assert f"Process {os.getpid()} runs the bot with {store.path}." in text
    assert "People: 1. Reached: 1." in text
    assert "Updates waiting: 1, the oldest for 60 s." in text
    assert "keys: 0.0 MB" in text
    assert SECRET not in text
    assert str(ALICE) not in text
    await store.close()
    assert "No bot is seen to run with" in told(store.path)


# For programs: the same as JSON.
async def test_json(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    seen = orjson.loads(told(store.path, as_json=True))
    await store.close()
    assert seen["figures"]["queues"]["updates"] == {"waiting": 1, "oldest": 60}
    assert (seen["process"], seen["at"], seen["version"]) == (os.getpid(), NOW + 60, seen["newest"])
    assert seen["database_bytes"] + seen["log_bytes"] > 100_000
    assert seen["keys_bytes"] > 0
    assert seen["free_bytes"] > 0


# It neither waits for a bot that is in the middle of writing nor takes its lock, and leaves no file behind.
async def test_in_the_middle_of_a_turn(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM inbox")
        assert "Updates waiting: 1" in told(store.path)
    await store.close()
    before = names(tmp_path)
    told(store.path)
    assert names(tmp_path) == before


# With an empty log, as a nightly cleaning leaves it, the running bot's newest turns are still seen.
async def test_after_cleaning(tmp_path: Path) -> None:
    store = await opened(tmp_path)
    assert await store.vacuum()
    with survey.reading(store.path) as connection:
        await store.run(lambda writing: inbox.put(writing, [Arrived(2, ALICE, b"{}")], NOW))
        assert connection.execute("SELECT count(*) FROM inbox").fetchone()[0] == 2
    await store.close()


# Of a database of another version the files are told; without its keys that is said.
async def test_another_version(tmp_path: Path) -> None:
    path = (await closed(tmp_path)).path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    (tmp_path / "small-wins.keys.db").unlink()
    text = told(path)
    assert "Its version is 99" in text
    assert "keys: no file" in text
    assert "People" not in text


async def closed(folder: Path) -> Store:
    store = await opened(folder)
    await store.close()
    return store


# What is not there or no database is told in a sentence.
def test_no_database(tmp_path: Path) -> None:
    assert "There is no" in told(tmp_path / "none.db", code=2)
    (tmp_path / "note.txt").write_text("not a database, but long enough to be one" * 100)
    assert "can't be read" in told(tmp_path / "note.txt", code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


# Who holds the lock is read off the system's list: locks of other files and kinds are not taken for it.
@pytest.mark.parametrize(
    ("line", "process"),
    [
        ("1: FLOCK  ADVISORY  WRITE 4711 fe:00:{inode} 0 EOF", 4711),
        ("1: -> FLOCK  ADVISORY  WRITE 4711 fe:00:{inode} 0 EOF", None),
        ("1: POSIX  ADVISORY  WRITE 4711 fe:00:{inode} 0 EOF", None),
        ("1: FLOCK  ADVISORY  WRITE 4711 fe:00:1{inode} 0 EOF", None),
        ("", None),
    ],
)
def test_who_holds_the_lock(tmp_path: Path, line: str, process: int | None) -> None:
    lock, locks = tmp_path / "lock", tmp_path / "locks"
    lock.touch()
    locks.write_text(line.format(inode=lock.stat().st_ino) + "\n")
    assert survey._holder(lock, locks) == process


# Where the system has no such list, and where nothing was ever locked.
def test_no_list_of_locks(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    assert survey._holder(tmp_path / "lock", tmp_path / "none") == 0
    assert survey._holder(tmp_path / "never", tmp_path / "none") is None
