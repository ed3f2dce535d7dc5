"""The database: opened, migrated, and handed to work one transaction at a time. Nothing else knows the engine.

`Store.run` is the one seam. What runs in it are plain functions on a `Connection`, in aiosqlite's thread.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
import msgspec

from storage import opening
from storage.files import examine, lock
from storage.transaction import transact_together
from storage.vault import Connection

SWEPT_AT_ONCE = 1000  # rows of a table: a longer sweep would hold up the turns behind it
T = TypeVar("T")


class NotExactlyOne(Exception):  # noqa: N818 - said by `one`
    """A statement that must touch one row touched `count`."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} rows")
        self.count = count


class Store:
    """An open database. Made by `open`; `close` ends its thread, which would otherwise keep the process alive."""

    def __init__(self, path: Path, connection: "_Connection", resources: AsyncExitStack) -> None:
        self.path = path
        self._connection = connection
        self._resources = resources
        self._asked: list[_Asked] = []
        self._shared: list[_Asked] = []
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
            self._committing.add_done_callback(self._let_go)
        result: T = await _outcome(asked.result)
        return result

    async def _commit(self) -> None:
        """One transaction after another until nothing is asked for."""
        while self._asked:
            self._shared, self._asked = self._asked, []
            works = [asked.work for asked in self._shared]
            try:
                outcomes = await self._connection.hop(partial(transact_together, works=works))
            except Exception as error:  # noqa: BLE001 - it belongs to those who wait for it
                outcomes = [error] * len(works)
            for asked, outcome in zip(self._shared, outcomes, strict=True):
                if isinstance(outcome, Exception):
                    asked.result.set_exception(outcome)
                else:
                    asked.result.set_result(outcome.value)

    def _let_go(self, committing: asyncio.Task[None]) -> None:
        """A loop that ends cancels the task, perhaps before its first step: nobody may be left waiting for ever."""
        if committing.cancelled():
            for asked in (*self._shared, *self._asked):
                asked.result.cancel()
            self._asked = []

    async def vacuum(self) -> bool:
        """Writes the database anew, so that nothing of what was deleted is left in it; turns wait meanwhile.

        False where somebody still reads what was there before: then the next time cleans it out.
        """
        return await self._connection.hop(opening.vacuum)

    async def close(self) -> None:
        """Waits for what was begun, then closes, also where it is cancelled. Closing again does nothing."""
        try:
            if self._committing is not None:
                await _outcome(self._committing)
        finally:
            await self._resources.aclose()


class _Asked(msgspec.Struct, frozen=True):
    """Work that waits for its transaction, and who waits for it."""

    work: Callable[[Connection], Any]
    result: asyncio.Future[Any]


class _Connection(aiosqlite.Connection):
    async def hop(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in the connection's thread: once there, nothing interrupts it."""
        connection = cast("Connection", self._conn)

        def call() -> T:  # a closure, because aiosqlite logs what it runs: the arguments of a partial hold words
            return work(connection)

        task: asyncio.Task[T] = asyncio.ensure_future(
            self._execute(call)  # type: ignore[no-untyped-call]  # private: there is no public call for this
        )
        return await _outcome(task)


async def _outcome(begun: asyncio.Future[T]) -> T:
    """What it returns or raises. A caller that is cancelled, however often, is let go only when it has ended."""
    try:
        return await asyncio.shield(begun)
    except asyncio.CancelledError:
        while not begun.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait({begun})
        if not begun.cancelled():
            begun.exception()  # nobody else will take it
        raise


def one(cursor: sqlite3.Cursor) -> None:
    """Raises NotExactlyOne unless the statement changed exactly one row."""
    if cursor.rowcount != 1:
        raise NotExactlyOne(cursor.rowcount)
