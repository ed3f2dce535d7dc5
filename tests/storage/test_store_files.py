"""The database as files: opening, refusing, migrating, backing up."""

import asyncio
import random
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from storage import migrations
from storage.copies import back_up
from storage.files import DamagedDatabase, DatabaseInUse, NewerDatabase, examine, transaction
from storage.keys import Keys
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir() if not path.name.endswith(".lock")}


def permissions(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def say(connection: Connection, word: str) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS word (said TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO word VALUES (:word)", {"word": word})


# ------------------------------------------------------------------------------------------------------------- opening


# The settings that the promises of durability and erasure rest on are those of the connection that works.
@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("temp_store", 2)],
)
async def test_settings(store: Store, setting: str, value: object) -> None:
    assert await store.run(lambda connection: connection.execute(f"PRAGMA {setting}").fetchone()[0]) == value


# Nobody else on the machine can read the database, its log, its lock, or a backup.
async def test_files_are_private(store: Store, tmp_path: Path) -> None:
    await asyncio.to_thread(back_up, store.path, tmp_path / "copy.db")
    await store.run(lambda connection: say(connection, "hello"))
    modes = permissions(tmp_path)
    names = ("small-wins.db", "small-wins.db-wal", "small-wins.db-shm", "small-wins.db.lock", "small-wins.keys.db")
    assert modes == dict.fromkeys((*names, "copy.db"), 0o600)


# A directory that is not there is made, for us alone.
async def test_makes_its_directory(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "data" / "small-wins.db", KEY)
    await store.close()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


# One process per bot: a second opening is refused while the first lasts, and is free after it.
async def test_in_use(store: Store) -> None:
    with pytest.raises(DatabaseInUse) as refusal:
        await Store.open(store.path, KEY)
    assert refusal.value.path == store.path
    await store.close()
    again = await Store.open(store.path, KEY)
    await again.close()


