"""HTTP for PTB: what its own Bot sends arrives, and every way to fail has its error, without the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from typing import Self

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from yarl import URL

from bot.request import AiohttpRequest, FloodWait, NotSentError, ServerFaultError, Timeouts
from simulator.server import Running, serve

TOKEN = "77:AAF-secret"
QUIET_FOR = 0.2  # seconds: with this for every test one failed where the machine stood still


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(5) as request:
        yield request


@pytest.fixture
async def telegram() -> AsyncIterator[Running]:
    async with serve(page=False) as running:
        running.telegram.add_person("Alice")
        yield running


# PTB's typed Bot works over it: plain calls, and files as multipart.
async def test_ptb_bot(telegram: Running, request_: AiohttpRequest) -> None:
    alice = next(iter(telegram.telegram.people))
    async with Bot(telegram.token, f"{telegram.url}/bot", request=request_, get_updates_request=request_) as bot:
        assert bot.username == "SmallWinsBot"
        with pytest.raises(TelegramError, match="initiate"):
            await bot.send_message(alice, "hello")
        with pytest.raises(TelegramError, match="initiate"):
            await bot.send_document(alice, b"all my wins", filename="wins.txt")


# A server's answers and the errors that they become.
@pytest.mark.parametrize(
    ("status", "headers", "body", "error"),
    [
        (429, {}, b'{"ok": false, "parameters": {"retry_after": 7}}', FloodWait(7)),
        (429, {"Retry-After": "8"}, b"slow down", FloodWait(8)),
        (429, {}, b"slow down", FloodWait(3)),
        (500, {}, b'{"ok": false, "description": "Internal Server Error"}', ServerFaultError("500")),
        (502, {}, b"<html>", ServerFaultError("502")),
        (503, {}, b"<html>", ServerFaultError("503", surely=True)),
        (421, {}, b"", ServerFaultError("421", surely=True)),
        (504, {}, b"<html>", NetworkError("504")),
        (302, {"Location": "/elsewhere"}, b"", NetworkError("302")),
        (400, {}, b'{"ok": false, "description": "Bad Request: chat not found"}', BadRequest("chat not found")),
        (200, {}, b"<html>", TelegramError("no JSON")),
        (200, {}, b"[]", TelegramError("no JSON object")),
    ],
)
async def test_statuses(
    request_: AiohttpRequest, status: int, headers: dict[str, str], body: bytes, error: TelegramError
) -> None:
    async with server(web.Response(status=status, headers=headers, body=body)) as url:
        with pytest.raises(type(error)) as caught:
            await request_.call(str(url / f"bot{TOKEN}/getMe"), {})
    assert type(caught.value) is type(error)
    assert getattr(caught.value, "surely", None) == getattr(error, "surely", None)
    if isinstance(error, FloodWait):
        assert caught.value.retry_after == error.retry_after


# Half a surrogate pair is legal JSON, and must not stop what stands beside it; it is no text, which could not be kept.
async def test_odd_json(request_: AiohttpRequest) -> None:
    async with server(web.Response(body=b'{"ok": true, "result": "tea \\ud83e \\ud83c\\udf75"}')) as url:
        assert await request_.call(str(url), {}) == "tea \ufffd 🍵"


# Where nothing was sent, that is known; where the answer is missing, it is not. The token is in no text of either.
@pytest.mark.parametrize("trouble", ["closed port", "unknown host", "silence", "hang-up"])
async def test_connections(request_: AiohttpRequest, trouble: str) -> None:
    async with server(None if trouble == "silence" else "hang up") as url:
        places = {"closed port": URL("http://127.0.0.1:9"), "unknown host": URL("http://nowhere.invalid")}
        place = places.get(trouble, url) / f"bot{TOKEN}/sendMessage"
        patience = QUIET_FOR if trouble == "silence" else None
        with pytest.raises(NetworkError) as caught:
            await request_.call(str(place), {"text": "hello"}, read_timeout=patience)
    kinds = {"silence": TimedOut, "hang-up": NetworkError}
    assert type(caught.value) is kinds.get(trouble, NotSentError)
    assert "AAF" not in "".join(traceback.format_exception(caught.value))


WELL = b'HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{"ok": true, "result": "a"}'
WITHOUT_END = b'HTTP/1.1 200 OK\r\n\r\n{"ok": true, "result": "a"}'
CHUNKED = (
    b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n16\r\n: true, "result": "a"}\r\n0\r\n\r\n'
)


# Whatever HTTP a server speaks, one connection after another or the same again, its answer is read; a request says
# what it is, how long, and from whom.
@pytest.mark.parametrize(
    ("answer", "connections"),
    [
        (WELL, 1),
        (CHUNKED, 1),
        (WELL.replace(b"\r\n", b"\r\nConnection: close\r\n", 1), 3),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + WELL, 1),
        (WITHOUT_END, 3),
    ],
    ids=["usual", "chunked", "closing", "with a continue", "until its end"],
)
async def test_answers(request_: AiohttpRequest, answer: bytes, connections: int) -> None:
    async with Wire(answer, close=answer is WITHOUT_END) as wire:
        for _ in range(3):
            assert await request_.call(f"http://{wire.address}/bot{TOKEN}/getMe", {"text": "ü"}) == "a"
    assert wire.connections == connections
    head, _, body = wire.heard[0].partition(b"\r\n\r\n")
    first, *headers = head.decode().split("\r\n")
    assert first == f"POST /bot{TOKEN}/getMe HTTP/1.1"
    assert {f"Host: {wire.address}", "Content-Type: application/json", f"Content-Length: {len(body)}"} < set(headers)
    assert body == '{"text":"ü"}'.encode()


# An answer that breaks off, or is no HTTP, leaves open what was done; the next request has a connection of its own.
@pytest.mark.parametrize("answer", [WELL[:-5], WELL[:20], b"gibberish\r\n\r\n"], ids=["body", "head", "gibberish"])
async def test_broken_answers(request_: AiohttpRequest, answer: bytes) -> None:
    async with Wire(answer, close=True) as wire:
        for _ in range(2):
            with pytest.raises(NetworkError) as caught:
                await request_.call(f"http://{wire.address}/bot{TOKEN}/sendMessage", {})
            assert type(caught.value) is NetworkError
    assert wire.connections == 2


# Where no connection becomes free in time, nothing was sent. Whoever gives up frees theirs.
async def test_no_free_connection(telegram: Running) -> None:
    limits = Timeouts(connect=0.05, read=5)
    async with server(None) as url, AiohttpRequest(1, timeouts=limits) as request:
        silent = asyncio.create_task(request.call(str(url), {}))
        await asyncio.sleep(0)
        with pytest.raises(NotSentError):
            await request.call(str(url), {})
        silent.cancel()
        await asyncio.wait([silent])
        assert (await request.call(f"{telegram.url}/bot{telegram.token}/getMe", {}))["is_bot"]


# A request that is not open says so; opening and closing twice does no harm.
async def test_life() -> None:
    request = AiohttpRequest(1)
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        await request.shutdown()
        await request.shutdown()
    with pytest.raises(RuntimeError):
        await request.do_request("http://127.0.0.1:9/", "POST")


# A file comes as it is, up to the size that was named; a bigger one is let go, however big it says it is.
@pytest.mark.parametrize(("size", "comes"), [(0, True), (1000, True), (1001, False), (5_000_000, False)])
async def test_download(request_: AiohttpRequest, size: int, comes: bool) -> None:
    async with server(web.Response(body=b"x" * size)) as url:
        assert await request_.download(str(url), 1000) == (b"x" * size if comes else None)


# What is no file is an error that knows no address.
@pytest.mark.parametrize("trouble", [404, 302, 500, 429, "hang up"])
async def test_no_download(request_: AiohttpRequest, trouble: int | str) -> None:
    async with server(web.Response(status=trouble) if isinstance(trouble, int) else trouble) as url:
        with pytest.raises(TelegramError) as caught:
            await request_.download(str(url / f"file/bot{TOKEN}/wins.json"), 1000)
    assert "AAF" not in "".join(traceback.format_exception(caught.value))


class server:  # noqa: N801 - reads as the context manager it is
    """An HTTP server that always does the same: answers, hangs up ("hang up") or says nothing (None)."""

    def __init__(self, behaviour: web.Response | str | None) -> None:
        self.behaviour = behaviour

    async def __aenter__(self) -> URL:
        self.runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.01)  # 0 would wait for ever
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return URL(f"http://127.0.0.1:{self.runner.addresses[0][1]}")

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        match self.behaviour:
            case web.Response():
                return self.behaviour
            case None:
                await asyncio.get_running_loop().create_future()
        assert request.transport
        request.transport.close()
        return web.Response()


class Wire:
    """A server that answers each request with the same bytes, and then closes the connection if told to."""

    def __init__(self, answer: bytes, *, close: bool) -> None:
        self._answer = answer
        self._close = close
        self.heard: list[bytes] = []
        self.connections = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = "{}:{}".format(*self._server.sockets[0].getsockname())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while request := await reader.read(10_000):
            self.heard.append(request)
            writer.write(self._answer)
            if self._close:
                break
        writer.close()
