"""A copy of the database each night, the last few kept."""

import datetime
import logging
import sqlite3
from pathlib import Path

import pytest

from scheduler.backups import KEPT, back_up
from storage import people
from storage.files import examine
from storage.store import Store
from tests.scheduler.post import ALICE, NOW

EVENING = int(datetime.datetime(2026, 3, 2, 21, tzinfo=datetime.UTC).timestamp())
HOUR = 3600
NIGHT = EVENING + 7 * HOUR  # 4:00 UTC


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Once at the start, then each night at four, however often it is looked; a night slept through is made up for.
async def test_each_night(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "backups"
    counts = []
    for now in (EVENING, EVENING + 600, NIGHT - 1, NIGHT, NIGHT + 600, NIGHT + 23 * HOUR, NIGHT + 60 * HOUR):
        await back_up(store, folder, now)
        counts.append(len([name for name in made(folder) if "keys" not in name]))
    assert counts == [1, 1, 1, 2, 2, 2, 3]
    assert made(folder) == [
        "small-wins-2026-03-02.db", "small-wins-2026-03-03.db", "small-wins-2026-03-05.db", "small-wins.keys.db",
    ]  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


# What is in it is whole, and can be read as a database of ours.
async def test_what_is_in_it(store: Store, tmp_path: Path) -> None:
    await store.run(lambda connection: people.join(connection, ALICE, "0a1b2c", NOW))
    await back_up(store, tmp_path / "backups", EVENING)
    copy = tmp_path / "backups" / "small-wins-2026-03-02.db"
    examine(copy)
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT id FROM people").fetchall() == [(ALICE,)]
    connection.close()


# The oldest give way; what somebody else put there stays.
async def test_the_last_few(store: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    for name in ("small-wins-before-the-move.db", "other-2025-01-01.db"):
        (tmp_path / "backups" / name).touch()
    for day in range(KEPT + 3):
        await back_up(store, tmp_path / "backups", NIGHT + day * 24 * HOUR)
    dated = [f"small-wins-2026-03-{3 + day:02}.db" for day in range(3, KEPT + 3)]
    assert made(tmp_path / "backups") == sorted(
        [*dated, "other-2025-01-01.db", "small-wins-before-the-move.db", "small-wins.keys.db"]
    )


# A folder that can't be written is told of, and costs nothing else; once it can, the backup is made.
async def test_not_now(store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "backups").write_text("no folder")
    with caplog.at_level(logging.WARNING):
        await back_up(store, tmp_path / "backups", EVENING)
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        f"No backup was made in {tmp_path / 'backups'}"
    ]
    (tmp_path / "backups").unlink()
    await back_up(store, tmp_path / "backups", EVENING + 600)
    assert "small-wins-2026-03-02.db" in made(tmp_path / "backups")


# A copy that a kill cut off is no backup, and goes with the next one.
async def test_half_a_copy(store: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "small-wins-2026-03-01.db.part").touch()
    await back_up(store, tmp_path / "backups", EVENING)
    assert made(tmp_path / "backups") == ["small-wins-2026-03-02.db", "small-wins.keys.db"]
