"""With a state file nothing that was answered is lost, whatever happens to the process."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from simulator.images import dimensions
from simulator.server import serve
from tests.simulator.bench import Levers, Phone, Wire

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "simulator", "--state")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x28\x00\x00\x00\x14\x08\x02\x00\x00\x00"


@asynccontextmanager
async def process(state: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, dict[str, str]]]:
    """A simulator of its own, and the line that it prints; killed at the end without a warning."""
    program = await asyncio.create_subprocess_exec(
        *COMMAND, str(state), "--no-page", stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert program.stdout is not None
    try:
        yield program, json.loads(await program.stdout.readline())
    finally:
        with suppress(ProcessLookupError):  # it has ended by itself
            program.kill()
        await program.wait()


async def everything(url: str, token: str) -> dict[str, Any]:
    """What the Bot API, the phone and the levers tell of a simulator."""
    async with aiohttp.ClientSession(url) as http:
        wire, levers = Wire(http, token), Levers(http)
        async with http.get("/user/people") as response:
            people = await response.json()
        return {
            "people": people,
            "chats": [await Phone(http, person["id"]).get("chat") for person in people],
            "updates": (await wire.call("getUpdates")).body["result"],
            "commands": (await wire.call("getMyCommands")).body["result"],
            "name": (await wire.call("getMyName")).body["result"],
            "offset": (await levers.get("clock"))["offset"],
        }


async def live_a_little(url: str, token: str) -> dict[str, Any]:
    """Fills a simulator with one of everything; returns what outlasts only in the answers."""
    async with aiohttp.ClientSession(url) as http:
        wire, levers = Wire(http, token), Levers(http)
        async with http.post("/user/people", json={"first_name": "Bob"}) as response:
            bob = Phone(http, (await response.json())["id"])
        await bob.writes("/start")
        await bob.photo(PNG, "my cup")
        keyboard = {"inline_keyboard": [[{"text": "I did that", "callback_data": "1"}]]}
        sent = await wire.call("sendMessage", chat_id=bob.id, text="One cup?", reply_markup=keyboard)
        number = sent.body["result"]["message_id"]
        query = await bob.taps(number)
        await wire.call("setMessageReaction", chat_id=bob.id, message_id=1, reaction=[{"type": "emoji", "emoji": "🎉"}])
        await wire.call("setMyCommands", commands=[{"command": "goal", "description": "Begin"}])
        await wire.call("setMyName", name="Tiny")
        await levers.post("clock", forward=90_000, jump=True)
        await bob.writes("done")
        return {"person": bob.id, "query": query, "next": number + 2}


# After kill -9 the people, chats, waiting updates, bot profile, clock and files are as they were told last.
async def test_a_kill(tmp_path: Path) -> None:
    state = tmp_path / "simulator.db"
    async with process(state) as (_, first):
        kept = await live_a_little(first["url"], first["token"])
        before = await everything(first["url"], first["token"])
    async with process(state) as (_, second):
        assert second["token"] == first["token"]
        assert await everything(second["url"], second["token"]) == before
        async with aiohttp.ClientSession(second["url"]) as http:
            wire, bob = Wire(http, second["token"]), Phone(http, kept["person"])
            sent = await wire.call("sendMessage", chat_id=bob.id, text="Welcome back")
            assert sent.body["result"]["message_id"] == kept["next"]
            picture = next(message["photo_url"] for message in await bob.sees() if message["photo_url"])
            async with http.get(picture) as response:
                assert dimensions(await response.read()) == (40, 20)
            late = await wire.call("answerCallbackQuery", callback_query_id=kept["query"])
            assert late.body["description"].startswith("Bad Request: query is too old")


# Killed in the middle of a burst, it still has each message whose sending it confirmed.
async def test_a_kill_under_load(tmp_path: Path) -> None:
    state = tmp_path / "simulator.db"
    confirmed: list[int] = []

    async def send(wire: Wire, person: int, enough: asyncio.Event) -> None:
        while True:
            sent = await wire.call("sendMessage", chat_id=person, text="hello")
            confirmed.append(sent.body["result"]["message_id"])
            if len(confirmed) >= 200:
                enough.set()

    async with process(state) as (program, line), aiohttp.ClientSession(line["url"]) as http:
        async with http.get("/user/people") as response:
            alice = (await response.json())[0]["id"]
        await Phone(http, alice).writes("/start")
        enough = asyncio.Event()
        burst = [asyncio.create_task(send(Wire(http, line["token"]), alice, enough)) for _ in range(8)]
        await enough.wait()
        program.kill()
        ends = await asyncio.gather(*burst, return_exceptions=True)
    assert all(isinstance(end, aiohttp.ClientError) for end in ends)
    async with serve(state=state, page=False) as running:
        assert set(confirmed) <= set(running.telegram.messages)


# SIGTERM and SIGINT end it in good order.
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_signals(tmp_path: Path, number: signal.Signals) -> None:
    async with process(tmp_path / "simulator.db") as (program, _):
        program.send_signal(number)
        assert await asyncio.wait_for(program.wait(), 10) == 0


# A second simulator on the same file is refused with one sentence, and the first goes on.
async def test_one_simulator_per_file(tmp_path: Path) -> None:
    state = tmp_path / "simulator.db"
    async with serve(state=state, page=False) as running:
        second = await asyncio.create_subprocess_exec(*COMMAND, str(state), stderr=asyncio.subprocess.PIPE, cwd=ROOT)
        _, said = await second.communicate()
        assert second.returncode == 1
        assert said.decode().splitlines() == ["The simulator cannot start: database is locked"]
        assert await everything(running.url, running.token)


# A token that is asked for wins over the kept one, and is kept from then on.
async def test_the_token_is_kept(tmp_path: Path) -> None:
    state = tmp_path / "simulator.db"
    async with serve(state=state, token="123456:first", page=False) as running:
        assert running.telegram.bot_id == 123456
    async with serve(state=state, token="123456:second", page=False):
        pass
    async with serve(state=state, page=False) as running:
        assert running.token == "123456:second"


# A phone that was away over a restart is told what changed meanwhile, each message in its present form, once.
async def test_catching_up(tmp_path: Path) -> None:
    state = tmp_path / "simulator.db"
    async with serve(state=state, page=False) as running, aiohttp.ClientSession(running.url) as http:
        wire, alice = Wire(http, running.token), Phone(http, next(iter(running.telegram.people)))
        await alice.writes("seen")
        gone = await alice.writes("will go")
        at = (await alice.get("chat"))["sequence"]
        await alice.post("edit", message_id=1, text="seen and edited")
        await alice.post("delete", message_id=gone)
        await wire.call("sendMessage", chat_id=alice.id, text="new")
        token = running.token
    async with serve(state=state, page=False) as running, aiohttp.ClientSession(running.url) as http:
        alice = Phone(http, alice.id)
        await Wire(http, token).call("sendMessage", chat_id=alice.id, text="newest")
        missed = await alice.get("events", after=at, timeout=0)
        told = [f"{event['kind']}: {event['message']['text']}" for event in missed["events"]]
        assert told == ["edited: seen and edited", "deleted: will go", "message: new", "message: newest"]
        assert (await alice.get("events", after=missed["sequence"], timeout=0))["events"] == []
