"""What was kept in an older shape of the database is there in the newest."""

import sqlite3
from contextlib import closing

import pytest

from storage import migrations


def at_version(version: int, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """A database as an older program left it."""
    scripts = migrations._scripts()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with monkeypatch.context() as older:
        older.setattr(migrations, "_scripts", lambda: scripts[:version])
        migrations.migrate(connection)
    return connection


# How we speak with a person and what came of their hellos went into their own row, whoever had the one or the other.
def test_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(at_version(11, monkeypatch)) as connection:
        for person_id in (1, 2, 3):
            connection.execute(
                "INSERT INTO people (id, key, generation, joined_at, heard_at, body) VALUES (?, 1, 'abc', 0, 0, x'00')",
                (person_id,),
            )
        connection.execute("INSERT INTO rapport (person_id, body) VALUES (1, x'01'), (2, x'02')")
        connection.execute(
            "INSERT INTO histories (person_id, body, latest_at) VALUES (2, x'03', 864000), (3, x'04', 1)"
        )
        migrations.migrate(connection)
        rows = connection.execute("SELECT id, rapport, history, history_day FROM people ORDER BY id").fetchall()
        assert rows == [(1, b"\1", None, None), (2, b"\2", b"\3", 10), (3, None, b"\4", 0)]
        assert connection.execute("PRAGMA user_version").fetchone() == (migrations.newest(),)
