"""The two pages over real HTTP, and who may see them."""

import logging
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.watch.health import Health
from bot.watch.metrics import Metrics
from bot.watch.pages import MetricsPage, Pages, serving
from bot.watch.watched import Watched
from bot.watch.watching import Unwatched, watch
from storage.store import Store
from tests.databases import KEY
from tests.storage.rows import NOW


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "small-wins.db", KEY)
    yield opened
    await opened.close()


async def got(url: str, page: str) -> tuple[int, str, str]:
    """Status, content type and body."""
    async with aiohttp.ClientSession(url) as http, http.get(page) as response:
        return response.status, response.content_type, await response.text()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


# A bot that lives is told as such, one that does not with what is the matter.
async def test_healthz(store: Store) -> None:
    seconds = 0.0
    health = Health(store, lambda: NOW, lambda: seconds)
    async with serving(Pages(health, None), 0) as url:
        status, kind, body = await got(url, "/healthz")
        assert (status, kind) == (200, "application/json")
        assert body.startswith('{"ok":true,"stale":[],"seconds":{"store":0.0,"poller":0.0,')
        seconds = 1000.0
        status, _, body = await got(url, "/healthz")
        assert status == 503
        assert body.startswith('{"ok":false,"stale":["poller","heartbeat"],')


# Metrics are there where the package is; while the database can't be read they are not made up.
async def test_metrics(store: Store, tmp_path: Path) -> None:
    health = Health(store, lambda: NOW)
    pages: list[MetricsPage] = [Metrics(store.path, lambda: NOW).page, Metrics(tmp_path / "no.db", lambda: NOW).page]
    answers = []
    for page in pages:
        async with serving(Pages(health, page), 0) as url:
            answers.append(await got(url, "/metrics"))
    assert answers[0][:2] == (200, "text/plain")
    assert 'small_wins_queue_waiting{queue="updates"} 0.0' in answers[0][2]
    assert answers[1] == (503, "text/plain", "The database can't be read.\n")


# It listens on this computer alone, answers nothing else, and changes nothing.
async def test_nothing_else(store: Store) -> None:
    async with serving(Pages(Health(store, lambda: NOW), None), 0) as url:
        assert url.startswith("http://127.0.0.1:")
        assert (await got(url, "/"))[0] == 404
        async with aiohttp.ClientSession(url) as http, http.post("/healthz") as response:
            assert response.status == 405
        with socket.socket() as other, pytest.raises(ConnectionRefusedError):
            other.connect(("127.0.0.2", int(url.rpartition(":")[2])))


# Without prometheus-client the bot is watched all the same; /metrics says what is missing.
async def test_without_prometheus(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    monkeypatch.delitem(sys.modules, "bot.watch.metrics", raising=False)
    port = free_port()
    async with AsyncExitStack() as stack:
        assert isinstance(await watch(stack, port, store, lambda: NOW), Watched)
        url = f"http://127.0.0.1:{port}"
        assert (await got(url, "/healthz"))[0] == 200
        status, _, body = await got(url, "/metrics")
        assert status == 404
        assert "pip install" in body


# A port that somebody else has is told, and the bot runs unwatched.
async def test_taken_port(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    async with AsyncExitStack() as stack, serving(Pages(Health(store, lambda: NOW), None), 0) as url:
        port = int(url.rpartition(":")[2])
        assert isinstance(await watch(stack, port, store, lambda: NOW), Unwatched)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert f"WATCH_PORT {port} can't be used" in caplog.text
