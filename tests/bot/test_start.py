"""Small decisions on the way up: whose database it is, where a browser can be seen, what a stop says."""

import asyncio
import gc
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from telegram.error import InvalidToken

from bot import start
from bot.advice import STOPPERS, advice
from bot.masterkey import MissingKey, NoNewKey, UnreadableKey
from bot.settings import Settings
from bot.tryout import has_browser
from storage.files import DamagedDatabase, DatabaseInUse, NewerDatabase
from storage.identity import AnotherBot, claim
from storage.keys import WrongKey
from storage.opening import MissingKeys
from storage.store import Store
from tests.databases import KEY


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    yield store
    await store.close()


# The first bot owns the database; another one is refused, and so is the same number of the other kind.
@pytest.mark.parametrize(("bot_id", "simulated"), [(78, False), (77, True), (78, True)])
async def test_a_database_has_one_bot(store: Store, bot_id: int, simulated: bool) -> None:
    await store.run(lambda connection: claim(connection, 77, simulated=False))
    await store.run(lambda connection: claim(connection, 77, simulated=False))
    with pytest.raises(AnotherBot) as caught:
        await store.run(lambda connection: claim(connection, bot_id, simulated=simulated))
    assert (caught.value.bot_id, caught.value.simulated) == (77, False)


# A browser is opened where somebody can see it: not over SSH, in CI, or without a display.
@pytest.mark.parametrize(
    ("platform", "environment", "seen"),
    [
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("linux", {"DISPLAY": ":0", "SSH_CONNECTION": "1.2.3.4"}, False),
        ("darwin", {"CI": "true"}, False),
    ],
)
def test_browser(monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], seen: bool) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert has_browser(environment) is seen


# Whatever stops the bot is said in a sentence that names the setting to change.
@pytest.mark.parametrize(
    ("error", "setting"),
    [
        (InvalidToken("The token `77:AAF` was rejected by the server."), "TELEGRAM_BOT_TOKEN"),
        (AnotherBot(77, simulated=False), "TELEGRAM_BOT_TOKEN"),
        (AnotherBot(77, simulated=True), "DATABASE_URL"),
        (NewerDatabase(Path("w.db")), "DATABASE_URL"),
        (DamagedDatabase(Path("w.db")), "DATABASE_URL"),
        (DatabaseInUse(Path("w.db")), "DATABASE_URL"),
        (WrongKey(Path("w.keys.db")), "SMALL_WINS_KEY"),
        (MissingKeys(Path("w.keys.db")), "DATABASE_URL"),
        (MissingKey(Path("77.key")), "SMALL_WINS_KEY_FILE"),
        (UnreadableKey(Path("77.key")), "SMALL_WINS_KEY_FILE"),
        (NoNewKey(), "SMALL_WINS_NEW_KEY"),
        (sqlite3.OperationalError("unable to open database file"), "DATABASE_URL"),
        (PermissionError("data"), "DATABASE_URL"),
    ],
)
def test_advice(error: Exception, setting: str) -> None:
    assert isinstance(error, STOPPERS)
    assert setting in advice(error)
    assert "AAF" not in advice(error)


# An impatient second Ctrl-C does not break into the stopping, which ends by itself.
async def test_a_second_signal() -> None:
    working, stopped = asyncio.Event(), False

    async def work() -> None:
        nonlocal stopped
        try:
            working.set()
            await asyncio.Event().wait()
        finally:
            signal.raise_signal(signal.SIGINT)
            for _ in range(5):
                await asyncio.sleep(0)
            stopped = True

    running = asyncio.create_task(start._until_stopped(work()))
    await working.wait()
    signal.raise_signal(signal.SIGTERM)
    assert await running == 0
    assert stopped


# What is loaded for good is out of the garbage collector's sight: looking it all over would hold everybody up.
async def test_what_stays_is_not_looked_over(monkeypatch: pytest.MonkeyPatch) -> None:
    @asynccontextmanager
    async def running(*_: object) -> AsyncIterator[AsyncMock]:
        yield AsyncMock()

    monkeypatch.setattr(start, "running", running)
    gc.unfreeze()
    await start._serve(Settings(telegram_bot_token="77:AAF", _env_file=None))  # type: ignore[call-arg]  # its own
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert frozen > len(gc.get_objects()) / 2
