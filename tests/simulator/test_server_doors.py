"""Who is let in, what the user API and the levers say to nonsense, and the phone's stream."""

import json
from typing import Any

import aiohttp
import pytest

from simulator.events import KEPT_EVENTS
from simulator.server import Running, serve
from tests.simulator.bench import Levers, Phone, Wire


# Only a loopback Host and the simulator's own Origin get in; the Bot API asks for its token instead.
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:1"}, 200),
        ({"Host": "127.0.0.1:1", "Origin": "http://127.0.0.1:1"}, 200),
        ({"Host": "rebound.example"}, 403),
        ({"Host": "127.0.0.1.example"}, 403),
        ({"Host": "127.0.0.1:1", "Origin": "http://127.0.0.1:2"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
async def test_strangers(http: aiohttp.ClientSession, wire: Wire, headers: dict[str, str], status: int) -> None:
    for path in ("/user/people", "/simulator/clock", "/"):
        async with http.get(path, headers=headers) as response:
            assert response.status == status
    assert (await wire.send("GET", "getMe", headers=headers)).status == 200


# The page may load nothing from elsewhere; without a page there is none.
async def test_the_page(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy
    async with serve(page=False) as bare, http.get(bare.url + "/") as response:
        assert response.status == 404


NONSENSE: list[tuple[str, Any, int]] = [
    ("/user/1/text", {"text": "hello"}, 404),
    ("/user/{id}/text", {}, 400),
    ("/user/{id}/text", {"text": 5}, 400),
    ("/user/{id}/text", {"text": "  "}, 400),
    ("/user/{id}/text", {"text": "x" * 4097}, 400),
    ("/user/{id}/text", ["hello"], 400),
    ("/user/{id}/text", {"text": "hello", "reply_to": 999}, 404),
    ("/user/{id}/tap", {"message_id": 999, "row": 0, "column": 0}, 404),
    ("/user/{id}/tap", {"message_id": 1, "row": 0, "column": True}, 400),
    ("/user/{id}/edit", {"message_id": 999, "text": "hello"}, 404),
    ("/user/{id}/react", {"message_id": 1, "emoji": "🪥"}, 400),
    ("/user/{id}/attachment", {"kind": "parcel"}, 400),
    ("/user/{id}/location", {"latitude": "north", "longitude": 0}, 400),
    ("/user/{id}/photo", {}, 400),
    ("/user/people", {"first_name": " "}, 400),
    ("/simulator/clock", {}, 400),
    ("/simulator/clock", {"forward": -1}, 400),
    ("/simulator/clock/follow", {}, 400),
    ("/simulator/faults", {"kind": "flood"}, 400),
    ("/simulator/faults", {"kind": "429", "share": "half"}, 400),
    ("/simulator/faults", {"kind": "429", "metod": "sendMessage"}, 400),
    ("/simulator/update", {}, 400),
]


# Nonsense is answered with a sentence, changes nothing and reaches no bot.
@pytest.mark.parametrize(("path", "body", "status"), NONSENSE)
async def test_nonsense(
    http: aiohttp.ClientSession, wire: Wire, levers: Levers, phone: Phone, path: str, body: Any, status: int
) -> None:
    before = await phone.get("chat")
    async with http.post(path.format(id=phone.id), json=body) as response:
        assert response.status == status
        assert (await response.json())["error"]
    assert await phone.get("chat") == before
    assert await levers.get("faults") == []
    assert (await wire.call("getUpdates")).body["result"] == []


# Whoever has blocked the bot, or is gone, writes nothing to it.
@pytest.mark.parametrize("step", ["block", "deactivate"])
async def test_out_of_touch(http: aiohttp.ClientSession, phone: Phone, step: str) -> None:
    await phone.post(step)
    async with http.post(f"/user/{phone.id}/text", json={"text": "hello"}) as response:
        assert response.status == 400


# Every kind of attachment is a message that the bot is told of.
@pytest.mark.parametrize(
    "kind",
    ["voice", "audio", "video", "video_note", "animation", "document", "sticker", "contact", "dice", "venue", "poll"],
)
async def test_attachments(wire: Wire, phone: Phone, kind: str) -> None:
    shown = await phone.post("attachment", kind=kind)
    update = (await wire.call("getUpdates")).body["result"][-1]
    assert update["message"][kind] == shown[kind]


# A message that the bot has removed can still be pressed by a phone that has not heard of it.
async def test_pressing_what_is_gone(wire: Wire, phone: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "I did that", "callback_data": "1"}]]}
    sent = await wire.call("sendMessage", chat_id=phone.id, text="One cup?", reply_markup=keyboard)
    number = sent.body["result"]["message_id"]
    await wire.call("deleteMessage", chat_id=phone.id, message_id=number)
    await phone.taps(number)
    pressed = (await wire.call("getUpdates")).body["result"][-1]["callback_query"]["message"]
    assert (pressed["date"], pressed["message_id"], "text" in pressed) == (0, number, False)


