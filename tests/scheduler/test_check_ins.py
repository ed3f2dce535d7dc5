import datetime
import sqlite3

import pytest

from companion.checkins import CheckIn
from companion.events import CheckInDue, Event
from companion.replies import Nudge, Say
from companion.turns import Turn
from scheduler import dispatch
from scheduler.dispatch import send_due_check_ins
from storage import checkins, outbox, people, turns
from storage.store import Store
from storage.vault import Connection

NOW = 1_800_000_000
TODAY = datetime.date(2027, 1, 15)
TOMORROW = TODAY + datetime.timedelta(1)
Taken = list[tuple[int, Event]]


async def plan(store: Store, due: dict[int, int]) -> None:
    """People by id, each with a hello due at that moment."""

    def work(connection: Connection) -> None:
        for person_id, due_at in due.items():
            people.join(connection, person_id, "ab12", NOW - 86400)
            checkins.plan(connection, person_id, CheckIn("hello", TODAY, due_at, person_id % 10))

    await store.run(work)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Turns as short as can be: the nudge is said and the next one planned; person 13's ends in an error."""
    events: Taken = []

    def take(connection: Connection, person_id: int, event: Event, now: int) -> Turn:
        events.append((person_id, event))
        checkins.plan(connection, person_id, CheckIn("hello", TOMORROW, now + 86400, person_id % 10))
        outbox.put(connection, person_id, Say("Hello", nudge=Nudge("hello", TODAY)), now)
        if person_id == 13:
            raise ValueError("secret words")
        return Turn()

    monkeypatch.setattr(turns, "take", take)
    return events


async def waiting(store: Store) -> list[int]:
    sql = "SELECT person_id FROM outbox ORDER BY id"
    return await store.run(lambda connection: [person_id for (person_id,) in connection.execute(sql)])


# Each check-in that is due is an event in its person's turn, once, the longest due first; what is not due stays.
async def test_due(store: Store, taken: Taken) -> None:
    await plan(store, {1: NOW, 2: NOW - 60, 3: NOW + 1})
    assert await send_due_check_ins(store, NOW, 100) == 2
    assert taken == [(2, CheckInDue("hello", TODAY, NOW - 60, 2)), (1, CheckInDue("hello", TODAY, NOW, 1))]
    assert await waiting(store) == [2, 1]
    assert await send_due_check_ins(store, NOW, 100) == 0


# No more than the nudge lane has room for, and no more at once than a batch.
@pytest.mark.parametrize(("room", "count"), [(-1, 0), (0, 0), (3, 3), (1000, dispatch.BATCH)])
async def test_room(store: Store, taken: Taken, room: int, count: int) -> None:
    await plan(store, {person_id: NOW - person_id for person_id in range(100, 200)})
    assert await send_due_check_ins(store, NOW, room) == count
    assert len(taken) == count


# A turn that fails steps aside alone: nothing of it stays, it comes again in an hour, and the log names nobody.
async def test_step_aside(store: Store, taken: Taken, caplog: pytest.LogCaptureFixture) -> None:
    await plan(store, {12: NOW, 13: NOW, 14: NOW})
    assert await send_due_check_ins(store, NOW, 100) == 3
    assert await waiting(store) == [12, 14]
    assert await send_due_check_ins(store, NOW + 3599, 100) == 0
    assert await send_due_check_ins(store, NOW + 3600, 100) == 1
    assert await send_due_check_ins(store, NOW + 7200, 100) == 1
    assert taken[-2:] == [(13, CheckInDue("hello", TODAY, NOW, 3))] * 2  # as late as it is
    assert "check-in of kind hello stepped aside: ValueError at " in caplog.text
    assert "13" not in caplog.records[0].getMessage().partition(" at ")[0]
    assert "secret" not in caplog.text


# A full disk is nobody's fault: the batch is undone as a whole and comes again.
async def test_full_disk(store: Store, taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    await plan(store, dict.fromkeys(range(100, 100 + dispatch.BATCH), NOW))

    def fill(connection: Connection, person_id: int, event: Event, now: int) -> Turn:
        outbox.put(connection, person_id, Say("x" * 100_000), now)
        return Turn()

    with monkeypatch.context() as patch:
        patch.setattr(turns, "take", fill)
        await store.run(lambda connection: connection.execute("PRAGMA max_page_count=100"))
        with pytest.raises(sqlite3.OperationalError, match="full"):
            await send_due_check_ins(store, NOW, 100)
    await store.run(lambda connection: connection.execute("PRAGMA max_page_count=100000"))
    assert await waiting(store) == []
    assert await send_due_check_ins(store, NOW, 100) == dispatch.BATCH


# The place of an error is told, its words are not; also of one that was never raised.
def test_where() -> None:
    with pytest.raises(ValueError, match="secret") as refusal:
        datetime.date.fromisoformat("secret")
    assert dispatch.where(refusal.value).startswith(f"ValueError at {__file__}:")
    assert dispatch.where(KeyError("secret")) == "KeyError at nowhere"
