"""The database: opened, migrated, and handed to work one transaction at a time. Nothing else knows the engine.

`Store.run` is the one seam. What runs in it are plain functions on a `Connection`, in aiosqlite's thread.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite

from storage import opening
from storage.files import examine, lock
from storage.vault import Connection

SWEPT_AT_ONCE = 1000  # rows of a table: a longer sweep would hold up the turns behind it
_ENGINE_FAILED = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CANTOPEN,
    }
)

T = TypeVar("T")


class NotExactlyOne(Exception):  # noqa: N818 - said by `one`
    """A statement that must touch one row touched `count`."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows")
        self.count = count


class _TransactionLost(BaseException):
    """The whole transaction is lost, not the turn at hand.

    Not an Exception: a batch that lets a bad turn step aside would go on, each statement committing by itself.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__()
        self.cause = cause


class Store:
    """An open database. Made by `open`; `close` ends its thread, which would otherwise keep the process alive."""

    def __init__(self, path: Path, connection: "_Connection", resources: AsyncExitStack) -> None:
        self.path = path
        self._connection = connection
        self._resources = resources
        self._asked: list[_Asked] = []
        self._committing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path, master: bytes) -> "Store":
        """Opens the database at `path`, making and migrating it as needed, for this process alone.

        `master` is the key of KEY_BYTES by which its keys are wrapped. Raises NewerDatabase, DamagedDatabase,
        DatabaseInUse, WrongKey or MissingKeys; the files are then as they were.
        """
        async with AsyncExitStack() as resources:
            resources.callback(os.close, lock(path))
            await asyncio.to_thread(examine, path)
            connection = _Connection(lambda: opening.connect(path), iter_chunk_size=64)
            await resources.enter_async_context(connection)
            await connection.hop(partial(opening.prepare, path=path, master=master))
            return cls(path, connection, resources.pop_all())

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after a durable transaction; an error in it leaves nothing of it behind.

        Whatever is asked for while a transaction runs shares the next one, so that the disk is waited for once: this
        is where most of the time goes. A caller that is cancelled is let go only when its transaction has ended.
        """
        asked = _Asked(work, asyncio.get_running_loop().create_future())
        self._asked.append(asked)
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit())
        try:
            result: T = await asyncio.shield(asked.result)
        except asyncio.CancelledError:
            await asyncio.gather(asked.result, return_exceptions=True)  # its error too, which nobody else will take
            raise
        return result

    async def _commit(self) -> None:
        """One transaction after another until nothing is asked for."""
        while self._asked:
            group, self._asked = self._asked, []
            try:
                outcomes = await self._connection.hop(
                    partial(_transact_together, works=[asked.work for asked in group])
                )
            except asyncio.CancelledError:  # the loop itself is ending: nobody may be left waiting for ever
                group, self._asked = group + self._asked, []
                for asked in group:
                    asked.result.cancel()
                raise
            except Exception as error:  # noqa: BLE001 - it belongs to those who wait for it
                outcomes = [error] * len(group)
            for asked, outcome in zip(group, outcomes, strict=True):
                if isinstance(outcome, Exception):
                    asked.result.set_exception(outcome)
                else:
                    asked.result.set_result(outcome.value)

    async def vacuum(self) -> bool:
        """Writes the database anew, so that nothing of what was deleted is left in it; turns wait meanwhile.

        False where somebody still reads what was there before: then the next time cleans it out.
        """
        return await self._connection.hop(opening.vacuum)

    async def close(self) -> None:
        """Waits for what was begun, then closes. Closing again does nothing."""
        if self._committing is not None:
            await self._committing
        await self._resources.aclose()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Work that waits for its transaction, and who waits for it."""

    work: Callable[[Connection], Any]
    result: asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Done:
    """What work returned that is committed."""

    value: Any


class _Connection(aiosqlite.Connection):
    async def hop(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in the connection's thread: once there, nothing interrupts it."""
        connection = cast("Connection", self._conn)

        def call() -> T:  # a closure, because aiosqlite logs what it runs: the arguments of a partial hold words
            return work(connection)

        task: asyncio.Task[T] = asyncio.ensure_future(
            self._execute(call)  # type: ignore[no-untyped-call]  # private: there is no public call for this
        )
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.gather(task, return_exceptions=True)  # its error too, which nobody else will take
            raise


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Inside a transaction: an error within undoes what was done within, and no more, and is raised on.

    Not so where the engine itself fails (disk full, I/O): then the transaction ends, whoever catches Exception.
    """
    connection.execute("SAVEPOINT turn")
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # absent where the sqlite3 module itself complains
        if code in _ENGINE_FAILED or not connection.in_transaction:
            raise _TransactionLost(error) from error
        _undo(connection)
        raise
    except BaseException:
        _undo(connection)
        raise
    connection.execute("RELEASE turn")


def one(cursor: sqlite3.Cursor) -> None:
    """Raises NotExactlyOne unless the statement changed exactly one row."""
    if cursor.rowcount != 1:
        raise NotExactlyOne(cursor.rowcount)


def _transact_together(connection: Connection, works: Sequence[Callable[[Connection], Any]]) -> list[_Done | Exception]:
    """One transaction for all, a savepoint each; where the transaction itself fails, one for each."""
    if len(works) > 1:
        try:
            return _transact(connection, lambda connection: [_attempt(connection, work) for work in works])
        except sqlite3.Error:
            pass  # perhaps the fault of one: alone, each has its own
    return [_transact_alone(connection, work) for work in works]


def _attempt(connection: Connection, work: Callable[[Connection], Any]) -> _Done | Exception:
    try:
        with savepoint(connection):
            return _Done(work(connection))
    except Exception as error:  # noqa: BLE001 - it belongs to the one who asked
        return _raisable(error)


def _transact_alone(connection: Connection, work: Callable[[Connection], Any]) -> _Done | Exception:
    try:
        return _Done(_transact(connection, work))
    except Exception as error:  # noqa: BLE001 - it belongs to the one who asked
        return _raisable(error)


def _raisable(error: Exception) -> Exception:
    """A future refuses StopIteration, and its caller would wait for ever."""
    return RuntimeError("StopIteration out of a transaction") if isinstance(error, StopIteration) else error


def _transact(connection: Connection, work: Callable[[Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.vault.commit()  # a key is there before its first row, and destroyed before its last one goes
        connection.execute("COMMIT")
    except _TransactionLost as lost:
        _roll_back(connection)
        raise lost.cause from None
    except BaseException:
        _roll_back(connection)
        raise
    if connection.vault.keys.changed:
        opening.leave_no_trace(connection)
    return result


def _roll_back(connection: Connection) -> None:
    if connection.in_transaction:  # SQLite itself may have rolled back, as on a full disk
        connection.execute("ROLLBACK")
    connection.vault.roll_back()


def _undo(connection: Connection) -> None:
    connection.execute("ROLLBACK TO turn")
    connection.execute("RELEASE turn")
