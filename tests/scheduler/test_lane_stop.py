import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest

from companion.replies import Nudge, Say
from scheduler import dispatch
from scheduler.dispatch import Lane
from storage import outbox
from storage.outbox import Backlog, Delivered, Delivery, Later, Outgoing, Unknown
from storage.store import Store
from storage.vault import Connection
from tests.scheduler.post import ALICE, NOW, TODAY, Post, backlog, outcome_list, quiet, running, say

pytestmark = pytest.mark.usefixtures("people_here")

T = TypeVar("T")


# What is on its way when we stop may land; nothing new is begun.
async def test_stop_waits(store: Store, post: Post) -> None:
    await say(store, None, "one", "two")
    lane = Lane(store, "reply", post.send, capacity=lambda: 10, now=lambda: NOW)
    task = asyncio.create_task(lane.run())
    _, landing = await post.next()
    lane.stop()
    await quiet(store)
    assert not task.done()
    landing.set_result(Delivered(1))
    await task
    assert await outcome_list(store) == ["delivered", None]
    assert post.begun == ["one"]


# What does not land within the time we have is cut off, with nobody knowing: replies are repeated, nudges are not.
@pytest.mark.parametrize(("lane", "outcome"), [("reply", None), ("nudge", "unknown")])
async def test_stop_is_bounded(
    store: Store, post: Post, monkeypatch: pytest.MonkeyPatch, lane: str, outcome: str | None
) -> None:
    monkeypatch.setattr(dispatch, "DRAIN", 0.0)
    nudge = Nudge("hello", TODAY) if lane == "nudge" else None
    await store.run(lambda connection: outbox.put(connection, ALICE, Say("Hello", nudge=nudge), NOW))
    async with running(store, post, lane):
        await post.next()
    assert await outcome_list(store) == [outcome]
    again = await store.run(lambda connection: outbox.claim(connection, lane, NOW, 10))
    assert [row.attempts for row in again] == ([1] if outcome is None else [])


# A message that still waited for its turn to be sent when we cut off was not begun: it waits again, nudge or not.
async def test_stop_before_the_request(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "DRAIN", 0.0)
    waiting = asyncio.Event()

    async def paced(_outgoing: Outgoing) -> Delivery:
        try:
            waiting.set()
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return Later(0, counts=False)
        return Unknown()

    nudge = Say("Hello", nudge=Nudge("hello", TODAY))
    await store.run(lambda connection: outbox.put(connection, ALICE, nudge, NOW))
    lane = Lane(store, "nudge", paced, capacity=lambda: 10, now=lambda: NOW)
    task = asyncio.create_task(lane.run())
    await waiting.wait()
    lane.stop()
    await task
    assert len(await store.run(lambda connection: outbox.claim(connection, "nudge", NOW, 10))) == 1


# Claimed in the very moment in which we stop, a message is released as if nothing had been.
async def test_stop_while_claiming(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    await say(store, None, "Hello")
    lane = Lane(store, "reply", post.send, capacity=lambda: 10, now=lambda: NOW)
    run = store.run

    async def stopping(work: Callable[[Connection], T]) -> T:
        result = await run(work)
        lane.stop()
        return result

    monkeypatch.setattr(store, "run", stopping)
    await lane.run()
    assert post.begun == []
    assert await backlog(store) == Backlog(replies=1, nudges=0)
    again = await run(lambda connection: outbox.claim(connection, "reply", NOW, 10))
    assert [row.attempts for row in again] == [0]
