"""The heart: what is due becomes an event, and what the outbox holds is sent. Telegram-free: `send` is handed in."""

import asyncio
import itertools
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from companion.events import CheckInDue
from storage import checkins, outbox, outcomes, turns
from storage.checkins import Due
from storage.outbox import Delivery, Outgoing, Unknown
from storage.store import Store
from storage.transaction import each
from storage.vault import Connection

BATCH = 10  # turns per transaction: who writes in a storm waits for some of them, p99 33 ms; 5: 23 ms, a tenth slower
DRAIN = 8.0  # seconds, monotonic, in which what is under way may still end when we stop: Docker kills after 10
_STEP_ASIDE = 3600  # seconds until a check-in whose turn failed is tried again
LONGEST = 300.0  # seconds, monotonic, of one message: what hangs for ever must not hold up what its person is told next
_LOOK_AGAIN = 1.0  # seconds, monotonic: the lane looks also when nobody wakes it, for messages deferred until now
_LOOK_SOON = 0.1  # seconds, monotonic: where more may wait than may begin soon

log = logging.getLogger(__name__)

Send = Callable[[Outgoing], Awaitable[Delivery]]
"""Sends a message. Cancelled before its request began, it returns Later; cancelled after that, it raises."""


async def send_due_check_ins(store: Store, now: int, room: int) -> int:
    """Takes the turns of up to `room` check-ins due at `now` (at most one batch); returns how many there were.

    One whose turn fails steps aside for an hour, and the others of the batch are taken.
    """
    if room <= 0:
        return 0
    return await store.run(partial(_take_due, now=now, limit=min(room, BATCH)))


def _take_due(connection: Connection, now: int, limit: int) -> int:
    def take(check_in: Due) -> None:
        turns.take(connection, check_in.person_id, _event(check_in), now)

    def step_aside(check_in: Due, error: Exception) -> None:  # one person's bug must not cost the others their hello
        told = "A check-in of kind %(kind)s stepped aside: %(fault)s"
        log.warning(told, {"kind": check_in.kind, "fault": where(error)}, extra={"event": "check_in_stepped_aside"})
        checkins.postpone(connection, check_in, now + _STEP_ASIDE)

    due = checkins.due(connection, now, limit)
    each(connection, due, take, step_aside)
    return len(due)


def _event(due: Due) -> CheckInDue:
    return CheckInDue(due.kind, due.date, due.due_at, due.goal)


def where(error: BaseException) -> str:
    """The kind of an error and the line it came from: its message may hold a person's words, which are never logged."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "nowhere"
    return f"{type(error).__name__} at {place}"


def _settle_and_claim(
    connection: Connection, landed: Sequence[tuple[Outgoing, Delivery]], lane: str, now: int, room: int
) -> Sequence[Outgoing]:
    outcomes.settle(connection, landed, now)
    return outbox.claim(connection, lane, now, room) if room else ()


class Lane:
    """Sends what waits in one lane of the outbox, a person's messages one at a time and in order.

    `capacity` tells how many may be on their way at this moment (0 during a pause), `soon` how many more of them may
    begin within _LOOK_SOON seconds, `now` UTC epoch seconds. A message is claimed only shortly before its request: if
    we are killed between claim and answer, nobody knows whether it was sent.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        send: Send,
        *,
        capacity: Callable[[], int],
        now: Callable[[], int],
        soon: Callable[[], int] = lambda: sys.maxsize,
    ) -> None:
        self._store = store
        self._name = name
        self._send = send
        self._capacity = capacity
        self._soon = soon
        self._now = now
        self._sending: dict[asyncio.Task[None], float] = {}  # when each began, monotonic, the oldest first
        self._outcomes: list[tuple[Outgoing, Delivery]] = []
        self._news = asyncio.Event()
        self._emptied = asyncio.Event()
        self._held_back = False
        self._stopping = False

    @property
    def room(self) -> int:
        """How many more messages could be on their way."""
        return 0 if self._stopping else max(0, self._capacity() - len(self._sending))

    def wake(self) -> None:
        """Something was, or is about to be, committed to the outbox, or there is room again."""
        self._news.set()

    async def emptied(self) -> int:
        """Waits until every message that may go out has begun (during a pause: until it ends). Returns how many may be
        under way at once."""
        self._emptied.clear()
        self.wake()
        await self._emptied.wait()
        return self._capacity()

    def stop(self) -> None:
        """Nothing new is begun; `run` returns once what is on its way has landed, after DRAIN seconds at most."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Sends until `stop`."""
        while not self._stopping:
            self._news.clear()  # before looking: whatever is committed from here on wakes us again
            for outgoing in await self._settle_and_claim():
                self._begin(outgoing)
            self._let_go_of_what_hangs()
            await self._next_news()
        await self._drain()

    async def _settle_and_claim(self) -> Sequence[Outgoing]:
        """One transaction for all that landed meanwhile, so that the busier it is the more one commit settles."""
        landed, self._outcomes = self._outcomes, []
        room = self.room
        most = min(room, self._soon())
        work = partial(_settle_and_claim, landed=landed, lane=self._name, now=self._now(), room=most)
        try:
            claimed = await self._store.run(work)
        except Exception as error:  # noqa: BLE001 - outermost: a full disk passes, and the lane must outlive it
            log.warning("The %s lane could not use the database: %s", self._name, where(error))
            self._outcomes = landed + self._outcomes
            return ()
        self._held_back = len(claimed) == most < room
        if len(claimed) < most:
            self._emptied.set()
        if self._stopping and claimed:
            await self._store.run(partial(outbox.release, ids=[outgoing.id for outgoing in claimed]))
            return ()
        return claimed

    def _begin(self, outgoing: Outgoing) -> None:
        task = asyncio.create_task(self._send_one(outgoing))
        self._sending[task] = time.monotonic()
        task.add_done_callback(self._landed)

    def _let_go_of_what_hangs(self) -> None:
        """What became of it is unknown. A timer for each message would cost 20 µs of it."""
        earliest = time.monotonic() - LONGEST
        for task in itertools.takewhile(lambda task: self._sending[task] < earliest, self._sending):
            if task.cancelling():  # it cleans up
                continue
            log.warning("A message of the %s lane hung for %.0f s: it is let go", self._name, LONGEST)
            task.cancel()

    async def _send_one(self, outgoing: Outgoing) -> None:
        delivery: Delivery = Unknown()
        try:
            delivery = await self._send(outgoing)
        except Exception as error:  # noqa: BLE001 - outermost: a bug in sending one message is not one of the lane
            log.warning("Sending message %d failed: %s", outgoing.id, where(error))
        finally:
            self._outcomes.append((outgoing, delivery))

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        self._news.set()  # only now: woken before, the lane would see no room

    async def _next_news(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_SOON if self._held_back else _LOOK_AGAIN):
                await self._news.wait()
        except TimeoutError:
            return

    async def _drain(self) -> None:
        if self._sending:
            _, late = await asyncio.wait(self._sending, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._settle_and_claim()
