"""Whether the bot lives: what has shown no sign of life for longer than it ever should."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from companion.status import Queue, Queues
from storage import figures
from storage.outbox import Delivery, Later
from storage.store import Store

_STORE_ANSWERS_WITHIN = 10.0  # seconds: writing the database anew takes 4
_POLLED_WITHIN = 120.0  # a poll that has nothing to tell takes 50, and may take 65
_BEATEN_WITHIN = 30.0
_MOVES_WITHIN = 60.0


class Diagnosis(msgspec.Struct, frozen=True):
    """Which parts are `stale`; of each part the seconds since its last sign of life, of the store how long it took."""

    stale: tuple[str, ...]
    seconds: Mapping[str, float]


class Health:
    """Told of signs of life, asked for a diagnosis. `now` tells UTC epoch seconds, `monotonic` seconds."""

    def __init__(self, store: Store, now: Callable[[], int], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._now = now
        self._monotonic = monotonic
        self._polled = self._beaten = monotonic()  # whoever starts has as long for the first sign as for any
        self._moved = {"reply": monotonic(), "nudge": monotonic()}
        self._asking: asyncio.Task[Queues] | None = None

    def polled(self) -> None:
        """Telegram answered, and what it said is stored."""
        self._polled = self._monotonic()

    def beaten(self) -> None:
        """What is due was looked for."""
        self._beaten = self._monotonic()

    def landed(self, lane: str, delivery: Delivery) -> None:
        """Sending a message came to this end; one that is put off has the lane rest until then."""
        rest = delivery.seconds if isinstance(delivery, Later) else 0.0
        self._moved[lane] = max(self._moved[lane], self._monotonic() + rest)

    async def diagnosis(self) -> Diagnosis:
        """The parts are the store, the poller, the heartbeat, and each lane."""
        asked = self._monotonic()
        queues = await self._queues()
        now = self._monotonic()
        seconds = {"store": now - asked, "poller": now - self._polled, "heartbeat": now - self._beaten}
        seconds |= {f"{lane} lane": max(0.0, now - moved) for lane, moved in self._moved.items()}
        stale = {
            "store": queues is None,
            "poller": seconds["poller"] > _POLLED_WITHIN,
            "heartbeat": seconds["heartbeat"] > _BEATEN_WITHIN,
            "reply lane": queues is not None and _stands(queues.replies, seconds["reply lane"]),
            "nudge lane": queues is not None and _stands(queues.nudges, seconds["nudge lane"]),
        }
        return Diagnosis(tuple(part for part, is_stale in stale.items() if is_stale), seconds)

    async def _queues(self) -> Queues | None:
        """None where the store does not answer. It is asked once, however often that is looked at meanwhile."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._store.run(partial(figures.queues, now=self._now())))
        asking = self._asking
        await asyncio.wait({asking}, timeout=_STORE_ANSWERS_WITHIN)
        try:
            return asking.result()
        except (asyncio.InvalidStateError, sqlite3.Error):
            return None


def _stands(queue: Queue, still: float) -> bool:
    """Whether something waits in a lane in which nothing has moved for so many seconds."""
    return queue.waiting > 0 and queue.oldest > _MOVES_WITHIN and still > _MOVES_WITHIN
