"""The wiring, and the only clock: everything is made here, started, and stopped in the opposite order."""

import asyncio
import logging
import math
import os
import time
import zoneinfo
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import asdict
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot import profile
from bot.artist import Artist
from bot.files import Files
from bot.intake import Poller, store_updates
from bot.masterkey import master_key
from bot.operator import Operators, Troubles
from bot.pace import Pace
from bot.pictures import Pictures
from bot.request import AiohttpRequest
from bot.sender import Answers, Sender, Wire
from bot.settings import Settings
from bot.taking import Taking
from bot.telegram import PTB, StatelessApplication, Translator
from bot.watch.watching import Watching, watch
from bot.worker import Worker
from companion.rehearsal import rehearse
from scheduler.cleaning import clean_out
from scheduler.dispatch import Lane, Send
from scheduler.heartbeat import Heartbeat, beats
from storage import forgetting, identity, outcomes
from storage.store import Store

log = logging.getLogger(__name__)

# Connections of each lane: 50 ms a reply would need 100 of them, 1,000 hellos a second at 100 ms as many.
_REPLIES, _NUDGES = 200, 150
_INTRODUCE_AGAIN = 5.0  # seconds between tries while Telegram can't be reached at the start


@dataclass(slots=True)
class Clock:
    """The moment, in UTC epoch seconds: the system's, or the simulator's, which is `offset` seconds ahead."""

    offset: float = 0.0

    def now(self) -> int:
        return int(time.time() + self.offset)  # noqa: TID251 - the one place where it is read


class App(msgspec.Struct, frozen=True):
    """A running bot."""

    store: Store
    clock: Clock
    ptb: PTB
    lanes: Mapping[str, Lane]
    tasks: list[asyncio.Task[None]] = msgspec.field(default_factory=list)

    async def ended(self) -> None:
        """Returns when a part has come to its end, or raises what broke it: InvalidToken for a refused token."""
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    def wake(self) -> None:
        """Something is about to be committed to the outbox."""
        for lane in self.lanes.values():
            lane.wake()


@asynccontextmanager
async def running(settings: Settings, clock: Clock, *, simulated: bool = False) -> AsyncIterator[App]:
    """The bot, from when Telegram knows it until the context ends; then what is on its way may land, for DRAIN seconds.

    `simulated` says that the token is the simulator's. Raises UnusableDatabase, AnotherBot, InvalidToken.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else PTB warns of every duration that it reads
    zoneinfo.reset_tzpath(to=[])  # the pinned tzdata alone: systems differ from it and from each other
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(rehearse)
        store = await _open_store(stack, settings, clock, simulated=simulated)
        watched = await watch(stack, settings.watch_port, store, clock.now)
        replies, nudges, polls = [await _pool(stack, settings, size) for size in (_REPLIES, _NUDGES, 1)]
        ptb = await _open_ptb(stack, settings, replies, polls)
        wires = {
            "reply": Wire(replies, Pace(settings.replies_per_second or math.inf, patient=True)),
            "nudge": Wire(nudges, Pace(settings.nudges_per_second, patient=False), settings.paid_broadcast),
        }
        sender = Sender(ptb.bot.base_url, wires)
        stack.callback(sender.unreachables.tell)
        drawn = Pictures(Artist(), store, sender.send)
        files = Files(ptb.bot, replies, store, clock.now, drawn.send)
        lanes = {name: _lane(store, name, watched.sending(files.send), sender, clock) for name in wires}
        app = App(store, clock, ptb, lanes)
        await _start(stack, app, sender, polls, settings, watched)
        yield app


def _lane(store: Store, name: str, send: Send, sender: Sender, clock: Clock) -> Lane:
    room, soon = partial(sender.room, name), partial(sender.soon, name)
    return Lane(store, name, send, capacity=room, now=clock.now, soon=soon)


async def _open_store(stack: AsyncExitStack, settings: Settings, clock: Clock, *, simulated: bool) -> Store:
    identity.examine(settings.database_path, settings.bot_id, simulated=simulated)
    store = await Store.open(settings.database_path, master_key(settings))
    stack.push_async_callback(store.close)
    await store.run(partial(identity.claim, bot_id=settings.bot_id, simulated=simulated))
    erased = await store.run(partial(forgetting.resume, now=clock.now()))
    if erased:
        told = "The last run ended while %(people)d people were being erased; now nothing is left of them."
        log.warning(told, {"people": erased}, extra={"event": "erased"})
    await clean_out(store, clock.now(), at_most=math.inf)
    recovered = await store.run(partial(outcomes.recover, now=clock.now()))
    if recovered.replies or recovered.replies_let_go or recovered.nudges_let_go:
        log.warning(
            "The last run ended in the middle of sending: %(replies)d answers are said again; %(replies_let_go)d "
            "answers and %(nudges_let_go)d hellos may not have arrived and are not repeated.",
            asdict(recovered),
            extra={"event": "recovered"},
        )
    return store


async def _pool(stack: AsyncExitStack, settings: Settings, connections: int) -> AiohttpRequest:
    request = AiohttpRequest(connections, settings.proxy)
    await stack.enter_async_context(request)
    return request


async def _open_ptb(stack: AsyncExitStack, settings: Settings, request: AiohttpRequest, polls: AiohttpRequest) -> PTB:
    """PTB's Application, knowing who the bot is."""
    ptb: PTB = (
        Application.builder()
        .application_class(StatelessApplication)
        .token(settings.token)
        .base_url(f"{settings.api_root}/bot")
        .base_file_url(f"{settings.api_root}/file/bot")
        .request(request)
        .get_updates_request(polls)
        .updater(None)
        .job_queue(None)
        .build()
    )
    stack.push_async_callback(ptb.shutdown)
    await _introduce(ptb)
    return ptb


