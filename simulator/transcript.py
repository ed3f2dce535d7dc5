"""What was asked of the Bot API and what it answered."""

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from simulator.records import JSON

HELD: Final = 20_000


@dataclass(slots=True)
class Transcript:
    """The latest requests, oldest first; nothing is kept while it is switched off."""

    on: bool = True
    _entries: deque[JSON] = field(default_factory=lambda: deque(maxlen=HELD))
    _number: int = 0

    def add(self, entry: JSON) -> None:
        """Keeps the entry under the next number, `n`."""
        self._number += 1
        self._entries.append({"n": self._number, **entry})

    def after(self, number: int) -> list[JSON]:
        """The entries that are held with a higher number."""
        return [entry for entry in self._entries if entry["n"] > number]

    def clear(self) -> None:
        """Empties it; the numbers go on."""
        self._entries.clear()
