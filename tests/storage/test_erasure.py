"""Somebody is erased, and every file is searched for what was theirs, while others read and kills come between."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path

import pytest

from companion.people import Doorstep, Goal, Question, Win
from companion.rapport import Rapport
from companion.replies import Nudge, Say
from scheduler.cleaning import clean_out
from storage import forgetting, goals, inbox, outbox, outcomes, people, questions, wins
from storage.copies import back_up, keys_of, missing
from storage.inbox import Arrived
from storage.outbox import Delivered
from storage.people import Passed
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY
from tests.storage.rows import HOUR, NOW, TODAY, claimed

ALICE = 5_912_873_461  # a number whose bytes nothing else has
OTHERS = range(6_000_000_000, 6_000_000_120)
BOB = OTHERS[61]
BODIES = ("people", "goals", "wins", "notes", "questions", "outbox", "inbox", "doorsteps")
MONTHS_AGO = NOW - 3000 * HOUR


def lives(connection: Connection, person_id: int, now: int) -> Iterator[None]:
    """Everything that is kept of a person, some of it changed and taken back, little by little."""
    people.wait(connection, person_id, Doorstep("drink water"), now)
    people.join(connection, person_id, "abc", now)
    for number in range(1, 13):
        goals.keep(connection, person_id, Goal(number, f"goal {number}", "one sip" * (number % 3)))
        wins.keep(connection, person_id, Win(20 + number, f"win {number}" * number, now, TODAY))
        yield
    goals.keep(connection, person_id, Goal(3, "a goal with quite another name than it had before", "one sip"))
    goals.remove(connection, person_id, 4)
    wins.take_back(connection, person_id, 25)
    questions.ask(connection, person_id, Question("note", text="felt low"), now)
    people.remember(connection, person_id, Passed(rapport=Rapport(heavy_line="rest is fine")))
    inbox.put(connection, [Arrived(person_id % 1_000_003, person_id, b'{"text": "half"}')], now)
    inbox.done(connection, person_id % 1_000_003, now)
    outbox.put(connection, person_id, Say("One sip?", nudge=Nudge("hello", TODAY)), now)
    for row in claimed(connection, "nudge", now):
        outcomes.settle(connection, [(row, Delivered(row.id))], now)
    outbox.put(connection, person_id, Say("Sent to nobody so far"), now)


def varint(number: int) -> bytes:
    """As SQLite writes the number of a row."""
    digits = [number & 127]
    while number := number >> 7:
        digits.append(number & 127 | 128)
    return bytes(reversed(digits))


async def secrets_of(store: Store, person_id: int) -> dict[str, list[bytes]]:
    """What must be nowhere once they are erased: their number as SQLite may write it, sealed text, the wrapped key."""

    def sealed(connection: Connection) -> list[bytes]:
        owner = {"people": "id"}
        queries = [f"SELECT body FROM {table} WHERE {owner.get(table, 'person_id')} = {person_id}" for table in BODIES]
        queries += [f"SELECT {blob} FROM people WHERE id = {person_id}" for blob in ("rapport", "history")]
        found = [row[0] for query in queries for row in connection.execute(query) if row[0]]
        return [piece for body in found for piece in (body[:16], body[-16:])]

    number = await store.run(lambda connection: connection.vault._key_of(person_id))
    with closing(sqlite3.connect(keys_of(store.path))) as keys:
        key: bytes = keys.execute("SELECT wrapped FROM keys WHERE number = ?", (number,)).fetchone()[0]
    ids = [str(person_id).encode(), person_id.to_bytes(6, "big"), person_id.to_bytes(5, "big"), varint(person_id)]
    return {"id": ids, "sealed": await store.run(sealed), "key": [key, key[12:44]]}


def found(folder: Path, secrets: dict[str, list[bytes]]) -> set[tuple[str, str]]:
    """(file, what of them it holds), of every file in the folder."""
    files = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {
        (file.name, kind)
        for file, content in files.items()
        for kind, pieces in secrets.items()
        if any(piece in content for piece in pieces)
    }


def erase(connection: Connection) -> None:
    forgetting.forget(connection, ALICE, NOW)


def wins_of(connection: Connection, person_id: int) -> int:
    return len(wins.page(connection, person_id, 0, 100))


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Store]:
    store = await Store.open(path, KEY)
    try:
        yield store
    finally:
        await store.close()


def populated(connection: Connection) -> None:
    for _ in zip(*(lives(connection, person_id, MONTHS_AGO) for person_id in (ALICE, *OTHERS)), strict=True):
        """They live side by side, and so do their rows."""


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Store]:
    """Alice among others, with a backup from before and its copy of the keys."""
    async with opened(tmp_path / "data" / "small-wins.db") as store:
        await store.run(populated)
        (tmp_path / "backups").mkdir()
        await asyncio.to_thread(back_up, store.path, tmp_path / "backups" / "small-wins.db")
        yield store


# At once: the key is in no file, and so nothing can be opened, in the backup neither. By the next morning the person's
# number and what was sealed are gone from all but the backup: deleted rows alone leave some of it.
async def test_erased(full: Store, tmp_path: Path) -> None:
    secrets = {person_id: await secrets_of(full, person_id) for person_id in (ALICE, *OTHERS[::12])}
    everywhere = {("small-wins.db", "sealed"), ("small-wins.db", "id"), ("small-wins.keys.db", "key")}
    for person_id, theirs in secrets.items():
        assert found(tmp_path, theirs) >= everywhere
        await full.run(partial(forgetting.forget, person_id=person_id, now=NOW))
        assert not {file for file, kind in found(tmp_path, theirs) if kind == "key"}
    await clean_out(full, NOW)
    assert [found(tmp_path / "data", theirs) for theirs in secrets.values()] == [set()] * len(secrets)
    assert await full.run(lambda connection: wins_of(connection, BOB)) == 11


# An older backup, put back with the keys beside it, opens for everybody else, and at the start she is erased there too.
async def test_older_backup(full: Store, tmp_path: Path) -> None:
    secrets = await secrets_of(full, ALICE)
    await full.run(erase)
    await full.close()
    back = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "backups", back)
    async with opened(back / "small-wins.db") as restored:
        assert await restored.run(lambda connection: wins_of(connection, ALICE)) == 0
        assert await restored.run(lambda connection: wins_of(connection, BOB)) == 11
        assert await restored.run(lambda connection: forgetting.resume(connection, NOW)) == 1
        await clean_out(restored, NOW)
        assert found(back, secrets) == set()


# While somebody reads what was there before, as a backup does, it stays in the log, which is told; with the reader it
# goes.
async def test_a_reader(full: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "storage")
    secrets = await secrets_of(full, ALICE)
    with closing(sqlite3.connect(full.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM wins").fetchone()
        await full.run(erase)
        assert "Somebody reads the database" in caplog.text
        await clean_out(full, NOW)
        assert {kind for _, kind in found(tmp_path / "data", secrets)} == {"id", "sealed"}
    await clean_out(full, NOW + 600)
    assert found(tmp_path / "data", secrets) == set()


# A copy of the keys that can't be written now is told, and replaced as soon as it can, at the next start at the latest.
async def test_a_copy_out_of_reach(full: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secrets = await secrets_of(full, ALICE)
    (tmp_path / "backups").rename(tmp_path / "unplugged")
    await full.run(erase)
    assert "small-wins.keys.db can't be replaced" in caplog.text
    assert str(ALICE) not in caplog.text
    await full.close()
    (tmp_path / "unplugged").rename(tmp_path / "backups")
    assert ("small-wins.keys.db", "key") in found(tmp_path / "backups", secrets)
    async with opened(full.path) as again:
        await again.run(people.count)
        assert not {file for file, kind in found(tmp_path, secrets) if kind == "key"}


# A backup disk that is away leaves an empty folder: the copy on it is not taken for deleted, and not written elsewhere.
async def test_an_empty_mount_point(full: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secrets = await secrets_of(full, ALICE)
    (tmp_path / "backups").rename(tmp_path / "unmounted")
    (tmp_path / "backups").mkdir()
    await full.run(erase)
    assert "small-wins.keys.db can't be replaced" in caplog.text
    (tmp_path / "backups").rmdir()
    (tmp_path / "unmounted").rename(tmp_path / "backups")
    await full.run(partial(forgetting.forget, person_id=BOB, now=NOW))
    assert not {file for file, kind in found(tmp_path, secrets) if kind == "key"}


# One that was deleted is told at each erasure, until the next backup puts it back.
async def test_a_deleted_copy(full: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    copy = tmp_path / "backups" / "small-wins.keys.db"
    copy.unlink()
    for person_id in (ALICE, BOB):
        await full.run(partial(forgetting.forget, person_id=person_id, now=NOW))
    assert caplog.text.count("can't be replaced") == 2
    assert missing(keys_of(full.path)) == [copy]
    await asyncio.to_thread(back_up, full.path, tmp_path / "backups" / "another.db")
    assert missing(keys_of(full.path)) == []


# Whatever cleaning meets with, what was committed is committed once, and the next start cleans.
async def test_cleaning_fails(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = await secrets_of(full, ALICE)

    def locked(_: object) -> list[Path]:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("storage.copies.replace", locked)
        await full.run(erase)
    assert "database is locked" in caplog.text
    await full.close()
    assert ("small-wins.keys.db", "key") in found(tmp_path / "backups", secrets)
    async with opened(full.path) as again:
        assert await again.run(people.count) == len(OTHERS)
        assert not {file for file, kind in found(tmp_path, secrets) if kind == "key"}


# ---------------------------------------------------------------------------------------------------------------- kills

KILLED = """
import asyncio, os, signal, sys
from functools import partial
from pathlib import Path
from storage import copies, forgetting, keys, opening, vault
from storage.store import Store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def and_die(work):
    return lambda *of: die(work(*of))

