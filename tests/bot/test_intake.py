"""Updates are committed before they are acknowledged, whatever goes wrong on the way."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest
from telegram.error import InvalidToken

from bot.intake import Poller, store_updates
from bot.request import AiohttpRequest, NotSentError
from simulator.server import serve
from storage import inbox
from storage.store import Store
from tests.databases import KEY
from tests.simulator.bench import Levers, Phone, Wire

ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass(slots=True)
class Polling:
    """A poller whose waits are noted and take no time; it ends with its first update."""

    levers: Levers
    alice: Phone
    wire: Wire
    poller: Poller = field(init=False)
    kept: list[Any] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def keep(self, updates: Sequence[object]) -> None:
        if self.failures:
            raise self.failures.pop()
        self.kept += updates

    async def room(self) -> None:
        if self.kept:
            raise asyncio.CancelledError

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def run(self) -> None:
        async with asyncio.timeout(5):
            with contextlib.suppress(asyncio.CancelledError):
                await self.poller.run()


@pytest.fixture
async def polling() -> AsyncIterator[Polling]:
    async with serve(page=False) as telegram, aiohttp.ClientSession(telegram.url) as http, AiohttpRequest(2) as request:
        alice = Phone(http, telegram.telegram.add_person("Alice").id)
        polling = Polling(Levers(http), alice, Wire(http, telegram.token))
        base_url = f"{telegram.url}/bot{telegram.token}"
        polling.poller = Poller(request, base_url, polling.keep, polling.room, polling.sleep)
        yield polling


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.name == "bot.intake"]


# A poll asks for what we handle, by name, so that no setting of an earlier program stays in force.
async def test_asks_by_name(polling: Polling) -> None:
    await polling.alice.writes("/start")
    await polling.run()
    (entry,) = await polling.levers.transcript()
    assert entry["request"]["allowed_updates"] == ALLOWED
    assert "offset" not in entry["request"]
    assert polling.kept[0]["message"]["text"] == "/start"


# What could not be stored is not acknowledged: the same update comes again, and the trouble is told once.
async def test_not_stored_is_not_acknowledged(polling: Polling, caplog: pytest.LogCaptureFixture) -> None:
    polling.failures = [sqlite3.OperationalError("database or disk is full") for _ in range(3)]
    await polling.alice.writes("/start")
    await polling.run()
    assert [update["message"]["text"] for update in polling.kept] == ["/start"]
    assert [line for line in told(caplog) if "disk is full" in line] == [told(caplog)[0]]
    assert polling.waits == [1, 2, 4]


# Trouble on the way to Telegram is told once per kind, however often it is met, and its end once.
async def test_trouble_is_told_once(polling: Polling, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await polling.levers.fault("500", "getUpdates", times=6)
    await polling.alice.writes("/start")
    await polling.run()
    assert len(polling.waits) == 6
    assert polling.waits[-1] == 30
    assert len(told(caplog)) == 2
    assert told(caplog)[-1] == "Telegram answers again."


# A second program with the same token makes it wait patiently, saying what to do; it never gives up.
async def test_two_pollers(polling: Polling, caplog: pytest.LogCaptureFixture) -> None:
    await polling.levers.fault("409", "getUpdates", times=4)
    await polling.alice.writes("/start")
    await polling.run()
    assert told(caplog) == [
        "Another program is polling with this bot's token. Stop one of the two; trying again until then."
    ]
    assert polling.kept


# A webhook that stands in the way is told once and removed, as often as that takes; what waited is not dropped.
async def test_webhook_in_the_way(polling: Polling, caplog: pytest.LogCaptureFixture) -> None:
    await polling.wire.call("setWebhook", url="http://127.0.0.1:9/updates")
    await polling.levers.fault("500", "deleteWebhook", times=2)
    await polling.alice.writes("/start")
    await polling.run()
    assert polling.kept
    assert polling.waits == [1, 2, 4]
    assert ["webhook" in line for line in told(caplog)] == [True]


# 429 is obeyed to the second, however long it asks for.
@pytest.mark.parametrize("seconds", [17, 120])
async def test_flood(polling: Polling, seconds: int) -> None:
    await polling.levers.fault("429", "getUpdates", times=1, retry_after=seconds)
    await polling.alice.writes("/start")
    await polling.run()
    assert polling.waits == [seconds]


# A network that is gone for a day is asked for as patiently in the end as after a minute.
async def test_a_day_without_network() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 24 * 120:
            raise asyncio.CancelledError

    async def room() -> None:
        pass

    poller = Poller(Unreachable(), "", _keep_nothing, room, sleep)  # type: ignore[arg-type]  # all that it calls
    with pytest.raises(asyncio.CancelledError):
        await poller.run()
    assert waits[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert waits[-1] == 30


# A token that Telegram does not know ends it: no waiting helps.
async def test_wrong_token(polling: Polling) -> None:
    await polling.levers.fault("401", "getUpdates", times=1)
    with pytest.raises(InvalidToken):
        await polling.run()


# While there is no room Telegram keeps what comes.
async def test_room_is_waited_for() -> None:
    async def never() -> None:
        raise asyncio.CancelledError

    async with AiohttpRequest(1) as request:
        poller = Poller(request, "http://127.0.0.1:9/bot1:a", _keep_nothing, never)
        with pytest.raises(asyncio.CancelledError):
            await poller.run()


class Unreachable:
    async def call(self, *_: object, **__: object) -> object:
        raise NotSentError("no network")


async def _keep_nothing(_updates: Sequence[object]) -> None:
    raise AssertionError("nothing was asked for")


# Numbers that no database of ours can hold stop no polling: without its own an update is left out, without a chat's it
# is nobody's.
@pytest.mark.parametrize("shape", ["message", "edited_message", "my_chat_member"])
async def test_numbers_too_large(tmp_path: Path, shape: str) -> None:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    try:
        updates = [{"update_id": 2**63}, {"update_id": 2, shape: {"chat": {"id": 2**63}}}, {"update_id": 2**63 - 1}]
        assert await store_updates(store, updates, 100) == 2
        kept = await store.run(lambda connection: inbox.take(connection, 100, 10))
    finally:
        await store.close()
    assert [(row.update_id, row.person_id) for row in kept] == [(2, 0), (2**63 - 1, 0)]


# They are not acknowledged either: Telegram would be asked for what comes after them.
async def test_numbers_too_large_are_not_asked_for(polling: Polling) -> None:
    asked: list[object] = []

    class Odd:
        async def call(self, _url: str, parameters: dict[str, object], **_: object) -> object:
            asked.append(parameters.get("offset"))
            if len(asked) == 2:
                raise InvalidToken
            return [{"update_id": 7}, {"update_id": 2**64 - 1}]

    async def room() -> None:
        pass

    with pytest.raises(InvalidToken):
        await Poller(Odd(), "", polling.keep, room).run()  # type: ignore[arg-type]  # all that it calls
    assert asked == [None, 8]


# Updates of any shape are stored as they came, whose turn they are beside them; what has no id can't be.
async def test_storing(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    try:
        odd = {"update_id": 3, "message": {"chat": {"id": 7}, "text": "\ud83e", "big": 2**70}}
        updates = [{"update_id": 1, "telepathy": {}}, odd, {"update_id": "x"}, 5, None, {"update_id": 1}]
        assert await store_updates(store, updates, 100) == 2
        kept = await store.run(lambda connection: inbox.take(connection, 100, 10))
    finally:
        await store.close()
    assert sorted((row.update_id, row.person_id) for row in kept) == [(1, 0), (3, 7)]
    assert orjson.loads(next(row.body for row in kept if row.update_id == 1)) == {"update_id": 1, "telepathy": {}}
