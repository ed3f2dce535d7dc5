"""Who floods: more in a minute than anybody waits to see answered. What waits together is then answered together."""

from collections import Counter
from collections.abc import Callable

from companion.flood import Attention

MOST = 30  # events of a chat in a minute, each answered whatever else waits
MOST_IN_SECOND = 10  # answers to it from then on: who waits for each hardly feels it
MOST_IN_GROUP = 1  # to all that a group says there is one thing to say
MOST_UNSENT = 2  # answers of ours that may still be on their way to somebody who is that fast


class Attentions:
    """Counts, in the worker's transactions alone, what each chat brings in a minute (UTC)."""

    def __init__(self) -> None:
        self._minute = 0
        self._brought: Counter[int] = Counter()
        self._told: set[int] = set()
        self._second = 0
        self._answered: Counter[int] = Counter()
        self._decided_at = 0
        self._decided: dict[int, Attention | None] = {}

    def once(self, update_id: int, now: int, decide: Callable[[], Attention | None]) -> Attention | None:
        """What is decided of an update at `now`: the same when its transaction is undone and taken again."""
        if now != self._decided_at:
            self._decided_at, self._decided = now, {}
        if update_id not in self._decided:
            self._decided[update_id] = decide()
        return self._decided[update_id]

    def floods(self, chat_id: int, now: int) -> bool:
        """Counts one more event of this chat at `now` (UTC epoch seconds); whether it is one too many."""
        if now // 60 != self._minute:
            self._minute, self._brought, self._told = now // 60, Counter(), set()
        self._brought[chat_id] += 1
        return self._brought[chat_id] > (MOST_IN_GROUP if chat_id < 0 else MOST)

    def unanswered(self, chat_id: int) -> Attention:
        """For an event that is not answered on its own: once a minute they are told so."""
        if chat_id < 0 or chat_id in self._told:
            return "silent"
        self._told.add(chat_id)
        return "notice"

    def answers(self, chat_id: int, now: int) -> bool:
        """Whether this flooding chat may have one more answer in this second; then this is it."""
        if now != self._second:
            self._second, self._answered = now, Counter()
        self._answered[chat_id] += 1
        return self._answered[chat_id] <= MOST_IN_SECOND