async def _introduce(ptb: PTB) -> None:
    """Asks Telegram who we are, for as long as it can't be reached. Raises InvalidToken."""
    tells = False
    while True:
        try:
            return await ptb.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            if not tells:
                told = "Telegram can't be reached (%(error)s). Trying again until it can."
                log.warning(told, {"error": error.message[:200]}, extra={"event": "cut_off"})
            tells = True
            await asyncio.sleep(_INTRODUCE_AGAIN)


async def _start(
    stack: AsyncExitStack, app: App, sender: Sender, polls: AiohttpRequest, settings: Settings, watched: Watching
) -> None:
    """Starts the parts, the one that brings work last: they are stopped in the opposite order."""
    answers = Answers(sender)
    translator = Translator(app.ptb)
    translator.register()
    troubles = Troubles(app.clock.now)
    stack.enter_context(troubles.listening())
    taking = watched.taking(Taking(Operators(settings.operator_ids, troubles), watched.attentions()))
    worker = Worker(app.store, translator, app.clock.now, answers.give, app.wake, taking)

    async def keep(updates: Sequence[object]) -> int:
        worker.arriving(len(updates))
        return await store_updates(app.store, updates, app.clock.now())

    beating = watched.beating(beats(app.store, app.clock.now, app.lanes["nudge"], settings.backup_folder))
    lanes_at_work = at_work(app.lanes.values(), Heartbeat(beating, app.clock.now), answers.finish)
    app.tasks.extend(await stack.enter_async_context(lanes_at_work))
    app.tasks.append(await stack.enter_async_context(background(worker.run())))
    poller = Poller(polls, app.ptb.bot.base_url, watched.keeping(keep), worker.has_room)
    app.tasks.append(await stack.enter_async_context(background(poller.run())))
    await stack.enter_async_context(background(profile.register(app.ptb.bot, profile.read())))


@asynccontextmanager
async def background(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[None]]:
    """A task that is cancelled, and has ended, when the context ends."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def at_work(
    lanes: Collection[Lane], heartbeat: Heartbeat, answered: Callable[[], Awaitable[None]]
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """The tasks of the lanes, while the heart beats. At the end all that is under way may end at the same time, within
    DRAIN seconds; `answered` returns when presses are answered."""
    tasks = [asyncio.create_task(lane.run()) for lane in lanes]
    heartbeat.start()
    try:
        yield tasks
    finally:
        for lane in lanes:
            lane.stop()
        await asyncio.gather(asyncio.wait(tasks), heartbeat.stop(), answered())
