from functools import partial

import pytest

from companion.people import Doorstep
from companion.replies import Nudge, Say
from scheduler import heartbeat
from scheduler.dispatch import Lane
from scheduler.heartbeat import Beat
from storage import inbox, outbox, outcomes, people, timezones
from storage.inbox import Arrived
from storage.outbox import Backlog, Delivered, Delivery, Later, Outgoing
from storage.store import Store
from storage.vault import Connection
from tests.scheduler.post import NOW, TODAY, Post, running

HOUR, DAY = 3600, 86400


def beat(store: Store, name: str, room: int = 10) -> Beat:
    """The one of this name, with so much room in the nudge lane."""

    async def send(_outgoing: Outgoing) -> Delivery:
        return Delivered(1)

    nudges = Lane(store, "nudge", send, capacity=lambda: room, now=lambda: NOW)
    return next(beat for beat in heartbeat.beats(store, lambda: NOW, nudges) if beat.name == name)


async def count(store: Store, table: str) -> int:
    return await store.run(lambda connection: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


# What is due is taken as soon as what was taken before has begun, and never more than may then be on its way: a crowd
# due at once goes as fast as the lane, and waits in the schedule, not in the outbox.
@pytest.mark.parametrize(("capacity", "asked"), [(0, []), (10, [10] * 21), (120, [120] * 5)])
async def test_due_check_ins(
    store: Store, monkeypatch: pytest.MonkeyPatch, post: Post, capacity: int, asked: list[int]
) -> None:
    due, rooms = 200, []

    async def take(_store: Store, now: int, room: int) -> int:
        nonlocal due
        assert now == NOW
        rooms.append(room)
        taken = min(due, room, 50)
        due -= taken
        return taken

    monkeypatch.setattr(heartbeat, "send_due_check_ins", take)
    monkeypatch.setattr(heartbeat, "_ALMOST_A_SECOND", 0.95 if asked else 0.02)
    async with running(store, post, "nudge", capacity) as lane:
        sending = next(b for b in heartbeat.beats(store, lambda: NOW, lane) if b.name == "send due check-ins")
        assert sending.seconds == 1
        await sending.work()
    assert rooms == asked


# What was taken and has not begun yet, since the lane is slow, keeps the rest in the schedule.
async def test_a_slow_lane_is_not_overrun(store: Store, monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    written = 0

    async def take(store: Store, now: int, room: int) -> int:
        nonlocal written
        for _ in range(room):
            written += 1
            hello = partial(outbox.put, person_id=written, reply=Say("Hello", nudge=Nudge("hello", TODAY)), now=NOW)
            await store.run(hello)
        return room

    monkeypatch.setattr(heartbeat, "send_due_check_ins", take)
    monkeypatch.setattr(heartbeat, "_ALMOST_A_SECOND", 0.1)
    async with running(store, post, "nudge", capacity=3) as lane:
        sending = next(b for b in heartbeat.beats(store, lambda: NOW, lane) if b.name == "send due check-ins")
        await sending.work()
        assert written <= 6  # three on their way, three that wait
        for number in range(written):
            await post.land(Delivered(number))


# Every hour, what has no more use goes from all tables, however much it is, and what still has some stays.
async def test_sweep(store: Store) -> None:
    then = NOW - 3 * DAY

    def fill(connection: Connection) -> None:
        inbox.put(connection, [Arrived(number, 1, b"{}") for number in range(2500)], then)
        for number in range(2499):
            inbox.done(connection, number, then)
        people.wait(connection, 5, Doorstep(), then)
        outbox.put(connection, 1, Say("Sent"), then)
        (row,) = outbox.claim(connection, "reply", then, 10)
        outcomes.settle(connection, [(row, Delivered(7))], then)
        outbox.put(connection, 1, Say("Waiting"), then)

    await store.run(fill)
    sweep = beat(store, "sweep")
    assert sweep.seconds == HOUR
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
    await beat(store, "sweep").work()
    assert len(await store.run(lambda connection: outbox.claim(connection, "reply", NOW, 10))) == 1
    assert len(await store.run(lambda connection: inbox.take(connection, NOW, 10))) == 1


async def test_plan_anew_is_a_beat_of_each_day(store: Store) -> None:
    """A program that runs for months takes up new time-zone data at its next start; the beat costs one look-up."""
    plan = beat(store, "plan anew")
    assert plan.seconds == DAY
    await plan.work()
    assert await store.run(timezones.release) is not None
