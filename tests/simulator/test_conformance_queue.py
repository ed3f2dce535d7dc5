"""The queue of updates: confirming, limits, filters, waiting, rivals and age."""

import asyncio
from typing import Any

import pytest

from simulator.server import Running
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client, connect_aiogram, connect_ptb

DAY = 86_400


def _texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def _three(phone: Phone) -> None:
    for text in ("one", "two", "three"):
        await phone.writes(text)


# What is not confirmed comes again; an offset confirms all below it; ids follow one another.
async def test_confirming(client: Client, phone: Phone) -> None:
    await _three(phone)
    first = await client.call("get_updates")
    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert _texts(await client.call("get_updates", offset=ids[1])) == ["two", "three"]
    assert await client.call("get_updates", offset=ids[2] + 1) == []
    assert await client.call("get_updates") == []


# Unconfirmed updates are told again without end.
async def test_redelivery(client: Client, phone: Phone) -> None:
    await phone.writes("one")
    await client.call("get_updates")
    assert _texts(await client.call("get_updates")) == ["one"]


# A negative offset keeps only so many from the end, for good.
@pytest.mark.parametrize(("offset", "left"), [(-1, ["three"]), (-2, ["two", "three"]), (-9, ["one", "two", "three"])])
async def test_negative_offsets(client: Client, phone: Phone, offset: int, left: list[str]) -> None:
    await _three(phone)
    assert _texts(await client.call("get_updates", offset=offset)) == left
    assert (await client.call("get_webhook_info"))["pending_update_count"] == len(left)


# A limit lies between 1 and 100, whatever is asked.
@pytest.mark.parametrize(("limit", "given"), [(1, 1), (2, 2), (100, 100), (1000, 100)])
async def test_limits(wire: Wire, phone: Phone, levers: Levers, odd_traffic: None, limit: int, given: int) -> None:
    for n in range(101):
        await levers.post("update", note={"n": n})
    assert len((await wire.call("getUpdates", limit=limit)).body["result"]) == given


# Updates that wait are counted.
async def test_pending_updates_are_counted(client: Client, phone: Phone) -> None:
    await _three(phone)
    info = await client.call("get_webhook_info")
    assert (info["url"], info["pending_update_count"]) == ("", 3)


# A poll waits for what comes, and answers at once when it has come.
async def test_a_long_poll_wakes(client: Client, phone: Phone) -> None:
    poll = asyncio.create_task(client.call("get_updates", timeout=10))
    await phone.writes("hello")
    async with asyncio.timeout(5):
        assert _texts(await poll) == ["hello"]


# A poll that waits in vain answers with nothing when its time is over.
async def test_a_long_poll_ends(wire: Wire) -> None:
    async with asyncio.timeout(3):
        assert (await wire.call("getUpdates", timeout=1)).body["result"] == []


# The filter holds for updates made after it was set, and until another is set; an unreadable one changes nothing.
async def test_the_filter_is_sticky(wire: Wire, phone: Phone, odd_traffic: None) -> None:
    sent = (await wire.call("sendMessage", chat_id=phone.id, text="Kept.")).body["result"]
    await wire.call("getUpdates", allowed_updates=["message_reaction"])
    await phone.writes("filtered out")
    await wire.send("POST", "getUpdates", data={"allowed_updates": "[mess"})
    await phone.writes("filtered out as well")
    await phone.post("react", message_id=sent["message_id"], emoji="👍")
    (update,) = (await wire.call("getUpdates")).body["result"]
    assert "message_reaction" in update
    await wire.call("getUpdates", offset=update["update_id"] + 1, allowed_updates=[])
    await phone.writes("told again")
    assert _texts((await wire.call("getUpdates")).body["result"]) == ["told again"]


# The filter in force is shown by getWebhookInfo, and not shown where it is the default.
async def test_the_filter_is_shown(wire: Wire) -> None:
    await wire.call("getUpdates", allowed_updates=["message", "callback_query"])
    info = (await wire.call("getWebhookInfo")).body["result"]
    assert sorted(info["allowed_updates"]) == ["callback_query", "message"]
    await wire.call("getUpdates", allowed_updates=[])
    assert "allowed_updates" not in (await wire.call("getWebhookInfo")).body["result"]


