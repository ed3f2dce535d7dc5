"""Planning anew when the rules of the world's clocks change: a government moves a clock change, tzdata follows."""

from functools import partial

import tzdata

from storage import timezones, turns
from storage.store import Store
from storage.vault import Connection

BATCH = 200  # people per transaction: someone who writes meanwhile waits a few milliseconds


async def plan_anew(store: Store, now: int, release: str = tzdata.IANA_VERSION) -> int:
    """Works out every planned check-in again where the time-zone data is another release than the last time.

    Returns for how many people. What fell due meanwhile is left as it is. Begun again from the start if interrupted.
    """
    if await store.run(timezones.release) == release:
        return 0
    done = last = 0
    while batch := await store.run(partial(_plan_batch, after=last, now=now)):
        done, last = done + len(batch), batch[-1]
    await store.run(partial(timezones.planned_with, release=release))
    return done


def _plan_batch(connection: Connection, after: int, now: int) -> list[int]:
    batch = timezones.people_after(connection, after, BATCH)
    for person_id in batch:
        turns.plan_anew(connection, person_id, now)
    return batch
