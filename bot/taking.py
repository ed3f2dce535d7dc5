"""One turn, inside the worker's transaction: the operator's question, a flood's share of answers, or as anybody's."""

from dataclasses import dataclass

from bot.attention import MOST_UNSENT, Attentions
from bot.heard import Heard
from bot.operator import Operators
from companion.flood import Attention
from storage import outbox, turns
from storage.vault import Connection


@dataclass(frozen=True, slots=True)
class Taking:
    """How the worker takes a turn. `attentions` count what each chat brings."""

    operators: Operators
    attentions: Attentions

    def take(self, connection: Connection, heard: Heard, now: int, *, newest: bool) -> str:
        """Takes the turn of what was heard and returns its toast; `newest`: nothing of that chat waits behind it."""
        if heard.event is None or self.operators.answer(connection, heard, now):
            return ""
        attention = self._attention(connection, heard.person_id, now, newest=newest)
        return turns.take(connection, heard.person_id, heard.event, now, attention).toast

    def _attention(self, connection: Connection, chat_id: int, now: int, *, newest: bool) -> Attention:
        """Full, but for a flood: of what waits together the newest is answered, and only as fast as answers arrive."""
        if not self.attentions.floods(chat_id, now):
            return "full"
        if newest and chat_id > 0 and outbox.unsent(connection, chat_id) <= MOST_UNSENT:
            return "full"
        return self.attentions.unanswered(chat_id)
