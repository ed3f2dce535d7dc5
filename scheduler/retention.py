"""Erasing whoever has been silent for half a year, as announced: the same path as `/forget`, and no message."""

import logging
from collections.abc import Callable
from functools import partial

from storage import forgetting
from storage.store import Store

log = logging.getLogger(__name__)


async def erase_unheard(store: Store, now: Callable[[], int]) -> int:
    """One look; returns how many people it erased. `now` tells UTC epoch seconds."""
    erased = 0
    while some := await store.run(partial(forgetting.forget_unheard, now=now())):
        erased += some
    if erased:
        told = "Erased %(people)d people after half a year without a word from them"
        log.info(told, {"people": erased}, extra={"event": "erased"})
    return erased
