"""An orderly stop: everything that may still end is waited for at once, so that one bound holds for all of it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import at_work
from companion.replies import Nudge, Say
from scheduler.dispatch import Lane
from scheduler.heartbeat import Beat, Heartbeat
from storage import outbox
from storage.outbox import Delivered, Delivery, Outgoing
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY
from tests.scheduler.post import NOW, TODAY
from tests.storage.rows import ALICE, joined


class Slow:
    """Work of each name begins, and ends when the test says so."""

    def __init__(self, *names: str) -> None:
        self.begun = {name: asyncio.Event() for name in names}
        self.may_end = {name: asyncio.Event() for name in names}
        self.ended: list[str] = []

    async def work(self, name: str) -> None:
        self.begun[name].set()
        await self.may_end[name].wait()
        self.ended.append(name)

    def of(self, name: str) -> Callable[[], Awaitable[None]]:
        return lambda: self.work(name)

    async def send(self, outgoing: Outgoing) -> Delivery:
        await self.work(outgoing.lane)
        return Delivered(1)

    async def next_ends(self, name: str) -> None:
        self.may_end[name].set()
        while name not in self.ended:  # noqa: ASYNC110 - it may only need a few rounds of the loop
            await asyncio.sleep(0)


def speak(connection: Connection) -> None:
    joined(connection)
    outbox.put(connection, ALICE, Say("a reply"), NOW)
    outbox.put(connection, ALICE, Say("a hello", nudge=Nudge("hello", TODAY)), NOW)


# Both lanes, a beat and the answers to presses are under way: each part is told to stop before any other has ended.
@pytest.mark.parametrize("last", ["reply", "nudge", "beat", "answers"])
async def test_all_at_once(tmp_path: Path, last: str) -> None:
    names = ("reply", "nudge", "beat", "answers")
    slow, stopped = Slow(*names), []
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    await store.run(speak)
    lanes = [Lane(store, name, slow.send, capacity=lambda: 5, now=lambda: NOW) for name in ("reply", "nudge")]
    heartbeat = Heartbeat([Beat("beat", 60, slow.of("beat"))], lambda: NOW)

    async def work() -> None:
        async with at_work(lanes, heartbeat, slow.of("answers")) as tasks:
            for task, lane in zip(tasks, lanes, strict=True):
                task.add_done_callback(lambda _, name=lane: stopped.append(name))
            for name in ("reply", "nudge", "beat"):
                await slow.begun[name].wait()

    async with asyncio.timeout(10):
        working = asyncio.create_task(work())
        await slow.begun["answers"].wait()
        for name in names:
            if name != last:
                await slow.next_ends(name)
        await until_stopped(stopped, [lane for lane, name in zip(lanes, names, strict=False) if name != last])
        assert not working.done()
        await slow.next_ends(last)
        await working
    await store.close()


async def until_stopped(stopped: list[Lane], lanes: list[Lane]) -> None:
    while set(stopped) != set(lanes):  # noqa: ASYNC110 - they settle what landed first, in another thread
        await asyncio.sleep(0)
