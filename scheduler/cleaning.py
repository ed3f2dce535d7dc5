"""Writing the database anew, each night."""

import logging
from functools import partial

from storage import nightly
from storage.store import Store

# Bytes. Everybody waits meanwhile, 8 ms for each MB: 4 s at most.
AT_NIGHT = 512 * 2**20

log = logging.getLogger(__name__)


async def clean_out(store: Store, now: int, at_most: float = AT_NIGHT) -> None:
    """Where it is due and the database is no larger than `at_most` bytes; a larger one waits for the next start."""
    if not await store.run(partial(nightly.due, work="write anew", now=now)) or await store.run(nightly.size) > at_most:
        return
    if await store.vacuum():
        await store.run(partial(nightly.done, work="write anew", now=now))
