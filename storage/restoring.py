"""A backup put back in the database's place, the bot not running; what was there is put aside, and nothing is lost."""

import datetime
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from storage import identity
from storage.copies import keys_of
from storage.files import DamagedDatabase, UnusableDatabase, examine, locked, reading, transaction, write_copy
from storage.opening import MissingKeys

_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps of one database; a log left behind spoils another one


class NotABackup(UnusableDatabase):
    """There is no sound database of ours at `path`, or it is the one whose place is to be taken."""


class Restored(msgspec.Struct, frozen=True):
    """Where what was there `aside` is now, None where there was nothing; `keys_from`: whence the keys were brought,
    None where those at home are the newest."""

    aside: Path | None
    keys_from: Path | None


def restore(backup: Path, database: Path, bot_id: int, now: int) -> Restored:
    """Puts a copy of `backup` in the place of `database`, of the bot `bot_id`, at `now` (UTC epoch seconds).

    Of its keys at home and beside the backup the newest are at home afterwards. Raises NotABackup, NewerDatabase,
    AnotherBot, MissingKeys, DatabaseInUse; all is then as it was.
    """
    with locked(database):
        database_id = _examined(backup, database, bot_id)
        keys = _newest_keys(database_id, backup, keys_of(database))
        aside = database.with_name(f"{database.stem}-put-aside-{_moment(now)}{database.suffix}")
        coming = database.with_name(f"{database.name}.coming")
        with reading(backup) as reader:
            write_copy(reader, coming)
        if keys != keys_of(database):
            _bring(keys, keys_of(database), keys_of(aside))
        was_there = _put_aside(database, aside)
        coming.replace(database)
        return Restored(aside if was_there else None, keys if keys != keys_of(database) else None)


def _moment(now: int) -> str:
    return datetime.datetime.fromtimestamp(now, datetime.UTC).strftime("%Y-%m-%d-%H%M%S")


def _examined(backup: Path, database: Path, bot_id: int) -> bytes:
    """By which its keys know the database in `backup`."""
    if not backup.is_file() or (database.exists() and backup.samefile(database)):
        raise NotABackup(backup)
    try:
        examine(backup, up_to=sys.maxsize)
        with reading(backup) as connection:
            row = connection.execute("SELECT database_id FROM sealing").fetchone()
    except (DamagedDatabase, sqlite3.DatabaseError):
        raise NotABackup(backup) from None
    if row is None:
        raise NotABackup(backup)
    identity.examine(backup, bot_id, simulated=False)
    return bytes(row[0])


def _newest_keys(database_id: bytes, backup: Path, home: Path) -> Path:
    """The file in which most was destroyed: an older one would still open what was erased. At home, where both agree:
    keys made since are nowhere else."""
    found = {
        path: _changes(path, database_id) for path in (home, backup.absolute().with_name(home.name), keys_of(backup))
    }
    newest = max(found, key=lambda path: found[path])
    if found[newest] < 0:
        raise MissingKeys(home)
    return newest


def _changes(keys: Path, database_id: bytes) -> int:
    """How often something was destroyed in that file; -1 where it has not the keys of this database."""
    if not keys.is_file():
        return -1
    with suppress(sqlite3.DatabaseError), closing(_opened(keys)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
            row = connection.execute("SELECT database_id, changes FROM state").fetchone()
            return int(row[1]) if row and row[0] == database_id else -1
    return -1


def _bring(keys: Path, home: Path, aside: Path) -> None:
    """Copies the keys home. Those beside the backup are kept up to date from there, as by every backup."""
    coming = home.with_name(f"{home.name}.coming")
    with closing(_opened(keys)) as reader:
        write_copy(reader, coming)
    with closing(_opened(coming)) as connection, transaction(connection):
        connection.execute(
            "INSERT INTO copies (path) VALUES (:path) ON CONFLICT (path) DO NOTHING", {"path": str(keys.absolute())}
        )
    _put_aside(home, aside)
    coming.replace(home)


def _opened(file: Path) -> sqlite3.Connection:
    """Writable, where it may be: a kill may have left something to be rolled back."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


def _put_aside(file: Path, aside: Path) -> bool:
    """Whether there was anything."""
    there = [end for end in _BESIDE if file.with_name(file.name + end).exists()]
    for end in there:
        file.with_name(file.name + end).rename(aside.with_name(aside.name + end))
    return bool(there)
