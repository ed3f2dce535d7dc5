"""HTTP for python-telegram-bot on aiohttp: its `BaseRequest`, with its errors.

Three errors are ours: `NotSentError` (nothing happened, so it may be tried again), `ServerFaultError` (nothing
happened, surely or almost), `FloodWait` (429, with its pause). Any other `NetworkError` but `BadRequest` leaves open
whether Telegram did what was asked.
No error carries the URL, which holds the token, nor the cause that knew it.
"""

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any, cast

import aiohttp
import msgspec
import orjson
from aiohttp.http import HttpProcessingError
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.forms import Parameters, Upload, encoded, has_files
from bot.posting import Answer, JsonPoster

_DID_NOTHING = frozenset({421, 503})
_FAULTS = _DID_NOTHING | {500, 502}  # 504 is not among them: what is behind that gateway may go on
_DOWNLOAD_WITHIN = 10.0  # seconds in all: what else is said to that person waits behind it
_PIECE = 64 * 1024  # bytes
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_PAUSE_WHEN_UNTOLD = 3  # seconds after a 429 that names none


class NotSentError(NetworkError):
    """Telegram was not reached: nothing happened."""


class ServerFaultError(NetworkError):
    """Telegram's server was reached and did nothing for a fault of its own: `surely`, or it was stopped half-way."""

    def __init__(self, message: str, *, surely: bool = False) -> None:
        super().__init__(message)
        self.surely = surely


class FloodWait(RetryAfter):
    """A 429. `seconds` is its pause; PTB's own `RetryAfter` warns of a deprecation whenever one is made."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        TelegramError.__init__(self, f"Flood control: wait {seconds:g} s")
        self.seconds = seconds

    @property
    def retry_after(self) -> datetime.timedelta:
        return datetime.timedelta(seconds=self.seconds)


class Timeouts(msgspec.Struct, frozen=True):
    """In seconds. `connect` includes waiting for a free connection; `read` is the longest silence of the server.

    `write` is for files. Parameters alone are written at once: after them there is nothing to limit but the silence.
    """

    connect: float = 8.0
    read: float = 20.0
    write: float = 60.0


class AiohttpRequest(BaseRequest):
    """One pool of at most `connections` connections. `proxy` is a URL; none is taken from the environment."""

    __slots__ = ("_poster", "_proxy", "_session", "_timeouts", "connections")

    def __init__(self, connections: int, proxy: str | None = None, timeouts: Timeouts | None = None) -> None:
        self.connections = connections
        self._proxy = proxy
        self._timeouts = timeouts or Timeouts()
        self._session: aiohttp.ClientSession | None = None
        self._poster: JsonPoster | None = None  # None too where a proxy stands between

    @property
    def read_timeout(self) -> float:
        return self._timeouts.read

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self.connections)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
            if self._proxy is None:
                self._poster = JsonPoster(self._session, connector, BaseRequest.USER_AGENT)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = self._poster = None

    async def call(
        self,
        url: str,
        parameters: Mapping[str, object],
        read_timeout: float | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        """`post` for parameters that are plain JSON values already; returns the answer's "result"."""
        body = cast("RequestData", Parameters(parameters, files or {}))  # `post` hands it to do_request as it is
        return await self.post(url, body, read_timeout=read_timeout or self._timeouts.read)

    async def download(self, url: str, most: int) -> bytes | None:
        """A file of at most `most` bytes, None for a bigger one. Raises as do_request does."""
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized")
        limits = aiohttp.ClientTimeout(total=_DOWNLOAD_WITHIN, connect=self._timeouts.connect)
        try:
            async with self._session.get(url, timeout=limits, proxy=self._proxy, allow_redirects=False) as response:
                content = bytearray()
                async for piece in response.content.iter_chunked(_PIECE):
                    content += piece
                    if len(content) > most:
                        return None
                answer = Answer(response.status, response.headers, bytes(content))
        except (aiohttp.ClientError, HttpProcessingError, OSError) as error:
            raise _without_url(error) from None
        _raise_for(answer)
        if answer.status != 200:
            raise NetworkError(f"A file was answered with {answer.status}")
        return answer.body

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp counts it as connecting
    ) -> tuple[int, bytes]:
        """The answer's status and body. Raises the errors above, TimedOut, NetworkError."""
        limits = self._limits(connect_timeout, write_timeout, read_timeout, files=has_files(request_data))
        try:
            answer = await self._answer(method, url, request_data, limits)
        except (aiohttp.ClientError, HttpProcessingError, OSError) as error:  # TimeoutError is an OSError
            raise _without_url(error) from None
        _raise_for(answer)
        return answer.status, answer.body

    async def _answer(
        self, method: str, url: str, data: RequestData | Parameters | None, limits: aiohttp.ClientTimeout
    ) -> Answer:
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized")
        if isinstance(data, Parameters) and not data.files and self._poster is not None:
            return await self._poster.post(url, data.encoded, limits)
        body, headers = encoded(data)
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=limits, proxy=self._proxy, allow_redirects=False
        ) as response:
            return Answer(response.status, response.headers, await response.read())

    def _limits(self, connect: object, write: object, read: object, *, files: bool) -> aiohttp.ClientTimeout:
        usual = self._timeouts
        connecting, reading = _seconds(connect, usual.connect), _seconds(read, usual.read)
        if not files:
            return aiohttp.ClientTimeout(connect=connecting, sock_read=reading)  # a total would cost each send 10 µs
        writing = _seconds(write, usual.write)
        # aiohttp has no limit for writing: all three together stand for it.
        total = None if connecting is None or writing is None or reading is None else connecting + writing + reading
        return aiohttp.ClientTimeout(total=total, connect=connecting, sock_read=reading)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Like PTB's, but an answer that is no JSON object is not logged: it may hold what people wrote."""
        try:
            answer = loads(payload)
        except (ValueError, RecursionError):
            raise TelegramError("The answer is no JSON") from None
        if not isinstance(answer, dict):
            raise TelegramError("The answer is no JSON object")
        return answer


