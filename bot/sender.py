"""Says what lies in the outbox: two lanes, each with its own connections and pace, and what became of every message."""

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.messages import Call, call_of, simpler
from bot.pace import Pace
from bot.request import AiohttpRequest, FloodWait, NotSentError, ServerFaultError
from bot.tally import Unreachables
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable

log = logging.getLogger(__name__)

_TOAST_LENGTH = 200
_MOST_ANSWERS = 1000  # on their way at once
_ANSWER_WITHIN = 5.0  # seconds: a press that waited longer shows nothing anyway
_WRONG_TOKEN_PAUSE = 60.0
_LONGEST_RETRY = 300.0
_QUOTED = re.compile(r'"[^"]*"')  # Telegram quotes the tag that it stumbled over
_UNREACHABLE = ("chat not found", "peer_id_invalid", "user not found")


class Wire(msgspec.Struct, frozen=True):
    """What the messages of one lane go out by; `paid`: faster than Telegram's usual limit, for Stars."""

    request: AiohttpRequest
    pace: Pace
    paid: bool = False


class Sender:
    """`base_url` ends with the token; `wires` are named like the outbox's lanes."""

    def __init__(self, base_url: str, wires: Mapping[str, Wire]) -> None:
        self._base_url = base_url
        self._wires = wires
        # They share the connections of the replies: where none of them is confirmed, most are left for replies.
        self._answering = asyncio.Semaphore(max(1, wires["reply"].request.connections // 4))
        self.unreachables = Unreachables()

    def room(self, lane: str) -> int:
        """How many messages of this lane may be on their way at this moment."""
        return min(self._wires[lane].pace.room, self._wires[lane].request.connections)

    def soon(self, lane: str) -> int:
        """How many more messages of this lane may begin within the next tenth of a second."""
        return self._wires[lane].pace.soon

    async def send(self, outgoing: Outgoing) -> Delivery:
        """Says it, more plainly where Telegram refuses the decorated form. Cancelled before its request it is Later."""
        wire = self._wires[outgoing.lane]
        try:
            call: Call | None = call_of(outgoing.person_id, outgoing.body)
        except (ValueError, LookupError) as error:
            return self._refused(outgoing, f"unreadable row ({type(error).__name__})")
        refusal = ""
        while call is not None:
            try:
                if not await wire.pace.turn():
                    return Later(wire.pace.paused_for, counts=False)
            except asyncio.CancelledError:
                return Later(0, counts=False)
            try:
                return await self._perform(wire, call)
            except BadRequest as error:
                refusal = error.message
                if (settled := _settled_by(refusal, call)) is not None:
                    return self._ended(settled)
                call = simpler(call, refusal)
            except TelegramError as error:
                return self._ended(_outcome(error, call, wire.pace, outgoing))
        return self._refused(outgoing, refusal)

    async def answer(self, query: str, toast: str) -> None:
        """Ends the waiting of a pressed button, at once and best effort; `toast` may be empty."""
        parameters = {"callback_query_id": query, "text": toast[:_TOAST_LENGTH]}
        url = f"{self._base_url}/answerCallbackQuery"
        try:
            async with asyncio.timeout(_ANSWER_WITHIN), self._answering:
                await self._wires["reply"].request.call(url, parameters)
        except (TelegramError, TimeoutError) as error:
            log.debug("A pressed button was not answered: %s", type(error).__name__)

    async def _perform(self, wire: Wire, call: Call) -> Delivery:
        parameters = {**call.parameters, "allow_paid_broadcast": True} if wire.paid else call.parameters
        result = await wire.request.call(f"{self._base_url}/{call.method}", parameters, files=call.files)
        wire.pace.went_through()
        return Delivered(_message_id(result, call), _file_id(result))

    def _ended(self, delivery: Delivery) -> Delivery:
        if isinstance(delivery, Unreachable):
            self.unreachables.count()
        return delivery

    def _refused(self, outgoing: Outgoing, refusal: str) -> Delivery:
        reason = _QUOTED.sub("…", refusal)
        told = "Message %(message)s can't be sent as it is and was set aside: %(reason)s"
        log.error(told, {"message": outgoing.id, "reason": reason}, extra={"event": "refused"})
        return Refused(reason)


class Answers:
    """The answers to presses that are on their way: nobody waits for them but whoever stops the program."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._tasks: set[asyncio.Task[None]] = set()

    def give(self, query: str, toast: str) -> None:
        """Begins to answer the press `query`; where too many wait already, it is let go."""
        if len(self._tasks) >= _MOST_ANSWERS:
            return
        task = asyncio.create_task(self._sender.answer(query, toast))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Waits for what is on its way, for _ANSWER_WITHIN seconds at most."""
        await asyncio.gather(*self._tasks)


def _message_id(result: Any, call: Call) -> int | None:
    if call.method == "sendDocument":  # the copy of everything stays where `/forget` takes our messages away
        return None
    match result:
        case {"message_id": int(message_id)} if not call.decoration:
            return message_id
    return None


def _file_id(result: Any) -> str:
    """Of the largest size of a picture; empty for any other message."""
    match result:
        case {"photo": [*_, {"file_id": str(file_id)}]}:
            return file_id
    return ""


def _settled_by(refusal: str, call: Call) -> Delivery | None:
    """What a 400 says about the message as a whole, None where saying it more plainly may help."""
    told = refusal.lower()
    if "message is not modified" in told:
        return Delivered(call.parameters["message_id"])
    if call.decoration:
        return Delivered(None)
    if any(reason in told for reason in _UNREACHABLE):
        return Unreachable()
    return None


def _outcome(error: TelegramError, call: Call, pace: Pace, outgoing: Outgoing) -> Delivery:
    match error:
        case FloodWait(seconds=seconds):
            paused = pace.paused_for  # what was on its way is refused, too: the pause is told once
            if pace.flooded(outgoing.person_id, seconds) and not paused:
                told = "Telegram asks for a pause of %(seconds)g s: %(lane)s messages wait"
                log.warning(told, {"seconds": seconds, "lane": outgoing.lane}, extra={"event": "paused"})
            return Later(seconds, counts=False)
        case NotSentError():
            pace.unreachable()
            return Later(pace.paused_for, counts=False)
        case ServerFaultError(surely=False) if outgoing.lane == "nudge":
            return Unknown()
        case ServerFaultError():  # perhaps for this message alone: the others go on
            return Later(min(_LONGEST_RETRY, 2.0 ** min(outgoing.attempts, 10)), counts=True)
        case Forbidden() | ChatMigrated():
            return Unreachable()
        case InvalidToken() if call.decoration:  # 404 may also mean that this server does not know the method
            return Delivered(None)
        case InvalidToken():
            return Later(_WRONG_TOKEN_PAUSE, counts=False)
    return Unknown()
