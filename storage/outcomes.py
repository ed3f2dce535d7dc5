"""What becomes of a started outbox row: asked-for words at least once, unasked-for ones at most once."""

import math
from collections.abc import Collection, Sequence

import msgspec

from storage import people, sent, unheard
from storage.outbox import LONGEST_WAIT, Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable
from storage.vault import Connection

# Of whoever has not joined, or was forgotten, nothing stays: not even that something was said to them.
_NOBODYS = """
    DELETE FROM outbox
    WHERE settled_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM people WHERE people.id = outbox.person_id)
"""
_LONGEST_INSISTENT = 30  # seconds: what must arrive is tried again so soon, and all that is said after it waits for it
TRIES = 8  # of a message that Telegram answers with an error of its own, or that is under way at kills


class Recovered(msgspec.Struct, frozen=True):
    """What a kill had left started: replies to be sent again, replies and nudges let go as unknown."""

    replies: int
    replies_let_go: int
    nudges_let_go: int


def settle(connection: Connection, outcomes: Sequence[tuple[Outgoing, Delivery]], now: int) -> None:
    """Notes how sending went. Rows that went meanwhile (`forget`) are passed over."""
    delivered = {outgoing.id: delivery.message_id for outgoing, delivery in outcomes if isinstance(delivery, Delivered)}
    sent.put(connection, {id_: message_id for id_, message_id in delivered.items() if message_id is not None}, now)
    if nudges := [outgoing.id for outgoing, _ in outcomes if outgoing.lane == "nudge" and outgoing.id in delivered]:
        unheard.told(connection, nudges, now)
    _close(connection, delivered, "delivered", now)
    for outgoing, delivery in outcomes:
        match delivery:
            case Later(counts=True) if outgoing.attempts + 1 >= TRIES and not outgoing.until_confirmed:
                _close(connection, [outgoing.id], "refused", now)
            case Later(seconds, counts):
                _defer(connection, outgoing, now, seconds, counts=counts)
            case Unreachable():
                people.set_reachable(connection, outgoing.person_id, reachable=False)
                _close_all(connection, outgoing, now)
            case Refused():
                _close(connection, [outgoing.id], "refused", now)
            case Unknown() if outgoing.until_confirmed:  # not at once: each time may have said it once more
                _defer(connection, outgoing, now, 2.0 ** min(outgoing.attempts, 10), counts=True)
            case Unknown():
                _repeat_or_let_go(connection, outgoing.id, now)


def recover(connection: Connection, now: int) -> Recovered:
    """At boot: whatever the last process had started has an unknown outcome.

    Replies are sent again, also when the process before that one was killed over them too: no kill loses one. Only
    what was under way at TRIES kills is let go, since it may be what kills; never what is sent until confirmed.
    """
    started = connection.execute("SELECT id, lane FROM outbox WHERE settled_at IS NULL AND visible_at IS NULL")
    fates = [(lane, lane == "reply" and _begin_again(connection, id_)) for id_, lane in started.fetchall()]
    connection.execute(
        """
        UPDATE outbox SET settled_at = :now, outcome = 'unknown', body = x''
        WHERE settled_at IS NULL AND visible_at IS NULL
        """,
        {"now": now},
    )
    connection.execute(_NOBODYS)
    return Recovered(fates.count(("reply", True)), fates.count(("reply", False)), fates.count(("nudge", False)))


def _begin_again(connection: Connection, id_: int) -> bool:
    """Whether the reply that a kill interrupted waits again."""
    row = {"id": id_, "tries": TRIES}
    update = """
        UPDATE outbox SET visible_at = -until_confirmed, attempts = attempts + 1
        WHERE id = :id AND (attempts + 1 < :tries OR until_confirmed)
    """
    return bool(connection.execute(update, row).rowcount)


def _close(connection: Connection, ids: Collection[int], outcome: str, now: int) -> None:
    connection.executemany(
        "UPDATE outbox SET visible_at = NULL, settled_at = :now, outcome = :outcome, body = x'' WHERE id = :id",
        [{"id": id_, "outcome": outcome, "now": now} for id_ in ids],
    )
    connection.executemany(f"{_NOBODYS} AND id = :id", [{"id": id_} for id_ in ids])


def _close_all(connection: Connection, outgoing: Outgoing, now: int) -> None:
    """The row, and what else waits for its person; what is being sent meanwhile has its own outcome."""
    connection.execute(
        """
        UPDATE outbox SET visible_at = NULL, settled_at = :now, outcome = 'unreachable', body = x''
        WHERE person_id = :person_id AND settled_at IS NULL AND (visible_at IS NOT NULL OR id = :id)
        """,
        {"person_id": outgoing.person_id, "id": outgoing.id, "now": now},
    )
    connection.execute(f"{_NOBODYS} AND person_id = :person_id", {"person_id": outgoing.person_id})


def _defer(connection: Connection, outgoing: Outgoing, now: int, seconds: float, *, counts: bool) -> None:
    longest = _LONGEST_INSISTENT if outgoing.until_confirmed else LONGEST_WAIT
    connection.execute(
        "UPDATE outbox SET visible_at = :visible_at, attempts = attempts + :counts WHERE id = :id",
        {"id": outgoing.id, "visible_at": now + math.ceil(min(seconds, longest)), "counts": counts},
    )


def _repeat_or_let_go(connection: Connection, id_: int, now: int) -> None:
    """The row, of which nobody knows if it was sent, is sent again where it may be."""
    repeated = connection.execute(
        """
        UPDATE outbox SET visible_at = 0, attempts = attempts + 1, repeats_left = repeats_left - 1
        WHERE id = :id AND repeats_left > 0
        """,
        {"id": id_},
    ).rowcount
    if not repeated:
        _close(connection, [id_], "unknown", now)