# Of two pollers the newer one stays; the older is told that there is another.
async def test_two_pollers(running: Running, wire: Wire, phone: Phone) -> None:
    async with (
        connect_ptb(running.url, running.token) as older,
        connect_aiogram(running.url, running.token) as newer,
    ):
        first = asyncio.create_task(older.call("get_updates", timeout=10))
        await wire.catch_up()
        second = asyncio.create_task(newer.call("get_updates", timeout=10))
        with pytest.raises(older.errors[409], match="terminated by other getUpdates request"):
            await first
        await phone.writes("hello")
        assert _texts(await second) == ["hello"]


# Both clients see a conflict as one of their own.
async def test_conflicts(client: Client, wire: Wire) -> None:
    poll = asyncio.create_task(client.call("get_updates", timeout=10))
    await wire.catch_up()
    assert (await wire.call("getUpdates")).status == 200
    with pytest.raises(client.errors[409]):
        await poll
    entries = await Levers(wire.http).transcript()
    assert [entry["answer"]["description"] for entry in entries if entry["status"] == 409] == [
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    ]


# At the real server's own pace a poll that repeats itself gets one update, or waits although it did not ask to.
async def test_repeated_polls(wire: Wire, levers: Levers, phone: Phone) -> None:
    await levers.post("delivery", poll_delays=True)
    await _three(phone)
    updates = (await wire.call("getUpdates")).body["result"]
    assert len((await wire.call("getUpdates")).body["result"]) == 1
    end = updates[-1]["update_id"] + 1
    assert (await wire.call("getUpdates", offset=end)).body["result"] == []
    held = asyncio.create_task(wire.call("getUpdates", offset=end))
    await wire.catch_up()
    assert not held.done()
    await phone.writes("four")
    assert _texts((await held).body["result"]) == ["four"]


# At that pace the first conflict is told at once, and the next one is held back.
async def test_repeated_conflicts(wire: Wire, levers: Levers) -> None:
    await levers.post("delivery", poll_delays=True)
    first = asyncio.create_task(wire.call("getUpdates", timeout=10))
    await wire.catch_up()
    second = asyncio.create_task(wire.call("getUpdates", timeout=10))
    assert (await first).status == 409
    third = asyncio.create_task(wire.call("getUpdates", timeout=10))
    await wire.catch_up()
    assert not second.done()
    for poll in (second, third):
        poll.cancel()
    await asyncio.gather(second, third, return_exceptions=True)


# Messages wait a day, taps two and a half minutes; then they are gone.
@pytest.mark.parametrize(
    ("seconds", "kinds"),
    [(149, {"message", "callback_query"}), (151, {"message"}), (DAY - 60, {"message"}), (DAY + 60, set())],
)
async def test_updates_grow_old(client: Client, levers: Levers, phone: Phone, seconds: int, kinds: set[str]) -> None:
    buttons = {"inline_keyboard": [[{"text": "Done", "callback_data": "done"}]]}
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=buttons)
    await phone.writes("hello")
    await phone.taps(sent["message_id"])
    await levers.passes(seconds)
    updates = await client.call("get_updates")
    assert {kind for update in updates for kind in update.keys() - {"update_id"}} == kinds


# After a week of silence the row of ids begins anew somewhere else.
async def test_ids_after_a_week(wire: Wire, levers: Levers, phone: Phone) -> None:
    ids = []
    for _ in range(2):
        await levers.passes(8 * DAY)
        await phone.writes("hello")
        (update,) = (await wire.call("getUpdates")).body["result"]
        ids.append(update["update_id"])
        await wire.call("getUpdates", offset=update["update_id"] + 1)
    assert ids[1] != ids[0] + 1


# Pending updates are dropped where that is asked for, and only there.
@pytest.mark.parametrize(("drop", "left"), [(True, []), (False, ["one", "two", "three"])])
async def test_dropping(client: Client, phone: Phone, drop: bool, left: list[str]) -> None:
    await _three(phone)
    assert await client.call("delete_webhook", drop_pending_updates=drop) is True
    assert _texts(await client.call("get_updates")) == left