# A button that leads elsewhere tells the bot nothing.
async def test_pressing_a_link(http: aiohttp.ClientSession, wire: Wire, phone: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Read", "url": "example.org"}]]}
    sent = await wire.call("sendMessage", chat_id=phone.id, text="Here", reply_markup=keyboard)
    place = {"message_id": sent.body["result"]["message_id"], "row": 0, "column": 0}
    async with http.post(f"/user/{phone.id}/tap", json=place) as response:
        assert response.status == 400


# The stream tells the same events as the poll, from where the phone was; Last-Event-ID takes it up again.
async def test_the_stream(http: aiohttp.ClientSession, phone: Phone) -> None:
    for text in ("one", "two"):
        await phone.writes(text)
    polled = (await phone.get("events", after=0, timeout=0))["events"]
    for headers, expected in (({}, polled), ({"Last-Event-ID": str(polled[0]["sequence"])}, polled[1:])):
        streamed: list[Any] = []
        async with http.get(f"/user/{phone.id}/stream?after=0", headers=headers) as response:
            assert response.content_type == "text/event-stream"
            while len(streamed) < len(expected):
                line = (await response.content.readline()).decode()
                if line.startswith("data: "):
                    streamed.append(json.loads(line.removeprefix("data: ")))
        assert streamed == expected


# A phone that was away for longer than events are held gets every message, in order.
@pytest.mark.slow
async def test_a_long_absence(wire: Wire, phone: Phone) -> None:
    at = (await phone.get("chat"))["sequence"]
    for number in range(KEPT_EVENTS + 20):
        await wire.call("sendMessage", chat_id=phone.id, text=str(number))
    events = (await phone.get("events", after=at, timeout=0))["events"]
    assert [event["message"]["text"] for event in events] == [str(number) for number in range(KEPT_EVENTS + 20)]


# A phone that knows of more than there is learns at once that the simulator began anew.
async def test_another_life(running: Running, phone: Phone) -> None:
    answer = await phone.get("events", after=10**6, timeout=25)
    assert answer == {"sequence": running.telegram.counters.value("sequence"), "events": []}


# Faults for a person strike the answers to their presses too.
async def test_faults_for_a_press(wire: Wire, levers: Levers, phone: Phone, second_phone: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "I did that", "callback_data": "1"}]]}
    queries = []
    for each in (phone, second_phone):
        sent = await wire.call("sendMessage", chat_id=each.id, text="One cup?", reply_markup=keyboard)
        queries.append(await each.taps(sent.body["result"]["message_id"]))
    await levers.fault("500", "answerCallbackQuery", person=phone.id)
    answers = [await wire.call("answerCallbackQuery", callback_query_id=query) for query in queries]
    assert [answer.status for answer in answers] == [500, 200]
    entries = [entry for entry in await levers.transcript() if entry["method"] == "answerCallbackQuery"]
    assert [entry["person"] for entry in entries] == [phone.id, second_phone.id]


# Switched off, the transcript keeps nothing.
async def test_no_transcript() -> None:
    async with serve(page=False, transcript=False) as running, aiohttp.ClientSession(running.url) as http:
        await Wire(http, running.token).call("getMe")
        assert await Levers(http).transcript() == []
