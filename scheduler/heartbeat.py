"""What beats, and how often. *When* something is due is a row in the database: no beat knows about the future."""

import asyncio
import datetime
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from scheduler.backups import back_up
from scheduler.cleaning import clean_out
from scheduler.dispatch import DRAIN, Lane, send_due_check_ins, where
from scheduler.plan import plan_anew
from scheduler.retention import erase_unheard
from storage import care, held, histories, inbox, outbox, people, questions, sent
from storage.store import Store
from storage.vault import Connection

CHECK_INS = "send due check-ins"
_GAP = 5.0  # seconds, monotonic: people wait meanwhile
_STEP = 2.0  # seconds: a clock that moves so far against the monotonic one was set
_WATCH_EVERY = 1.0  # seconds, monotonic
_ALMOST_A_SECOND = 0.95

log = logging.getLogger(__name__)


class Beat(msgspec.Struct, frozen=True):
    """`work` is done at the start and then every `seconds`, never twice at a time."""

    name: str
    seconds: float
    work: Callable[[], Awaitable[object]]


def beats(store: Store, now: Callable[[], int], nudges: Lane, backups: Path | None = None) -> list[Beat]:
    """The list. `now` tells UTC epoch seconds; `backups` is the folder for those of each night, None for none."""
    listed = [
        Beat(CHECK_INS, 1, partial(_send_due_check_ins, store, now, nudges)),
        Beat("sweep", 3600, partial(_sweep, store, now)),
        Beat("erase the unheard", 3600, partial(erase_unheard, store, now)),
        Beat("clean out", 600, partial(_clean_out, store, now)),
        Beat("plan anew", 24 * 3600, partial(_plan_anew, store, now)),
    ]
    return [*listed, Beat("back up", 600, partial(_back_up, store, now, backups))] if backups else listed


async def _send_due_check_ins(store: Store, now: Callable[[], int], nudges: Lane) -> None:
    """As fast as the lane says them, almost until the next beat."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_ALMOST_A_SECOND):
            while await send_due_check_ins(store, now(), await nudges.emptied()):
                pass


async def _clean_out(store: Store, now: Callable[[], int]) -> None:
    await clean_out(store, now())


async def _back_up(store: Store, now: Callable[[], int], folder: Path) -> None:
    await back_up(store, folder, now())


async def _plan_anew(store: Store, now: Callable[[], int]) -> None:
    if planned := await plan_anew(store, now()):
        told = "The time-zone data is new: planned the check-ins of %(people)d people again"
        log.info(told, {"people": planned}, extra={"event": "planned_anew"})


async def _sweep(store: Store, now: Callable[[], int]) -> None:
    """In short transactions, so that people who write meanwhile hardly wait."""
    await store.run(partial(_hasten, now=now()))
    for sweep in (
        inbox.sweep,
        outbox.sweep,
        sent.sweep,
        people.sweep_doorsteps,
        questions.sweep,
        held.sweep,
        care.sweep,
        histories.sweep,
    ):
        while await store.run(partial(sweep, now=now())):
            pass


def _hasten(connection: Connection, now: int) -> None:
    inbox.hasten(connection, now)
    outbox.hasten(connection, now)


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """At once, then `seconds` after each run.

    IntervalTrigger instead lists every moment that has passed: a clock set forward by a month costs 2 s and 140 MB,
    one that begins in 1970 until the network sets it never comes to an end.
    """

    def __init__(self, seconds: float) -> None:
        self._interval = datetime.timedelta(seconds=seconds)

    def get_next_fire_time(
        self, previous_fire_time: datetime.datetime | None, now: datetime.datetime
    ) -> datetime.datetime:
        """As APScheduler asks for it."""
        return now if previous_fire_time is None else now + self._interval


class Heartbeat:
    """Keeps the beats. `now` and `monotonic` tell seconds; a clock that is set makes every beat come at once.

    APScheduler compares its jobs with the wall clock and sleeps until the next: after a step back by an hour it would
    sleep for an hour.
    """

    def __init__(
        self, beats: Sequence[Beat], now: Callable[[], float], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._beats = {beat.name: beat for beat in beats}
        self._now = now
        self._monotonic = monotonic
        self._scheduler = AsyncIOScheduler(timezone=datetime.UTC)
        self._running: set[asyncio.Future[object]] = set()
        self._ahead = 0.0
        self._watched = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """From now on it beats, in the running event loop."""
        for beat in self._beats.values():
            self._scheduler.add_job(
                self._beat,
                Every(beat.seconds),
                id=beat.name,
                args=(beat,),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        self._watched = self._monotonic()
        self._ahead = self._now() - self._watched
        self._watch()

    async def stop(self) -> None:
        """Nothing beats any more; a beat under way may end within DRAIN seconds."""
        if self._timer is not None:
            self._timer.cancel()
        self._scheduler.remove_all_jobs()
        if self._running:
            await asyncio.wait(self._running, timeout=DRAIN)
        self._scheduler.shutdown()
        await asyncio.sleep(0)  # APScheduler shuts down in the loop's next round, and cancels what still runs

    def _watch(self) -> None:
        ahead = self._now() - self._monotonic()
        self._tell_of_a_gap()
        if abs(ahead - self._ahead) >= _STEP:
            told = "The clock was set by %(seconds)+.0f s"
            log.info(told, {"seconds": ahead - self._ahead}, extra={"event": "clock_set"})
            for beat in self._beats.values():
                self._scheduler.reschedule_job(beat.name, trigger=Every(beat.seconds))
        self._ahead = ahead
        self._timer = asyncio.get_running_loop().call_later(_WATCH_EVERY, self._watch)

    def _tell_of_a_gap(self) -> None:
        """Where the process was stopped or starved, and nothing beat meanwhile."""
        seconds = self._monotonic() - self._watched
        if seconds >= _GAP:
            log.warning("Nothing ran for %(seconds).0f s", {"seconds": seconds}, extra={"event": "gap"})
        self._watched += seconds

    async def _beat(self, beat: Beat) -> None:
        task = asyncio.ensure_future(beat.work())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await task
        except Exception as error:  # noqa: BLE001 - outermost: the next beat may do better
            log.warning("%r failed: %s", beat.name, where(error))
