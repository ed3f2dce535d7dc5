"""The keys, each wrapped by the master key, in a small SQLite file of their own beside the database.

They are named by random numbers: the file says nothing of anybody. A destroyed key leaves its number behind, which
tells that what was sealed with it is to be erased, also where an older database is put back.
"""

import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import copies
from storage.files import DamagedDatabase, UnusableDatabase, examine, transaction
from storage.sealing import seal, unseal

KEY_BYTES = 32
_TRANSIT = 0  # the number of the key for what is on its way; it tells, too, whether the master key fits
_SHAPE = (
    "CREATE TABLE keys (number INTEGER PRIMARY KEY, wrapped BLOB) STRICT",  # NULL: destroyed
    "CREATE TABLE state (database_id BLOB NOT NULL, changes INT NOT NULL, copied INT NOT NULL, mark BLOB) STRICT",
    "CREATE TABLE copies (path TEXT PRIMARY KEY) STRICT",
)
_KEEP = """
    INSERT INTO keys (number, wrapped) VALUES (:number, :wrapped)
    ON CONFLICT (number) DO UPDATE SET wrapped = excluded.wrapped
"""


class WrongKey(UnusableDatabase):
    """The master key is not the one by which the keys at `path` are wrapped."""


class KeyGone(Exception):  # noqa: N818 - named for what is the matter
    """The key was destroyed, or there is none of that number."""


class Keys:
    """An open file of keys, of one thread. What is made and destroyed is durable after `commit`, not before.

    `changed`: copies of the file may still hold a key that is destroyed. `mark`: a random one since each commit, by
    which a database knows whether these keys are of the same moment as itself.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, master: bytes) -> None:
        self.path = path
        self._connection = connection
        self._master = AESGCM(master)
        self._pending: dict[int, bytes | None] = {}
        self.transit = self.find(_TRANSIT)
        state = connection.execute("SELECT database_id, changes != copied, mark FROM state").fetchone()
        self.database_id: bytes = state[0]
        self.changed = bool(state[1])
        self.mark: bytes | None = state[2]
        self.rest()

    @classmethod
    def open(cls, path: Path | None, master: bytes) -> "Keys":
        """Opens the file, making it where there is none; None is one in memory.

        Raises WrongKey or DamagedDatabase; the file is then as it was.
        """
        if path is not None:
            examine(path)
            path.touch(mode=0o600)
        connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        try:
            _prepare(connection, AESGCM(master))
            keys = cls(connection, path or Path(), master)
        except (KeyGone, sqlite3.Error) as error:
            connection.close()
            raise (WrongKey if isinstance(error, KeyGone) else DamagedDatabase)(path or Path()) from error
        if keys.changed:
            keys._leave_nothing()
        return keys

    def close(self) -> None:
        self._connection.close()

    def make(self) -> tuple[int, AESGCM]:
        """A new key and its number."""
        number, key = secrets.randbits(62) + 1, AESGCM.generate_key(8 * KEY_BYTES)
        self._pending[number] = _wrapped(self._master, number, key)
        return number, AESGCM(key)

    def find(self, number: int) -> AESGCM:
        """Raises KeyGone."""
        wrapped = self._pending[number] if number in self._pending else self._kept(number)
        return AESGCM(_unwrapped(self._master, number, wrapped))

    def _kept(self, number: int) -> bytes | None:
        if not self._connection.in_transaction:  # locked until `rest`: a lock for each key takes longer than its use
            self._connection.execute("BEGIN")
        row = self._connection.execute("SELECT wrapped FROM keys WHERE number = :number", {"number": number}).fetchone()
        return row[0] if row else None

    def rest(self) -> None:
        """Ends the read transaction that `find` began, so that another process (a backup) can write to the file."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def discard(self, number: int) -> None:
        """A key just made is not wanted after all."""
        self._pending.pop(number, None)

    def destroy(self, number: int) -> None:
        """What was sealed with it can never be opened again."""
        self._pending[number] = None

    def roll_back(self) -> None:
        """Nothing was made or destroyed since the last `commit`."""
        self.rest()
        self._pending.clear()

    def numbers(self) -> tuple[set[int], set[int]]:
        """Those of all keys that there are, and those of the destroyed ones."""
        rows = self._connection.execute("SELECT number, wrapped IS NULL FROM keys").fetchall()
        destroyed = {number for number, is_destroyed in rows if is_destroyed}
        return {number for number, _ in rows} - destroyed, destroyed

    def commit(self) -> None:
        """All that was made is durable, all that was destroyed is gone from the file."""
        self.rest()
        if not self._pending:
            return
        destroys, mark = None in self._pending.values(), secrets.token_bytes(16)
        with transaction(self._connection):
            self._connection.executemany(_KEEP, _rows(self._pending))
            self._connection.execute(
                "UPDATE state SET changes = changes + :destroys, mark = :mark", {"destroys": destroys, "mark": mark}
            )
        self.mark = mark
        self._pending.clear()
        if destroys:
            self._leave_nothing()

    def rewrap(self, master: bytes) -> None:
        """All keys are wrapped by this master key from now on, or, where this is interrupted, none is."""
        new = AESGCM(master)
        rows = self._connection.execute("SELECT number, wrapped FROM keys WHERE wrapped IS NOT NULL").fetchall()
        keys = [(number, _unwrapped(self._master, number, wrapped)) for number, wrapped in rows]
        rewrapped = {number: _wrapped(new, number, key) for number, key in keys}
        with transaction(self._connection):
            self._connection.executemany(_KEEP, _rows(rewrapped))
            self._connection.execute("UPDATE state SET changes = changes + 1")
        self._master = new
        self._leave_nothing()

    def replace_copies(self) -> list[Path]:
        """Brings the copies up to date. Returns those that can't be written now, and may hold what is destroyed."""
        self.changed = False
        return copies.replace(self._connection)

    def _leave_nothing(self) -> None:
        self._connection.execute("VACUUM")  # what is overwritten may leave its bytes in the file, secure_delete or not
        self.changed = True


