"""Takes the turns that stored updates stand for: up to 200 in one transaction, each able to fail alone."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from bot.heard import Heard
from bot.taking import TakesTurns
from bot.telegram import Translator
from scheduler.dispatch import where
from storage import inbox
from storage.inbox import Waiting
from storage.store import Store
from storage.transaction import each
from storage.vault import Connection

log = logging.getLogger(__name__)

BATCH = 400  # updates looked up at once, when so many wait
OF_ONE = 3  # of them from one person: who writes beside a flood waits for these; with 10 it was 35 ms at p99, not 19
OF_A_GROUP = 100  # of one group: what it says is let go at once
PART = 200  # turns in one transaction: 100 answer a tenth fewer a second, since the disk is waited for as often again
_FAR_BEHIND = 500  # updates: then those to come wait at Telegram
_LOOK_AGAIN = 1.0  # seconds: what stepped aside becomes visible without anybody telling
_PATIENCE = 5.0  # seconds, when not even a single turn can be taken


class _Task(msgspec.Struct, frozen=True):
    """A stored update and what it means; `fault` says where translating it failed. `newest`: nothing of that chat waits
    behind it. `tried`: its turn failed before."""

    update_id: int
    heard: Heard | None
    newest: bool
    fault: str = ""
    tried: bool = False


class _Outcome(msgspec.Struct, frozen=True):
    """`query` is a press to be answered with `toast`; `fault` says where the turn failed."""

    update_id: int
    query: str
    toast: str = ""
    fault: str = ""


class Worker:
    """The only one who takes turns. `answer` ends a press (query id, toast), `replied` hears that a commit is about to
    bring answers, `taking` is how a turn is taken."""

    def __init__(
        self,
        store: Store,
        translator: Translator,
        now: Callable[[], int],
        answer: Callable[[str, str], None],
        replied: Callable[[], None],
        taking: TakesTurns,
    ) -> None:
        self._store = store
        self._translator = translator
        self._now = now
        self._answer = answer
        self._replied = replied
        self._taking = taking
        self._arrived = asyncio.Event()
        self._has_room = asyncio.Event()
        self._behind = 0

    def arriving(self, count: int) -> None:
        """So many updates are about to be stored: looking them up then comes next, beside a storm in the same
        transaction. To look only when they are stored takes twice as long there."""
        self._behind += count
        self._arrived.set()
        if self._behind >= _FAR_BEHIND:
            self._has_room.clear()

    async def has_room(self) -> None:
        """Returns when there is room for more: whoever brings updates waits for this first."""
        await self._has_room.wait()

    async def run(self) -> None:
        """Takes turns until it is cancelled; a transaction that has begun is finished first."""
        while True:
            self._arrived.clear()
            try:
                taken, more = await self.take_turns()
            except Exception as error:  # noqa: BLE001 - outermost: there is no other worker
                _tell_of(error)
                await asyncio.sleep(_PATIENCE)
                continue
            self._behind = max(0, self._behind - taken) if more else 0
            if self._behind < _FAR_BEHIND:
                self._has_room.set()
            if not more:
                await _wait(self._arrived, _LOOK_AGAIN)

    async def take_turns(self) -> tuple[int, bool]:
        """One batch of turns, answered and committed; returns how many updates it took up, and whether more wait.

        While one part of it is in the database's thread, the next is translated in this one.
        """
        now = self._now()
        taken = await self._store.run(lambda connection: inbox.take(connection, now, BATCH, most_of))
        under_way: asyncio.Task[None] | None = None
        for part in _parts(taken):
            tasks = [await self._translated(update) for update in part]
            if under_way is not None:
                await under_way
            under_way = asyncio.create_task(self._take(tasks))
            await asyncio.sleep(0)  # let the task start now; otherwise it would wait until the next part is translated
        if under_way is not None:
            await under_way
        chats = {update.person_id for update in taken}
        return len(taken), len(taken) == BATCH or sum(update.newest for update in taken) < len(chats)

    async def _take(self, tasks: Sequence[_Task]) -> None:
        self._replied()  # before, so that claiming the answers comes next, as in `arriving`
        for outcome in await self._settled(tasks):
            self._tell(outcome)

    async def _translated(self, update: Waiting) -> _Task:
        try:
            heard = await self._translator.translate(update.body)
        except Exception as error:  # noqa: BLE001 - an update may have any shape; it alone steps aside
            return _Task(update.update_id, None, update.newest, where(error), tried=update.attempts > 0)
        return _Task(update.update_id, heard, update.newest, tried=update.attempts > 0)

    async def _settled(self, tasks: Sequence[_Task]) -> Sequence[_Outcome]:
        now = self._now()
        try:
            return await self._store.run(partial(_take_all, tasks=tasks, taking=self._taking, now=now))
        except sqlite3.Error as error:
            log.warning("A batch of turns failed (%s); taking them one by one.", error)
        outcomes: list[_Outcome] = []
        for task in tasks:
            self._replied()
            outcomes += await self._store.run(partial(_take_all, tasks=[task], taking=self._taking, now=now))
        return outcomes

    def _tell(self, outcome: _Outcome) -> None:
        if outcome.fault:
            told = "Update %(update)s could not be handled and stepped aside: %(fault)s"
            log.error(told, {"update": outcome.update_id, "fault": outcome.fault}, extra={"event": "stepped_aside"})
        if outcome.query:
            self._answer(outcome.query, outcome.toast)


def _take_all(connection: Connection, tasks: Sequence[_Task], taking: TakesTurns, now: int) -> list[_Outcome]:
    def take(task: _Task) -> _Outcome:
        # Somebody before it in this batch may have been erased, and with them what had failed already.
        if task.tried and not inbox.waits(connection, task.update_id):
            return _Outcome(task.update_id, _query(task))
        if task.fault:
            return step_aside(task, task.fault)
        toast = taking.take(connection, task.update_id, task.heard, now, newest=task.newest)
        return _Outcome(task.update_id, _query(task), toast)

    def step_aside(task: _Task, fault: str) -> _Outcome:
        inbox.step_aside(connection, task.update_id, now)
        return _Outcome(task.update_id, _query(task), fault=fault)

    return each(connection, tasks, take, lambda task, error: step_aside(task, where(error)))


def _tell_of(error: Exception) -> None:
    if isinstance(error, sqlite3.Error):
        told = "The database can't be written (%(error)s). Trying again until it can."
        log.error(told, {"error": error}, extra={"event": "unwritable"})
    else:
        told = "Turns can't be taken. Trying again until they can: %(fault)s"
        log.error(told, {"fault": where(error)}, extra={"event": "not_taking"})


def _query(task: _Task) -> str:
    return task.heard.query if task.heard else ""


def most_of(chat: int) -> int:
    """How many updates of that chat are taken up at once."""
    return OF_ONE if chat > 0 else OF_A_GROUP


def _parts(waiting: Sequence[Waiting]) -> list[Sequence[Waiting]]:
    return [waiting[first : first + PART] for first in range(0, len(waiting), PART)]


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
