"""Databases for tests that need no file, and the master key of all of them."""

import sqlite3

from storage import migrations
from storage.keys import KEY_BYTES, Keys
from storage.vault import Connection

KEY = bytes(KEY_BYTES)


def database() -> Connection:
    """An empty one in memory, with its keys."""
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    connection.admit(Keys.open(None, KEY))
    connection.execute("PRAGMA foreign_keys = ON")
    migrations.migrate(connection)
    return connection
