import asyncio
import datetime
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable

import pytest
from apscheduler.schedulers import base

from companion.people import Doorstep
from companion.turns import Say
from scheduler import heartbeat
from scheduler.dispatch import Lane
from scheduler.heartbeat import Beat, Every, Heartbeat
from storage import inbox, outbox, outcomes, people
from storage.inbox import Arrived
from storage.outbox import Backlog, Delivered, Delivery, Later, Outgoing
from storage.store import Store

NOW = 1_800_000_000
HOUR, DAY, YEAR = 3600, 86400, 365 * 86400


class WallClock:
    """The machine's clock as APScheduler and we read it; `shift` is by how much somebody has set it."""

    def __init__(self) -> None:
        self.shift = 0.0

    def now(self) -> float:
        return NOW + time.monotonic() + self.shift


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    wall = WallClock()

    class Now(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Now":
            return cls.fromtimestamp(wall.now(), tz)

    monkeypatch.setattr(base, "datetime", Now)
    monkeypatch.setattr(heartbeat, "_WATCH_EVERY", 0.01)
    return wall


class Work:
    """Something done at every beat."""

    def __init__(self) -> None:
        self.times = 0
        self._done = asyncio.Event()

    async def __call__(self) -> None:
        self.times += 1
        self._done.set()

    async def again(self, times: int = 1) -> None:
        """Returns when it was done so many times more."""
        async with asyncio.timeout(10):
            for _ in range(times):
                self._done.clear()
                await self._done.wait()


def beating(clock: WallClock, *works: Callable[[], Awaitable[object]]) -> Heartbeat:
    heart = Heartbeat([Beat(f"work {turn}", 0.01, work) for turn, work in enumerate(works)], clock.now)
    heart.start()
    return heart


# Every beat comes at once, and then again and again.
async def test_beats(clock: WallClock) -> None:
    work = Work()
    heart = beating(clock, work)
    await work.again(5)
    await heart.stop()


# Clocks are set: back by an hour (the network's time), on by an hour, a month, from 1970 to today. It beats on.
@pytest.mark.parametrize("shift", [-HOUR, HOUR, 30 * DAY, -20 * YEAR, 20 * YEAR])
async def test_clock_is_set(clock: WallClock, shift: int, caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    heart = beating(clock, work)
    await work.again(2)
    with caplog.at_level(logging.INFO, heartbeat.__name__):
        clock.shift += shift
        await work.again(3)
    await heart.stop()
    if shift < 0:
        assert f"The clock was set by {shift:+d} s" in caplog.text


# The surprise behind it: left alone after a step back, APScheduler would sleep until the clock is where it was.
async def test_apscheduler_sleeps(clock: WallClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "_WATCH_EVERY", 1000.0)
    work = Work()
    heart = beating(clock, work)
    await work.again(2)
    clock.shift -= HOUR
    assert heart._scheduler._process_jobs() > HOUR - 10
    await heart.stop()


# A clock set back again and again does not stop it either.
async def test_clock_is_set_often(clock: WallClock) -> None:
    work = Work()
    heart = beating(clock, work)
    for shift in (-HOUR, 2 * HOUR, -HOUR, -DAY):
        clock.shift += shift
        await work.again(2)
    await heart.stop()


# A clock that drifts or is slewed is not one that was set.
async def test_drift(clock: WallClock, caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    heart = beating(clock, work)
    with caplog.at_level(logging.INFO, heartbeat.__name__):
        for _ in range(10):
            clock.shift += 0.9
            heart._watch()
    await heart.stop()
    assert "was set" not in caplog.text


# A beat that takes longer than its interval is not started a second time; others beat on; then it comes again.
async def test_slow_beat(clock: WallClock) -> None:
    other, go_on, begun = Work(), asyncio.Event(), 0

    async def slow() -> None:
        nonlocal begun
        begun += 1
        await go_on.wait()

    heart = beating(clock, slow, other)
    await other.again(20)
    assert begun == 1
    go_on.set()
    while begun < 3:  # also: what was missed meanwhile is not made up for in one burst
        await other.again()
    assert other.times > 20
    await heart.stop()


# A beat that fails comes again; the log tells where, and nothing that a person wrote.
async def test_failing_beat(clock: WallClock, caplog: pytest.LogCaptureFixture) -> None:
    work = Work()

    async def failing() -> None:
        await work()
        raise ValueError("secret")

    heart = beating(clock, failing)
    await work.again(3)
    await heart.stop()
    assert "'work 0' failed: ValueError at " in caplog.text
    assert "secret" not in caplog.text


# Stopping waits for the beat under way, and nothing beats after it.
async def test_stop(clock: WallClock) -> None:
    begun, go_on, ended = asyncio.Event(), asyncio.Event(), 0

    async def slow() -> None:
        nonlocal ended
        begun.set()
        await go_on.wait()
        ended += 1

    heart = beating(clock, slow)
    await begun.wait()
    stopping = asyncio.create_task(heart.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    go_on.set()
    await stopping
    assert ended == 1
    assert not heart._scheduler.running


# It does not wait for ever.
async def test_stop_is_bounded(clock: WallClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "STOP_WITHIN", 0.01)
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def hanging() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    heart = beating(clock, hanging)
    await begun.wait()
    await heart.stop()
    async with asyncio.timeout(10):
        await cancelled.wait()


# The trigger never lists what was missed: one moment, however long ago the last one was.
def test_every() -> None:
    now = datetime.datetime.fromtimestamp(NOW, datetime.UTC)
    assert Every(60).get_next_fire_time(None, now) == now
    assert Every(60).get_next_fire_time(now - datetime.timedelta(days=9), now) == now + datetime.timedelta(minutes=1)


# ------------------------------------------------------------------------------------------------------------ the list


async def lane(store: Store, capacity: int = 10) -> Lane:
    async def send(_outgoing: Outgoing) -> Delivery:
        return Delivered(1)

    return Lane(store, "nudge", send, capacity=lambda: capacity, now=lambda: NOW)


async def count(store: Store, table: str) -> int:
    return await store.run(lambda connection: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# What is due is taken every second, as long as the nudge lane has room: all of it, and not one more.
@pytest.mark.parametrize(("room", "asked"), [(0, [0]), (120, [120, 70, 20, 0]), (1000, [1000, 950, 900, 850, 800])])
async def test_due_check_ins(store: Store, monkeypatch: pytest.MonkeyPatch, room: int, asked: list[int]) -> None:
    due, rooms = 200, []

    async def take(_store: Store, now: int, room: int) -> int:
        nonlocal due
        assert now == NOW
        rooms.append(room)
        taken = min(due, room, 50)
        due -= taken
        return taken

    monkeypatch.setattr(heartbeat, "send_due_check_ins", take)
    first, *_ = heartbeat.beats(store, lambda: NOW, await lane(store, room))
    assert (first.name, first.seconds) == ("send due check-ins", 1)
    await first.work()
    assert rooms == asked


# Every hour, what has no more use goes from all tables, however much it is, and what still has some stays.
async def test_sweep(store: Store) -> None:
    then = NOW - 3 * DAY

    def fill(connection: sqlite3.Connection) -> None:
        inbox.put(connection, [Arrived(number, 1, b"{}") for number in range(2500)], then)
        for number in range(2499):
            inbox.done(connection, number, then)
        people.wait(connection, 5, Doorstep(), then)
        outbox.put(connection, 1, Say("Sent"), then)
        (row,) = outbox.claim(connection, "reply", then, 10)
        outcomes.settle(connection, [(row, Delivered(7))], then)
        outbox.put(connection, 1, Say("Waiting"), then)

    await store.run(fill)
    _, sweep = heartbeat.beats(store, lambda: NOW, await lane(store))
    assert (sweep.name, sweep.seconds) == ("sweep", HOUR)
    await sweep.work()
    left = {table: await count(store, table) for table in ("inbox", "outbox", "sent", "doorsteps")}
    assert left == {"inbox": 1, "outbox": 1, "sent": 0, "doorsteps": 0}
    assert [waiting.update_id for waiting in await store.run(lambda c: inbox.take(c, NOW, 10))] == [2499]
    assert await store.run(lambda connection: outbox.waiting(connection, NOW)) == Backlog(replies=1, nudges=0)


# After the clock was set back, what had been put off until then goes at once.
async def test_sweep_hastens(store: Store) -> None:
    before = NOW + HOUR
    await store.run(lambda connection: outbox.put(connection, 1, Say("Hi"), before))
    (row,) = await store.run(lambda connection: outbox.claim(connection, "reply", before, 10))
    await store.run(lambda connection: outcomes.settle(connection, [(row, Later(5, counts=False))], before))
    await store.run(lambda connection: inbox.put(connection, [Arrived(1, 1, b"{}")], before))
    await store.run(lambda connection: inbox.step_aside(connection, 1, before))
    _, sweep = heartbeat.beats(store, lambda: NOW, await lane(store))
    await sweep.work()
    assert len(await store.run(lambda connection: outbox.claim(connection, "reply", NOW, 10))) == 1
    assert len(await store.run(lambda connection: inbox.take(connection, NOW, 10))) == 1
