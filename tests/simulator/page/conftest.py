"""Chromium on the chat page, with the bot's side played by the test over the real Bot API.

The pictures in artefacts/ show emoji where Debian's fonts-noto-color-emoji is installed; no test depends on it.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from simulator.server import Running, serve
from tests.simulator.bench import Phone, Wire
from tests.simulator.conftest import newcomer
from tests.simulator.page.visitor import Visitor, visit

CHROMIUM = Path("/usr/bin/chromium")
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8b4c31b00049501f6532e8850"
    "0000000049454e44ae426082"
)
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder share one event loop, one browser, and one mark."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is missing"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def running() -> AsyncIterator[Running]:
    """A simulator of its own for each test."""
    async with serve() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def http(running: Running) -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP session whose paths are the simulator's."""
    async with aiohttp.ClientSession(running.url) as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def phone(http: aiohttp.ClientSession, wire: Wire) -> Phone:
    """Ada, who has pressed Start."""
    return await newcomer(http, wire, "Ada")


@pytest_asyncio.fixture(loop_scope="session")
async def ada(browser: Browser, phone: Phone, wire: Wire) -> AsyncIterator[Visitor]:
    """Ada at a desktop."""
    visitor = await visit(browser, phone, wire)
    yield visitor
    await visitor.page.context.close()


@pytest.fixture
def dot() -> bytes:
    """A PNG of one pixel."""
    return DOT
