"""The database is written anew once a night, and at the start where that was missed."""

import datetime
import sqlite3
from collections.abc import Awaitable, Callable

import pytest

from scheduler.cleaning import clean_out
from storage import nightly
from storage.store import Store

EVENING = int(datetime.datetime(2026, 3, 2, 21, tzinfo=datetime.UTC).timestamp())
HOUR = 3600
NIGHT = EVENING + 6 * HOUR  # 3:00 UTC


@pytest.fixture
def vacuums(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How each one ended so far: whether nothing of what was deleted is left."""
    ended: list[bool] = []
    vacuum = Store.vacuum

    async def counted(store: Store) -> bool:
        ended.append(await vacuum(store))
        return ended[-1]

    monkeypatch.setattr(Store, "vacuum", counted)
    return ended


# Once at the start, then each night at three, however often it is looked; a night slept through is made up for.
async def test_each_night(store: Store, vacuums: list[bool]) -> None:
    counts = []
    for now in (EVENING, EVENING + 600, NIGHT - 1, NIGHT, NIGHT + 600, NIGHT + 23 * HOUR, NIGHT + 60 * HOUR):
        await clean_out(store, now)
        counts.append(len(vacuums))
    assert counts == [1, 1, 1, 2, 2, 2, 3]
    assert all(vacuums)


# A clock that was a year ahead puts nothing off for a year.
async def test_clock_set_back(store: Store, vacuums: list[bool]) -> None:
    await clean_out(store, EVENING + 9000 * HOUR)
    await clean_out(store, EVENING)
    assert len(vacuums) == 2


# A database that would hold everybody up for long waits for the next start.
async def test_large(store: Store, vacuums: list[bool]) -> None:
    size = await store.run(nightly.size)
    await clean_out(store, EVENING, at_most=size - 1)
    assert vacuums == []
    await clean_out(store, EVENING, at_most=size)
    assert vacuums == [True]


def failing(code: int) -> Callable[[Store], Awaitable[bool]]:
    async def vacuum(_store: Store) -> bool:
        error = sqlite3.OperationalError("what SQLite says")
        error.sqlite_errorcode = code
        raise error

    return vacuum


# A disk too full for it is told, and keeps no bot from starting; it stays due.
@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_BUSY])
async def test_no_room(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    monkeypatch.setattr(Store, "vacuum", failing(code))
    await clean_out(store, EVENING)
    assert [record.message for record in caplog.records] == ["The database was not written anew: what SQLite says"]
    assert await store.run(lambda connection: nightly.due(connection, "write anew", EVENING))


# A corrupt one is no matter of room: whoever starts the bot has to know.
@pytest.mark.parametrize("code", [sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CORRUPT_INDEX, sqlite3.SQLITE_NOTADB])
async def test_corrupt(store: Store, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(Store, "vacuum", failing(code))
    with pytest.raises(sqlite3.OperationalError):
        await clean_out(store, EVENING)
