"""What people wrote, sealed: each person's with a key of their own, what is on its way with one for all.

Sealed text is bound to its table, its row and its person, so that it can be read in no other place.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.keys import KeyGone, Keys
from storage.sealing import seal, unseal

_AT_HAND = 2048  # people whose keys stay unwrapped: 2.5 KB each

log = logging.getLogger(__name__)


class Connection(sqlite3.Connection):
    """A connection to the database, with the `vault` of what is sealed in it. A Store makes it."""

    vault: "Vault"
    _newest_message: int | None = None

    def admit(self, keys: Keys) -> None:
        """Gives it its keys; they are closed with it."""
        self.vault = Vault(keys, self._key_of)

    def close(self) -> None:
        if hasattr(self, "vault"):
            self.vault.keys.close()
        super().close()

    def commit_keys(self) -> None:
        """Before its own commit: as Vault.commit, and it notes which keys it belongs to from then on."""
        before = self.vault.keys.mark
        self.vault.commit()
        if self.vault.keys.mark != before:
            self.note_keys()

    def note_keys(self) -> None:
        """Stores the mark of the keys' last commit in the database. If both agree at a start, no key has to be
        compared."""
        self.execute("UPDATE sealing SET keys_mark = :mark", {"mark": self.vault.keys.mark})

    @property
    def newest_message(self) -> int | None:
        """What `next_message` returned last; None before the first time."""
        return self._newest_message

    def next_message(self) -> int:
        """The id of the next row of the outbox, before it is written: what is sealed in it is bound to it."""
        if self._newest_message is None:
            row = self.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
            self._newest_message = row[0] if row else 0
        self._newest_message += 1  # never used twice, also after a transaction that was taken back
        return self._newest_message

    def _key_of(self, person_id: int) -> int | None:
        row = self.execute("SELECT key FROM people WHERE id = :id", {"id": person_id}).fetchone()
        return row[0] if row else None


class Transit:
    """Seals what is on its way: updates, messages, what strangers said on the doorstep."""

    def __init__(self, key: AESGCM) -> None:
        self._key = key

    def seal(self, person_id: int, table: str, row: int, plain: bytes) -> bytes:
        """As the row is to hold it. `row` is the number by which the row is known in its table."""
        return seal(self._key, _associated(person_id, table, row), plain)

    def open(self, person_id: int, table: str, row: int, sealed: bytes) -> bytes | None:
        """What was sealed; None, told in the log, for what was damaged or belongs elsewhere: the row is passed over."""
        return _opened(self._key, person_id, table, row, sealed)


class Vault:
    """Seals what a person owns with that person's key. `key_of` tells the number of a person's key, if they have one.

    It takes part in the transactions of its connection: `commit` comes before the connection's own.
    """

    def __init__(self, keys: Keys, key_of: Callable[[int], int | None]) -> None:
        self.keys = keys
        self.transit = Transit(keys.transit)
        self._key_of = key_of
        self._at_hand: dict[int, AESGCM] = {}
        self._joined: dict[int, int] = {}  # number of a key -> person, as below
        self._leaving: dict[int, int] = {}

    def join(self, person_id: int) -> int:
        """A new key for somebody who joins; returns its number, for their row."""
        number, key = self.keys.make()
        self._joined[number] = person_id
        self._remember(person_id, key)
        return number

    def forget(self, person_id: int) -> None:
        """Before their row goes: with it the person's key is to go, if they have one."""
        number = self._key_of(person_id)
        self._at_hand.pop(person_id, None)
        if number is not None:
            self._leaving[number] = person_id

    def commit(self) -> None:
        """Before the database's COMMIT: keeps the keys of people whose row exists now, destroys those of people whose
        row is gone. Work that a savepoint undid has no effect."""
        if not self._joined and not self._leaving:
            self.keys.rest()
            return
        for number, person_id in self._joined.items():
            if self._key_of(person_id) != number:
                self._at_hand.pop(person_id, None)
                self.keys.discard(number)
        for number in self._leaving.keys() - self._joined:
            if self._key_of(self._leaving[number]) != number:
                self.keys.destroy(number)
        self.keys.commit()
        self._joined.clear()
        self._leaving.clear()

    def roll_back(self) -> None:
        """Nothing was asked for since the last `commit`."""
        for person_id in self._joined.values():
            self._at_hand.pop(person_id, None)
        self.keys.roll_back()
        self._joined.clear()
        self._leaving.clear()

    def meet(self, person_id: int, number: int) -> None:
        """The person's key, by its number: where it is known, it need not be looked up."""
        if person_id not in self._at_hand:
            with suppress(KeyGone):
                self._remember(person_id, self.keys.find(number))

    def knows(self, person_id: int) -> bool:
        """Whether this is somebody who joined."""
        return person_id in self._at_hand or self._key_of(person_id) is not None

    def seal(self, person_id: int, table: str, row: int, plain: bytes) -> bytes:
        """As Transit.seal. Raises KeyGone for somebody who has no key."""
        return seal(self._key(person_id), _associated(person_id, table, row), plain)

    def open(self, person_id: int, table: str, row: int, sealed: bytes) -> bytes | None:
        """As Transit.open."""
        try:
            return _opened(self._key(person_id), person_id, table, row, sealed)
        except KeyGone:
            return None

    def _key(self, person_id: int) -> AESGCM:
        key = self._at_hand.get(person_id)
        if key is None:
            number = self._key_of(person_id)
            if number is None:
                raise KeyGone
            key = self.keys.find(number)
            self._remember(person_id, key)
        return key

    def _remember(self, person_id: int, key: AESGCM) -> None:
        if len(self._at_hand) >= _AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]
        self._at_hand[person_id] = key


def _opened(key: AESGCM, person_id: int, table: str, row: int, sealed: bytes) -> bytes | None:
    plain = unseal(key, _associated(person_id, table, row), sealed)
    if plain is None:
        log.warning("Row %d of %s can't be unsealed: it is passed over", row, table)
    return plain


def _associated(person_id: int, table: str, row: int) -> bytes:
    return f"{table}|{row}|{person_id}".encode()
