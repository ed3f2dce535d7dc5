"""A Telegram of few features that is fast enough for a crowd, and writes down what came when.

Each person is meant to wait for one answer at a time: it is theirs that comes next.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web

TOKEN = "1:crowd"
_BATCH = 100
_BOT = {
    "id": 1, "is_bot": True, "first_name": "Crowd", "username": "crowd_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False, "can_connect_to_business": False,
    "has_main_web_app": False, "has_topics_enabled": False, "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}  # fmt: skip
_OF_HELLOS = b"Not today"  # a button of theirs
_SENDS = frozenset({"sendmessage", "sendphoto", "editmessagetext"})


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody wrote at that monotonic second, and had their answer so many seconds later."""

    began: float
    seconds: float


@dataclass(slots=True)
class Telegram:
    """What it is told to do, and what it saw. Moments are monotonic seconds.

    `delay`: seconds until a message is confirmed; `hanging`: chats about which nothing is answered before `let_go`;
    `blocked`: chats that refuse everything; `flooded_until`: no hello is taken before, a 429 says so. `hellos`: when
    one was taken and whose, `refused`: when one was answered with a 429; `answered`: whose answers came, in order.
    """

    delay: float = 0.03
    hanging: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    flooded_until: float = 0.0
    waits: list[Wait] = field(default_factory=list)
    hellos: list[tuple[float, int]] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    progress: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: dict[int, float] = field(default_factory=dict)
    _updates: deque[dict[str, Any]] = field(default_factory=deque)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _made: int = field(default_factory=lambda: time.monotonic_ns() // 10**6)  # after those of the run before
    _sent: int = 0

    @property
    def unanswered(self) -> int:
        """How many people wait for their answer."""
        return len(self._waiting)

    def writes(self, person: int, text: str, *, measured: bool = True) -> None:
        """A person writes; `measured`: how long they wait is noted."""
        if measured:
            self._waiting[person] = time.monotonic()
        self.brings(message=_message(self._made, _person(person), {"id": person, "type": "private"}, text))

    def writes_in_group(self, group: int, person: int, text: str) -> None:
        """A person writes in a group."""
        chat = {"id": group, "type": "supergroup", "title": "Group"}
        self.brings(message=_message(self._made, _person(person), chat, text))

    def taps(self, person: int, data: str) -> None:
        """A person presses a button of some old message."""
        message = _message(self._made, _BOT, {"id": person, "type": "private"}, "Hello.")
        query = {"id": str(self._made), "from": _person(person), "message": message, "chat_instance": "1", "data": data}
        self.brings(callback_query=query)

    def brings(self, **update: object) -> None:
        """An update of any shape comes."""
        self._made += 1
        self._updates.append({"update_id": self._made, **update})
        self._arrived.set()

    async def handle(self, request: web.Request) -> web.Response:
        """Any method of the Bot API."""
        method = request.match_info["method"].lower()
        if request.content_type.startswith("multipart/"):  # a picture
            return await self._send(int(str((await request.post())["chat_id"])), b"")
        body = await request.read()
        if method == "getupdates":
            return await self._get_updates(body)
        if method in _SENDS:
            return await self._send(orjson.loads(body)["chat_id"], body)
        if method == "answercallbackquery" and self.hanging:
            await self.let_go.wait()
        return _answer(_BOT if method == "getme" else True)

    async def _get_updates(self, body: bytes) -> web.Response:
        self.polled.set()
        wanted = orjson.loads(body)
        while self._updates and self._updates[0]["update_id"] < wanted.get("offset", 0):
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                async with asyncio.timeout(wanted["timeout"]):
                    await self._arrived.wait()
            except TimeoutError:
                pass
        return _answer([self._updates[place] for place in range(min(_BATCH, len(self._updates)))])

    async def _send(self, person: int, body: bytes) -> web.Response:
        now = time.monotonic()
        if person in self.hanging:
            await self.let_go.wait()
        if person in self.blocked:
            return _refusal(403, "Forbidden: bot was blocked by the user")
        if _OF_HELLOS in body:
            if now < self.flooded_until:
                self.progress.set()
                return self._flooded(now)
            self.hellos.append((now, person))
        else:
            self._answered(person, now)
        self.progress.set()
        await asyncio.sleep(self.delay)
        self._sent += 1
        chat = {"id": person, "type": "private"}
        return _answer({"message_id": self._sent, "from": _BOT, "chat": chat, "date": 1_772_000_000, "text": "."})

    def _answered(self, person: int, now: float) -> None:
        self.answered.append(person)
        if (began := self._waiting.pop(person, None)) is not None:
            self.waits.append(Wait(began, now - began))

    def _flooded(self, now: float) -> web.Response:
        self.refused.append(now)
        seconds = round(self.flooded_until - now + 0.5)
        return _refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _person(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": "Someone", "language_code": "en"}


def _message(number: int, sender: dict[str, Any], chat: dict[str, Any], text: str) -> dict[str, Any]:
    return {"message_id": number, "from": sender, "chat": chat, "date": 1_772_000_000, "text": text}


def _answer(result: object) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")


def _refusal(code: int, description: str, **parameters: int) -> web.Response:
    told = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.Response(body=orjson.dumps(told), status=code, content_type="application/json")


@asynccontextmanager
async def serve(telegram: Telegram) -> AsyncIterator[str]:
    """Serves it on loopback; gives the address."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", telegram.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield "http://{}:{}".format(*runner.addresses[0])
    finally:
        telegram.let_go.set()  # else who hangs would be waited for, and then left pending
        await runner.cleanup()