async def main():
    store = await Store.open(Path(sys.argv[1]), bytes(32))
    match sys.argv[3]:
        case "as the keys are cleaned":
            keys.Keys._leave_nothing = die
        case "between key and rows":
            vault.Vault.commit = and_die(vault.Vault.commit)
        case "after the rows":
            opening.leave_no_trace = die
        case "after the copies":
            copies.replace = and_die(copies.replace)
    await store.run(partial(forgetting.forget, person_id=int(sys.argv[2]), now=int(sys.argv[4])))

asyncio.run(main())
"""


# kill -9 in the middle of it: the next start finishes what was begun, and nobody else is touched.
@pytest.mark.slow
@pytest.mark.parametrize(
    "moment", ["as the keys are cleaned", "between key and rows", "after the rows", "after the copies"]
)
async def test_killed(full: Store, tmp_path: Path, moment: str) -> None:
    secrets = await secrets_of(full, ALICE)
    await full.close()
    command = [sys.executable, "-c", KILLED, str(full.path), str(ALICE), moment, str(NOW)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)  # noqa: ASYNC221 - nothing else runs
    assert ended.returncode == -signal.SIGKILL
    async with opened(full.path) as again:
        await again.run(lambda connection: forgetting.resume(connection, NOW))
        await clean_out(again, NOW)
        assert not {file for file, kind in found(tmp_path, secrets) if kind == "key"}
        assert found(tmp_path / "data", secrets) == set()
        assert await again.run(lambda connection: wins_of(connection, BOB)) == 11
        assert await again.run(people.count) == len(OTHERS)
