"""What is done once a night, and at the start where that was missed: when it is due again is a row.

The database is written anew, because deleted rows leave bytes behind even with secure_delete: in 600 erasures tried,
one in ten left a number or sealed text of the person in the unused part of some page. An hour later it is backed up.
"""

from collections.abc import Mapping
from typing import Final, Literal

from storage.vault import Connection

Work = Literal["write anew", "back up"]

_HOURS: Final[Mapping[Work, int]] = {"write anew": 3, "back up": 4}  # UTC: nobody's night is everybody's
_DAY: Final = 24 * 3600


def due(connection: Connection, work: Work, now: int) -> bool:
    """Whether the last night's is still to be done; also where the clock was set back by more than a day."""
    row = connection.execute("SELECT due_at FROM nightly WHERE work = :work", {"work": work}).fetchone()
    return row is None or not now < row[0] <= now + _DAY


def done(connection: Connection, work: Work, now: int) -> None:
    """The next is due at the night's hour."""
    due_at = now + _DAY - (now - _HOURS[work] * 3600) % _DAY
    connection.execute(
        """
        INSERT INTO nightly (work, due_at) VALUES (:work, :due_at)
        ON CONFLICT (work) DO UPDATE SET due_at = excluded.due_at
        """,
        {"work": work, "due_at": due_at},
    )


def size(connection: Connection) -> int:
    """Of the database, in bytes."""
    pages, page_size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages * page_size)
