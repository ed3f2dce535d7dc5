"""A running simulator per test, someone in it who has pressed Start, and both clients connected to it.

Whatever goes over the Bot API in a test is checked against the machine-readable Bot API afterwards, where that lies
beside the project; a test where something wrong passes on purpose asks for `odd_traffic`.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import aiohttp
import pytest

from simulator.server import Running, serve
from tests.bot_api import BotApi
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client, connect_aiogram, connect_ptb

Connect = Callable[[str, str], AbstractAsyncContextManager[Client]]


@pytest.fixture
def odd_traffic() -> None:
    """Says that the test's requests are wrong and yet accepted, or its answers made wrong by a lever."""


@pytest.fixture
async def running(request: pytest.FixtureRequest, bot_api: BotApi | None) -> AsyncIterator[Running]:
    """A simulator on a free port; its traffic is checked at the end."""
    async with serve() as running:
        yield running
        if bot_api and "odd_traffic" not in request.fixturenames:
            async with aiohttp.ClientSession(running.url) as http:
                entries = await Levers(http).transcript()
            assert [fault for entry in entries for fault in bot_api.entry_faults(entry)] == []


@pytest.fixture
async def http(running: Running) -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP session whose paths are the simulator's."""
    async with aiohttp.ClientSession(running.url) as session:
        yield session


@pytest.fixture
def levers(http: aiohttp.ClientSession) -> Levers:
    """The test bench."""
    return Levers(http)


@pytest.fixture
def wire(http: aiohttp.ClientSession, running: Running) -> Wire:
    """Bare Bot API requests with the right token."""
    return Wire(http, running.token)


@pytest.fixture
async def phone(http: aiohttp.ClientSession, wire: Wire) -> Phone:
    """Alice, who has pressed Start; her update is out of the queue again."""
    return await newcomer(http, wire, "Alice")


@pytest.fixture
async def second_phone(http: aiohttp.ClientSession, wire: Wire) -> Phone:
    """Bob, who has pressed Start too."""
    return await newcomer(http, wire, "Bob")


async def newcomer(http: aiohttp.ClientSession, wire: Wire, name: str) -> Phone:
    """A new person who presses Start, with nothing left in the queue."""
    async with http.post("/user/people", json={"first_name": name, "language_code": "en"}) as response:
        person = await response.json()
    phone = Phone(http, person["id"])
    await phone.writes("/start")
    await wire.call("deleteWebhook", drop_pending_updates=True)
    return phone


@pytest.fixture(params=[connect_ptb, connect_aiogram], ids=["ptb", "aiogram"])
async def client(
    request: pytest.FixtureRequest, running: Running, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    """Each of the two clients in turn."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it PTB's RetryAfter warns of its own future
    connect: Connect = request.param
    async with connect(running.url, running.token) as client:
        yield client
