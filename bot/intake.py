"""Updates come in: long poll -> inbox, committed -> only then acknowledged, by the next poll's offset."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import orjson
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.request import AiohttpRequest, FloodWait
from bot.telegram import ALLOWED_UPDATES, person_of
from storage import inbox
from storage.inbox import Arrived
from storage.store import Store

log = logging.getLogger(__name__)

_POLL = 50  # seconds for which Telegram holds a poll that has nothing to tell; its most
_READ_TIMEOUT = _POLL + 15.0
_LONGEST_BACK_OFF = 30.0


async def store_updates(store: Store, updates: Sequence[object], now: int) -> int:
    """Commits raw updates of any shape to the inbox; returns how many were new.

    What has no `update_id` that a database can hold can be neither kept nor acknowledged: it is left out.
    """
    arrived = [
        Arrived(update_id, _held(person_of(update)) or 0, _as_json(update))
        for update in updates
        if (update_id := _id_of(update)) is not None
    ]
    return await store.run(lambda connection: inbox.put(connection, arrived, now))


def _id_of(update: object) -> int | None:
    match update:
        case {"update_id": int(update_id)}:
            return _held(update_id)
    return None


def _held(number: int) -> int | None:
    """The number, where SQLite can hold it."""
    return number if -(2**63) <= number < 2**63 else None


def _as_json(update: object) -> bytes:
    try:
        return orjson.dumps(update)
    except orjson.JSONEncodeError:  # half a surrogate pair, or a number of more than 64 bits
        return json.dumps(update).encode()


class Poller:
    """Asks Telegram for updates, for ever. `keep` commits them; `room` returns when there is room for more."""

    def __init__(
        self,
        request: AiohttpRequest,
        base_url: str,
        keep: Callable[[Sequence[object]], Awaitable[object]],
        room: Callable[[], Awaitable[object]],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._request = request
        self._base_url = base_url
        self._keep = keep
        self._room = room
        self._sleep = sleep
        self._offset: int | None = None
        self._failures = 0
        self._told = ""

    async def run(self) -> None:
        """Polls until it is cancelled. Raises InvalidToken when Telegram does not know the token."""
        while True:
            await self._room()
            try:
                updates = await self._poll()
                await self._keep(updates)
            except InvalidToken:
                raise
            except (TelegramError, sqlite3.Error) as error:
                await self._wait_after(error)
                await self._make_way(error)
            else:
                self._recovered()
                self._offset = _next_offset(updates)

    async def _poll(self) -> Sequence[object]:
        parameters: dict[str, object] = {"timeout": _POLL, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None:
            parameters["offset"] = self._offset
        updates = await self._request.call(f"{self._base_url}/getUpdates", parameters, read_timeout=_READ_TIMEOUT)
        if not isinstance(updates, list):
            raise TelegramError("getUpdates gave no list")
        return updates

    async def _wait_after(self, error: Exception) -> None:
        """Tells each new trouble once, and waits: longer each time, or as long as Telegram says."""
        line = _in_plain_words(error)
        if line != self._told:
            log.warning(line, extra={"event": "not_polling"})
            self._told = line
        self._failures += 1
        back_off = min(_LONGEST_BACK_OFF, 2 ** min(self._failures, 10) / 2)
        await self._sleep(error.seconds if isinstance(error, FloodWait) else back_off)

    async def _make_way(self, error: Exception) -> None:
        """Removes a webhook where one is why Telegram refuses; what waits at Telegram is kept."""
        if isinstance(error, Conflict) and "webhook" in error.message:
            with suppress(TelegramError):  # the next poll is refused again then
                await self._request.call(f"{self._base_url}/deleteWebhook", {})

    def _recovered(self) -> None:
        if self._told:
            log.info("Telegram answers again.", extra={"event": "polling"})
        self._told = ""
        self._failures = 0


def _next_offset(updates: Sequence[object]) -> int | None:
    """What acknowledges these. None when there are none: all before are acknowledged by then, and an offset that went
    on would swallow new ones, which begin at any number after a quiet week."""
    ids = [update_id for update in updates if (update_id := _id_of(update)) is not None]
    return max(ids) + 1 if ids else None


def _in_plain_words(error: Exception) -> str:
    match error:
        case sqlite3.Error():
            return f"The database can't be written ({error}). Updates wait at Telegram until it can."
        case Conflict() if "webhook" in error.message:
            return "A webhook is set for this bot, so it can't be polled. Removing it, until it is gone."
        case Conflict():
            return "Another program is polling with this bot's token. Stop one of the two; trying again until then."
        case RetryAfter():
            return "Telegram asks to poll less often; waiting."
    return f"Telegram can't be reached ({str(error)[:200]}). Trying again until it can."
