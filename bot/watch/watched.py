"""The parts of a bot that is watched: each does what it did, and tells `Health` and a `Recorder` of it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence

import msgspec
from msgspec.structs import replace

from bot.attention import Attentions
from bot.heard import Heard
from bot.taking import TakesTurns
from bot.watch.health import Health
from bot.watch.latency import Latency
from bot.watch.recorder import Recorder
from bot.watch.watching import Keep
from companion.checkins import LATEST
from companion.flood import Attention
from scheduler.dispatch import Send
from scheduler.heartbeat import CHECK_INS, Beat
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable
from storage.vault import Connection

_OUTCOMES: dict[type[Delivery], str] = {
    Delivered: "delivered",
    Later: "later",
    Unreachable: "unreachable",
    Refused: "refused",
    Unknown: "unknown",
}
_SAMPLED_EVERY = 0.05  # seconds


class Watched(msgspec.Struct, frozen=True):
    """Watching, by one who looks. `now` tells UTC epoch seconds."""

    health: Health
    recorder: Recorder
    latency: Latency
    now: Callable[[], int]

    def keeping(self, keep: Keep) -> Keep:
        async def watched(updates: Sequence[object]) -> int:
            self.latency.arrived(updates)  # before they are stored: from then on they may be answered
            new = await keep(updates)
            self.health.polled()
            self.recorder.stored(new)
            return new

        return watched

    def taking(self, taking: TakesTurns) -> TakesTurns:
        return _Taking(taking, self.latency, self.recorder)

    def attentions(self) -> Attentions:
        return _Attentions(self.recorder)

    def sending(self, send: Send) -> Send:
        async def watched(outgoing: Outgoing) -> Delivery:
            delivery: Delivery = Unknown()
            try:
                delivery = await send(outgoing)
            finally:
                self._landed(outgoing, delivery)
            return delivery

        return watched

    def beating(self, beats: Sequence[Beat]) -> Sequence[Beat]:
        """Reports the check-in beat to `Health`. If the database hangs, so does this beat, and /healthz says so."""
        return [self._reported(beat) if beat.name == CHECK_INS else beat for beat in beats]

    def _reported(self, beat: Beat) -> Beat:
        async def watched() -> None:
            await beat.work()
            self.health.beaten()

        return replace(beat, work=watched)

    def _landed(self, outgoing: Outgoing, delivery: Delivery) -> None:
        self.health.landed(outgoing.lane, delivery)
        self.recorder.sent(outgoing.lane, _OUTCOMES[type(delivery)])
        if not isinstance(delivery, Delivered):
            return
        if outgoing.let_go_at is not None:
            self.recorder.nudged(max(0, self.now() - (outgoing.let_go_at - LATEST)))
        elif (waited := self.latency.delivered(outgoing.id)) is not None:
            self.recorder.replied(waited)


class _Taking(msgspec.Struct, frozen=True):
    taking: TakesTurns
    latency: Latency
    recorder: Recorder

    def take(self, connection: Connection, update_id: int, heard: Heard | None, now: int, *, newest: bool) -> str:
        before = connection.newest_message
        toast = self.taking.take(connection, update_id, heard, now, newest=newest)
        written = connection.newest_message
        if written is not None and written != before:
            self.latency.answered(update_id, written)
        self.recorder.taken()
        return toast


class _Attentions(Attentions):
    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder

    def unanswered(self, chat_id: int) -> Attention:
        self._recorder.slowed("merged")
        return super().unanswered(chat_id)

    def answers(self, chat_id: int, now: int) -> bool:
        at_once = super().answers(chat_id, now)
        if not at_once:
            self._recorder.slowed("put_off")
        return at_once


class LogLines(logging.Handler):
    """Tells the recorder of warnings and errors."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(logging.WARNING)
        self._recorder = recorder

    def emit(self, record: logging.LogRecord) -> None:
        self._recorder.told("ERROR" if record.levelno >= logging.ERROR else "WARNING")


async def sample_lag(
    recorder: Recorder,
    monotonic: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Tells, for ever, by how much a timer of the event loop comes late."""
    while True:
        due = monotonic() + _SAMPLED_EVERY
        await sleep(_SAMPLED_EVERY)
        recorder.lagged(max(0.0, monotonic() - due))
