"""The connection that works: opened with its keys, kept free of what was erased."""

import logging
import sqlite3
from pathlib import Path

from storage import migrations
from storage.copies import keys_of
from storage.files import UnusableDatabase, transaction
from storage.keys import Keys
from storage.vault import Connection

# temp_store: what a savepoint may undo never goes to the temporary folder: no words there, 26 writes less a turn.
# cache_size: 16 MB, where with the usual 2 a turn among 8,000 people takes 6 % more CPU and 8 % more time.
_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-16000",
)

log = logging.getLogger(__name__)


class MissingKeys(UnusableDatabase):
    """The keys of this database are not at `path`: the file is not there, or another one, or an older one."""


def connect(path: Path) -> Connection:
    """A connection to the file, made where there is none; `prepare` it before use."""
    path.touch(mode=0o600)  # SQLite gives its -wal and -shm the permissions of the database
    return sqlite3.connect(path, isolation_level=None, factory=Connection)  # transactions are begun by Store alone


def prepare(connection: Connection, path: Path, master: bytes) -> None:
    """Gives the connection its keys, and its database the newest shape. Raises MissingKeys, WrongKey, DamagedDatabase;
    the files are then as they were."""
    connection.admit(_keys(connection, keys_of(path), master))
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    with transaction(connection):
        migrations.migrate(connection)
        connection.execute(
            "INSERT INTO sealing (row, database_id) VALUES (1, :id) ON CONFLICT (row) DO NOTHING",
            {"id": connection.vault.keys.database_id},
        )

    if 0 < version < migrations.newest():
        versions = {"old": version, "new": migrations.newest()}
        log.info("The database of version %(old)d is now of version %(new)d", versions, extra={"event": "migrated"})


def _keys(connection: Connection, path: Path, master: bytes) -> Keys:
    database_id = _database_id(connection)
    if database_id is not None and not path.exists():
        raise MissingKeys(path)
    keys = Keys.open(path, master)
    if database_id not in (None, keys.database_id):
        keys.close()
        raise MissingKeys(path)
    return keys


def _database_id(connection: sqlite3.Connection) -> bytes | None:
    """By which its keys know the database; None for a new one."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sealing'").fetchone():
        return None
    row = connection.execute("SELECT database_id FROM sealing").fetchone()
    return row[0] if row else None


def leave_no_trace(connection: Connection) -> None:
    """After a key was destroyed and its rows are gone: neither copies of the keys nor the write-ahead log hold them.

    Never raises, for what was to be done is committed; what fails is told. Copies are replaced at the next start, the
    log is emptied at night, with whatever else deleted rows left.
    """
    try:
        for path in connection.vault.keys.replace_copies():
            log.warning("%s can't be replaced: it and an older backup together still open what was erased.", path)
        if not _empty_log(connection):
            log.info("Somebody reads the database: what was erased, now without a key, stays in its log until night.")
    except (sqlite3.Error, OSError) as error:
        log.warning("What was erased is not cleaned out everywhere (%s). The next start does it.", error)


def vacuum(connection: Connection) -> bool:
    """Writes the database anew, without what deleted rows left in it; outside of a transaction.

    False where somebody still reads what was there before: it lies in the write-ahead log then, until the next time.
    """
    connection.execute("PRAGMA temp_store=FILE")  # in memory it would take as much of it as the database is large
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store=MEMORY")
    return _empty_log(connection)


def _empty_log(connection: Connection) -> bool:
    connection.execute("PRAGMA busy_timeout=0")  # nobody is to wait for a backup that reads
    busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    connection.execute("PRAGMA busy_timeout=5000")
    return not busy
