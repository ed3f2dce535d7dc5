"""What `small-wins check` says of the master key and of backups."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.check import _backups, _copies, _key, rotate
from bot.masterkey import master_key
from bot.settings import Settings
from storage.copies import back_up, keys_of
from storage.store import Store

OTHER = SecretStr("11" * 32)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_construct(
        telegram_bot_token=SecretStr("77:AAF"),
        database_url=f"sqlite:///{tmp_path / 'data' / 'small-wins.db'}",
        small_wins_key_file=tmp_path / "77.key",
    )


async def start_once(settings: Settings) -> None:
    await (await Store.open(settings.database_path, master_key(settings))).close()


# Before the first start it will be made, and looking makes nothing.
def test_before_the_first_start(settings: Settings, tmp_path: Path) -> None:
    assert _key(settings).fine
    assert "will be made" in _key(settings).told
    assert list(tmp_path.iterdir()) == []


# After it the key fits; one that others may read, that is gone, damaged or another one is told.
async def test_after_it(settings: Settings) -> None:
    await start_once(settings)
    assert _key(settings).fine
    settings.key_file.chmod(0o640)
    assert "chmod 600" in _key(settings).told
    another = _key(settings.model_copy(update={"small_wins_key": OTHER}))
    assert not another.fine
    assert "needs another master key" in another.told
    settings.key_file.write_text("no key")
    assert "holds no master key" in _key(settings).told
    settings.key_file.unlink()
    assert "Put it there" in _key(settings).told


# Whether backups are made by themselves is told; a folder that can't be one is a fault. Nobody backs up what is tried.
def test_nightly(settings: Settings, tmp_path: Path) -> None:
    def told(folder: Path | None) -> list[tuple[bool, str]]:
        found = _backups(settings.model_copy(update={"backup_folder": folder}))
        return [(finding.fine, finding.told) for finding in found]

    (tmp_path / "file").touch()
    assert "by itself" in told(None)[0][1]
    assert told(tmp_path / "new" / "backups") == [
        (True, f"A backup is made in {tmp_path / 'new' / 'backups'} each night.")
    ]
    assert [fine for fine, _ in told(tmp_path / "file")] == [False]
    assert _backups(settings.model_copy(update={"telegram_bot_token": SecretStr("")})) == []


# A copy of the keys that is not where it was put is told; another backup puts it back.
async def test_a_copy_out_of_reach(settings: Settings, tmp_path: Path) -> None:
    assert _copies(settings) == []
    await start_once(settings)
    (tmp_path / "backups").mkdir()
    back_up(settings.database_path, tmp_path / "backups" / "monday.db")
    assert _copies(settings) == []
    (tmp_path / "backups" / "small-wins.keys.db").unlink()
    (away,) = _copies(settings)
    assert not away.fine
    assert f"make a backup in {tmp_path / 'backups'}" in away.told
    back_up(settings.database_path, tmp_path / "backups" / "tuesday.db")
    assert _copies(settings) == []
    keys_of(settings.database_path).write_text("no keys")
    assert _copies(settings) == []


# A copy of the keys that can't be replaced now is named, and it is not said that the old key opens nothing.
async def test_rotate(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await start_once(settings)
    (tmp_path / "backups").mkdir()
    back_up(settings.database_path, tmp_path / "backups" / "monday.db")
    assert rotate(settings) == 0
    assert "opens nothing any more" in capsys.readouterr().out
    copy = tmp_path / "backups" / "small-wins.keys.db"
    copy.unlink()
    copy.mkdir()
    assert rotate(settings) == 0
    told = capsys.readouterr()
    assert str(copy) in told.err
    assert "opens nothing but those copies" in told.out
