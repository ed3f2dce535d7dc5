"""The simulator as a process of its own, which keeps everything over a restart."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from simulator.server import Running, serve
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.conftest import newcomer

ROOT = Path(__file__).parents[2]
BUTTONS = {"inline_keyboard": [[{"text": "I did that", "callback_data": "done"}]]}


@asynccontextmanager
async def _bench(running: Running) -> AsyncIterator[tuple[aiohttp.ClientSession, Wire, Levers]]:
    async with aiohttp.ClientSession(running.url) as http:
        yield http, Wire(http, running.token), Levers(http)


# After a restart the people, the messages, the queue, the profile, the token and the clock are as before.
async def test_everything_survives(tmp_path: Path) -> None:
    state = tmp_path / "telegram.db"
    async with serve(state=state) as before, _bench(before) as (http, wire, levers):
        phone = await newcomer(http, wire, "Alice")
        await wire.call("setMyName", name="Small Wins at home")
        await wire.call("getUpdates", allowed_updates=["message", "callback_query", "message_reaction"])
        question = await wire.call("sendMessage", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
        await phone.writes("hello")
        await levers.passes(3600)
        seen = await phone.sees()
        update = (await wire.call("getUpdates")).body["result"]
    async with serve(state=state) as after, _bench(after) as (http, wire, levers):
        phone = Phone(http, phone.id)
        assert after.token == before.token
        assert await phone.sees() == seen
        assert (await wire.call("getUpdates")).body["result"] == update
        assert (await wire.call("getMe")).body["result"]["first_name"] == "Small Wins at home"
        assert (await levers.get("clock"))["offset"] == pytest.approx(3600, abs=5)
        await phone.taps(question.body["result"]["message_id"])
        told = (await wire.call("getUpdates")).body["result"]
        assert [next(iter(each.keys() - {"update_id"})) for each in told] == ["message", "callback_query"]
        assert told[1]["update_id"] == told[0]["update_id"] + 1


# Where it stops between two requests, numbers of messages and updates go on where they were.
async def test_numbers_go_on(tmp_path: Path) -> None:
    state = tmp_path / "telegram.db"
    ids: list[int] = []
    for _ in range(2):
        async with serve(state=state) as running, _bench(running) as (http, wire, _):
            ids += [await (await newcomer(http, wire, "Alice")).writes("hello")]
    assert ids[1] > ids[0]


# As a command it says in one line of JSON where it listens, and stops when it is told to.
async def test_the_command() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--token", "7000000001:home"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout
        told = json.loads(await process.stdout.readline())
        assert told.keys() == {"url", "token"}
        async with aiohttp.ClientSession(told["url"]) as http:
            assert (await Wire(http, "7000000001:home").call("getMe")).body["result"]["id"] == 7_000_000_001
    finally:
        process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(5):
        assert await process.wait() == 0