def loads(payload: bytes) -> Any:
    """What the JSON says. Half a surrogate pair is legal in it but no text: U+FFFD stands there then.

    Raises ValueError, RecursionError.
    """
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        paired = json.dumps(json.loads(payload.decode("utf-8", "replace")), ensure_ascii=False)
        return json.loads(_HALF_A_PAIR.sub("\ufffd", paired))


def _seconds(asked: object, default: float) -> float | None:
    if asked is None or isinstance(asked, int | float):
        return asked
    return default


def _without_url(error: aiohttp.ClientError | HttpProcessingError | OSError) -> NetworkError:
    name = type(error).__name__
    match error:
        case aiohttp.ClientConnectorError():
            return NotSentError(f"{name}: {error.strerror}")
        case aiohttp.ConnectionTimeoutError() | aiohttp.ClientHttpProxyError():
            return NotSentError(name)
        case TimeoutError():
            return TimedOut(name)
    return NetworkError(name)


def _raise_for(answer: Answer) -> None:
    if answer.status == 429:
        raise FloodWait(_pause(answer))
    if answer.status in _FAULTS:
        raise ServerFaultError(f"Telegram's server answered {answer.status}", surely=answer.status in _DID_NOTHING)


def _pause(answer: Answer) -> float:
    """Seconds to wait after a 429: from its parameters, else its header, else a guess."""
    try:
        match loads(answer.body):
            case {"parameters": {"retry_after": int() | float() as seconds}}:
                return max(0, seconds)
    except (ValueError, RecursionError):
        pass
    told = answer.headers.get("Retry-After", "")
    return int(told) if told.isascii() and told.isdigit() else _PAUSE_WHEN_UNTOLD
