"""The simulated clock: the system's, moved forward in steps that the bot can follow."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Final

from simulator.errors import UserApiError
from simulator.records import ClockSetting
from simulator.signals import Signal
from simulator.tables import Table

STEP_SECONDS: Final = 30 * 60
SETTLE_SECONDS: Final = 20.0
FOLLOW_SECONDS: Final = 25.0
_ROW: Final = "clock"


class Clock:
    """What time it is in the simulated Telegram, in epoch seconds."""

    def __init__(self, rows: Table[str, ClockSetting]) -> None:
        self._rows = rows
        self._moved = Signal()
        self._settling = Signal()
        self._settled = -1
        self._open_follows = 0
        self._followed_at: float | None = None
        self._moves = asyncio.Lock()

    @property
    def setting(self) -> ClockSetting:
        """The offset against the system's clock, in seconds, and the version: how often it was moved."""
        return self._rows.get(_ROW) or ClockSetting()

    @property
    def moving(self) -> bool:
        """Whether a move is under way."""
        return self._moves.locked()

    def now(self) -> float:
        """The simulated moment."""
        return time.time() + self.setting.offset

    async def move(self, *, forward: float | None, to: float, jump: bool) -> AsyncIterator[float]:
        """Moves the clock by `forward` seconds, or to the moment `to` where that is None.

        It goes at most `STEP_SECONDS` at a time and yields the moment of each stop; after each it waits for the
        follower to settle. With `jump` it goes there at once, also back. Moves wait for each other.
        Raises UserApiError where the move goes back and `jump` is not asked for.
        """
        async with self._moves:
            left = to - self.now() if forward is None else forward
            if left < 0 and not jump:
                raise UserApiError("the clock only moves forward; ask for jump to go back")
            while left or jump:
                step = left if jump else min(left, STEP_SECONDS)
                self._shift(step)
                yield self.now()
                await self._until_settled()
                left, jump = left - step, False

    def _shift(self, seconds: float) -> None:
        setting = self.setting
        self._rows.put(_ROW, ClockSetting(setting.offset + seconds, setting.version + 1))
        self._moved.notify()

    async def _until_settled(self) -> None:
        deadline = time.monotonic() + SETTLE_SECONDS
        while self._settled < self.setting.version and self._is_followed():
            left = deadline - time.monotonic()
            if left <= 0 or not await self._settling.wait(left):
                return

    def _is_followed(self) -> bool:
        if self._open_follows:
            return True
        return self._followed_at is not None and time.monotonic() - self._followed_at < SETTLE_SECONDS

    async def follow(self, settled: int) -> ClockSetting:
        """One poll of a follower that has settled at that version (-1: its first).

        Returns the setting as soon as its version is newer, or the same one after `FOLLOW_SECONDS`.
        """
        self._settled = settled if settled <= self.setting.version else -1
        self._settling.notify()
        self._open_follows += 1
        try:
            if self.setting.version <= self._settled:
                await self._moved.wait(FOLLOW_SECONDS)
            self._followed_at = time.monotonic()
        except asyncio.CancelledError:
            self._followed_at = None  # it hung up: nobody is waited for
            raise
        finally:
            self._open_follows -= 1
            self._settling.notify()
        return self.setting
