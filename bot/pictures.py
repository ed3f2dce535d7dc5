"""Pictures on their way: drawn when their turn to be sent has come, or sent again by the id that Telegram gave them."""

import logging
from dataclasses import dataclass, replace
from functools import partial

from bot.artist import Artist, NotDrawn
from scheduler.dispatch import Send
from storage import pictures
from storage.bodies import Drawn, as_photo, as_words, asked_to_draw
from storage.outbox import Delivered, Delivery, Outgoing, Refused
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Has what an outbox row asks for drawn by `artist`, and sent by `say`."""

    artist: Artist
    store: Store
    say: Send

    async def send(self, outgoing: Outgoing) -> Delivery:
        """As scheduler.dispatch.Send. Where nothing can be drawn, its words are said."""
        drawn = asked_to_draw(outgoing.body)
        if drawn is None:
            return await self.say(outgoing)
        if drawn.known_as:
            delivery = await self.say(replace(outgoing, body=as_photo(drawn, None)))
            if not isinstance(delivery, Refused):  # an id is good for as long as Telegram likes
                return delivery
        return await self._upload(outgoing, drawn)

    async def _upload(self, outgoing: Outgoing, drawn: Drawn) -> Delivery:
        try:
            picture = await self.artist.draw(drawn.request)
        except NotDrawn:
            log.warning("Message %s goes without its picture", outgoing.id)
            return await self.say(replace(outgoing, body=as_words(drawn)))
        delivery = await self.say(replace(outgoing, body=as_photo(drawn, picture)))
        if isinstance(delivery, Delivered) and delivery.file_id:
            keep = partial(pictures.keep, kind=drawn.of, request=drawn.request, file_id=delivery.file_id)
            await self.store.run(lambda connection: keep(connection, outgoing.person_id))
        return delivery
