import asyncio
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import inbox
from storage.inbox import Arrived, Waiting
from storage.store import NotExactlyOne, Store
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, BOB, HOUR, NOW


def arrived(update_id: int, person_id: int = ALICE) -> Arrived:
    return Arrived(update_id, person_id, b"update %d" % update_id)


def taken(connection: Connection, now: int = NOW, limit: int = 1000) -> list[int]:
    return [waiting.update_id for waiting in inbox.take(connection, now, limit)]


def rows(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT update_id, person_id, body, state FROM inbox ORDER BY arrival").fetchall()


# An update is handed out as it came, again and again until its turn is settled.
def test_take(connection: Connection) -> None:
    assert inbox.put(connection, [arrived(7)], NOW) == 1
    for _ in range(2):
        assert inbox.take(connection, NOW, 10) == [Waiting(7, ALICE, b"update 7", 0)]
    inbox.done(connection, 7, NOW)
    assert taken(connection) == []


# An id counts once, however often and whenever it is delivered: in one batch, later, while waiting, after it was done.
def test_duplicates(connection: Connection) -> None:
    assert inbox.put(connection, [arrived(7), arrived(7), arrived(8)], NOW) == 2
    assert inbox.put(connection, [arrived(8)], NOW) == 0
    inbox.done(connection, 7, NOW)
    assert inbox.put(connection, [arrived(7), arrived(9)], NOW + HOUR) == 1
    assert taken(connection, NOW + HOUR) == [8, 9]


# Two pollers that both were given an update store it once.
async def test_two_pollers(store: Store) -> None:
    batches = [[arrived(number) for number in range(first, first + 50)] for first in (0, 25)]
    counts = await asyncio.gather(*(store.run(partial(inbox.put, updates=batch, now=NOW)) for batch in batches))
    assert sum(counts) == 75


# An empty answer to a poll stores nothing.
def test_nothing_arrived(connection: Connection) -> None:
    assert inbox.put(connection, [], NOW) == 0


# Nothing of a person stays once the turn is settled; the id does, for 48 hours and no longer.
def test_settled(connection: Connection) -> None:
    inbox.put(connection, [arrived(7)], NOW)
    inbox.done(connection, 7, NOW + 10)
    assert rows(connection) == [(7, 0, b"", "done")]
    assert inbox.sweep(connection, NOW + 9 + 48 * HOUR) == 0
    assert inbox.sweep(connection, NOW + 10 + 48 * HOUR) == 1
    assert rows(connection) == []


# What was settled while the clock was years ahead stands before none of the rest for years.
def test_sweep_behind_a_wrong_clock(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "SWEPT_AT_ONCE", 2)
    for number, at in enumerate([NOW + 30_000 * HOUR] * 2 + [NOW + HOUR] + [NOW] * 2):
        inbox.put(connection, [arrived(number)], at)
        inbox.done(connection, number, at)
    assert [inbox.sweep(connection, NOW + HOUR) for _ in range(2)] == [2, 0]  # by an hour it may be a true one
    assert [inbox.sweep(connection, NOW + 49 * HOUR) for _ in range(3)] == [2, 1, 0]


# What waits is never swept, however old.
def test_sweep_leaves_what_waits(connection: Connection) -> None:
    inbox.put(connection, [arrived(7)], NOW)
    assert inbox.sweep(connection, NOW + 1000 * HOUR) == 0
    assert taken(connection) == [7]


# A clock that was set back hides nothing that waits.
def test_clock_set_back(connection: Connection) -> None:
    inbox.put(connection, [arrived(7)], NOW)
    assert taken(connection, NOW - HOUR) == [7]


# Somebody's flood stands behind everyone else's first words, and their own words keep their order.
def test_flood(connection: Connection) -> None:
    inbox.put(connection, [arrived(number) for number in range(100)], NOW)
    inbox.put(connection, [arrived(200, BOB), arrived(201, BOB)], NOW)
    assert taken(connection, limit=4) == [0, 200, 1, 201]
    assert [number for number in taken(connection) if number < 200] == list(range(100))


# A flood fills no batch: of each chat the first ones are taken up, and who is answered once for all of it is known.
def test_a_share_for_each(connection: Connection) -> None:
    flood, others = [arrived(number, ALICE) for number in range(50)], [arrived(100, BOB), arrived(101, BOB)]
    inbox.put(connection, [*flood, *others], NOW)
    found = inbox.take(connection, NOW, 100, lambda _: 3)
    assert [(waiting.update_id, waiting.newest) for waiting in found] == [
        (0, False), (100, False), (1, False), (101, True), (2, False),
    ]  # fmt: skip


# Whatever is stored and settled in between: a person's updates are handed out in the order of arrival.
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4)), max_size=30))
def test_order_of_a_person(steps: list[tuple[int, int]]) -> None:
    connection = database()
    handed_out: dict[int, list[int]] = {1: [], 2: [], 3: []}
    for update_id, (person_id, turns) in enumerate(steps):
        inbox.put(connection, [arrived(update_id, person_id)], NOW)
        for waiting in inbox.take(connection, NOW, turns):
            handed_out[waiting.person_id].append(waiting.update_id)
            inbox.done(connection, waiting.update_id, NOW)
    for waiting in inbox.take(connection, NOW, 1000):
        handed_out[waiting.person_id].append(waiting.update_id)
    for person_id, update_ids in handed_out.items():
        assert update_ids == [number for number, step in enumerate(steps) if step[0] == person_id]


