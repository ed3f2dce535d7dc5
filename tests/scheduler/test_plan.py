"""Planning anew when the time-zone data changes."""

import datetime
from functools import partial

from companion.checkins import CheckIn
from companion.people import Settings
from scheduler.plan import BATCH, plan_anew
from storage import checkins, people
from storage.store import Store
from storage.vault import Connection

NOW = int(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC).timestamp())
TOMORROW = datetime.date(2026, 3, 3)
HALF_PAST_NINE = int(datetime.datetime(2026, 3, 3, 9, 30, tzinfo=datetime.UTC).timestamp())
LONDON = Settings(zone="Europe/London", town="London", hellos="daily", letter_minute=None)


def _someone(connection: Connection, person_id: int, due_at: int) -> None:
    people.join(connection, person_id, "abc", NOW)
    people.change(connection, person_id, LONDON)
    checkins.plan(connection, person_id, CheckIn("hello", TOMORROW, due_at))


def _due_at(connection: Connection, person_id: int) -> list[int]:
    return [check_in.due_at for check_in in checkins.load(connection, person_id)[0]]


async def test_new_time_zone_data_moves_every_planned_hello(store: Store) -> None:
    """Hellos planned by rules that no longer hold move to where the clock shows their time, more than a batch too."""
    many = range(1, BATCH + 3)
    for person_id in many:
        await store.run(partial(_someone, person_id=person_id, due_at=HALF_PAST_NINE + 3600))
    assert await plan_anew(store, NOW, "2026z") == len(many)
    for person_id in (many[0], many[-1]):
        assert await store.run(partial(_due_at, person_id=person_id)) == [HALF_PAST_NINE]


async def test_the_same_data_plans_nothing_again(store: Store) -> None:
    """The second start with a release looks at one row."""
    await store.run(partial(_someone, person_id=1, due_at=HALF_PAST_NINE))
    assert await plan_anew(store, NOW, "2026z") == 1
    assert await plan_anew(store, NOW, "2026z") == 0


async def test_what_is_due_already_stays_due(store: Store) -> None:
    """A hello that fell due while the program was down is not moved into the future: it is still said."""
    await store.run(partial(_someone, person_id=1, due_at=NOW - 60))
    await plan_anew(store, NOW, "2026z")
    assert await store.run(partial(_due_at, person_id=1)) == [NOW - 60]
