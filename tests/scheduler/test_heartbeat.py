import asyncio
import datetime
import logging
import time
from collections.abc import Awaitable, Callable

import pytest
from apscheduler.schedulers import base

from scheduler import heartbeat
from scheduler.heartbeat import Beat, Every, Heartbeat

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


# A process that was stopped for a while says so, once.
async def test_gap(clock: WallClock, caplog: pytest.LogCaptureFixture) -> None:
    stopped = 0.0
    heart = Heartbeat([], clock.now, lambda: time.monotonic() + stopped)
    heart.start()
    stopped = clock.shift = 7.0
    heart._watch()
    heart._watch()
    await heart.stop()
    assert [record.getMessage() for record in caplog.records] == ["Nothing ran for 7 s"]


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
    monkeypatch.setattr(heartbeat, "DRAIN", 0.01)
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
