"""The official server's own pace for polls that repeat themselves; off unless a lever asks for it."""

from dataclasses import dataclass
from typing import Final

HELD_SECONDS: Final = 3.0
_SINGLE_WITHIN_SECONDS: Final = 0.5


@dataclass(slots=True)
class PollPace:
    """Remembers the last poll and the last conflict. `now` is always a monotonic moment in seconds."""

    on: bool = False
    _offset: int | None = None
    _at: float = 0.0
    _conflict_at: float | None = None

    def adjusted(self, offset: int, limit: int, seconds: float, now: float) -> tuple[int, float]:
        """The limit and the waiting time that the poll really gets.

        The same offset within 0.5 s is answered with one update; within 3 s it is held for 3 s at least.
        """
        since = now - self._at if offset == self._offset else HELD_SECONDS
        self._offset, self._at = offset, now
        if not self.on:
            return limit, seconds
        return (
            1 if since < _SINGLE_WITHIN_SECONDS else limit,
            max(seconds, HELD_SECONDS) if since < HELD_SECONDS else seconds,
        )

    def conflict_delay(self, now: float) -> float:
        """How many seconds a 409 is held back: 3 where the one before is younger than that."""
        since = HELD_SECONDS if self._conflict_at is None else now - self._conflict_at
        self._conflict_at = now
        return HELD_SECONDS if self.on and since < HELD_SECONDS else 0.0
