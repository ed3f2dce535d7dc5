"""Taking back what was written to the outbox: a later turn made it untrue, or unwelcome."""

from typing import Literal

from storage.vault import Connection


def nudges(connection: Connection, person_id: int) -> None:
    """Takes back the person's nudges; they stay known, so they are not written again."""
    _cancel(connection, person_id, "lane = 'nudge'")


def unsent(connection: Connection, person_id: int) -> None:
    """Takes back all of the person's but what is sent `until_confirmed`."""
    _cancel(connection, person_id, "NOT until_confirmed")


def _cancel(connection: Connection, person_id: int, which: Literal["lane = 'nudge'", "NOT until_confirmed"]) -> None:
    """What is under way is not tried again, what is not started is settled."""
    connection.execute(
        f"""
        UPDATE outbox SET let_go_at = 0
        WHERE person_id = :person_id AND settled_at IS NULL AND {which} AND +visible_at IS NULL
        """,  # noqa: S608 - one of ours. The plus: without it the whole lane is searched, in a storm all that waits
        {"person_id": person_id},
    )
    connection.execute(
        f"""
        UPDATE outbox SET visible_at = NULL, settled_at = written_at, outcome = 'cancelled', body = x''
        WHERE person_id = :person_id AND settled_at IS NULL AND {which} AND +visible_at IS NOT NULL
        """,  # noqa: S608 - likewise
        {"person_id": person_id},
    )
