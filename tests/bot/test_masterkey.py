"""The master key: made once, found again, refused where it is another one, and replaced, whatever happens meanwhile."""

import base64
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import masterkey
from bot.check import rotate
from bot.masterkey import MissingKey, NoNewKey, UnreadableKey, master_key, rotate_key
from bot.settings import Settings, decoded_key
from companion.people import Win
from storage import keys as keys_module
from storage import people, wins
from storage.copies import keys_of
from storage.files import DatabaseInUse
from storage.keys import WrongKey, fits
from storage.store import Store
from tests.storage.rows import ALICE, NOW, TODAY

OTHER = bytes(range(32))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A bot's, with its database and its key in two folders."""
    return Settings.model_construct(
        telegram_bot_token=SecretStr("77:AAF"),
        database_url=f"sqlite:///{tmp_path / 'data' / 'small-wins.db'}",
        small_wins_key_file=tmp_path / "config" / "77.key",
    )


async def run_once(settings: Settings) -> None:
    """A start at which Alice keeps a win, and an orderly end."""
    store = await Store.open(settings.database_path, master_key(settings))
    await store.run(lambda connection: people.join(connection, ALICE, "abc", NOW))
    await store.run(lambda connection: wins.keep(connection, ALICE, Win(1, "drank water", NOW, TODAY)))
    await store.close()


async def kept(settings: Settings) -> list[str]:
    """What Alice's journal shows after a start with these settings."""
    store = await Store.open(settings.database_path, master_key(settings))
    page = await store.run(lambda connection: wins.page(connection, ALICE, 0, 10))
    await store.close()
    return [win.text for win in page]


# The first start makes a key for this user alone, far from the database; the next ones find it.
async def test_made_once(settings: Settings) -> None:
    await run_once(settings)
    file = settings.key_file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert file.parent != settings.database_path.parent
    assert await kept(settings) == ["drank water"]


# By default it is where programs keep their configuration, one file for each bot.
def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    here = Settings.model_construct(telegram_bot_token=SecretStr("77:AAF"))
    assert here.key_file == tmp_path / "small-wins" / "77.key"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", "/home/alice")
    assert here.key_file == Path("/home/alice/.config/small-wins/77.key")


# A key is written in hex or in base64.
@pytest.mark.parametrize("text", [OTHER.hex(), base64.b64encode(OTHER).decode(), f" {OTHER.hex().upper()}\n"])
def test_spellings(text: str) -> None:
    assert decoded_key(text) == OTHER


# Where keys are that it would have to open, no key is made in place of one that is gone.
async def test_lost(settings: Settings) -> None:
    await run_once(settings)
    settings.key_file.unlink()
    with pytest.raises(MissingKey):
        master_key(settings)
    assert not settings.key_file.exists()


# A file that holds something else is told, and left as it is.
@pytest.mark.parametrize("content", [b"", b"secret", b"\xff" * 32])
def test_unreadable(settings: Settings, content: bytes) -> None:
    settings.key_file.parent.mkdir()
    settings.key_file.write_bytes(content)
    with pytest.raises(UnreadableKey):
        master_key(settings)
    assert settings.key_file.read_bytes() == content


# A folder that can't be made is told as what it is.
def test_unwritable(settings: Settings) -> None:
    settings.key_file.parent.write_text("a file, not a folder")
    with pytest.raises(UnreadableKey):
        master_key(settings)


# ------------------------------------------------------------------------------------------------------------- rotating


# After a rotation the new key opens everything, the old one nothing, and no word is lost.
async def test_rotated(settings: Settings) -> None:
    await run_once(settings)
    old = master_key(settings)
    assert rotate_key(settings) == []
    assert master_key(settings) != old
    assert not fits(keys_of(settings.database_path), old)
    assert await kept(settings) == ["drank water"]
    assert [path.name for path in settings.key_file.parent.iterdir()] == ["77.key"]


# Where the key is a setting, so is the new one; without it nothing changes.
async def test_rotated_by_settings(settings: Settings) -> None:
    first = settings.model_copy(update={"small_wins_key": SecretStr(bytes(32).hex())})
    await run_once(first)
    with pytest.raises(NoNewKey):
        rotate_key(first)
    both = first.model_copy(update={"small_wins_new_key": SecretStr(OTHER.hex())})
    rotate_key(both)
    rotate_key(both)  # again, as whoever saw it killed would
    assert await kept(first.model_copy(update={"small_wins_key": SecretStr(OTHER.hex())})) == ["drank water"]
    with pytest.raises(WrongKey):
        await kept(first)


class Killed(BaseException):
    """Like kill -9: nothing after it is run."""


def killed(*_: object) -> None:
    raise Killed


def before_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masterkey, "rotate", killed)


def before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def never_ended(connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        yield
        raise Killed

    monkeypatch.setattr(keys_module, "transaction", never_ended)


def before_the_file_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_module.Keys, "replace_copies", killed)


# Stopped at any point, the next start reads everything with the one key file that is then there.
@pytest.mark.parametrize("moment", [before_all, before_the_commit, before_the_file_is_replaced])
async def test_rotation_interrupted(settings: Settings, moment: Callable[[pytest.MonkeyPatch], None]) -> None:
    await run_once(settings)
    with pytest.MonkeyPatch.context() as patch:
        moment(patch)
        with pytest.raises(Killed):
            rotate_key(settings)
    assert settings.key_file.with_name("77.key.new").exists()
    assert await kept(settings) == ["drank water"]
    assert [path.name for path in settings.key_file.parent.iterdir()] == ["77.key"]
    rotate_key(settings)
    assert await kept(settings) == ["drank water"]


# A new key whose file was not written to its end never takes the old one's place.
async def test_half_a_new_key(settings: Settings) -> None:
    await run_once(settings)
    settings.key_file.with_name("77.key.new").write_text("abc")
    assert await kept(settings) == ["drank water"]


# Not while the bot runs: it would go on with the keys as they were.
async def test_not_beside_the_bot(settings: Settings) -> None:
    store = await Store.open(settings.database_path, master_key(settings))
    with pytest.raises(DatabaseInUse):
        rotate_key(settings)
    await store.close()


# The command says where the new key is, and what is the matter where it can't.
async def test_the_command(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert rotate(settings) == 2
    assert "nothing is sealed" in capsys.readouterr().err
    await run_once(settings)
    assert rotate(settings) == 0
    assert str(settings.key_file) in capsys.readouterr().out
    settings.key_file.unlink()
    assert rotate(settings) == 2
    assert "SMALL_WINS_KEY_FILE" in capsys.readouterr().err
