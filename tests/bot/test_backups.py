"""What `small-wins backup` leaves beside the copy, and what `restore` says."""

from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.backups import backup, restore
from bot.settings import Settings
from storage import identity
from storage.store import Store
from tests.databases import KEY


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_construct(
        telegram_bot_token=SecretStr("77:AAF"),
        database_url=f"sqlite:///{tmp_path / 'data' / 'small-wins.db'}",
        small_wins_key=SecretStr(KEY.hex()),
    )


async def start_once(settings: Settings) -> None:
    store = await Store.open(settings.database_path, KEY)
    await store.run(partial(identity.claim, bot_id=settings.bot_id, simulated=False))
    await store.close()


# The keys go beside the first backup, and are the same file for the next; beside the database they are already.
async def test_backup(settings: Settings, tmp_path: Path) -> None:
    await start_once(settings)
    (tmp_path / "backups").mkdir()
    for name in ("monday.db", "tuesday.db"):
        assert await backup(settings, tmp_path / "backups" / name) == 0
    assert await backup(settings, tmp_path / "data" / "beside.db") == 0
    copies = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert copies == ["monday.db", "small-wins.keys.db", "tuesday.db"]
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "backups").iterdir()} == {0o600}


# A backup is put back with three plain lines: what was done, where what was there is, what comes next.
async def test_restore(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await start_once(settings)
    monday = tmp_path / "monday.db"
    assert await backup(settings, monday) == 0
    capsys.readouterr()
    assert restore(settings, monday) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"A copy of {monday} is in the place of {settings.database_path}.")
    (aside,) = settings.database_path.parent.glob("small-wins-put-aside-*.db")
    assert str(aside) in lines[1]
    assert lines[2].startswith("Next: `small-wins check`")
    assert (tmp_path / "small-wins.keys.db").exists()


# After the disk was lost it says whence the keys came, and of nothing that was put aside.
async def test_restore_all(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await start_once(settings)
    await backup(settings, tmp_path / "monday.db")
    settings.database_path.parent.rename(tmp_path / "lost")
    capsys.readouterr()
    assert restore(settings, tmp_path / "monday.db") == 0
    told = capsys.readouterr().out
    assert f"keys were brought from {tmp_path / 'small-wins.keys.db'}" in told
    assert "was there" not in told


# What is wrong is said in a sentence: the file, the bot, that it runs, or that nothing tried out is put back.
async def test_not_restored(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await start_once(settings)
    monday = tmp_path / "monday.db"
    await backup(settings, monday)
    codes = [
        restore(settings, tmp_path / "tuesday.db"),
        restore(settings.model_copy(update={"telegram_bot_token": SecretStr("78:AAF")}), monday),
        restore(settings.model_copy(update={"telegram_bot_token": SecretStr("")}), monday),
    ]
    store = await Store.open(settings.database_path, KEY)
    codes.append(restore(settings, monday))
    await store.close()
    lines = capsys.readouterr().err.splitlines()
    assert codes == [2] * 4
    for line, said in zip(
        lines, ("is no backup", "belongs to the bot 77", "TELEGRAM_BOT_TOKEN", "is running"), strict=True
    ):
        assert said in line