# A turn that fails is tried three times, further and further apart; then it is poison, and its words are gone.
def test_poison(connection: Connection) -> None:
    inbox.put(connection, [arrived(7)], NOW)
    now, waits = NOW, []
    for attempts in range(3):
        assert [waiting.attempts for waiting in inbox.take(connection, now, 10)] == [attempts]
        inbox.step_aside(connection, 7, now)
        wait = next((wait for wait in range(3601) if taken(connection, now + wait)), None)
        waits.append(wait)
        now += wait or 0
    assert waits == [30, 60, None]
    assert rows(connection) == [(7, 0, b"", "poison")]
    assert inbox.put(connection, [arrived(7)], NOW) == 0
    assert inbox.sweep(connection, now + 48 * HOUR) == 1


# A turn that fails holds up nobody, not even the same person.
def test_stepping_aside(connection: Connection) -> None:
    inbox.put(connection, [arrived(1), arrived(2), arrived(3, BOB)], NOW)
    inbox.step_aside(connection, 1, NOW)
    assert taken(connection) == [3, 2]
    assert taken(connection, NOW + 30) == [3, 2, 1]


# What stepped aside before the clock was set back need not wait until it is that late again.
def test_hasten(connection: Connection) -> None:
    inbox.put(connection, [arrived(1)], NOW)
    inbox.step_aside(connection, 1, NOW)
    inbox.hasten(connection, NOW)
    assert taken(connection) == []
    inbox.hasten(connection, NOW - HOUR)
    assert taken(connection, NOW - HOUR) == [1]


# Being forgotten takes what failed; words written after it are kept, and the turn that forgets can be settled.
def test_forget(connection: Connection) -> None:
    inbox.put(connection, [arrived(1), arrived(2), arrived(3), arrived(4, BOB)], NOW)
    inbox.step_aside(connection, 1, NOW)
    inbox.step_aside(connection, 4, NOW)
    inbox.forget(connection, ALICE)
    inbox.done(connection, 2, NOW)
    assert taken(connection, NOW + HOUR) == [3, 4]
    assert rows(connection)[0] == (1, 0, b"", "done")


# Also when the turn that forgets is itself one that failed before.
def test_forget_at_the_second_try(connection: Connection) -> None:
    inbox.put(connection, [arrived(1)], NOW)
    inbox.step_aside(connection, 1, NOW)
    inbox.forget(connection, ALICE)
    inbox.done(connection, 1, NOW)
    assert rows(connection) == [(1, 0, b"", "done")]


# What was let go of waits no more, and does not come back by failing.
def test_let_go(connection: Connection) -> None:
    inbox.put(connection, [arrived(1)], NOW)
    inbox.step_aside(connection, 1, NOW)
    assert inbox.waits(connection, 1)
    inbox.forget(connection, ALICE)
    assert not inbox.waits(connection, 1)
    inbox.step_aside(connection, 1, NOW)
    assert rows(connection) == [(1, 0, b"", "done")]


# Settling an update that never came is a mistake, and told.
def test_unknown_update(connection: Connection) -> None:
    with pytest.raises(NotExactlyOne):
        inbox.done(connection, 7, NOW)
