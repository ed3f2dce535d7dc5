"""The state on disk: one SQLite table of rows, written before an answer leaves.

The memory is the truth while the program runs. A commit goes to the operating system, not to the platter
(`synchronous=OFF`): it outlives `kill -9`, which is what is promised, and not a power cut.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import orjson

from simulator.tables import GONE, K, Notes, Table, V

R = TypeVar("R")


def decoded_as(row: Callable[..., R]) -> Callable[[bytes], R]:
    """Reads a row of a dataclass back from its JSON."""
    return lambda body: row(**orjson.loads(body))


class Journal:
    """Where rows come from at the start and go to at each commit; without a connection, nowhere."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        self._connection = connection
        self._notes: Notes | None = None if connection is None else {}

    def table(self, kind: str, decode: Callable[[bytes], V], key: Callable[[str], K]) -> Table[K, V]:
        """The table of that kind with the rows that an earlier run left."""
        rows: dict[K, V] = {}
        if self._connection is not None:
            found = self._connection.execute("SELECT key, body FROM row WHERE kind = ? ORDER BY rowid", (kind,))
            rows = {key(name): decode(body) for name, body in found}
        return Table(kind, rows, self._notes)

    def commit(self) -> None:
        """Writes down what changed since the last commit; returns when the operating system has it."""
        if not self._notes or self._connection is None:
            return
        notes = list(self._notes.items())
        self._notes.clear()
        gone = [(kind, str(key)) for (kind, key), row in notes if row is GONE]
        kept = [(kind, str(key), _encoded(row)) for (kind, key), row in notes if row is not GONE]
        with self._connection:
            self._connection.executemany("DELETE FROM row WHERE kind = ? AND key = ?", gone)
            self._connection.executemany(
                "INSERT INTO row (kind, key, body) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
                kept,
            )

    def close(self) -> None:
        """Commits and lets the file go."""
        self.commit()
        if self._connection is not None:
            self._connection.close()


def _encoded(row: object) -> bytes:
    return row if isinstance(row, bytes) else orjson.dumps(row)


def open_journal(path: Path | None) -> Journal:
    """The journal in that file, made where it is missing; None keeps everything in memory only.

    Raises sqlite3.OperationalError where another running simulator holds the file.
    """
    if path is None:
        return Journal()
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=0.5)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS row (kind TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, "
        "PRIMARY KEY (kind, key)) STRICT"
    )
    connection.commit()
    return Journal(connection)
