"""One transaction at a time, on the connection: all of it or nothing, and what fails within it steps aside."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec

from storage import opening
from storage.vault import Connection

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

S = TypeVar("S")
T = TypeVar("T")


class _TransactionLost(BaseException):
    """The whole transaction is lost, not the turn at hand.

    Not an Exception: a batch that lets a bad turn step aside would go on, each statement committing by itself.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__()
        self.cause = cause


class Done(msgspec.Struct, frozen=True):
    """What work returned that is committed."""

    value: Any


def transact_together(connection: Connection, works: Sequence[Callable[[Connection], Any]]) -> list[Done | Exception]:
    """One transaction for all, a savepoint each; where the transaction itself fails, one for each."""
    if len(works) > 1:
        try:
            return _transact(connection, lambda connection: [_attempt(connection, work) for work in works])
        except sqlite3.Error:
            pass  # perhaps the fault of one: alone, each has its own
    return [_transact_alone(connection, work) for work in works]


def _attempt(connection: Connection, work: Callable[[Connection], Any]) -> Done | Exception:
    try:
        with savepoint(connection):
            return Done(work(connection))
    except Exception as error:  # noqa: BLE001 - it belongs to the one who asked
        return _raisable(error)


def _transact_alone(connection: Connection, work: Callable[[Connection], Any]) -> Done | Exception:
    try:
        return Done(_transact(connection, work))
    except Exception as error:  # noqa: BLE001 - it belongs to the one who asked
        return _raisable(error)


def _raisable(error: Exception) -> Exception:
    """A future refuses StopIteration, and its caller would wait for ever."""
    return RuntimeError("StopIteration out of a transaction") if isinstance(error, StopIteration) else error


def _transact(connection: Connection, work: Callable[[Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.commit_keys()  # a key is there before its first row, and destroyed before its last one goes
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


def each(
    connection: Connection, things: Sequence[S], work: Callable[[S], T], failed: Callable[[S, Exception], T]
) -> list[T]:
    """Runs `work` for all things; returns what it, or `failed` where it raised, returned for each.

    If one raises, undoes all and runs each again alone, so `work` may run twice and must change nothing but the
    database. A savepoint for each from the first would cost a turn 40 µs of 450.
    """
    try:
        with savepoint(connection):
            return [work(thing) for thing in things]
    except Exception:  # noqa: BLE001 - whatever it was comes up again, with the thing it belongs to
        return [_one_of(connection, thing, work, failed) for thing in things]


def _one_of(connection: Connection, thing: S, work: Callable[[S], T], failed: Callable[[S, Exception], T]) -> T:
    try:
        with savepoint(connection):
            return work(thing)
    except Exception as error:  # noqa: BLE001 - it concerns this thing alone
        return failed(thing, error)
