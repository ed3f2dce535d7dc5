"""The database as a file: whose it is, whether it is sound, a copy of it."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage import migrations

_HEADER = b"SQLite format 3\0"
_LOOKED_THROUGH = 32 * 2**20  # bytes: to look through more would take longer, 1.2 ms for each MB, than all else


class UnusableDatabase(Exception):  # noqa: N818 - the three below are named for what is the matter
    """The database at `path` cannot be opened; it was not changed."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class NewerDatabase(UnusableDatabase):
    """It was written by a later version of the program."""


class DamagedDatabase(UnusableDatabase):
    """It is not a database, or a broken one."""


class DatabaseInUse(UnusableDatabase):
    """Another process has it open: one process per bot."""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading, which leaves nothing beside the file. What a kill left half written is undone first."""
    log, shared, journal = (path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))
    # Without a log nothing beside the file is needed, and "immutable" makes SQLite create nothing there. Not so while
    # somebody writes, whose log may be empty at this moment.
    used = shared.exists() or (log.exists() and log.stat().st_size)
    mode = "mode=rw" if journal.exists() else "mode=ro" if used else "mode=ro&immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as connection:
        yield connection


def examine(path: Path, up_to: int = _LOOKED_THROUGH) -> None:
    """Raises DamagedDatabase or NewerDatabase. Changes nothing; a missing or empty file is a database to be.

    A file of more than `up_to` bytes is not looked through page by page: it is read whole when it is written anew, at
    night or, a large one, at a start.
    """
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise DamagedDatabase(path)
    try:
        with reading(path) as connection:
            small = path.stat().st_size <= up_to
            sound = not small or connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedDatabase(path) from error
    if not sound:
        raise DamagedDatabase(path)
    if version > migrations.newest():
        raise NewerDatabase(path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Alone from its beginning: committed at its end, rolled back by an error."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def duplicate(source: Path, target: Path) -> None:
    """Copies one SQLite file, also while a process writes to it. `target` appears whole or not at all."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reader:
        write_copy(reader, target)


def write_copy(reader: sqlite3.Connection, target: Path) -> None:
    """What the connection reads, as a file for this user alone, which appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with closing(sqlite3.connect(part)) as writer:
        reader.backup(writer, pages=-1)  # in steps of some pages it starts again at every write, without end
    part.replace(target)


def lock(path: Path) -> int:
    """The descriptor that holds the lock beside the database; the kernel lets go of it however the process ends."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise DatabaseInUse(path) from None
    return descriptor


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Within it nobody else has the database open. Raises DatabaseInUse."""
    descriptor = lock(path)
    try:
        yield
    finally:
        os.close(descriptor)
