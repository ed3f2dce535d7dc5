"""The queue of updates against its rules, without HTTP."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import Clock
from simulator.counters import Counters
from simulator.poll_pace import PollPace
from simulator.records import JSON, ClockSetting, Update, Webhook
from simulator.tables import Table
from simulator.updates import UpdateQueue
from simulator.webhook import queue_key

ALICE, BOB = 5_000_000_001, 5_000_000_002


def queue(seed: int = 1) -> UpdateQueue:
    """An empty queue whose dice fall the same way each time."""
    return UpdateQueue(
        rows=Table[int, Update]("update", {}, None),
        settings=Table[str, JSON]("setting", {}, None),
        counters=Counters(Table[str, int]("counter", {}, None)),
        clock=Clock(Table[str, ClockSetting]("clock", {}, None)),
        dice=random.Random(seed),  # noqa: S311 which order comes out is no secret
    )


def texts(batch: list[JSON]) -> list[int]:
    """What the updates of a batch say."""
    return [update["message"] for update in batch]


# Whatever comes in between, a bot that confirms what it got sees each update once and in order.
@given(st.lists(st.one_of(st.integers(1, 100), st.none()), max_size=60))
async def test_nothing_lost_nothing_twice(happenings: list[int | None]) -> None:
    waiting, offset, made = queue(), 0, 0
    seen: list[int] = []
    for limit in [*happenings, 100]:
        if limit is None:
            made += 1
            waiting.add_any("message", ALICE, {"message": made})
        else:
            batch = await waiting.poll(offset, limit, 0)
            assert len(batch) <= limit
            seen += texts(batch)
            offset = batch[-1]["update_id"] + 1 if batch else offset
    assert seen == list(range(1, made + 1))


# Shuffled, each chat's own order stays, ids still rise, and nothing is lost; some seed mixes the chats.
def test_shuffle() -> None:
    orders = set()
    for seed in range(20):
        waiting = queue(seed)
        waiting.delivery.shuffle = True
        for number in range(6):
            waiting.add_any("message", (ALICE, BOB)[number % 2], {"message": number})
        batch = waiting.take(100)
        order = texts(batch)
        assert [update["update_id"] for update in batch] == sorted(waiting.rows)
        assert [number for number in order if number % 2 == 0] == [0, 2, 4]
        assert [number for number in order if number % 2 == 1] == [1, 3, 5]
        orders.add(tuple(order))
    assert len(orders) > 5


# What was delivered is not dealt anew: its id is its name from then on.
def test_shuffle_leaves_the_delivered() -> None:
    waiting = queue()
    waiting.delivery.shuffle = True
    for number in range(10):
        waiting.add_any("message", ALICE + number, {"message": number})
    first = waiting.take(100)
    assert waiting.take(100) == first


# A duplicated update comes once more after it was confirmed, and then never again.
async def test_duplicates() -> None:
    waiting = queue()
    waiting.delivery.duplicate = 1.0
    waiting.add_any("message", ALICE, {"message": "one"})
    batch = await waiting.poll(0, 100, 0)
    offset = batch[0]["update_id"] + 1
    assert await waiting.poll(offset, 100, 0) == batch
    assert await waiting.poll(offset, 100, 0) == []


# The same over a webhook, where each is settled by itself.
def test_duplicates_settled_one_by_one() -> None:
    waiting = queue()
    waiting.delivery.duplicate = 1.0
    number = waiting.add_any("message", ALICE, {"message": "one"}).id
    waiting.settle(number)
    assert [update.id for update in waiting.pending()] == [number]
    waiting.settle(number)
    assert waiting.pending() == []


# Only what was asked for is queued; nonsense brings the default set back.
@pytest.mark.parametrize(
    ("asked", "queued"),
    [
        (["message"], {"message"}),
        (["message_reaction", "nonsense"], {"message_reaction"}),
        ([], {"message", "callback_query", "my_chat_member"}),
        (["nonsense"], {"message", "callback_query", "my_chat_member"}),
    ],
)
def test_allowed(asked: list[str], queued: set[str]) -> None:
    waiting = queue()
    waiting.allow(["callback_query"])
    waiting.allow(asked)
    for kind in ("message", "callback_query", "my_chat_member", "message_reaction"):
        waiting.add(kind, ALICE, {})
    assert {update.kind for update in waiting.pending()} == queued


# An update that waits survives the setting of a webhook and its removal.
def test_webhook_keeps_updates() -> None:
    waiting = queue()
    waiting.add("message", ALICE, {})
    waiting.set_webhook(Webhook(url="http://127.0.0.1:1/hook"))
    waiting.set_webhook(Webhook())
    assert len(waiting.pending()) == 1


# Messages of one chat share a queue with their edits; presses, memberships and reactions have their own.
def test_queue_keys() -> None:
    waiting = queue()
    kinds = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
    keys = {kind: queue_key(waiting.add_any(kind, ALICE, {})) for kind in kinds}
    assert keys["message"] == keys["edited_message"]
    assert len(set(keys.values())) == 4
    assert queue_key(waiting.add_any("message", BOB, {})) != keys["message"]


# The server's own pace: the same offset soon again gets little, or is held; another offset is free.
@pytest.mark.parametrize(
    ("offset", "since", "granted"),
    [
        (5, 0.4, (1, 3.0)),
        (5, 0.6, (100, 3.0)),
        (5, 2.9, (100, 3.0)),
        (5, 3.1, (100, 0.0)),
        (6, 0.1, (100, 0.0)),
    ],
)
def test_pace(offset: int, since: float, granted: tuple[int, float]) -> None:
    pace = PollPace(on=True)
    pace.adjusted(5, 100, 0.0, now=1000.0)
    assert pace.adjusted(offset, 100, 0.0, now=1000.0 + since) == granted


# A second conflict soon after the first is held back; switched off, nothing is.
@pytest.mark.parametrize(("on", "since", "delay"), [(True, 1.0, 3.0), (True, 4.0, 0.0), (False, 1.0, 0.0)])
def test_pace_of_conflicts(on: bool, since: float, delay: float) -> None:
    pace = PollPace(on=on)
    assert pace.conflict_delay(1000.0) == 0.0
    assert pace.conflict_delay(1000.0 + since) == delay
