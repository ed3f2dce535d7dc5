"""Copies of the keys, one in each folder of backups.

They are replaced whenever a key is destroyed: no backup, however old, can be opened for somebody who was erased.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.files import back_up, transaction


def copy(keys: Path, target: Path) -> None:
    """Writes a copy that is kept up to date from now on, also while a bot changes the keys."""
    with closing(sqlite3.connect(keys, isolation_level=None)) as connection, transaction(connection):
        back_up(keys, target)
        connection.execute(
            "INSERT INTO copies (path) VALUES (:path) ON CONFLICT (path) DO NOTHING", {"path": str(target.absolute())}
        )


def replace(connection: sqlite3.Connection) -> list[Path]:
    """Replaces every copy of these keys; returns those that could not be. One that somebody deleted is let go."""
    source = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    failed = []
    with transaction(connection):  # nobody else copies meanwhile
        for (path,) in connection.execute("SELECT path FROM copies ORDER BY path").fetchall():
            if Path(path).parent.exists() and not Path(path).exists():
                connection.execute("DELETE FROM copies WHERE path = :path", {"path": path})
            elif not _replaced(Path(source), Path(path)):
                failed.append(Path(path))
        if not failed:
            connection.execute("UPDATE state SET copied = changes")
    return failed


def _replaced(source: Path, copy: Path) -> bool:
    try:
        back_up(source, copy)
    except (sqlite3.Error, OSError):
        return False
    return True
