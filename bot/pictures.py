"""Pictures on their way: drawn when their turn to be sent has come, or sent again by the id that Telegram gave them."""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from bot.artist import Artist, NotDrawn
from scheduler.dispatch import Send, where
from storage import outbox, pictures
from storage.bodies import Drawn, as_photo, as_words, asked_to_draw
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused
from storage.store import Store
from storage.vault import Connection

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_HAND = 4  # letters: one that is drawn, and what can be drawn until the lane looks again, in a second
EACH = 0.25  # seconds that one takes where nothing else is done


class Line:
    """Where letters wait that nobody asked for: AT_HAND of them here, the others in their rows."""

    def __init__(self) -> None:
        self.at_hand = asyncio.Semaphore(AT_HAND)
        self.drawing = asyncio.Lock()
        self._next = 0.0

    def pause(self, now: float) -> float:
        """Seconds until one more of them comes again, when those before it are drawn. `now` is monotonic.

        Of more than can be drawn in LONGEST_WAIT several come at a time, and most of them wait once more.
        """
        self._next = max(self._next, now) + EACH
        if self._next > now + outbox.LONGEST_WAIT:
            self._next = now + EACH
        return self._next - now


class Pictures(msgspec.Struct, frozen=True):
    """Has what an outbox row asks for drawn by `artist`, and sent by `say`.

    Of pictures that nobody asked for one is drawn at a time, and most of the others wait in their rows: a Sunday
    evening's letters take neither the drawing that somebody waits for nor the lane's room for hellos.
    """

    artist: Artist
    store: Store
    say: Send
    _unasked: Line = msgspec.field(default_factory=Line)

    async def send(self, outgoing: Outgoing) -> Delivery:
        """As scheduler.dispatch.Send. Where nothing can be drawn, its words are said."""
        drawn = asked_to_draw(outgoing.body)
        if drawn is None:
            return await self.say(outgoing)
        if drawn.known_as:
            delivery = await self.say(replace(outgoing, body=as_photo(drawn, None)))
            if not isinstance(delivery, Refused):  # an id is good for as long as Telegram likes
                return delivery
        if outgoing.lane == "nudge" and self._unasked.at_hand.locked():
            return Later(self._unasked.pause(time.monotonic()), counts=False)
        return await self._upload(outgoing, drawn)

    async def _upload(self, outgoing: Outgoing, drawn: Drawn) -> Delivery:
        words = replace(outgoing, body=as_words(drawn))
        try:
            picture = await self._drawn(outgoing.lane, drawn.request)
        except NotDrawn:
            log.warning("Message %s goes without its picture", outgoing.id)
            return await self.say(words)
        except asyncio.CancelledError:
            return Later(0, counts=False)
        if await self._noted(partial(outbox.taken_back, id_=outgoing.id)):
            return Later(0, counts=False)  # while it was drawn, they wrote that they are in danger
        delivery = await self.say(replace(outgoing, body=as_photo(drawn, picture)))
        if isinstance(delivery, Refused):
            return await self.say(words)
        if isinstance(delivery, Delivered) and delivery.file_id:
            keep = partial(pictures.keep, kind=drawn.of, request=drawn.request, file_id=delivery.file_id)
            await self._noted(partial(keep, person_id=outgoing.person_id))
        return delivery

    async def _drawn(self, lane: str, request: bytes) -> bytes:
        if lane != "nudge":
            return await self.artist.draw(request)
        async with self._unasked.at_hand, self._unasked.drawing:
            return await self.artist.draw(request)

    async def _noted(self, work: Callable[[Connection], T]) -> T | None:
        """What `work` returns; None, told in the log, where the database can't be had: a full disk holds up no picture,
        and must not have one sent once more."""
        try:
            return await self.store.run(work)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next picture will be uploaded again
            log.warning("What there is to note of a picture was not: %s", where(error))
            return None
