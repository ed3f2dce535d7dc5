"""A rate limit that really answers 429."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

from simulator.errors import too_many_requests


@dataclass(slots=True)
class Limiter:
    """Counts messages that were sent or edited within the last real second; 0 means no limit."""

    per_second: float = 0
    per_chat_per_second: float = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=dict)

    def set(self, per_second: float, per_chat_per_second: float) -> None:
        """New limits, counted from now."""
        self.per_second, self.per_chat_per_second = per_second, per_chat_per_second
        self._all.clear()
        self._chats.clear()

    def admit(self, method: str, person: int | None) -> None:
        """Raises a 429 where this request is one too many; it then does not count."""
        if not (self.per_second or self.per_chat_per_second) or not _counts(method):
            return
        chat = self._chats.setdefault(person or 0, deque())
        now = time.monotonic()
        for window, limit in ((self._all, self.per_second), (chat, self.per_chat_per_second)):
            _check(window, limit, now)
        self._all.append(now)
        chat.append(now)


def _counts(method: str) -> bool:
    method = method.lower()
    return method.startswith(("send", "edit")) and method != "sendchataction"


def _check(window: deque[float], limit: float, now: float) -> None:
    span = max(1.0, 1 / limit) if limit else 0.0
    while window and now - window[0] >= span:
        window.popleft()
    if limit and len(window) >= max(1, limit):
        raise too_many_requests(max(1, math.ceil(span - (now - window[0]))))
