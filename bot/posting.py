"""JSON posts on aiohttp's connections, below its ClientSession, whose requests and responses cost 55 µs more each.

Connecting, pooling, TLS, parsing and time limits stay aiohttp's. Its documentation does not name `Connector.connect`
and the methods of `ResponseHandler` that are called here: tests/bot/test_request.py holds what is expected of them.
"""

import asyncio
from collections.abc import Mapping

import aiohttp
import msgspec
from aiohttp.client_proto import ResponseHandler
from yarl import URL


class Answer(msgspec.Struct, frozen=True):
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Target(msgspec.Struct, frozen=True):
    """What is the same for every post to one URL; `head` ends where the number of bytes goes."""

    request: aiohttp.ClientRequest
    head: bytes


class JsonPoster:
    """Posts on the connections of `connector`, without a proxy. `session` is its session, `agent` the User-Agent."""

    def __init__(self, session: aiohttp.ClientSession, connector: aiohttp.BaseConnector, agent: str) -> None:
        self._session = session
        self._connector = connector
        self._agent = agent
        self._targets: dict[str, _Target] = {}  # one for each method of the Bot API that is called

    async def post(self, url: str, body: bytes, limits: aiohttp.ClientTimeout) -> Answer:
        """Raises what aiohttp raises: ConnectionTimeoutError and ClientConnectorError where nothing was sent."""
        target = self._targets.get(url) or self._targets.setdefault(url, self._target(url))
        try:
            connection = await self._connector.connect(target.request, [], limits)
        except TimeoutError:
            raise aiohttp.ConnectionTimeoutError from None
        try:
            assert connection.protocol is not None  # noqa: S101 - for the type checker: it has just been connected
            answer = await _exchange(connection.protocol, b"%b%d\r\n\r\n%b" % (target.head, len(body), body), limits)
        except BaseException:
            connection.close()
            raise
        connection.release()
        return answer

    def _target(self, url: str) -> _Target:
        request = aiohttp.ClientRequest("POST", URL(url), loop=asyncio.get_running_loop(), session=self._session)
        head = (
            f"POST {request.url.raw_path_qs} HTTP/1.1\r\nHost: {request.headers['Host']}\r\n"
            f"User-Agent: {self._agent}\r\nContent-Type: application/json\r\nContent-Length: "
        )
        return _Target(request, head.encode())


async def _exchange(protocol: ResponseHandler, message: bytes, limits: aiohttp.ClientTimeout) -> Answer:
    protocol.set_response_params(read_until_eof=True, read_timeout=limits.sock_read)
    assert protocol.transport is not None  # noqa: S101 - as above
    protocol.transport.write(message)
    protocol.start_timeout()
    head, payload = await protocol.read()
    while head.code < 200:  # "continue" and the like: the answer comes behind it
        head, payload = await protocol.read()
    return Answer(head.code, head.headers, await payload.read())