def rotate(path: Path, old: bytes, new: bytes) -> list[Path]:
    """Wraps the keys at `path` by the new master key in place of the old one; it may be interrupted and repeated.

    Returns the copies that can't be written now, and are wrapped by the old one. Raises WrongKey, DamagedDatabase.
    """
    with closing(Keys.open(path, new if fits(path, new) else old)) as keys:
        keys.rewrap(new)
        return keys.replace_copies()


def fits(path: Path, master: bytes) -> bool:
    """Whether the keys at `path` are wrapped by this master key. Raises DamagedDatabase."""
    examine(path)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT wrapped FROM keys WHERE number = :number", {"number": _TRANSIT}).fetchone()
    return row is not None and unseal(AESGCM(master), _associated(_TRANSIT), row[0]) is not None


def _prepare(connection: sqlite3.Connection, master: AESGCM) -> None:
    # No write-ahead log: what is destroyed would live on in it.
    for setting in ("secure_delete=ON", "temp_store=MEMORY", "synchronous=FULL"):
        connection.execute(f"PRAGMA {setting}")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        if not connection.execute("SELECT 1 FROM pragma_table_info('state') WHERE name = 'mark'").fetchone():
            connection.execute("ALTER TABLE state ADD COLUMN mark BLOB")  # a file from before there were marks
        return
    with transaction(connection):
        for statement in _SHAPE:
            connection.execute(statement)
        key = _wrapped(master, _TRANSIT, AESGCM.generate_key(8 * KEY_BYTES))
        connection.execute(_KEEP, {"number": _TRANSIT, "wrapped": key})
        connection.execute("INSERT INTO state VALUES (:id, 0, 0, NULL)", {"id": secrets.token_bytes(16)})


def _rows(wrapped: Mapping[int, bytes | None]) -> list[dict[str, object]]:
    return [{"number": number, "wrapped": key} for number, key in wrapped.items()]


def _wrapped(master: AESGCM, number: int, key: bytes) -> bytes:
    return seal(master, _associated(number), key)


def _unwrapped(master: AESGCM, number: int, wrapped: bytes | None) -> bytes:
    key = unseal(master, _associated(number), wrapped) if wrapped is not None else None
    if key is None:
        raise KeyGone
    return key


def _associated(number: int) -> bytes:
    return b"key|%d" % number
