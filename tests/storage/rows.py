"""What the tests of the outbox share: who, when, and short words for what a lane does."""

import datetime
from collections.abc import Callable

import orjson

from companion.people import About
from companion.replies import Nudge, Say
from storage import outbox, outcomes, people
from storage.outbox import Delivery, Outgoing
from storage.vault import Connection

ALICE, BOB = 5_000_000_001, 5_000_000_002
NOW = 1_800_000_000
HOUR = 3600
TODAY = datetime.date(2027, 1, 15)
HELLO = Say("Hello", nudge=Nudge("hello", TODAY), about=About(3, TODAY))


def joined(connection: Connection) -> Connection:
    """The same with people in it: of strangers nothing is kept that could be looked at."""
    for person_id in (ALICE, BOB):
        people.join(connection, person_id, "0a1b2c", NOW)
    return connection


def claimed(connection: Connection, lane: str = "reply", now: int = NOW, limit: int = 100) -> list[Outgoing]:
    return outbox.claim(connection, lane, now, limit)


def texts(outgoing: list[Outgoing]) -> list[str]:
    return [orjson.loads(row.body)["text"] for row in outgoing]


def said(connection: Connection) -> list[bytes]:
    """What lies in the outbox, as it was before it was sealed."""
    rows = connection.execute("SELECT person_id, id, body FROM outbox ORDER BY id")
    opened = [connection.vault.transit.open(person_id, "outbox", id_, body) for person_id, id_, body in rows]
    return [body for body in opened if body is not None]


def ends(connection: Connection) -> list[tuple[str | None, bytes]]:
    return connection.execute("SELECT outcome, body FROM outbox ORDER BY id").fetchall()


def put(connection: Connection, *words: str, person_id: int = ALICE) -> None:
    for text in words:
        outbox.put(connection, person_id, Say(text), NOW)


def send(connection: Connection, delivery: Delivery, lane: str = "reply", now: int = NOW) -> None:
    """One row is claimed and ends like this."""
    (outgoing,) = claimed(connection, lane, now, 1)
    outcomes.settle(connection, [(outgoing, delivery)], now)


def effort(connection: Connection, work: Callable[[], object]) -> int:
    """The steps of SQLite's machine that the work takes: the same on every computer."""
    steps: list[None] = []
    connection.set_progress_handler(lambda: steps.append(None), 1)
    work()
    connection.set_progress_handler(None, 1)
    return len(steps)
