import asyncio
import datetime
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import orjson
import pytest
import pytest_asyncio

from companion.turns import Nudge, Say
from scheduler import dispatch
from scheduler.dispatch import Lane
from storage import outbox, sent
from storage.outbox import Backlog, Delivered, Delivery, Later, Outgoing, Unknown
from storage.store import Store

ALICE, BOB = 5_000_000_001, 5_000_000_002
NOW = 1_800_000_000
TODAY = datetime.date(2027, 1, 15)
T = TypeVar("T")


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


@pytest.fixture(autouse=True)
def _nobody_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What depends on looking every second instead of being woken fails here."""
    monkeypatch.setattr(dispatch, "_LOOK_AGAIN", 60.0)


@pytest_asyncio.fixture
async def post() -> Post:
    return Post()


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

    def turn(connection: sqlite3.Connection) -> None:
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
    def storm(connection: sqlite3.Connection) -> None:
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

        async def counted(work: Callable[[sqlite3.Connection], T]) -> T:
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


# A full disk passes: what has landed meanwhile is settled afterwards, not sent again.
async def test_database_fails_for_a_while(store: Store, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    run, failures = store.run, 0

    async def full(work: Callable[[sqlite3.Connection], Any]) -> Any:
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


# ------------------------------------------------------------------------------------------------------------ stopping


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

    async def stopping(work: Callable[[sqlite3.Connection], T]) -> T:
        result = await run(work)
        lane.stop()
        return result

    monkeypatch.setattr(store, "run", stopping)
    await lane.run()
    assert post.begun == []
    assert await backlog(store) == Backlog(replies=1, nudges=0)
    again = await run(lambda connection: outbox.claim(connection, "reply", NOW, 10))
    assert [row.attempts for row in again] == [0]
