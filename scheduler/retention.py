"""Erasing whoever has been silent for half a year, as announced: the same path as `/forget`, and no message."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from storage import forgetting
from storage.store import Store

SEEN_AGAIN_AFTER = 3600  # seconds
_AT_ONCE = 20  # people in a transaction: whoever writes meanwhile hardly waits

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Retention:
    """`now` tells UTC epoch seconds. Who is overdue is erased when that is still so an hour later: a clock that is
    wrong at the start of a machine, as long as nobody has set it, must cost nobody their wins."""

    store: Store
    now: Callable[[], int]
    _overdue: frozenset[int] = frozenset()
    _since: int = 0

    async def erase_unheard(self) -> int:
        """One look; returns how many people it erased."""
        now = self.now()
        overdue = await self.store.run(partial(forgetting.unheard, now=now))
        if 0 <= now - self._since < SEEN_AGAIN_AFTER:
            self._overdue &= overdue  # whoever was not overdue for a moment is looked at anew
            return 0
        sure = sorted(overdue & self._overdue) if now >= self._since else []
        self._overdue, self._since = overdue, now
        for first in range(0, len(sure), _AT_ONCE):
            await self.store.run(partial(forgetting.forget_unheard, people_ids=sure[first : first + _AT_ONCE], now=now))
        if sure:
            told = "Erased %(people)d people after half a year without a word from them"
            log.info(told, {"people": len(sure)}, extra={"event": "erased"})
        return len(sure)
