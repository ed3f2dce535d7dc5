"""Pictures on their way: drawn when their turn to be sent has come, or sent again by the id that Telegram gave them."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from functools import partial

from bot.artist import Artist, NotDrawn
from scheduler.dispatch import Send, where
from storage import pictures
from storage.bodies import Drawn, as_photo, as_words, asked_to_draw
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused
from storage.store import Store

log = logging.getLogger(__name__)

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
        delivery = await self.say(replace(outgoing, body=as_photo(drawn, picture)))
        if isinstance(delivery, Refused):
            return await self.say(words)
        if isinstance(delivery, Delivered) and delivery.file_id:
            await self._keep(outgoing.person_id, drawn, delivery.file_id)
        return delivery

    async def _keep(self, person_id: int, drawn: Drawn, file_id: str) -> None:
        """Its id, for the next time. It is sent by now: a full disk must not have it sent once more."""
        keep = partial(pictures.keep, person_id=person_id, kind=drawn.of, request=drawn.request, file_id=file_id)
        try:
            await self.store.run(keep)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next picture will be uploaded again
            log.warning("The id of a picture was not kept: %s", where(error))
