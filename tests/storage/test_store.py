"""Transactions: whole or not at all, whatever is cancelled, fails or fills the disk."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import aiosqlite
import pytest
import pytest_asyncio

from storage.store import NotExactlyOne, Store, one
from storage.transaction import each, savepoint
from storage.vault import Connection
from tests.databases import KEY


@pytest_asyncio.fixture
async def words(store: Store) -> AsyncIterator[Store]:
    """A store with a table of our own to play with."""
    await store.run(lambda connection: connection.execute("CREATE TABLE word (said TEXT NOT NULL UNIQUE) STRICT"))
    yield store


def say(connection: Connection, word: str) -> None:
    connection.execute("INSERT INTO word VALUES (:word)", {"word": word})


async def said(store: Store) -> list[str]:
    return await store.run(lambda connection: [word for (word,) in connection.execute("SELECT said FROM word")])


# -------------------------------------------------------------------------------------------------------- transactions


# An error inside leaves nothing of the transaction, reaches the caller, and the store goes on.
async def test_error_rolls_back(words: Store) -> None:
    def work(connection: Connection) -> None:
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

    def work(connection: Connection) -> None:
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

    def work(connection: Connection) -> None:
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
    def work(connection: Connection, number: int) -> None:
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


# A loop that ends cancels every task, the one that commits among them: whoever waits for it is let go, not kept.
async def test_cancelled_while_committing(words: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        begun.set()
        go_on.wait(5)
        say(connection, "whole")

    waiting = asyncio.create_task(words.run(slow))
    await asyncio.to_thread(begun.wait)
    behind = asyncio.create_task(words.run(partial(say, word="never begun")))
    await asyncio.sleep(0)
    assert words._committing is not None
    words._committing.cancel()
    go_on.set()
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(waiting, behind, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError] * 2
    assert await said(words) == ["whole"]


# So is whoever asks in the very moment in which the loop ends, when the one that commits has not even begun.
async def test_cancelled_before_committing(words: Store) -> None:
    asked = asyncio.create_task(words.run(partial(say, word="never begun")))
    await asyncio.sleep(0)
    assert words._committing is not None
    words._committing.cancel()
    asked.cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(asked, return_exceptions=True)
    assert asked.cancelled()
    assert await said(words) == []


# Whoever is cancelled twice, as by an impatient Ctrl-C, still waits for the end, and costs the others nothing.
async def test_cancelled_twice(words: Store) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        begun.set()
        go_on.wait(10)
        say(connection, "one")

    twice, other = (asyncio.create_task(words.run(work)) for work in (slow, partial(say, word="two")))
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(2):
        twice.cancel()
        await asyncio.sleep(0)
    assert not twice.done()
    go_on.set()
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(twice, other, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError, type(None)]
    assert await said(words) == ["one", "two"]


# Closing that is cancelled waits for what was begun all the same, and ends the thread: it would outlive the program.
async def test_closing_is_cancelled(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_connection: Connection) -> None:
        begun.set()
        go_on.wait(10)

    running = asyncio.create_task(store.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    closing = asyncio.create_task(store.close())
    for _ in range(2):
        await asyncio.sleep(0)
        closing.cancel()
    go_on.set()
    async with asyncio.timeout(5):
        outcomes = await asyncio.gather(running, closing, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), asyncio.CancelledError]
    store._connection._thread.join(5)
    assert not store._connection._thread.is_alive()


# A turn of a batch steps aside alone; the others of the batch are committed.
async def test_savepoint(words: Store) -> None:
    def batch(connection: Connection) -> list[str]:
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


# Of many things one fails half way: nothing of it is left, the others are done once, and it is told which one failed.
async def test_each(words: Store) -> None:
    failed: list[str] = []

    def batch(connection: Connection) -> list[int]:
        def work(word: str) -> int:
            say(connection, f"before {word}")
            if word == "bad":
                raise ZeroDivisionError
            say(connection, word)
            return len(word)

        def aside(word: str, error: Exception) -> int:
            failed.append(f"{word}: {type(error).__name__}")
            return -1

        return each(connection, ["one", "bad", "three"], work, aside)

    assert await words.run(batch) == [3, -1, 5]
    assert failed == ["bad: ZeroDivisionError"]
    assert await said(words) == ["before one", "one", "before three", "three"]


# What is asked for while a transaction runs shares the next one: the disk is waited for twice, not 21 times.
async def test_asked_together_committed_together(words: Store) -> None:
    commits: list[str] = []

    def trace(connection: Connection) -> None:
        connection.set_trace_callback(lambda statement: commits.append(statement) if statement == "COMMIT" else None)

    await words.run(trace)
    commits.clear()
    await asyncio.gather(*(words.run(partial(say, word=str(number))) for number in range(21)))
    assert sorted(await said(words)) == sorted(map(str, range(21)))
    assert len(commits) <= 3


# One that fails among those that share a transaction fails alone.
async def test_asked_together_fails_alone(words: Store) -> None:
    def fail(connection: Connection) -> None:
        say(connection, "never said")
        raise ValueError

    first = asyncio.create_task(words.run(partial(say, word="first")))
    outcomes = await asyncio.gather(
        words.run(partial(say, word="a")), words.run(fail), words.run(partial(say, word="b")), return_exceptions=True
    )
    await first
    assert [type(outcome) for outcome in outcomes] == [type(None), ValueError, type(None)]
    assert sorted(await said(words)) == ["a", "b", "first"]


# Where the engine gives up on a shared transaction, each is tried alone: the fault of one is not that of all.
async def test_asked_together_full_disk(words: Store) -> None:
    def fill(connection: Connection) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 2}")
        say(connection, "x" * 100_000)

    first = asyncio.create_task(words.run(partial(say, word="first")))
    outcomes = await asyncio.gather(
        words.run(partial(say, word="a")), words.run(fill), words.run(partial(say, word="b")), return_exceptions=True
    )
    await first
    assert [type(outcome) for outcome in outcomes] == [type(None), sqlite3.OperationalError, type(None)]
    assert sorted(await said(words)) == ["a", "b", "first"]


# When the engine gives up (here: no page left), the batch ends as a whole: no turn is to blame, none half-committed.
async def test_full_disk(words: Store) -> None:
    def batch(connection: Connection) -> None:
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
    def batch(connection: Connection) -> None:
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
    def work(connection: Connection) -> None:
        for number in range(count):
            say(connection, str(number))
        one(connection.execute("UPDATE word SET said = said || '!'"))

    with pytest.raises(NotExactlyOne) as refusal:
        await words.run(work)
    assert refusal.value.count == count
    assert await said(words) == []


# aiosqlite logs what it runs at DEBUG: nothing that a person wrote may be in it.
async def test_words_are_not_logged(words: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="aiosqlite"):
        await words.run(partial(say, word="secret"))
        assert await said(words) == ["secret"]
    assert caplog.records
    assert "secret" not in caplog.text


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
