"""The levers of the test bench, as the clients feel them."""

import asyncio
import itertools
import time
from datetime import timedelta
from typing import Any

import pytest
from telegram import error

from simulator.server import Running
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import BROKEN, UNREADABLE, Client, connect_ptb

HALF_AN_HOUR = 1800


# Each fault is what the client says it is, strikes as often as ordered, and does nothing to the chat.
@pytest.mark.parametrize(
    ("kind", "as_error"),
    [
        ("400", 400),
        ("401", 401),
        ("403", 403),
        ("409", 409),
        ("429", 429),
        ("500", 500),
        ("drop", BROKEN),
    ],
)
async def test_faults(client: Client, levers: Levers, phone: Phone, kind: str, as_error: int) -> None:
    before = await phone.sees()
    await levers.fault(kind, "sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(client.errors[as_error]):
            await client.call("send_message", chat_id=phone.id, text="hello")
    assert await phone.sees() == before
    assert (await client.call("send_message", chat_id=phone.id, text="hello"))["text"] == "hello"


# An answer that is no JSON is a trouble of its own, whatever its status.
@pytest.mark.parametrize("kind", ["502_html", "not_json"])
async def test_unreadable_answers(client: Client, levers: Levers, phone: Phone, odd_traffic: None, kind: str) -> None:
    await levers.fault(kind, "sendMessage", times=1)
    with pytest.raises(client.errors[UNREADABLE]):
        await client.call("send_message", chat_id=phone.id, text="hello")


# A lost reply breaks the connection after the message was delivered.
async def test_a_lost_reply(client: Client, levers: Levers, phone: Phone) -> None:
    await levers.fault("lose_reply", "sendMessage", times=1)
    with pytest.raises(client.errors[BROKEN]):
        await client.call("send_message", chat_id=phone.id, text="once")
    assert [message["text"] for message in await phone.sees()].count("once") == 1


# A request that hangs runs into the client's own patience.
async def test_a_hanging_request(running: Running, levers: Levers) -> None:
    await levers.fault("hang", "getMe", times=1)
    async with connect_ptb(running.url, running.token) as client:
        with pytest.raises(error.TimedOut):
            await client.call("get_me", read_timeout=0.1)
        assert (await client.call("get_me"))["is_bot"] is True


# A delayed answer is late, and otherwise the same.
async def test_a_delay(client: Client, levers: Levers) -> None:
    await levers.fault("delay", "getMe", times=1, seconds=0.2)
    began = time.monotonic()
    assert (await client.call("get_me"))["is_bot"] is True
    assert time.monotonic() - began >= 0.2


# A 429 says how long to wait, in the body and in the header; both clients hand it on.
async def test_how_long_to_wait(client: Client, wire: Wire, levers: Levers, phone: Phone) -> None:
    await levers.fault("429", "sendMessage", times=2, retry_after=7)
    with pytest.raises(client.errors[429]) as caught:
        await client.call("send_message", chat_id=phone.id, text="hello")
    assert getattr(caught.value, "retry_after", None) in {7, timedelta(seconds=7)}
    answer = await wire.call("sendMessage", chat_id=phone.id, text="hello")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
    assert answer.body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


# A fault may be for one person alone, has its own words, and is listed until it is cleared.
async def test_faults_for_one(wire: Wire, levers: Levers, phone: Phone, second_phone: Phone) -> None:
    await levers.fault("400", person=phone.id, description="Bad Request: not today")
    assert [rule["kind"] for rule in await levers.get("faults")] == ["400"]
    refused = await wire.call("sendMessage", chat_id=phone.id, text="hello")
    assert refused.body["description"] == "Bad Request: not today"
    assert (await wire.call("sendMessage", chat_id=second_phone.id, text="hello")).status == 200
    await levers.clear("faults")
    assert await levers.get("faults") == []
    assert (await wire.call("sendMessage", chat_id=phone.id, text="hello")).status == 200


# A share strikes some and spares some.
async def test_a_share_of_faults(wire: Wire, levers: Levers) -> None:
    await levers.fault("500", "getMe", share=0.5)
    statuses = {(await wire.call("getMe")).status for _ in range(60)}
    assert statuses == {200, 500}


# The limiter refuses what is too much for one chat, or in all, and nothing else.
@pytest.mark.parametrize(
    ("limits", "statuses"),
    [
        ({"per_chat_per_second": 0.02}, [200, 429, 200, 429]),
        ({"per_second": 3}, [200, 200, 200, 429]),
        ({}, [200, 200, 200, 200]),
    ],
)
async def test_the_limiter(
    wire: Wire, levers: Levers, phone: Phone, second_phone: Phone, limits: dict[str, float], statuses: list[int]
) -> None:
    await levers.post("limits", **limits)
    chats = [phone.id, phone.id, second_phone.id, second_phone.id]
    answers = [await wire.call("sendMessage", chat_id=chat, text="hello") for chat in chats]
    assert [answer.status for answer in answers] == statuses
    waits = [answer.body["parameters"]["retry_after"] for answer in answers if answer.status == 429]
    assert all(wait >= 1 for wait in waits)


# Delivered twice, an update comes once more after it was confirmed, with the same id.
async def test_duplicates(client: Client, levers: Levers, phone: Phone) -> None:
    await levers.post("delivery", duplicate=1.0)
    await phone.writes("once")
    (first,) = await client.call("get_updates")
    (again,) = await client.call("get_updates", offset=first["update_id"] + 1)
    assert again == first
    assert await client.call("get_updates", offset=first["update_id"] + 1) == []


# Shuffled, updates of different chats change places; within a chat they never do, and none is lost.
async def test_shuffling(wire: Wire, levers: Levers, phone: Phone, second_phone: Phone) -> None:
    await levers.post("delivery", shuffle=True)
    for n in range(20):
        await (phone if n % 2 else second_phone).writes(str(n))
    updates = (await wire.call("getUpdates")).body["result"]
    texts = [int(update["message"]["text"]) for update in updates]
    assert [n for n in texts if n % 2] == list(range(1, 20, 2))
    assert [n for n in texts if not n % 2] == list(range(0, 20, 2))
    assert texts != list(range(20))
    ids = [update["update_id"] for update in updates]
    assert ids == sorted(ids)


# The clock moves forward; back only by a jump; the phone is told, and messages carry its time.
async def test_the_clock(client: Client, levers: Levers, phone: Phone) -> None:
    before = await levers.get("clock")
    assert (before["offset"], before["moving"]) == (0, False)
    sequence = (await phone.get("chat"))["sequence"]
    await levers.post("clock", forward=3600)
    after = await levers.get("clock")
    assert after["offset"] == pytest.approx(3600, abs=1)
    assert after["version"] > before["version"]
    _, event = await phone.awaits("clock", after=sequence)
    assert event["now"] > before["now"] + HALF_AN_HOUR - 1
    sent = await client.call("send_message", chat_id=phone.id, text="hello")
    assert sent["date"] == pytest.approx(before["now"] + 3600, abs=5)
    async with levers.http.post("/simulator/clock", json={"to": before["now"]}) as response:
        assert response.status == 400
        assert "error" in await response.json()
    await levers.post("clock", to=before["now"], jump=True)
    assert (await levers.get("clock"))["offset"] == pytest.approx(0, abs=5)


# A bot that follows sees every half hour pass, and the clock waits for it at each.
async def test_following_the_clock(levers: Levers) -> None:
    seen = [await levers.post("clock/follow", settled=-1)]

    async def follow() -> None:
        while seen[-1]["offset"] < 3 * HALF_AN_HOUR - 1:
            seen.append(await levers.post("clock/follow", settled=seen[-1]["version"]))
        await levers.post("clock/follow", settled=seen[-1]["version"])

    follower = asyncio.create_task(follow())
    async with asyncio.timeout(5):
        await levers.post("clock", forward=3 * HALF_AN_HOUR - 60)
    follower.cancel()
    offsets = [round(setting["offset"]) for setting in seen]
    assert offsets[-1] == 3 * HALF_AN_HOUR - 60
    assert all(later - earlier <= HALF_AN_HOUR for earlier, later in itertools.pairwise(offsets))
    assert len(offsets) == 4


# The transcript holds every request with its answer, from a number on, until it is emptied.
async def test_the_transcript(client: Client, wire: Wire, levers: Levers, phone: Phone) -> None:
    await levers.clear("transcript")
    sent = await client.call("send_message", chat_id=phone.id, text="hello")
    await wire.call("deleteMessage", chat_id=phone.id, message_id=999_999)
    first, second = await levers.transcript()
    assert (first["method"], first["person"], first["status"]) == ("sendMessage", phone.id, 200)
    assert first["request"]["text"] == "hello"
    assert first["answer"]["result"]["message_id"] == sent["message_id"]
    assert (second["method"], second["status"], second["answer"]["ok"]) == ("deleteMessage", 400, False)
    assert first["at"] <= second["at"]
    later: Any = await levers.get("transcript", after=first["n"])
    assert later == [second]
    await levers.clear("transcript")
    assert await levers.transcript() == []
