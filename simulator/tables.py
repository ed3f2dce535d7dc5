"""Rows by key, held in memory; every change is noted down for the journal."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K", int, str)
V = TypeVar("V")

Notes = dict[tuple[str, int | str], object]
"""What changed since the last commit: (table, key) to the new row, or to `GONE`."""


class Gone:
    """Marks a row that was taken out of its table."""


GONE = Gone()


class Table(Mapping[K, V]):
    """A mapping whose changes are noted; without `notes` it is a dictionary and nothing more."""

    def __init__(self, kind: str, rows: dict[K, V], notes: Notes | None) -> None:
        self._kind = kind
        self._rows: dict[K, V] = rows
        self._notes = notes

    def __getitem__(self, key: K) -> V:
        return self._rows[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, key: K, row: V) -> V:
        """Stores `row` in the place of what was there, and returns it."""
        self._rows[key] = row
        if self._notes is not None:
            self._notes[self._kind, key] = row
        return row

    def remove(self, key: K) -> V | None:
        """Takes the row out; None where there was none."""
        row = self._rows.pop(key, None)
        if row is not None and self._notes is not None:
            self._notes[self._kind, key] = GONE
        return row
