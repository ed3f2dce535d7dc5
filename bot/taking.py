"""One turn, inside the worker's transaction: the operator's question, a flood's share of answers, or as anybody's."""

from functools import partial
from typing import Protocol

import msgspec

from bot.attention import MOST_UNSENT, Attentions
from bot.heard import Heard
from bot.operator import Operators
from companion.events import Said, SpokenToInGroup
from companion.flood import Attention, asks_for_help
from storage import inbox, outbox, turns
from storage.vault import Connection

PUT_OFF = 1  # seconds


class TakesTurns(Protocol):
    """How the worker takes a turn."""

    def take(self, connection: Connection, update_id: int, heard: Heard | None, now: int, *, newest: bool) -> str:
        """Takes the turn of an update and settles it, or puts it off; returns the toast. `newest`: nothing
        of that chat waits behind it."""


class Taking(msgspec.Struct, frozen=True):
    """TakesTurns. `attentions` count what each chat brings."""

    operators: Operators
    attentions: Attentions

    def take(self, connection: Connection, update_id: int, heard: Heard | None, now: int, *, newest: bool) -> str:
        """As TakesTurns."""
        toast = ""
        if heard and heard.event and not self.operators.answer(connection, heard, now):
            decide = partial(self._attention, connection, heard, now, newest=newest)
            attention = self.attentions.once(update_id, now, decide)
            if attention is None:
                inbox.put_off(connection, update_id, now + PUT_OFF)
                return ""
            if attention != "silent" or not isinstance(heard.event, SpokenToInGroup):  # of a group nothing is kept
                toast = turns.take(connection, heard.person_id, heard.event, now, attention).toast
        inbox.done(connection, update_id, now)
        return toast

    def _attention(self, connection: Connection, heard: Heard, now: int, *, newest: bool) -> Attention | None:
        """Full, but for a flood: of what waits together the newest is answered, so many in a second, and only as fast
        as answers arrive. None: its second has not come."""
        chat_id = heard.person_id
        if not self.attentions.floods(chat_id, now) or (heard.event and asks_for_help(heard.event)):
            return "full"
        if chat_id < 0 or not newest or outbox.unsent(connection, chat_id) > MOST_UNSENT:
            return self.attentions.unanswered(chat_id)
        at_once = not isinstance(heard.event, Said) or self.attentions.answers(chat_id, now)
        return "full" if at_once else None
