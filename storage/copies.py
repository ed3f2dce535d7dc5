"""Backups of the database, and the one copy of its keys that lies beside them.

That copy is replaced whenever a key is destroyed: no backup, however old, can be opened for somebody who was erased.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.files import duplicate, reading, transaction


def keys_of(database: Path) -> Path:
    """The file of that database's keys."""
    return database.with_name(f"{database.stem}.keys.db")


def back_up(database: Path, target: Path) -> None:
    """Copies the database to `target`, also while a bot runs; its keys go beside it, under the name they have here.

    From now on that copy of the keys is kept up to date. Several backups in one folder share it.
    """
    duplicate(database, target)
    keys = keys_of(database)
    copy = target.absolute().with_name(keys.name)
    if not keys.exists() or copy.parent.samefile(keys.parent):
        return
    with closing(sqlite3.connect(keys, isolation_level=None)) as connection, transaction(connection):
        duplicate(keys, copy)
        connection.execute(
            "INSERT INTO copies (path) VALUES (:path) ON CONFLICT (path) DO NOTHING", {"path": str(copy)}
        )


def replace(connection: sqlite3.Connection) -> list[Path]:
    """Replaces every copy of these keys; returns those that could not be, or are not where they were put: nobody knows
    whether they were deleted or lie on a disk that is away."""
    source = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    failed = []
    with transaction(connection):  # nobody else copies meanwhile
        for (path,) in connection.execute("SELECT path FROM copies ORDER BY path").fetchall():
            if not Path(path).exists() or not _replaced(Path(source), Path(path)):
                failed.append(Path(path))
        if not failed:
            connection.execute("UPDATE state SET copied = changes")
    return failed


def missing(keys: Path) -> list[Path]:
    """The copies of these keys that are not where they were put."""
    if not keys.exists():
        return []
    with reading(keys) as connection:
        copies = [Path(path) for (path,) in connection.execute("SELECT path FROM copies ORDER BY path")]
    return [copy for copy in copies if not copy.exists()]


def _replaced(source: Path, copy: Path) -> bool:
    try:
        duplicate(source, copy)
    except (sqlite3.Error, OSError):
        return False
    return True
