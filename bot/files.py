"""Files that people send: brought here when their turn asks for it, read beside the event loop, answered in a turn."""

import asyncio
from collections.abc import Callable
from functools import partial

import msgspec
from telegram import Bot
from telegram.error import TelegramError

from bot.request import AiohttpRequest
from companion.events import FileRead
from companion.export.reading import read
from companion.export.schema import LARGEST
from companion.people import Journal
from scheduler.dispatch import Send
from storage import turns
from storage.bodies import fetched
from storage.outbox import Delivered, Delivery, Later, Outgoing
from storage.store import Store

_TRIES = 3
_TRY_AGAIN = 2.0  # seconds


class Files(msgspec.Struct, frozen=True):
    """Does what an outbox row asks for: brings a file, or has words sent by `say`. `now` tells UTC epoch seconds."""

    bot: Bot
    request: AiohttpRequest
    store: Store
    now: Callable[[], int]
    say: Send
    # A file at a time: a hostile one can take seconds.
    _reading: asyncio.Lock = msgspec.field(default_factory=asyncio.Lock)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """As scheduler.dispatch.Send. A file is delivered when its turn is taken; a crash before that is noted brings
        it, and takes its turn, once more."""
        file_id = fetched(outgoing.body)
        if file_id is None:
            return await self.say(outgoing)
        try:
            event = await self._read(file_id)
        except TelegramError:
            if outgoing.attempts + 1 < _TRIES:
                return Later(_TRY_AGAIN, counts=True)
            event = FileRead(None, "out_of_reach")
        await self.store.run(partial(turns.take, person_id=outgoing.person_id, event=event, now=self.now()))
        return Delivered(None)

    async def _read(self, file_id: str) -> FileRead:
        file = await self.bot.get_file(file_id)
        if (file.file_size or 0) > LARGEST:
            return FileRead(None, "too_big")
        content = await self.request.download(file.file_path or "", LARGEST)
        if content is None:
            return FileRead(None, "too_big")
        async with self._reading:
            found = await asyncio.to_thread(read, content)
        return FileRead(found) if isinstance(found, Journal) else FileRead(None, found)
