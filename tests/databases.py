"""Databases for tests that need no file, and the master key of all of them."""

import functools
import sqlite3
from pathlib import Path

from storage import migrations
from storage.keys import KEY_BYTES, Keys
from storage.vault import Connection

KEY = bytes(KEY_BYTES)


def database() -> Connection:
    """An empty one in memory, with its keys."""
    return _holding(_migrated(), Keys.open(None, KEY))


def copied(connection: Connection) -> Connection:
    """A database in memory of its own, with keys of its own, that holds what this one holds."""
    original = connection.vault.keys
    keys = sqlite3.connect(":memory:", isolation_level=None)
    keys.deserialize(original._connection.serialize())
    copy = Keys(keys, Path(), KEY)
    copy._pending.update(original._pending)
    return _holding(connection.serialize(), copy)


@functools.cache
def _migrated() -> bytes:
    with sqlite3.connect(":memory:", isolation_level=None, factory=Connection) as connection:
        migrations.migrate(connection)
        return connection.serialize()


def _holding(content: bytes, keys: Keys) -> Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    connection.deserialize(content)
    connection.admit(keys)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
