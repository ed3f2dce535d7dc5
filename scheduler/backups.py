"""A copy of the database each night, for whoever loses the disk or makes a mistake; the last few are kept."""

import asyncio
import datetime
import logging
import sqlite3
from functools import partial
from pathlib import Path

from storage import copies, nightly
from storage.store import Store

KEPT = 7

log = logging.getLogger(__name__)


async def back_up(store: Store, folder: Path, now: int) -> None:
    """Where one is due at `now` (UTC epoch seconds): copied beside the event loop, while people write. One that can't
    be made is told, and tried again with the next beat."""
    if not await store.run(partial(nightly.due, work="back up", now=now)):
        return
    day = datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    target = folder / f"{store.path.stem}-{day}.db"
    try:
        await asyncio.to_thread(_copy, store.path, target)
    except (sqlite3.Error, OSError) as error:
        told = "No backup was made in %(folder)s: %(error)s"
        log.warning(told, {"folder": folder, "error": error}, extra={"event": "not_backed_up"})
        return
    await store.run(partial(nightly.done, work="back up", now=now))
    log.info("A backup is in %(file)s", {"file": target}, extra={"event": "backed_up"})


def _copy(database: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    dated = f"{database.stem}-{'-'.join('[0-9]' * digits for digits in (4, 2, 2))}.db"
    for half in target.parent.glob(f"{dated}.part"):  # of a night in which we were killed
        half.unlink()
    copies.back_up(database, target)
    for old in sorted(target.parent.glob(dated))[:-KEPT]:
        old.unlink()
