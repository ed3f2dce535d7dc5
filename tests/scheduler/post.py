"""What the tests of the lanes share: Telegram as a lane sees it, and a lane at work."""

import asyncio
import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import orjson

from companion.replies import Say
from scheduler.dispatch import Lane
from storage import outbox
from storage.outbox import Backlog, Delivery, Outgoing
from storage.store import Store
from storage.vault import Connection

ALICE, BOB = 5_000_000_001, 5_000_000_002
NOW = 1_800_000_000
TODAY = datetime.date(2027, 1, 15)


def text(outgoing: Outgoing) -> str:
    return str(orjson.loads(outgoing.body)["text"])


@dataclass
class Post:
    """Telegram, as a lane sees it: requests begin, and end when and how the test says."""

    requests: asyncio.Queue[tuple[str, asyncio.Future[Delivery]]] = field(default_factory=asyncio.Queue)
    begun: list[str] = field(default_factory=list)

    async def send(self, outgoing: Outgoing) -> Delivery:
        landing: asyncio.Future[Delivery] = asyncio.get_running_loop().create_future()
        self.begun.append(text(outgoing))
        self.requests.put_nowait((text(outgoing), landing))
        return await landing

    async def next(self) -> tuple[str, asyncio.Future[Delivery]]:
        async with asyncio.timeout(10):
            return await self.requests.get()

    async def land(self, delivery: Delivery) -> str:
        """The next request ends like this; returns what it said."""
        words, landing = await self.next()
        landing.set_result(delivery)
        return words


@asynccontextmanager
async def running(store: Store, post: Post, name: str = "reply", capacity: int = 100) -> AsyncIterator[Lane]:
    lane = Lane(store, name, post.send, capacity=lambda: capacity, now=lambda: NOW)
    task = asyncio.create_task(lane.run())
    try:
        yield lane
    finally:
        lane.stop()
        async with asyncio.timeout(10):
            await task


async def say(store: Store, lane: Lane | None, *words: str, person_id: int = ALICE) -> None:
    """Somebody's turn is committed, and the lane woken."""

    def turn(connection: Connection) -> None:
        for word in words:
            outbox.put(connection, person_id, Say(word), NOW)

    await store.run(turn)
    if lane:
        lane.wake()


async def quiet(store: Store) -> None:
    """Returns when the lane has done whatever it would do now."""
    for _ in range(30):
        await asyncio.sleep(0)
        await store.run(lambda _connection: None)


async def until(found: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not found():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0)


async def backlog(store: Store) -> Backlog:
    return await store.run(lambda connection: outbox.waiting(connection, NOW))


async def outcome_list(store: Store) -> list[str | None]:
    sql = "SELECT outcome FROM outbox ORDER BY id"
    return await store.run(lambda connection: [outcome for (outcome,) in connection.execute(sql)])
