"""A Bot API server that does nothing but count: `python -m benchmarks.bare_server UPDATES PEOPLE DELAY`.

It hands out UPDATES text messages of PEOPLE people, 100 at a time, and answers every send after DELAY seconds. When
each message was answered it prints the seconds from the first batch handed out to the last answer, and ends.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import orjson
from aiohttp import web

TOKEN = "1:benchmark"
FIRST_PERSON = 7_000_000_000
TEXT = "done"
_BATCH = 100
_BOT = {
    "id": 1, "is_bot": True, "first_name": "Benchmark", "username": "benchmark_bot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False, "can_connect_to_business": False,
    "has_main_web_app": False, "has_topics_enabled": False, "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}  # fmt: skip


@dataclass
class Run:
    """One run. `answered` counts sends; `begun` and `ended` are monotonic seconds."""

    updates: int
    people: int
    delay: float
    answered: int = 0
    begun: float = 0
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        """Any method of the Bot API."""
        body = await request.read()
        match request.match_info["method"].lower():
            case "getme":
                return _answer(_BOT)
            case "getupdates":
                return await self._get_updates(request, body)
            case "sendmessage" | "sendphoto":
                return await self._send()
            case _:
                return _answer(result=True)

    async def _get_updates(self, request: web.Request, body: bytes) -> web.Response:
        self.polled.set()
        wanted = orjson.loads(body) if body[:1] == b"{" else await request.post()
        offset = max(int(str(wanted.get("offset") or 1)), 1)
        if offset > self.updates:
            await asyncio.sleep(0.2)
            return _answer([])
        self.begun = self.begun or time.perf_counter()
        return _answer([self._update(number) for number in range(offset, min(offset + _BATCH, self.updates + 1))])

    def _update(self, number: int) -> dict[str, object]:
        person = FIRST_PERSON + number % self.people
        user = {"id": person, "is_bot": False, "first_name": "Someone", "language_code": "en"}
        chat = {"id": person, "type": "private", "first_name": "Someone"}
        message = {"message_id": number, "from": user, "chat": chat, "date": 1_772_000_000, "text": TEXT}
        return {"update_id": number, "message": message}

    async def _send(self) -> web.Response:
        if self.delay:
            await asyncio.sleep(self.delay)
        self.answered += 1
        if self.answered == self.updates:
            self.ended.set()
        chat = {"id": FIRST_PERSON, "type": "private", "first_name": "Someone"}
        return _answer({"message_id": self.answered, "from": _BOT, "chat": chat, "date": 1_772_000_000, "text": "."})


def _answer(result: object) -> web.Response:
    return web.Response(body=orjson.dumps({"ok": True, "result": result}), content_type="application/json")


@asynccontextmanager
async def serve(run: Run) -> AsyncIterator[str]:
    """Serves the run on loopback; gives the address."""
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", run.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield "http://{}:{}".format(*runner.addresses[0])
    await runner.cleanup()


async def main(updates: int, people: int, delay: float) -> None:
    """Serves one run; the first line printed is the address, the second the seconds it took."""
    run = Run(updates, people, delay)
    async with serve(run) as address:
        print(address, flush=True)
        await run.ended.wait()
        print(time.perf_counter() - run.begun, flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
