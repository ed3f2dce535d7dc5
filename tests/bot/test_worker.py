"""Whose turns are taken together, and what becomes of one that fails, or that nobody may take any more."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import orjson
import pytest

from bot import worker
from bot.attention import MOST, Attentions
from bot.heard import Heard
from bot.operator import Operators, Troubles
from bot.taking import Taking
from bot.worker import Worker
from companion.buttons import Button
from companion.events import Said, Tapped
from companion.words import book
from storage import inbox, outbox, people
from storage.inbox import Arrived
from storage.store import Store
from tests.databases import KEY
from tests.scheduler.post import until
from tests.storage.rows import said

ALICE, BOB, GROUP = 1, 2, -3
NOW = 1_800_000_000
NOTICE = book("en").sentences["too_fast"].text[0]


class Work:
    """A worker and what it is given; it reads updates as `translate` says."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.unreadable = {b"unreadable"}
        self.answered: list[str] = []
        self.attentions = Attentions()
        taking = Taking(Operators(frozenset(), Troubles(lambda: NOW)), self.attentions)
        self.hearers: list[Callable[[], None]] = []
        self.worker = Worker(
            store,
            self,
            lambda: self.now,
            lambda query, _: self.answered.append(query),
            self.replied,
            taking,
        )

    def replied(self) -> None:
        for hears in self.hearers:
            hears()

    async def translate(self, body: bytes) -> Heard | None:
        if body in self.unreadable:
            raise ValueError
        match body:
            case b"forget":
                return Heard(ALICE, Tapped(Button("forget_yes"), 5), "query")
            case b"bob":
                return Heard(BOB, Said("hello", 1))
            case b"failing":
                return Heard(BOB, "no event")  # type: ignore[arg-type]  # a bug in the turn
        return Heard(ALICE, Said("clean the kitchen", 9))

    async def gets(self, *updates: Arrived) -> None:
        await self.store.run(lambda connection: inbox.put(connection, updates, self.now))

    async def states(self) -> list[str]:
        sql = "SELECT state FROM inbox ORDER BY update_id"
        return [state for (state,) in await self.store.run(lambda connection: connection.execute(sql).fetchall())]


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Work]:
    """Alice has joined."""
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    await store.run(lambda connection: people.join(connection, ALICE, "0a1b2c", NOW))
    yield Work(store)
    await store.close()


# Alice erases herself while an update of hers that failed is due again: it is let go, and Bob is answered.
async def test_forgetting_beside_a_failed_update(work: Work) -> None:
    await work.gets(Arrived(1, ALICE, b"unreadable"))
    await work.worker.take_turns()
    work.now += 100
    await work.gets(Arrived(2, ALICE, b"forget"), Arrived(3, BOB, b"bob"))
    assert await work.worker.take_turns() == (3, False)
    assert await work.states() == ["done"] * 3
    assert work.answered == ["query"]


# Could it be read this time, its words would be a stranger's, and stay after the erasure.
async def test_nothing_is_kept_after_forgetting(work: Work) -> None:
    await work.gets(Arrived(1, ALICE, b"unreadable"))
    await work.worker.take_turns()
    work.unreadable.clear()
    work.now += 100
    await work.gets(Arrived(2, ALICE, b"forget"))
    await work.worker.take_turns()
    person = await work.store.run(lambda connection: people.load(connection, ALICE, work.now))
    assert person.doorstep is None


# In a storm the database is always busy: an update is then stored and looked up in one transaction, and what answers it
# claimed in that of its turn.
async def test_beside_a_storm(work: Work) -> None:
    begun: list[str] = []
    free = threading.Event()
    claimed: list[list[outbox.Outgoing]] = []
    claims: list[asyncio.Task[None]] = []

    async def claim() -> None:
        claimed.append(await work.store.run(lambda connection: outbox.claim(connection, "reply", NOW, 10)))

    async def keep() -> None:
        work.worker.arriving(1)
        await work.gets(Arrived(1, ALICE, b"kitchen"))

    work.hearers.append(lambda: claims.append(asyncio.create_task(claim())))
    running = asyncio.create_task(work.worker.run())
    await work.store.run(
        lambda connection: connection.set_trace_callback(lambda sql: begun.append(sql) if "BEGIN" in sql else None)
    )
    busy = asyncio.create_task(work.store.run(lambda _: free.wait(10)))
    await until(lambda: begun)
    keeping = asyncio.create_task(keep())
    for _ in range(10):
        await asyncio.sleep(0)
    free.set()
    await until(lambda: claimed)
    await asyncio.gather(busy, keeping)
    running.cancel()
    assert [outgoing.person_id for outgoing in claimed[0]] == [ALICE]
    assert len(begun) == 3


# Whatever goes wrong in a batch as a whole, the worker tells where, waits and goes on: it is the only one there is.
async def test_it_goes_on(work: Work, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    whole = worker._take_all

    def fails_once(*_: object, **__: object) -> list[object]:
        monkeypatch.setattr(worker, "_take_all", whole)
        raise LookupError("a word of Alice's")

    monkeypatch.setattr(worker, "_take_all", fails_once)
    monkeypatch.setattr(worker, "_PATIENCE", 0.0)
    await work.gets(Arrived(1, BOB, b"bob"))
    running = asyncio.create_task(work.worker.run())
    async with asyncio.timeout(5):
        while await work.states() != ["done"]:
            assert not running.done()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert [record.message.partition(" at ")[0] for record in caplog.records] == [
        "Turns can't be taken. Trying again until they can: LookupError"
    ]
    assert "Alice" not in caplog.text


# Turns that are taken again, since another one of their batch failed, count once, and the one notice is not lost.
async def test_a_flood_beside_a_failing_turn(work: Work) -> None:
    for _ in range(MOST - 1):
        work.attentions.floods(ALICE, NOW)
    await work.gets(Arrived(1, ALICE, b"1"), Arrived(2, ALICE, b"2"), Arrived(3, ALICE, b"3"))
    await work.gets(*(Arrived(number, BOB, b"bob") for number in (4, 5, 6)), Arrived(7, BOB, b"failing"))  # it is last
    await work.worker.take_turns()
    assert await work.states() == ["done"] * 6 + ["waiting"]
    texts = [orjson.loads(body)["text"] for body in await work.store.run(said)]
    assert [NOTICE in text for text in texts].count(True) == 1
