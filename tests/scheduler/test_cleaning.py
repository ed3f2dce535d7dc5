"""The database is written anew once a night, and at the start where that was missed."""

import datetime

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
