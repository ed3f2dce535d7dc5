"""What can be seen of a database from outside, also while a bot runs with it: nothing is locked, written or awaited."""

import re
import shutil
from pathlib import Path

import msgspec

from companion.status import Figures
from storage import figures, migrations
from storage.copies import keys_of
from storage.files import reading

# A line of /proc/locks: `3: FLOCK  ADVISORY  WRITE 23631 fe:00:2155816 0 EOF`, process and inode among it.
_HELD = re.compile(r"^\d+: FLOCK +ADVISORY +WRITE (\d+) [0-9a-f]+:[0-9a-f]+:(\d+) ", re.MULTILINE)
_LOCKS = Path("/proc/locks")


class Survey(msgspec.Struct, frozen=True):
    """`process` runs the bot: None where none is seen, 0 where that can't be told. Sizes are in bytes.

    `figures` are None for a database of another version than `newest`.
    """

    path: str
    process: int | None
    version: int
    newest: int
    database_bytes: int
    log_bytes: int
    keys_bytes: int | None  # None: there is no such file
    free_bytes: int
    figures: Figures | None


def survey(path: Path, now: int) -> Survey:
    """The database at `path` at `now` (UTC epoch seconds). Raises FileNotFoundError, sqlite3.Error."""
    size = path.stat().st_size
    with reading(path) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        counted = figures.read(connection, now) if version == migrations.newest() else None
    return Survey(
        path=str(path),
        process=_holder(path.with_name(path.name + ".lock")),
        version=version,
        newest=migrations.newest(),
        database_bytes=size,
        log_bytes=_size(path.with_name(path.name + "-wal")) or 0,
        keys_bytes=_size(keys_of(path)),
        free_bytes=shutil.disk_usage(path.parent).free,
        figures=counted,
    )


def _holder(lock: Path, locks: Path = _LOCKS) -> int | None:
    """The process that holds the lock, as Survey tells it. Trying the lock would keep a bot from starting."""
    try:
        inode = lock.stat().st_ino
    except FileNotFoundError:
        return None
    try:
        held = _HELD.findall(locks.read_text(encoding="ascii"))
    except OSError:
        return 0
    return next((int(process) for process, its in held if int(its) == inode), None)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None