# A database of a later version is refused, and not one byte of it or beside it changes.
async def test_newer(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA user_version={migrations.newest() + 1}")
    before = contents(tmp_path)
    with pytest.raises(NewerDatabase) as refusal:
        await Store.open(path, KEY)
    assert refusal.value.path == path
    assert contents(tmp_path) == before


def text_file(_sound: bytes) -> bytes:
    return b"Dear diary, this is no database at all."


def truncated(sound: bytes) -> bytes:
    return sound[: len(sound) // 2]


def overwritten(sound: bytes) -> bytes:
    return sound[:8192] + b"\xa5" * 4096 + sound[12288:]


# Damage is told at the start and left as it is, for whoever can repair it.
@pytest.mark.parametrize("damage", [text_file, truncated, overwritten])
async def test_damaged(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "small-wins.db"
    store = await Store.open(path, KEY)
    await store.close()
    path.write_bytes(damage(path.read_bytes()))
    before = contents(tmp_path)
    with pytest.raises(DamagedDatabase) as refusal:
        await Store.open(path, KEY)
    assert refusal.value.path == path
    assert contents(tmp_path) == before


# The power fails while keys are written: what is half on the disk is undone by the journal beside it, and is no damage.
def test_half_written(tmp_path: Path) -> None:
    path, torn = tmp_path / "small-wins.keys.db", tmp_path / "torn.keys.db"
    Keys.open(path, KEY).close()
    rows = [(random.Random(number).getrandbits(62), bytes(60)) for number in range(300)]  # noqa: S311 - no secrets
    insert = "INSERT INTO keys VALUES (?, ?)"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")  # pages are written before the end of the transaction
        with transaction(connection):
            connection.executemany(insert, rows[:200])
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows[200:])
        for end in ("", "-journal"):
            torn.with_name(torn.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    alone = tmp_path / "alone.db"
    alone.write_bytes(torn.read_bytes())
    with pytest.raises(DamagedDatabase):
        examine(alone)
    examine(torn)
    with closing(Keys.open(torn, KEY)) as keys:
        assert len(keys.numbers()[0]) == 201


# A refused opening lets go of the lock and of its thread.
async def test_refusal_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    path.write_bytes(b"no database")
    threads = threading.active_count()
    for _ in range(20):
        with pytest.raises(DamagedDatabase):
            await Store.open(path, KEY)
    path.unlink()
    store = await Store.open(path, KEY)
    await store.close()
    assert threading.active_count() <= threads + 10  # asyncio's own pool for blocking calls


# ---------------------------------------------------------------------------------------------------------- migrations


# The files are numbered 1, 2, 3 … without a gap, which is what the version in the database counts.
def test_migrations_are_numbered() -> None:
    names = [path.name for path in migrations._scripts()]
    assert [int(name[:4]) for name in names] == list(range(1, migrations.newest() + 1))


# Every table is STRICT: SQLite checks the types that PostgreSQL would.
async def test_tables_are_strict(store: Store) -> None:
    rows = await store.run(lambda connection: connection.execute("PRAGMA table_list").fetchall())
    loose = {row[1] for row in rows if row[2] == "table" and not row[5] and not row[1].startswith("sqlite_")}
    assert loose == set()


# A migration that fails half-way leaves the database at the version before, whole.
async def test_failed_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealing = next(path for path in migrations._scripts() if "sealing" in path.name)  # every database has it
    good, bad = tmp_path / "0001_good.sql", tmp_path / "0002_bad.sql"
    good.write_text("-- A remark; with a semicolon\nCREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO a VALUES (1);\n")
    bad.write_text("CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    path = tmp_path / "data" / "small-wins.db"
    monkeypatch.setattr(migrations, "_scripts", lambda: [sealing, good])
    await (await Store.open(path, KEY)).close()
    monkeypatch.setattr(migrations, "_scripts", lambda: [sealing, good, bad])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await Store.open(path, KEY)
    assert read(path, "PRAGMA user_version") == [(2,)]
    assert read(path, "SELECT name FROM sqlite_schema ORDER BY name") == [("a",), ("sealing",)]
    bad.write_text("CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO b VALUES (2);\n")
    await (await Store.open(path, KEY)).close()
    assert read(path, "SELECT a.x, b.x FROM a, b") == [(1, 2)]


# That an older database was brought to a newer version is told; a new one is no news.
async def test_migration_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    scripts = migrations._scripts()
    monkeypatch.setattr(migrations, "_scripts", lambda: scripts[:-1])
    await (await Store.open(tmp_path / "small-wins.db", KEY)).close()
    assert caplog.records == []
    monkeypatch.setattr(migrations, "_scripts", lambda: scripts)
    await (await Store.open(tmp_path / "small-wins.db", KEY)).close()
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"The database of version {len(scripts) - 1} is now of version {len(scripts)}"]


# A trigger is one statement, semicolons and all; a last statement may lack its own.
def test_statements() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;\n"
    assert list(migrations._statements(f"{trigger}\n-- done\nSELECT 1")) == [trigger, "\n-- done\nSELECT 1"]


# ------------------------------------------------------------------------------------------------------------- backups


# A backup made while others write is one moment of the database: for each transaction all or nothing.
async def test_backup_under_writes(store: Store, tmp_path: Path) -> None:
    def work(connection: Connection, number: int) -> None:
        say(connection, f"{number} a " + "x" * 5000)
        say(connection, f"{number} b " + "x" * 5000)

    async def write() -> None:
        for number in range(1, 100):
            await store.run(partial(work, number=number))

    await store.run(partial(work, number=0))
    writing = asyncio.create_task(write())
    for number in range(3):
        await asyncio.to_thread(back_up, store.path, tmp_path / f"{number}.db")
    await writing
    await asyncio.to_thread(back_up, store.path, tmp_path / "last.db")
    for name in ("0", "1", "2", "last"):
        assert read(tmp_path / f"{name}.db", "PRAGMA integrity_check") == [("ok",)]
        rows = read(tmp_path / f"{name}.db", "SELECT substr(said, 1, instr(said, ' ')) FROM word")
        assert len(rows) == 2 * len(set(rows))
    assert len(rows) == 200


# The copy is a database that opens, and replaces an older copy; nothing else is left beside it.
async def test_backup_opens(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "small-wins.db"
    target.parent.mkdir()
    await asyncio.to_thread(back_up, store.path, target)
    await store.run(lambda connection: say(connection, "hello"))
    back_up(store.path, target)  # as another process does, the bot running
    assert sorted(path.name for path in target.parent.iterdir()) == ["small-wins.db", "small-wins.keys.db"]
    copy = await Store.open(target, KEY)
    assert await copy.run(lambda connection: connection.execute("SELECT said FROM word").fetchall()) == [("hello",)]
    await copy.close()
