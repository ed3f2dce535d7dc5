"""The rows of people: who they are to us and what they chose; strangers on the doorstep."""

import secrets
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from companion.care.state import Care
from companion.history import DAY, Occasion
from companion.people import Doorstep, Person, Question, Settings
from companion.rapport import Rapport
from storage import histories
from storage.questions import OPEN
from storage.records import packed, unpacked
from storage.store import SWEPT_AT_ONCE, one
from storage.vault import Connection

T = TypeVar("T", Care, Question, Rapport, Settings)

DOORSTEP_KEPT = 24 * 3600  # seconds for which a stranger's first words wait for Begin
_SELECT = """
    SELECT key, generation, joined_at, heard_at, next_number, reachable, expires_after IS NOT NULL,
        people.body, rapport, history,
        (SELECT count(*) FROM wins WHERE wins.person_id = people.id), questions.body, care.body
    FROM people LEFT JOIN care ON care.person_id = people.id
        LEFT JOIN questions ON questions.person_id = people.id AND questions.asked_at > :since
    WHERE people.id = :id
"""


def load(connection: Connection, person_id: int, now: int) -> Person:
    """The person with their total and the question open at `now`, without the rest of what they own; a stranger, with
    a fresh generation to join with, where there is no row."""
    row = connection.execute(_SELECT, {"id": person_id, "since": now - OPEN}).fetchone()
    if row is None:
        doorstep = _doorstep(connection, person_id, now)
        care = doorstep.remembered(now) if doorstep else Care()
        return Person(person_id, secrets.token_hex(3), doorstep=doorstep, care=care)
    key, generation, joined_at, heard_at, next_number, reachable, expires, *rest = row
    settings, rapport, history, total, question, care = rest
    connection.vault.meet(person_id, key)
    passed = connection.vault.open(person_id, "histories", 0, history) if history is not None else None
    return Person(
        person_id,
        generation,
        joined_at,
        heard_at,
        next_number,
        _opened(connection, person_id, "people", settings, Settings) or Settings(),
        wins_total=total,
        question=_opened(connection, person_id, "questions", question, Question),
        history=histories.unpacked(passed) if passed is not None else (),
        reachable=bool(reachable),
        expires=bool(expires),
        care=_opened(connection, person_id, "care", care, Care) or Care(),
        rapport=_opened(connection, person_id, "rapport", rapport, Rapport) or Rapport(),
    )


def _opened(connection: Connection, person_id: int, table: str, sealed: bytes | None, kind: type[T]) -> T | None:
    """The person's one record in that table."""
    body = connection.vault.open(person_id, table, 0, sealed) if sealed is not None else None
    return unpacked(kind, body) if body is not None else None


def join(connection: Connection, person_id: int, generation: str, now: int) -> None:
    """A row for someone who said Begin, and a key for all that they will own."""
    key = connection.vault.join(person_id)
    connection.execute(
        """
        INSERT INTO people (id, key, generation, joined_at, heard_at, body)
        VALUES (:id, :key, :generation, :now, :now, x'')
        """,
        {"id": person_id, "key": key, "generation": generation, "now": now},
    )
    change(connection, person_id, Settings())
    connection.execute("DELETE FROM doorsteps WHERE person_id = :id", {"id": person_id})


def change(connection: Connection, person_id: int, settings: Settings) -> None:
    body = connection.vault.seal(person_id, "people", 0, packed(settings))
    one(connection.execute("UPDATE people SET body = :body WHERE id = :id", {"id": person_id, "body": body}))


class Passed(msgspec.Struct, frozen=True):
    """Changes of a person's own row after a turn. None, or 0 for `used`, leaves the column as it is."""

    heard_at: int | None = None  # they did something themselves
    used: int = 0  # the highest number that something of theirs was given
    rapport: Rapport | None = None
    history: Sequence[Occasion] | None = None


def remember(connection: Connection, person_id: int, passed: Passed) -> None:
    """All of it in one write; says nothing of strangers."""
    if passed == Passed() or not connection.vault.knows(person_id):
        return
    seal, rapport, history = connection.vault.seal, passed.rapport, passed.history
    connection.execute(
        """
        UPDATE people SET heard_at = coalesce(:heard_at, heard_at), next_number = max(next_number, :used + 1),
            rapport = coalesce(:rapport, rapport), history = coalesce(:history, history),
            history_day = coalesce(:history_day, history_day),
            expires_after = CASE WHEN :heard_at IS NULL THEN expires_after END
        WHERE id = :id
        """,
        {
            "id": person_id,
            "heard_at": passed.heard_at,
            "used": passed.used,
            "rapport": None if rapport is None else seal(person_id, "rapport", 0, packed(rapport)),
            "history": seal(person_id, "histories", 0, histories.packed(history)) if history else None,
            "history_day": history[-1].at // DAY if history else None,
        },
    )


def set_reachable(connection: Connection, person_id: int, reachable: bool) -> None:  # noqa: FBT001 - the value itself
    """Whether messages reach this person; says nothing of strangers."""
    connection.execute(
        """
        UPDATE people SET reachable = :reachable,
            expires_after = CASE WHEN reachable >= :reachable THEN expires_after END
        WHERE id = :id
        """,  # whoever unblocks us may not have been told, and now can be
        {"id": person_id, "reachable": reachable},
    )


def forget(connection: Connection, person_id: int) -> None:
    """The key is destroyed, the row goes, and with it all that the person owns (foreign keys cascade)."""
    connection.vault.forget(person_id)
    connection.execute("DELETE FROM people WHERE id = :id", {"id": person_id})
    connection.execute("DELETE FROM doorsteps WHERE person_id = :id", {"id": person_id})


def _doorstep(connection: Connection, person_id: int, now: int) -> Doorstep | None:
    row = connection.execute(
        "SELECT body FROM doorsteps WHERE person_id = :id AND greeted_at > :since",
        {"id": person_id, "since": now - DOORSTEP_KEPT},
    ).fetchone()
    body = connection.vault.transit.open(person_id, "doorsteps", 0, row[0]) if row else None
    return unpacked(Doorstep, body) if body is not None else None


def wait(connection: Connection, person_id: int, doorstep: Doorstep, now: int) -> None:
    """Remembers for a day that a stranger was greeted, and what they asked for."""
    connection.execute(
        """
        INSERT INTO doorsteps (person_id, greeted_at, body) VALUES (:id, :now, :body)
        ON CONFLICT (person_id) DO UPDATE SET body = excluded.body,
            greeted_at = CASE WHEN greeted_at > :since THEN greeted_at ELSE excluded.greeted_at END
        """,  # one that is over but not swept begins anew
        {
            "id": person_id,
            "body": connection.vault.transit.seal(person_id, "doorsteps", 0, packed(doorstep)),
            "now": now,
            "since": now - DOORSTEP_KEPT,
        },
    )


def sweep_doorsteps(connection: Connection, now: int) -> int:
    """Forgets some strangers who were greeted more than a day ago; returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM doorsteps WHERE person_id IN
            (SELECT person_id FROM doorsteps WHERE greeted_at <= :before ORDER BY greeted_at LIMIT :limit)
        """,
        {"before": now - DOORSTEP_KEPT, "limit": SWEPT_AT_ONCE},
    ).rowcount


def count(connection: Connection) -> int:
    """How many people have joined."""
    total: int = connection.execute("SELECT count(*) FROM people").fetchone()[0]
    return total
