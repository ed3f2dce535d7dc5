import asyncio
import logging
import sqlite3
import stat
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import aiosqlite
import pytest
import pytest_asyncio

from storage import migrations
from storage.store import DamagedDatabase, DatabaseInUse, NewerDatabase, NotExactlyOne, Store, back_up, one, savepoint


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir() if not path.name.endswith(".lock")}


def permissions(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest_asyncio.fixture
async def words(store: Store) -> AsyncIterator[Store]:
    """A store with a table of our own to play with."""
    await store.run(lambda connection: connection.execute("CREATE TABLE word (said TEXT NOT NULL UNIQUE) STRICT"))
    yield store


def say(connection: sqlite3.Connection, word: str) -> None:
    connection.execute("INSERT INTO word VALUES (:word)", {"word": word})


async def said(store: Store) -> list[str]:
    return await store.run(lambda connection: [word for (word,) in connection.execute("SELECT said FROM word")])


# ------------------------------------------------------------------------------------------------------------- opening


# The settings that the promises of durability and erasure rest on are those of the connection that works.
@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
async def test_settings(store: Store, setting: str, value: object) -> None:
    assert await store.run(lambda connection: connection.execute(f"PRAGMA {setting}").fetchone()[0]) == value


# Nobody else on the machine can read the database, its log, its lock, or a backup.
async def test_files_are_private(words: Store, tmp_path: Path) -> None:
    await words.backup(tmp_path / "copy.db")
    await words.run(lambda connection: say(connection, "hello"))
    modes = permissions(tmp_path)
    names = {"small-wins.db", "small-wins.db-wal", "small-wins.db-shm", "small-wins.db.lock", "copy.db"}
    assert modes == dict.fromkeys(names, 0o600)


# A directory that is not there is made, for us alone.
async def test_makes_its_directory(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "data" / "small-wins.db")
    await store.close()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


# One process per bot: a second opening is refused while the first lasts, and is free after it.
async def test_in_use(store: Store) -> None:
    with pytest.raises(DatabaseInUse) as refusal:
        await Store.open(store.path)
    assert refusal.value.path == store.path
    await store.close()
    again = await Store.open(store.path)
    await again.close()


# A database of a later version is refused, and not one byte of it or beside it changes.
async def test_newer(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA user_version={migrations.newest() + 1}")
    before = contents(tmp_path)
    with pytest.raises(NewerDatabase) as refusal:
        await Store.open(path)
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
async def test_damaged(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "small-wins.db"
    store = await Store.open(path)
    await store.close()
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    before = contents(tmp_path)
    with pytest.raises(DamagedDatabase) as refusal:
        await Store.open(path)
    assert refusal.value.path == path
    assert contents(tmp_path) == before


# A refused opening lets go of the lock and of its thread.
async def test_refusal_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    path.write_bytes(b"no database")
    threads = threading.active_count()
    for _ in range(20):
        with pytest.raises(DamagedDatabase):
            await Store.open(path)
    path.unlink()
    store = await Store.open(path)
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
    good, bad = tmp_path / "0001_good.sql", tmp_path / "0002_bad.sql"
    good.write_text("-- A remark; with a semicolon\nCREATE TABLE a (x INTEGER) STRICT;\nINSERT INTO a VALUES (1);\n")
    bad.write_text("CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    path = tmp_path / "data" / "small-wins.db"
    monkeypatch.setattr(migrations, "_scripts", lambda: [good])
    await (await Store.open(path)).close()
    monkeypatch.setattr(migrations, "_scripts", lambda: [good, bad])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        await Store.open(path)
    assert read(path, "PRAGMA user_version") == [(1,)]
    assert read(path, "SELECT name FROM sqlite_schema") == [("a",)]
    bad.write_text("CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO b VALUES (2);\n")
    await (await Store.open(path)).close()
    assert read(path, "SELECT a.x, b.x FROM a, b") == [(1, 2)]


# A trigger is one statement, semicolons and all; a last statement may lack its own.
def test_statements() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;\n"
    assert list(migrations._statements(f"{trigger}\n-- done\nSELECT 1")) == [trigger, "\n-- done\nSELECT 1"]


# -------------------------------------------------------------------------------------------------------- transactions


# An error inside leaves nothing of the transaction, reaches the caller, and the store goes on.
async def test_error_rolls_back(words: Store) -> None:
    def work(connection: sqlite3.Connection) -> None:
        say(connection, "lost")
        raise LookupError("a bug")

    with pytest.raises(LookupError, match="a bug"):
        await words.run(work)
    await words.run(lambda connection: say(connection, "kept"))
    assert await said(words) == ["kept"]


# A future refuses StopIteration: without care whoever waits for it would wait for ever.
async def test_stop_iteration(words: Store) -> None:
    empty: Iterator[None] = iter(())
    with pytest.raises(RuntimeError, match="StopIteration"):
        await words.run(lambda _connection: next(empty))
    assert await said(words) == []


# Cancelled in the middle, the transaction still ends whole, and the caller hears of it only then.
async def test_cancelled_while_working(words: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(connection: sqlite3.Connection) -> None:
        say(connection, "one")
        begun.set()
        go_on.wait(10)
        say(connection, "two")

    task = asyncio.create_task(words.run(work))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await said(words) == ["one", "two"]


# An error in a transaction whose caller was cancelled rolls it back, and is not reported as forgotten.
async def test_cancelled_and_failed(words: Store, caplog: pytest.LogCaptureFixture) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(connection: sqlite3.Connection) -> None:
        say(connection, "one")
        begun.set()
        go_on.wait(10)
        raise LookupError("a bug")

    task = asyncio.create_task(words.run(work))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await said(words) == []
    assert caplog.records == []


# Many at once, some of them cancelled: each is there whole or not at all, and the store still works.
async def test_cancellation_storm(words: Store) -> None:
    def work(connection: sqlite3.Connection, number: int) -> None:
        say(connection, f"{number} a")
        say(connection, f"{number} b")

    tasks = [asyncio.create_task(words.run(partial(work, number=number))) for number in range(200)]
    for turn, task in enumerate(tasks):
        if turn % 3 == 0:
            task.cancel()
        if turn % 7 == 0:
            await asyncio.sleep(0)
    await asyncio.gather(*tasks, return_exceptions=True)
    halves = [word.split()[0] for word in await said(words)]
    assert {halves.count(number) for number in halves} == {2}
    assert len(set(halves)) >= 200 - 67


# A turn of a batch steps aside alone; the others of the batch are committed.
async def test_savepoint(words: Store) -> None:
    def batch(connection: sqlite3.Connection) -> list[str]:
        failed: list[str] = []
        for word in ("one", "two", "two", "three"):
            try:
                with savepoint(connection):
                    say(connection, f"before {word}" if word != "two" else f"before {len(failed)}")
                    say(connection, word)
            except sqlite3.IntegrityError:
                failed.append(word)
        return failed

    assert await words.run(batch) == ["two"]
    assert await said(words) == ["before one", "one", "before 0", "two", "before three", "three"]


# When the engine gives up (here: no page left), the batch ends as a whole: no turn is to blame, none half-committed.
async def test_full_disk(words: Store) -> None:
    def batch(connection: sqlite3.Connection) -> None:
        for number in range(100):
            try:
                with savepoint(connection):
                    say(connection, f"{number}" * 1000)
            except Exception:  # noqa: BLE001 - as a batch does
                pytest.fail("a full disk is no fault of a turn")

    await words.run(lambda connection: connection.execute("PRAGMA max_page_count=20"))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        await words.run(batch)
    assert await said(words) == []
    await words.run(lambda connection: connection.execute("PRAGMA max_page_count=10000"))
    await words.run(batch)
    assert len(await said(words)) == 100


# SQLite may roll back on its own; what follows in the batch must not commit statement by statement.
async def test_rolled_back_underneath(words: Store) -> None:
    def batch(connection: sqlite3.Connection) -> None:
        for word in ("one", "two", "three"):
            try:
                with savepoint(connection):
                    say(connection, word)
                    if word == "two":
                        connection.execute("ROLLBACK")
                        say(connection, "one")
                        say(connection, "one")
            except Exception:  # noqa: BLE001 - as a batch does
                say(connection, "went on")

    with pytest.raises(sqlite3.IntegrityError):
        await words.run(batch)
    assert "went on" not in await said(words)
    assert "three" not in await said(words)


# Exactly one row, or the transaction is refused.
@pytest.mark.parametrize("count", [0, 2])
async def test_one(words: Store, count: int) -> None:
    def work(connection: sqlite3.Connection) -> None:
        for number in range(count):
            say(connection, str(number))
        one(connection.execute("UPDATE word SET said = said || '!'"))

    with pytest.raises(NotExactlyOne) as refusal:
        await words.run(work)
    assert refusal.value.count == count
    assert await said(words) == []


# aiosqlite logs what it runs at DEBUG: nothing that a person wrote may be in it.
async def test_words_are_not_logged(words: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await words.run(partial(say, word="secret"))
        assert await said(words) == ["secret"]
    assert caplog.records
    assert "secret" not in caplog.text


# ------------------------------------------------------------------------------------------------------------- backups


# A backup made while others write is one moment of the database: for each transaction all or nothing.
async def test_backup_under_writes(words: Store, tmp_path: Path) -> None:
    def work(connection: sqlite3.Connection, number: int) -> None:
        say(connection, f"{number} a " + "x" * 5000)
        say(connection, f"{number} b " + "x" * 5000)

    async def write() -> None:
        for number in range(100):
            await words.run(partial(work, number=number))

    writing = asyncio.create_task(write())
    for number in range(3):
        await words.backup(tmp_path / f"{number}.db")
    await writing
    await words.backup(tmp_path / "last.db")
    for name in ("0", "1", "2", "last"):
        assert read(tmp_path / f"{name}.db", "PRAGMA integrity_check") == [("ok",)]
        rows = read(tmp_path / f"{name}.db", "SELECT substr(said, 1, instr(said, ' ')) FROM word")
        assert len(rows) == 2 * len(set(rows))
    assert len(rows) == 200


# The copy is a database that opens, and replaces an older copy; nothing else is left beside it.
async def test_backup_opens(words: Store, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    await words.backup(target)
    await words.run(lambda connection: say(connection, "hello"))
    back_up(words.path, target)  # as another process does, the bot running
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    copy = await Store.open(target)
    assert await said(copy) == ["hello"]
    await copy.close()


# ----------------------------------------------------------------------------------------------------------- aiosqlite


# `Store.run` stands on a private call of aiosqlite. Whoever raises its version looks here first.
def test_aiosqlite_version() -> None:
    assert aiosqlite.__version__ == "0.22.1"


# What we rely on: one call of `_execute` is one call in the connection's own thread, in order, errors passed on.
async def test_aiosqlite_execute() -> None:
    async with aiosqlite.connect(":memory:") as connection:
        execute: Callable[..., Awaitable[int]] = connection._execute
        order: list[int] = []
        await asyncio.gather(*(execute(order.append, number) for number in range(50)))
        assert order == list(range(50))
        assert await execute(threading.get_ident) == connection._thread.ident != threading.get_ident()
        assert isinstance(connection._conn, sqlite3.Connection)
        with pytest.raises(ZeroDivisionError):
            await execute(lambda: 1 // 0)
    with pytest.raises(ValueError, match="closed"):
        await execute(threading.get_ident)
