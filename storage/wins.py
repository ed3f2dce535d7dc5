"""The rows of wins: the proof. Nothing but `take_back` and forgetting a person lowers a total."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from companion.people import Win
from storage.dates import written
from storage.records import packed, unpacked
from storage.store import one
from storage.vault import Connection

_FIELDS = ("number", "at", "day", "goal", "asked_on")
RECENT = 20  # wins of two days that a turn reads at most, besides answers to nudges
SEARCHED = 5000  # wins that a search looks through, the newest: each has to be opened, which takes 3 µs
_COLUMNS = f"{', '.join(_FIELDS)}, body"

_Row = tuple[int, int, str, int | None, str | None, bytes]


def _wins(connection: Connection, person_id: int, rows: Iterable[_Row], folded: str = "") -> Iterator[Win]:
    """With `folded` those alone whose JSON has it: most need not be taken apart."""
    for number, at, day, goal, asked_on, sealed in rows:
        body = connection.vault.open(person_id, "wins", number, sealed)
        if body is None or (folded and folded not in body.decode().casefold()):
            continue
        yield unpacked(Win, body, number=number, at=at, day=day, goal=goal, asked_on=asked_on)


def since(connection: Connection, person_id: int, day: datetime.date) -> tuple[tuple[Win, ...], Win | None]:
    """The wins of that day and later ones, and those that answer nudges of such days, oldest first; and the win kept
    most recently, of whatever day.

    Of more than RECENT only the newest, and those that answer nudges: a day of thousands costs each turn no more.
    """
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number IN (
            SELECT number FROM (
                SELECT number FROM wins WHERE person_id = :person_id AND day >= :day
                ORDER BY day DESC, number DESC LIMIT :recent)
            UNION ALL SELECT number FROM wins WHERE person_id = :person_id AND asked_on >= :day AND goal IS NOT NULL
            UNION ALL SELECT max(number) FROM wins WHERE person_id = :person_id)
        ORDER BY number
        """,  # noqa: S608 - our own columns. With OR in place of UNION ALL all wins of the person are read.
        {"person_id": person_id, "day": written(day), "recent": RECENT},
    )
    found = tuple(_wins(connection, person_id, rows))
    return tuple(win for win in found if max(win.day, win.asked_on or win.day) >= day), found[-1] if found else None


def numbered(connection: Connection, person_id: int, number: int) -> tuple[Win, ...]:
    """The win with this number, if there is one."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number = :number",  # noqa: S608 - our own columns
        {"person_id": person_id, "number": number},
    )
    return tuple(_wins(connection, person_id, rows))


def answering(connection: Connection, person_id: int, day: datetime.date) -> tuple[Win, ...]:
    """The wins that answer nudges of this day."""
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number IN (
            SELECT number FROM wins WHERE person_id = :person_id AND asked_on = :day AND goal IS NOT NULL)
        """,  # noqa: S608 - our own columns. Numbers first: else the index is passed over, and all wins are read.
        {"person_id": person_id, "day": written(day)},
    )
    return tuple(_wins(connection, person_id, rows))


def page(connection: Connection, person_id: int, skip: int, limit: int, search: str = "") -> tuple[Win, ...]:
    """Wins newest day first, `skip` left out, at most `limit`; with `search`, those whose text or note has it."""
    if search:
        return tuple(islice(_found(connection, person_id, search.casefold()), skip, skip + limit))
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number IN (
            SELECT number FROM wins WHERE person_id = :person_id
            ORDER BY day DESC, number DESC LIMIT :limit OFFSET :skip)
        ORDER BY +day DESC, number DESC
        """,  # noqa: S608 - our own columns. Numbers first: so what is skipped is skipped in the index.
        {"person_id": person_id, "limit": limit, "skip": skip},
    )
    return tuple(_wins(connection, person_id, rows))


def _found(connection: Connection, person_id: int, folded: str) -> Iterator[Win]:
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id ORDER BY day DESC, number DESC LIMIT :limit",  # noqa: S608 - our own columns
        {"person_id": person_id, "limit": SEARCHED},
    )
    in_json = orjson.dumps(folded).decode()[1:-1]
    found = _wins(connection, person_id, rows, in_json)
    return (win for win in found if folded in f"{win.text} {win.note}".casefold())


def months(connection: Connection, person_id: int, skip: int, limit: int) -> list[datetime.date]:
    """The first days of the months that have wins, newest first. Each is one step in the index, however many wins."""
    rows = connection.execute(
        """
        WITH RECURSIVE newest (day) AS (
            SELECT max(day) FROM wins WHERE person_id = :person_id
            UNION ALL
            SELECT (SELECT max(day) FROM wins WHERE person_id = :person_id AND day < substr(newest.day, 1, 7) || '-01')
            FROM newest WHERE newest.day IS NOT NULL)
        SELECT substr(day, 1, 7) || '-01' FROM newest WHERE day IS NOT NULL LIMIT :limit OFFSET :skip
        """,
        {"person_id": person_id, "limit": limit, "skip": skip},
    )
    return [datetime.date.fromisoformat(day) for (day,) in rows]


def later(connection: Connection, person_id: int, day: datetime.date) -> int:
    """How many wins are of that day or a later one."""
    count: int = connection.execute(
        "SELECT count(*) FROM wins WHERE person_id = :person_id AND day >= :day",
        {"person_id": person_id, "day": written(day)},
    ).fetchone()[0]
    return count


def total(connection: Connection, person_id: int) -> int:
    """How many wins the person has, of all time."""
    count: int = connection.execute(
        "SELECT count(*) FROM wins WHERE person_id = :person_id", {"person_id": person_id}
    ).fetchone()[0]
    return count


def keep(connection: Connection, person_id: int, win: Win) -> None:
    """A new win, or the one with this number changed: but for its number and when it was kept, all of it may."""
    connection.execute(
        """
        INSERT INTO wins (person_id, number, at, day, goal, asked_on, body)
        VALUES (:person_id, :number, :at, :day, :goal, :asked_on, :body)
        ON CONFLICT (person_id, number)
        DO UPDATE SET day = excluded.day, goal = excluded.goal, asked_on = excluded.asked_on, body = excluded.body
        """,
        {
            "person_id": person_id,
            "number": win.number,
            "at": win.at,
            "day": written(win.day),
            "goal": win.goal,
            "asked_on": written(win.asked_on),
            "body": connection.vault.seal(person_id, "wins", win.number, packed(win, _FIELDS)),
        },
    )


def take_back(connection: Connection, person_id: int, number: int) -> None:
    one(
        connection.execute(
            "DELETE FROM wins WHERE person_id = :person_id AND number = :number",
            {"person_id": person_id, "number": number},
        )
    )
