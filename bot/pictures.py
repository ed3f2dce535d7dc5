"""Pictures on their way: drawn when their turn to be sent has come, or sent again by the id that Telegram gave them."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from bot.artist import Artist, NotDrawn
from scheduler.dispatch import Send, where
from storage import outbox, pictures
from storage.bodies import Drawn, as_photo, as_words, asked_to_draw
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused
from storage.store import Store
from storage.vault import Connection

log = logging.getLogger(__name__)

T = TypeVar("T")

LOOK_AGAIN = 20.0  # seconds until a letter tries again, while another one is being drawn


@dataclass(frozen=True, slots=True)
class Pictures:
    """Has what an outbox row asks for drawn by `artist`, and sent by `say`.

    Of pictures that nobody asked for one is drawn at a time, and the others wait in their rows: a Sunday evening's
    letters take neither the drawing that somebody waits for nor the lane's room for hellos.
    """

    artist: Artist
    store: Store
    say: Send
    _unasked: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """As scheduler.dispatch.Send. Where nothing can be drawn, its words are said."""
        drawn = asked_to_draw(outgoing.body)
        if drawn is None:
            return await self.say(outgoing)
        if drawn.known_as:
            delivery = await self.say(replace(outgoing, body=as_photo(drawn, None)))
            if not isinstance(delivery, Refused):  # an id is good for as long as Telegram likes
                return delivery
        if outgoing.lane != "nudge":
            return await self._upload(outgoing, drawn)
        if self._unasked.locked():
            return Later(LOOK_AGAIN, counts=False)
        async with self._unasked:
            return await self._upload(outgoing, drawn)

    async def _upload(self, outgoing: Outgoing, drawn: Drawn) -> Delivery:
        words = replace(outgoing, body=as_words(drawn))
        try:
            picture = await self.artist.draw(drawn.request)
        except NotDrawn:
            log.warning("Message %s goes without its picture", outgoing.id)
            return await self.say(words)
        if await self._noted(partial(outbox.taken_back, id_=outgoing.id)):
            return Later(0, counts=False)  # while it was drawn, they wrote that they are in danger
        delivery = await self.say(replace(outgoing, body=as_photo(drawn, picture)))
        if isinstance(delivery, Refused):
            return await self.say(words)
        if isinstance(delivery, Delivered) and delivery.file_id:
            keep = partial(pictures.keep, kind=drawn.of, request=drawn.request, file_id=delivery.file_id)
            await self._noted(partial(keep, person_id=outgoing.person_id))
        return delivery

    async def _noted(self, work: Callable[[Connection], T]) -> T | None:
        """What `work` returns; None, told in the log, where the database can't be had: a full disk holds up no picture,
        and must not have one sent once more."""
        try:
            return await self.store.run(work)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next picture will be uploaded again
            log.warning("What there is to note of a picture was not: %s", where(error))
            return None
