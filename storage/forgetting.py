"""A person goes, with all that is kept of them: when they ask for it, or after half a year without a word."""

from companion.replies import DELETED_AT_ONCE, Delete
from storage import inbox, outbox, people, sent, unheard
from storage.opening import MissingKeys
from storage.vault import Connection

_AT_ONCE = 20  # people in a transaction: whoever writes meanwhile hardly waits


def forget(connection: Connection, person_id: int, now: int) -> None:
    """Erases everything of the person. What Telegram still lets us take out of the chat goes too: rows that hold the
    numbers of messages and no words wait for that in the outbox, and are gone once they are settled."""
    messages = sent.recent(connection, person_id, now - sent.DELETABLE)
    people.forget(connection, person_id)
    sent.forget(connection, person_id)
    outbox.forget(connection, person_id)
    inbox.forget(connection, person_id)
    for first in range(0, len(messages), DELETED_AT_ONCE):
        outbox.put(connection, person_id, Delete(tuple(messages[first : first + DELETED_AT_ONCE])), now)


def resume(connection: Connection, now: int) -> int:
    """At the start: erases those whose keys were destroyed and whose rows are here, and returns how many there were.

    A kill came in between, or an older database was put back. Raises MissingKeys where somebody's key is not in the
    file at all: then that file is older than the database, and a newer one may be somewhere.
    """
    if connection.execute("SELECT keys_mark = :mark FROM sealing", {"mark": connection.vault.keys.mark}).fetchone()[0]:
        return 0  # the usual start, which looks at nobody
    here, destroyed = connection.vault.keys.numbers()
    keys = dict(connection.execute("SELECT id, key FROM people"))
    if not set(keys.values()) <= here | destroyed:
        raise MissingKeys(connection.vault.keys.path)
    erased = [person_id for person_id, key in keys.items() if key in destroyed]
    for person_id in erased:
        forget(connection, person_id, now)
    connection.note_keys()
    return len(erased)


def forget_unheard(connection: Connection, now: int) -> int:
    """Erases some of whoever is still silent on the day that was named to them; returns how many, 0 when there are no
    more."""
    silent = unheard.expired(connection, now, _AT_ONCE)
    for person_id in silent:
        forget(connection, person_id, now)
    return len(silent)
