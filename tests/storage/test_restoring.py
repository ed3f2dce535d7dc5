"""A backup put back: after a kill, over a fresh start, with the newest keys, and never instead of anything."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import forgetting, identity, people
from storage.copies import back_up, keys_of
from storage.files import DatabaseInUse
from storage.identity import AnotherBot
from storage.opening import MissingKeys
from storage.restoring import NotABackup, Restored, restore
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY
from tests.storage.rows import ALICE, BOB, NOW

BOT = 77
CAROL = 5_000_000_003
STAMP = "2027-01-15-080000"  # NOW


def join(connection: Connection, *people_ids: int) -> None:
    for person_id in people_ids:
        people.join(connection, person_id, "0a1b2c", NOW)


def claim(connection: Connection) -> None:
    identity.claim(connection, BOT, simulated=False)


async def here(database: Path) -> list[int]:
    """Who is in the database after a start."""
    store = await Store.open(database, KEY)
    try:
        await store.run(lambda connection: forgetting.resume(connection, NOW))
        rows = await store.run(lambda connection: connection.execute("SELECT id FROM people ORDER BY id").fetchall())
        sound = await store.run(lambda connection: connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        await store.close()
    assert sound == "ok"
    return [person_id for (person_id,) in rows]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".lock")}


class Home:
    """A bot's folder with Alice and Bob in it, and a backup with Alice alone."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "data" / "small-wins.db"
        self.backup = folder / "backups" / "monday.db"
        self.aside = self.database.with_name(f"small-wins-put-aside-{STAMP}.db")

    async def fill(self, work: Callable[[Connection], object]) -> None:
        store = await Store.open(self.database, KEY)
        await store.run(work)
        await store.close()

    async def die(self, *people_ids: int) -> None:
        """Somebody joins, and the bot is killed: it is all in the log."""
        store = await Store.open(self.database, KEY)
        await store.run(lambda connection: join(connection, *people_ids))
        killed = {path: path.read_bytes() for path in self.database.parent.iterdir()}
        await store.close()
        for path, content in killed.items():
            path.write_bytes(content)
        assert self.database.with_name("small-wins.db-wal").stat().st_size

    def restore(self, backup: Path | None = None, bot_id: int = BOT) -> Restored:
        return restore(backup or self.backup, self.database, bot_id, NOW)


@pytest.fixture
async def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.backup.parent.mkdir()
    await made.fill(lambda connection: (claim(connection), join(connection, ALICE)))
    back_up(made.database, made.backup)
    await made.fill(lambda connection: join(connection, BOB))
    return made


# The backup stands in the database's place as it was made, for this user alone; what was there is whole beside it.
async def test_put_back(home: Home) -> None:
    assert home.restore() == Restored(home.aside, None)
    assert home.database.stat().st_mode & 0o777 == 0o600
    assert await here(home.database) == [ALICE]
    assert home.restore(home.aside).keys_from is None
    assert await here(home.database) == [ALICE, BOB]


# After a kill the log of the old database is not played over the new one, and goes aside with what it belongs to.
async def test_after_a_kill(home: Home) -> None:
    await home.die(*range(1000, 1400))
    home.restore()
    assert await here(home.database) == [ALICE]
    with closing(sqlite3.connect(home.aside)) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (402,)


# Keys at home are the newest: whoever was erased since the backup is erased again at the next start.
async def test_erased_meanwhile(home: Home) -> None:
    await home.fill(lambda connection: forgetting.forget(connection, ALICE, NOW))
    home.restore()
    assert await here(home.database) == []


# The disk is lost: the keys come from beside the backup, and that copy is kept up to date from now on.
async def test_disk_lost(home: Home) -> None:
    shutil.rmtree(home.database.parent)
    beside = home.backup.with_name("small-wins.keys.db")
    assert home.restore() == Restored(None, beside)
    assert keys_of(home.database).stat().st_mode & 0o777 == 0o600
    assert await here(home.database) == [ALICE]
    await home.fill(lambda connection: forgetting.forget(connection, ALICE, NOW))
    with closing(sqlite3.connect(beside)) as connection:
        assert connection.execute("SELECT count(*) FROM keys WHERE wrapped IS NULL").fetchone() == (1,)


# A bot that was started anew on the lost disk has keys of its own: they go aside with their database, and come back.
async def test_started_anew(home: Home) -> None:
    shutil.rmtree(home.database.parent)
    await home.fill(lambda connection: (claim(connection), join(connection, CAROL)))
    assert home.restore() == Restored(home.aside, home.backup.with_name("small-wins.keys.db"))
    assert await here(home.database) == [ALICE]
    assert restore(home.aside, home.database, BOT, NOW + 1).keys_from == keys_of(home.aside)
    assert await here(home.database) == [CAROL]


# Where an older keys file came home by hand, the one beside the backup has forgotten more, and takes its place.
async def test_older_keys_at_home(home: Home) -> None:
    older = keys_of(home.database).read_bytes()
    await home.fill(lambda connection: forgetting.forget(connection, ALICE, NOW))
    keys_of(home.database).write_bytes(older)
    assert home.restore().keys_from == home.backup.with_name("small-wins.keys.db")
    assert await here(home.database) == []


def another_bot(home: Home) -> Restored:
    return home.restore(bot_id=78)


def no_file(home: Home) -> Restored:
    return home.restore(home.backup.with_name("tuesday.db"))


def no_database(home: Home) -> Restored:
    home.backup.write_text("Dear diary")
    return home.restore()


def damaged(home: Home) -> Restored:
    content = home.backup.read_bytes()
    home.backup.write_bytes(content[:8192] + b"\xa5" * 4096 + content[12288:])
    return home.restore()


def keys_alone(home: Home) -> Restored:
    return home.restore(home.backup.with_name("small-wins.keys.db"))


def itself(home: Home) -> Restored:
    return home.restore(home.database)


def without_keys(home: Home) -> Restored:
    keys_of(home.database).write_bytes(b"")
    home.backup.with_name("small-wins.keys.db").unlink()
    return home.restore()


# What can't take the database's place is refused, and nothing there has changed.
@pytest.mark.parametrize(
    ("attempt", "refusal"),
    [
        (another_bot, AnotherBot),
        (no_file, NotABackup),
        (no_database, NotABackup),
        (damaged, NotABackup),
        (keys_alone, NotABackup),
        (itself, NotABackup),
        (without_keys, MissingKeys),
    ],
)
async def test_refused(home: Home, attempt: Callable[[Home], Restored], refusal: type[Exception]) -> None:
    before = files(home.database.parent)
    with pytest.raises(refusal):
        attempt(home)
    after = files(home.database.parent)
    assert {**after, "small-wins.keys.db": before["small-wins.keys.db"]} == before


# Not while the bot runs.
async def test_in_use(home: Home) -> None:
    store = await Store.open(home.database, KEY)
    with pytest.raises(DatabaseInUse):
        home.restore()
    await store.close()
    assert await here(home.database) == [ALICE, BOB]


# Without room for the copy the database stays where it is.
async def test_no_room(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("storage.restoring.write_copy", full)
    with pytest.raises(sqlite3.OperationalError):
        home.restore()
    assert await here(home.database) == [ALICE, BOB]
