"""A Bot API server that does as little as one can: it hands out texts, answers what is sent, and notes when.

It speaks just enough HTTP for the clients that are compared, from bytes that lie ready, so that it is never the one who
is waited for.
"""

import asyncio
import math
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import orjson

TOKEN = "1:benchmark"
FIRST_PERSON = 7_000_000_000
TEXT = "done"
_BATCH = 100
_IDLE = 0.2  # seconds for which a poll that finds nothing is held
_OK = b'{"ok":true,"result":%b}'
_DATE = 1_772_000_000
_BOT = {
    "id": 1, "is_bot": True, "first_name": "Benchmark", "username": "benchmark_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False, "can_connect_to_business": False,
    "has_main_web_app": False, "has_topics_enabled": False, "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}  # fmt: skip
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
# As JSON or as a form, of whichever library.
_OFFSET = re.compile(rb"\boffset\W{1,6}(\d+)")
_CHAT = re.compile(rb"\bchat_id\W{1,6}(\d+)")


@dataclass
class Run:
    """What one run asks of a bot, and what came of it. All moments are monotonic seconds.

    `updates` texts are written by `people` people in turn, `rate` of them a second, all at once where it is infinite.
    `nudges` messages to others are waited for. Whatever is sent is answered after `delay` seconds.
    """

    updates: int
    people: int
    delay: float = 0
    rate: float = math.inf
    nudges: int = 0
    answered: list[tuple[float, float]] = field(default_factory=list)  # (written at, answered at)
    nudged: dict[int, float] = field(default_factory=dict)  # person -> when
    repeated: int = 0  # nudges to somebody who had one
    sample: bytes = b""  # the body of a nudge
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)  # something was handed out or sent
    ended: asyncio.Event = field(default_factory=asyncio.Event)  # nothing is missing
    first: float = 0  # when something was handed out or sent first
    _last: float = 0
    _messages: int = 0
    _written: dict[int, float] = field(default_factory=dict)  # person -> when, not answered so far

    @property
    def seconds(self) -> float:
        """From the first text handed out, or the first nudge, to the last thing sent."""
        return self._last - self.first

    @property
    def latencies(self) -> list[float]:
        """Seconds from when each text was written to when its answer came."""
        return [answered - written for written, answered in self.answered]

    async def finished(self, patience: float) -> None:
        """Returns when nothing is missing, or nothing came for so many seconds."""
        while not self.ended.is_set():
            silent = time.monotonic() - max(self._last, self.first)
            if silent >= patience:
                return
            await asyncio.wait([asyncio.create_task(self.ended.wait())], timeout=patience - silent)

    def handle(self, method: bytes, body: bytes, answer: Callable[[float, bytes], object]) -> None:
        """Any method of the Bot API; `answer` takes seconds of delay and the result as JSON."""
        match method.lower():
            case b"getme":
                answer(0, orjson.dumps(_BOT))
            case b"getupdates":
                self._poll(body, answer)
            case b"sendmessage" | b"sendphoto":
                self._take(int(_found(_CHAT, body)), body)
                self._messages += 1
                answer(self.delay, _sent(self._messages))
            case _:
                answer(0, b"true")

    def _poll(self, body: bytes, answer: Callable[[float, bytes], object]) -> None:
        self.polled.set()
        now = time.monotonic()
        if self.updates:
            self._begin(now)
        offset = max(int(_found(_OFFSET, body)), 1)
        due = self._due(now)
        if offset <= due:
            answer(0, orjson.dumps([self._update(number) for number in range(offset, min(offset + _BATCH, due + 1))]))
        elif offset <= self.updates:
            asyncio.get_running_loop().call_at(self._written_at(offset), self._poll, body, answer)
        else:
            answer(_IDLE, b"[]")

    def _begin(self, now: float) -> None:
        self.first = self.first or now
        self.begun.set()

    def _due(self, now: float) -> int:
        """How many texts are written by now."""
        if math.isinf(self.rate):
            return self.updates
        return min(self.updates, int((now - self.first) * self.rate + 1e-6) + 1)

    def _written_at(self, number: int) -> float:
        return self.first if math.isinf(self.rate) else self.first + (number - 1) / self.rate

    def _update(self, number: int) -> dict[str, object]:
        person = FIRST_PERSON + number % self.people
        self._written[person] = self._written_at(number)
        user = {"id": person, "is_bot": False, "first_name": "Someone", "language_code": "en"}
        chat = {"id": person, "type": "private", "first_name": "Someone"}
        message = {"message_id": number, "from": user, "chat": chat, "date": _DATE, "text": TEXT}
        return {"update_id": number, "message": message}

    def _take(self, person: int, body: bytes) -> None:
        now = time.monotonic()
        self._begin(now)
        self._last = now
        if person in self._written:
            self.answered.append((self._written.pop(person), now))
        elif person >= FIRST_PERSON + self.people:
            self.repeated += person in self.nudged
            self.nudged[person] = now
            self.sample = body
        if len(self.answered) >= self.updates and len(self.nudged) >= self.nudges:
            self.ended.set()


def _found(pattern: re.Pattern[bytes], body: bytes) -> bytes:
    found = pattern.search(body)
    return found[1] if found else b"0"


def _sent(number: int) -> bytes:
    return b'{"message_id":%d,"date":%d,"chat":{"id":1,"type":"private"},"text":"."}' % (number, _DATE)


class _Http(asyncio.Protocol):
    """One connection: requests with a Content-Length, one after the other."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._received = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, separator, body = self._received.partition(b"\r\n\r\n")
        if separator and len(body) >= int(_found(_LENGTH, head)):
            self._received = b""
            path = head.split(b" ", 2)[1]
            self._run.handle(path.partition(b"?")[0].rpartition(b"/")[2], body or path, self._answer)

    def _answer(self, delay: float, result: bytes) -> None:
        body = _OK % result
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        if delay:
            asyncio.get_running_loop().call_later(delay, self._transport.write, head + body)
        else:
            self._transport.write(head + body)


@asynccontextmanager
async def serve(run: Run) -> AsyncIterator[str]:
    """Serves the run on loopback; gives the address."""
    server = await asyncio.get_running_loop().create_server(lambda: _Http(run), "127.0.0.1", 0)
    async with server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())
