"""The shape of the database, step by step: `NNNN_what.sql`, applied in order, the number of the last one kept in it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path


def newest() -> int:
    """The version that `migrate` leads to."""
    return len(_scripts())


def migrate(connection: sqlite3.Connection) -> None:
    """Inside a transaction: brings the database from its version (0 when new) to the newest."""
    done: int = connection.execute("PRAGMA user_version").fetchone()[0]
    for version, script in enumerate(_scripts()[done:], done + 1):
        # Statement by statement: executescript() commits first, and a failure would leave half of it behind.
        for statement in _statements(script.read_text(encoding="utf-8")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={version}")


def _scripts() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.sql"))


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
