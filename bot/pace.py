"""How fast a lane may send: evenly, without an opening burst, and not at all while Telegram asked for a pause."""

import asyncio
import math
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable

_SOON = 0.1  # seconds
_CATCH_UP = 0.02  # seconds: a timer that fires late does not lower the rate
_GRAIN = 0.01  # seconds: what may begin so soon begins now; a timer for each of 1,000 a second is a fifth of their CPU
_EXACT = 1e-6  # seconds: what is closer is there
_HALVED_FROM = 30.0  # messages a second, what Telegram is known to bear: an unlimited lane is halved from there
_RECOVERY = 1.02  # per message that went through
_LONGEST_BACK_OFF = 30.0  # seconds


class Pace:
    """`rate` is in messages a second, `math.inf` for no limit: no second has more, whatever is caught up. `monotonic`
    tells real seconds.

    Where a 429 can be about one chat alone (`patient`), the lane pauses only when three people in a row are refused:
    somebody who floods their own chat holds up nobody else.
    """

    def __init__(
        self,
        rate: float,
        *,
        patient: bool,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._full_rate = rate
        self._rate = rate
        self._refusals_to_pause = 3 if patient else 1
        self._monotonic = monotonic
        self._sleep = sleep
        self._next = 0.0
        self._begun = deque[float](maxlen=0 if math.isinf(rate) else max(1, int(rate)))  # the newest that began
        self._not_before = 0.0
        self._refused: set[int] = set()  # people, since the last message that went through
        self._failures = 0
        self._waiting = 0
        self._queue = asyncio.Lock()

    @property
    def paused_for(self) -> float:
        """Seconds for which nothing goes out."""
        return max(0.0, self._not_before - self._monotonic())

    @property
    def room(self) -> int:
        """How many messages may begin within the next second: 0 during a pause, else at least 1."""
        return 0 if self.paused_for else max(1, int(min(self._rate, 1000)))

    @property
    def soon(self) -> int:
        """How many may begin within the next tenth of a second, besides those that wait for their turn already."""
        return max(0, math.ceil(min(self._rate, 10_000) * _SOON) - self._waiting)

    async def turn(self) -> bool:
        """True when the caller may send; callers go in the order in which they asked. False as soon as there is a
        pause: who waited it out would not hear what comes to pass meanwhile."""
        self._waiting += 1
        try:
            async with self._queue:
                while not self.paused_for and (wait := self._wait()) > _EXACT:
                    await self._sleep(wait)
                if self.paused_for:
                    return False
                now = self._monotonic()
                self._next = max(self._next, now - _CATCH_UP) + 1 / self._rate
                self._begun.append(now)
                return True
        finally:
            self._waiting -= 1

    def _wait(self) -> float:
        """Seconds until the next may begin, as evenly as they should; then until the second behind it has room."""
        now = self._monotonic()
        if self._next - now > _GRAIN:
            return self._next - now
        full = 0 < len(self._begun) == self._begun.maxlen
        if not full or self._begun[0] + 1 - now <= _EXACT:
            return 0.0
        return self._begun[int(self._full_rate * _GRAIN)] + 1 - now  # until there is room for so many again

    def went_through(self) -> None:
        """A message was taken: the lane recovers."""
        self._failures = 0
        self._refused.clear()
        self._rate = min(self._full_rate, self._rate * _RECOVERY)

    def flooded(self, person_id: int, seconds: float) -> bool:
        """A 429 asked for a pause. True when the whole lane takes it, and goes on at half its rate."""
        self._refused.add(person_id)
        if len(self._refused) < self._refusals_to_pause:
            return False
        if not self.paused_for:
            self._rate = max(1.0, min(self._rate, _HALVED_FROM) / 2)
        self._not_before = max(self._not_before, self._monotonic() + seconds)
        return True

    def unreachable(self) -> None:
        """Telegram was not reached: the lane waits longer each time. What fails during a wait counts once."""
        if self.paused_for:
            return
        self._failures += 1
        longest = min(_LONGEST_BACK_OFF, 2 ** min(self._failures, 10))
        self._not_before = self._monotonic() + longest * random.uniform(0.5, 1)  # noqa: S311 - jitter is no secret
