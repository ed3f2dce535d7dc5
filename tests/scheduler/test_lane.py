import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from companion.replies import Nudge, Say
from scheduler import dispatch
from scheduler.dispatch import Lane
from storage import outbox, sent
from storage.outbox import Delivered, Delivery, Later, Outgoing
from storage.store import Store
from storage.vault import Connection
from tests.scheduler.post import ALICE, BOB, NOW, TODAY, Post, outcome_list, quiet, running, say, text, until

pytestmark = pytest.mark.usefixtures("people_here")

T = TypeVar("T")


@pytest.fixture(autouse=True)
def _nobody_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What depends on looking every second instead of being woken fails here."""
    monkeypatch.setattr(dispatch, "_LOOK_AGAIN", 60.0)


# What a turn says is sent, and what was sent is known by its message id.
async def test_sends(store: Store, post: Post) -> None:
    async with running(store, post) as lane:
        await say(store, lane, "Hello")
        assert await post.land(Delivered(77)) == "Hello"
    assert await outcome_list(store) == ["delivered"]
    assert await store.run(lambda connection: sent.recent(connection, ALICE, 0)) == [77]


# What was waiting before the start goes without anybody waking the lane.
async def test_sends_what_waits_at_the_start(store: Store, post: Post) -> None:
    await say(store, None, "Hello")
    async with running(store, post):
        assert await post.land(Delivered(77)) == "Hello"


# A person's messages go one after the other, in order, also around one that has to wait; nobody else waits for them.
async def test_order(store: Store, post: Post) -> None:
    await say(store, None, "one", "two", "three")
    await say(store, None, "Bob's one", "Bob's two", person_id=BOB)
    async with running(store, post):
        first, landing = await post.next()
        assert first == "one"
        assert [await post.land(Delivered(number)) for number in (1, 2)] == ["Bob's one", "Bob's two"]
        await quiet(store)
        assert post.begun == ["one", "Bob's one", "Bob's two"]
        landing.set_result(Later(0, counts=False))
        assert [await post.land(Delivered(number)) for number in (3, 4, 5)] == ["one", "two", "three"]


# A lane sends its own messages only: a storm of nudges is not in the way of a reply.
async def test_lanes_apart(store: Store, post: Post) -> None:
    def storm(connection: Connection) -> None:
        for person_id in range(100):
            outbox.put(connection, person_id, Say("nudge", nudge=Nudge("hello", TODAY)), NOW)

    await store.run(storm)
    nudges = Post()
    async with running(store, nudges, "nudge", capacity=5):
        await until(lambda: len(nudges.begun) == 5)
        async with running(store, post) as lane:
            await say(store, lane, "Hello")
            assert await post.land(Delivered(1)) == "Hello"
        assert post.begun == ["Hello"]
        for number in range(100):
            await nudges.land(Delivered(number))
    assert nudges.begun == ["nudge"] * 100


# No more is claimed than may be on its way: what a kill leaves started is bounded by it.
async def test_capacity(store: Store, post: Post) -> None:
    for person_id in range(10):
        await say(store, None, str(person_id), person_id=person_id)
    async with running(store, post, capacity=3) as lane:
        await until(lambda: len(post.begun) == 3)
        await quiet(store)
        assert len(post.begun) == 3
        assert lane.room == 0
        started = "SELECT count(*) FROM outbox WHERE visible_at IS NULL AND settled_at IS NULL"
        assert await store.run(lambda connection: connection.execute(started).fetchone()) == (3,)
        for number in range(10):
            await post.land(Delivered(number))
    assert await outcome_list(store) == ["delivered"] * 10


# Nothing is claimed long before its request can begin, and what is held back goes as soon as it may, though nobody
# wakes the lane for it.
async def test_nothing_is_claimed_early(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_LOOK_SOON", 0.001)
    for person_id in range(10):
        await say(store, None, str(person_id), person_id=person_id)
    soon = 2
    lane = Lane(store, "reply", post.send, capacity=lambda: 100, now=lambda: NOW, soon=lambda: soon - len(post.begun))
    task = asyncio.create_task(lane.run())
    await quiet(store)
    assert len(post.begun) == 2
    assert lane.room == 98
    soon = 10
    await until(lambda: len(post.begun) == 10)
    for number in range(10):
        await post.land(Delivered(number))
    lane.stop()
    await task


# During a pause nothing is claimed; when there is room again, waking is enough.
async def test_pause(store: Store, post: Post) -> None:
    await say(store, None, "Hello")
    room = 0
    lane = Lane(store, "reply", post.send, capacity=lambda: room, now=lambda: NOW)
    task = asyncio.create_task(lane.run())
    await quiet(store)
    assert post.begun == []
    room = 1
    lane.wake()
    assert await post.land(Delivered(1)) == "Hello"
    lane.stop()
    await task


# A message put off is sent when its moment has come, though nobody wakes the lane for it.
async def test_looks_again(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_LOOK_AGAIN", 0.001)
    now = NOW
    lane = Lane(store, "reply", post.send, capacity=lambda: 1, now=lambda: now)
    await say(store, None, "Hello")
    task = asyncio.create_task(lane.run())
    await post.land(Later(30, counts=False))
    await quiet(store)
    assert len(post.begun) == 1
    now += 30
    assert await post.land(Delivered(1)) == "Hello"
    lane.stop()
    await task


# The busier it is, the more one commit settles: a hundred that land together are not a hundred transactions.
async def test_group_commit(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    for person_id in range(100):
        await say(store, None, "Hello", person_id=person_id)
    async with running(store, post):
        landings = [(await post.next())[1] for _ in range(100)]
        transactions = 0
        run = store.run

        async def counted(work: Callable[[Connection], T]) -> T:
            nonlocal transactions
            transactions += 1
            return await run(work)

        monkeypatch.setattr(store, "run", counted)
        for number, landing in enumerate(landings):
            landing.set_result(Delivered(number))
    assert await outcome_list(store) == ["delivered"] * 100
    assert transactions < 10


# A bug in sending one message: it is tried once more, then let go, and the others are sent. No word of it in the log.
async def test_failing_send(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    tried: list[str] = []

    async def send(outgoing: Outgoing) -> Delivery:
        tried.append(text(outgoing))
        if text(outgoing) == "secret":
            raise ValueError(text(outgoing))
        return Delivered(1)

    await say(store, None, "secret", "after it")
    await say(store, None, "Bob's", person_id=BOB)
    lane = Lane(store, "reply", send, capacity=lambda: 10, now=lambda: NOW)
    task = asyncio.create_task(lane.run())
    await until(lambda: len(tried) == 4)
    lane.stop()
    await task
    assert sorted(tried) == ["Bob's", "after it", "secret", "secret"]
    assert await outcome_list(store) == ["unknown", "delivered", "delivered"]
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


# What hangs for ever ends unknown: it is tried once more, then let go, and the person hears what comes after it.
async def test_hanging_send(
    store: Store, post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(dispatch, "LONGEST", 0.05)
    monkeypatch.setattr(dispatch, "_LOOK_AGAIN", 0.01)
    monkeypatch.setattr(dispatch, "DRAIN", 0.01)
    await say(store, None, "one", "two")
    async with running(store, post):
        await until(lambda: post.begun[:3] == ["one", "one", "two"])
    assert (await outcome_list(store))[0] == "unknown"
    assert "let go" in caplog.text


# What hangs is let go of once: whoever cleans up after it is not disturbed at that, nor told of again and again.
async def test_hanging_send_cleans_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "LONGEST", 0.01)
    monkeypatch.setattr(dispatch, "_LOOK_AGAIN", 0.001)
    looks, cleaned = 0, False

    def now() -> int:
        nonlocal looks
        looks += 1
        return NOW

    async def send(_: Outgoing) -> Delivery:
        nonlocal cleaned
        try:
            return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]
        finally:
            enough = looks + 3
            await until(lambda: looks >= enough)
            cleaned = True

    await say(store, None, "one")
    lane = Lane(store, "reply", send, capacity=lambda: 10, now=now)
    task = asyncio.create_task(lane.run())
    await until(lambda: cleaned)
    lane.stop()
    await task


# A full disk passes: what has landed meanwhile is settled afterwards, not sent again.
async def test_database_fails_for_a_while(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    run, failures = store.run, 0

    async def full(work: Callable[[Connection], Any]) -> Any:
        nonlocal failures
        failures += 1
        raise sqlite3.OperationalError("database or disk is full")

    await say(store, None, "one", "two")
    async with running(store, post) as lane:
        _, landing = await post.next()
        monkeypatch.setattr(store, "run", full)
        landing.set_result(Delivered(1))
        await until(lambda: failures == 1)
        lane.wake()
        await until(lambda: failures == 2)
        monkeypatch.setattr(store, "run", run)
        lane.wake()
        assert await post.land(Delivered(2)) == "two"
    assert post.begun == ["one", "two"]
    assert await outcome_list(store) == ["delivered", "delivered"]
