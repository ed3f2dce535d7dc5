"""The file of keys: what is made stays, what is destroyed is nowhere, and a transaction taken back changes nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from companion.people import Goal
from storage import forgetting, goals, people
from storage.copies import keys_of
from storage.files import DamagedDatabase, transaction
from storage.keys import KeyGone, Keys, WrongKey, fits
from storage.opening import MissingKeys
from storage.store import Store
from storage.transaction import savepoint
from storage.vault import Connection
from tests.databases import KEY
from tests.storage.rows import ALICE, BOB, NOW

OTHER = bytes(range(32))


def wrapped(path: Path) -> dict[int, bytes | None]:
    """What the file of keys holds, the transit key left out."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT number, wrapped FROM keys WHERE number != 0"))


def joins(connection: Connection, person_id: int = ALICE) -> None:
    people.join(connection, person_id, "abc", NOW)
    goals.keep(connection, person_id, Goal(1, "drink water", "one sip"))


def leaves(connection: Connection) -> None:
    forgetting.forget(connection, ALICE, NOW)


# A key has its row before the person has: in the moment before the commit, and not before somebody joins.
async def test_made_first(store: Store) -> None:
    path = keys_of(store.path)
    assert wrapped(path) == {}
    await store.run(joins)
    (number,) = wrapped(path)
    assert await store.run(lambda connection: connection.execute("SELECT key FROM people").fetchone()) == (number,)


# The next process reads what this one sealed.
async def test_found_again(store: Store) -> None:
    await store.run(joins)
    await store.close()
    again = await Store.open(store.path, KEY)
    assert [goal.name for goal in await again.run(lambda connection: goals.load(connection, ALICE))] == ["drink water"]
    await again.close()


# Whoever leaves takes their key along: its number stays, and stands for nothing.
async def test_destroyed(store: Store) -> None:
    await store.run(joins)
    (number,) = wrapped(keys_of(store.path))
    await store.run(leaves)
    assert wrapped(keys_of(store.path)) == {number: None}
    await store.run(joins)
    assert len(wrapped(keys_of(store.path))) == 2


# All who leave in one transaction cost everybody one writing of the file, however large it is.
async def test_written_anew_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    writings: list[Keys] = []

    def leave_nothing(keys: Keys) -> None:
        writings.append(keys)

    monkeypatch.setattr(Keys, "_leave_nothing", leave_nothing)

    def everybody_leaves(connection: Connection) -> None:
        for person_id in range(ALICE, ALICE + 20):
            joins(connection, person_id)
            forgetting.forget(connection, person_id, NOW)
            joins(connection, person_id)

    def nobody_stays(connection: Connection) -> None:
        for person_id in range(ALICE, ALICE + 20):
            forgetting.forget(connection, person_id, NOW)

    await store.run(everybody_leaves)
    assert writings == []  # their keys were never written
    await store.run(nobody_stays)
    assert len(writings) == 1


def failing(connection: Connection, work: Callable[[Connection], None]) -> None:
    work(connection)
    raise ZeroDivisionError


def taken_back(connection: Connection, work: Callable[[Connection], None]) -> None:
    with suppress(ZeroDivisionError), savepoint(connection):
        failing(connection, work)


# A turn that failed has neither made a key nor destroyed one, alone or among others.
@pytest.mark.parametrize("work", [leaves, lambda connection: joins(connection, BOB)])
async def test_taken_back(store: Store, work: Callable[[Connection], None]) -> None:
    await store.run(joins)
    before = wrapped(keys_of(store.path))
    await store.run(lambda connection: taken_back(connection, work))
    with pytest.raises(ZeroDivisionError):
        await store.run(lambda connection: failing(connection, work))
    assert wrapped(keys_of(store.path)) == before
    assert len(await store.run(lambda connection: goals.load(connection, ALICE))) == 1
    assert not await store.run(lambda connection: connection.vault.knows(BOB))


# Leaving and coming back in one transaction is leaving and coming back.
async def test_back_at_once(store: Store) -> None:
    await store.run(joins)
    (before,) = wrapped(keys_of(store.path))

    def work(connection: Connection) -> None:
        leaves(connection)
        joins(connection)
        leaves(connection)
        joins(connection)

    await store.run(work)
    after = wrapped(keys_of(store.path))
    assert after.pop(before) is None
    assert [key for key in after.values() if key] == list(after.values())
    assert len(await store.run(lambda connection: goals.load(connection, ALICE))) == 1


