"""Writing the database anew, each night."""

import logging
import sqlite3
from functools import partial

from storage import nightly
from storage.store import Store

# Bytes. Everybody waits meanwhile, 8 ms for each MB: 4 s at most.
AT_NIGHT = 512 * 2**20
_CORRUPT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

log = logging.getLogger(__name__)


async def clean_out(store: Store, now: int, at_most: float = AT_NIGHT) -> None:
    """Where it is due and the database is no larger than `at_most` bytes; a larger one waits for the next start.

    What can't be written anew, as on a full disk, is told and stays due. Raises sqlite3.Error for a corrupt one alone.
    """
    try:
        await _clean_out(store, now, at_most)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _CORRUPT:
            raise
        told = "The database was not written anew: %(error)s"
        log.warning(told, {"error": error}, extra={"event": "not_cleaned_out"})


async def _clean_out(store: Store, now: int, at_most: float) -> None:
    if not await store.run(partial(nightly.due, work="write anew", now=now)) or await store.run(nightly.size) > at_most:
        return
    if await store.vacuum():
        await store.run(partial(nightly.done, work="write anew", now=now))