# More people than keys are kept at hand: each reads what is theirs.
async def test_more_than_at_hand(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.vault._AT_HAND", 3)
    for person_id in range(1, 9):
        await store.run(lambda connection, person_id=person_id: joins(connection, person_id))
    for person_id in range(1, 9):
        assert len(await store.run(lambda connection, person_id=person_id: goals.load(connection, person_id))) == 1


# ------------------------------------------------------------------------------------------------------------ refusing


async def refused(path: Path, master: bytes, error: type[Exception]) -> None:
    """The opening is refused, and not one byte of the files changes."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(error):
        await Store.open(path, master)
    assert {file: file.read_bytes() for file in path.parent.iterdir() if file in before} == before


# Another master key opens nothing.
async def test_wrong_key(store: Store) -> None:
    await store.run(joins)
    await store.close()
    await refused(store.path, OTHER, WrongKey)
    assert fits(keys_of(store.path), KEY)
    assert not fits(keys_of(store.path), OTHER)


def gone(keys: Path) -> None:
    keys.unlink()


def of_another_database(keys: Path) -> None:
    keys.unlink()
    Keys.open(keys, KEY).close()


# A database whose keys are gone, or somebody else's, is not opened with new ones: everybody in it would be erased.
@pytest.mark.parametrize("harm", [gone, of_another_database])
async def test_missing_keys(store: Store, harm: Callable[[Path], None]) -> None:
    await store.run(joins)
    await store.close()
    harm(keys_of(store.path))
    await refused(store.path, KEY, MissingKeys)


# A file of keys from before somebody joined is refused, too: the newer one may be somewhere.
async def test_older_keys(store: Store) -> None:
    older = keys_of(store.path).read_bytes()
    await store.run(joins)
    keys_of(store.path).write_bytes(older)
    await store.close()
    again = await Store.open(store.path, KEY)
    with pytest.raises(MissingKeys):
        await again.run(lambda connection: forgetting.resume(connection, NOW))
    await again.close()


# A start after which nothing has to be mended looks at nobody, also when people joined and left meanwhile; one whose
# keys are of another moment than the database looks at everybody.
async def test_a_usual_start(store: Store) -> None:
    await store.run(joins)
    await store.run(lambda connection: joins(connection, BOB))
    await store.run(lambda connection: forgetting.forget(connection, BOB, NOW))
    await store.close()
    looks: list[str] = []

    def resume(connection: Connection) -> None:
        connection.set_trace_callback(lambda statement: looks.append(statement) if "FROM people" in statement else None)
        forgetting.resume(connection, NOW)
        connection.set_trace_callback(None)

    for usual in (True, False, True):
        again = await Store.open(store.path, KEY)
        if not usual:
            await again.run(lambda connection: connection.execute("UPDATE sealing SET keys_mark = x'00'"))
        looks.clear()
        await again.run(resume)
        await again.close()
        assert bool(looks) is not usual


# A file of keys from before they had marks gets one with the next who joins.
async def test_keys_without_marks(store: Store) -> None:
    await store.run(joins)
    await store.close()
    with closing(sqlite3.connect(keys_of(store.path))) as keys:
        keys.execute("ALTER TABLE state DROP COLUMN mark")
    again = await Store.open(store.path, KEY)
    await again.run(lambda connection: joins(connection, BOB))
    assert await again.run(lambda connection: connection.vault.keys.mark)
    assert len(await again.run(lambda connection: goals.load(connection, ALICE))) == 1
    await again.close()


# A damaged file of keys is told, and left for whoever can repair it.
@pytest.mark.parametrize("content", [b"no database, and long enough to be one" * 100, b"SQLite format 3\0" * 400])
async def test_damaged_keys(store: Store, content: bytes) -> None:
    await store.close()
    keys_of(store.path).write_bytes(content)
    await refused(store.path, KEY, DamagedDatabase)


# Keys that change places in the file open nothing.
def test_swapped_keys(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.keys.db"
    with closing(Keys.open(path, KEY)) as keys:
        (first, _), (second, _) = keys.make(), keys.make()
        keys.commit()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, transaction(connection):
        rows = dict(connection.execute("SELECT number, wrapped FROM keys"))
        for number, other in ((first, second), (second, first)):
            connection.execute("UPDATE keys SET wrapped = ? WHERE number = ?", (rows[other], number))
    with closing(Keys.open(path, KEY)) as keys:
        for number in (first, second):
            with pytest.raises(KeyGone):
                keys.find(number)


# The first start was killed between making the keys and making the database: the next one goes on.
async def test_keys_without_a_database(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    Keys.open(keys_of(path), KEY).close()
    store = await Store.open(path, KEY)
    await store.run(joins)
    await store.close()
