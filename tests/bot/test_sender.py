"""What becomes of a message, through a simulated Telegram that refuses, floods, breaks and loses answers."""

import asyncio
import base64
import math
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
import pytest
from msgspec.structs import replace

from bot import sender, tally
from bot.pace import Pace
from bot.request import AiohttpRequest, Timeouts
from bot.sender import Answers, Sender, Wire
from companion.replies import Document, Picture
from simulator.server import serve
from storage.bodies import as_photo, asked_to_draw, body
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable
from tests.simulator.bench import Levers, Phone

SAY = {
    "kind": "say", "keys": [], "edits": None, "effect": "", "silent": False, "ask_location": "", "answers": None,
}  # fmt: skip
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
QUICK = Timeouts(connect=2, read=0.3, write=1)


@dataclass(frozen=True, slots=True)
class Bench:
    """A sender, the Telegram it talks to, and Alice who has pressed Start."""

    sender: Sender
    levers: Levers
    alice: Phone
    paces: dict[str, Pace]
    wires: dict[str, Wire]
    slept: list[float] = field(default_factory=list)

    async def send(self, lane: str = "reply", attempts: int = 0, **body: Any) -> Delivery:
        return await self.sender.send(Outgoing(1, self.alice.id, lane, orjson.dumps(SAY | body), attempts))

    async def calls(self) -> list[str]:
        return [entry["method"] for entry in await self.levers.transcript()]


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(serve(page=False))
        http = await stack.enter_async_context(aiohttp.ClientSession(running.url))
        async with http.get("/user/people") as response:
            alice = Phone(http, (await response.json())[0]["id"])
        await alice.writes("/start")
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        paces = {lane: Pace(math.inf, patient=lane == "reply", sleep=sleep) for lane in ("reply", "nudge")}
        requests = {lane: await stack.enter_async_context(AiohttpRequest(10, timeouts=QUICK)) for lane in paces}
        wires = {lane: Wire(requests[lane], pace) for lane, pace in paces.items()}
        yield Bench(Sender(f"{running.url}/bot{running.token}", wires), Levers(http), alice, paces, wires, slept)


def fault(kind: str, description: str | None = None, method: str = "*", times: int = 1) -> dict[str, Any]:
    more = {} if description is None else {"description": description}
    return {"kind": kind, "method": method, "times": times, **more}


# What Telegram does with a request, and what it means for the message.
@pytest.mark.parametrize(
    ("trouble", "delivery"),
    [
        (fault("403", "bot was blocked by the user"), Unreachable()),
        (fault("403", "user is deactivated"), Unreachable()),
        (fault("403", "bot can't initiate conversation with a user"), Unreachable()),
        (fault("400", "chat not found"), Unreachable()),
        (fault("400", "message is too long"), Refused("message is too long")),
        (fault("401"), Later(60, counts=False)),
        (fault("500"), Later(4, counts=True)),
        (fault("502_html"), Later(4, counts=True)),
        (fault("lose_reply"), Unknown()),
        (fault("drop"), Unknown()),
        (fault("hang"), Unknown()),
        (fault("not_json"), Unknown()),
        (fault("429"), Later(1, counts=False)),
    ],
    ids=lambda it: it.get("description", it["kind"]) if isinstance(it, dict) else "",
)
async def test_outcomes(bench: Bench, trouble: dict[str, Any], delivery: Delivery) -> None:
    await bench.levers.fault(**trouble)
    assert await bench.send(text="hello", attempts=2) == delivery


# A hello is never repeated: of a server that stopped half-way nobody knows whether it said it.
@pytest.mark.parametrize(
    ("kind", "delivery"),
    [
        ("500", Unknown()),
        ("502_html", Unknown()),
        ("drop", Unknown()),
        ("401", Later(60, counts=False)),
        ("429", Later(1, counts=False)),
    ],
)
async def test_outcomes_of_hellos(bench: Bench, kind: str, delivery: Delivery) -> None:
    await bench.levers.fault(**fault(kind))
    assert await bench.send("nudge", text="hello", attempts=2) == delivery


# A message that Telegram takes is known by its id, an edited one by its own.
async def test_delivered(bench: Bench) -> None:
    first = await bench.send(text="One sip?")
    assert isinstance(first, Delivered)
    assert await bench.send(text="Two sips?", edits=first.message_id) == first
    assert await bench.send(text="Two sips?", edits=first.message_id) == first  # "message is not modified"
    assert [shown["text"] for shown in await bench.alice.sees()] == ["/start", "Two sips?"]


# A decorated form that is refused is sent again without its decoration, at once and unnoticed.
@pytest.mark.parametrize(
    ("body", "refusal", "shown"),
    [
        ({"text": "Kept.", "effect": "party"}, "EFFECT_ID_INVALID", "Kept."),
        ({"text": "<b>Kept</b> &amp; lit."}, "can't parse entities: Unsupported start tag", "Kept & lit."),
        ({"text": "Kept.", "edits": 999_999}, None, "Kept."),
        (
            {"text": "Kept.", "keys": [[{"label": "Undo", "data": "1|-|undo||", "style": "danger"}]]},
            "can't parse inline keyboard button: unknown style",
            "Kept.",
        ),
    ],
    ids=["effect", "markup", "edit", "style"],
)
async def test_fallbacks(bench: Bench, body: dict[str, Any], refusal: str | None, shown: str) -> None:
    if refusal is not None:
        await bench.levers.fault(**fault("400", refusal, "sendMessage"))
    assert isinstance(await bench.send(**body), Delivered)
    assert (await bench.alice.sees())[-1]["text"] == shown


def photo(picture: bytes | None, known_as: str = "") -> bytes:
    """A picture's row, once it is drawn."""
    drawn = asked_to_draw(body(Picture("all", b"{}", "One &amp; only", known_as=known_as)))
    assert drawn is not None
    return as_photo(drawn, picture)


# A file arrives whole, with its caption; messages that are taken back are gone, also where some never were.
async def test_files_and_deletions(bench: Bench) -> None:
    row = Outgoing(1, bench.alice.id, "reply", body(Document("wins.json", b'{"a":\n1}', "All &amp; <b>kept</b>")), 0)
    sent = await bench.sender.send(row)
    assert sent == Delivered(None)  # not known by its number: `/forget` leaves it where it is
    shown = (await bench.alice.sees())[-1]
    assert (shown["caption"], shown["document"]["file_name"]) == ("All & kept", "wins.json")
    async with bench.alice.http.get(shown["document_url"]) as response:
        assert await response.read() == b'{"a":\n1}'
    picture = await bench.sender.send(Outgoing(2, bench.alice.id, "reply", photo(DOT), 0))
    assert isinstance(picture, Delivered)
    assert picture.message_id is not None
    shown = await bench.alice.shown(picture.message_id)
    again = Outgoing(3, bench.alice.id, "reply", photo(None, shown["photo"][-1]["file_id"]), 0)
    assert isinstance(await bench.sender.send(again), Delivered)
    sent_ids = [message["message_id"] for message in await bench.alice.sees() if not message["out"]]
    assert await bench.send(kind="delete", message_ids=[*sent_ids, 999_999]) == Delivered(None)
    assert [message["text"] for message in await bench.alice.sees()] == ["/start"]


# Decorations on their own may fail: nobody misses them, and the row is done.
@pytest.mark.parametrize(
    "body", [{"kind": "react", "message_id": 1, "emoji": "✨"}, {"kind": "tidy", "message_id": 999_999}]
)
async def test_decorations_may_fail(bench: Bench, body: dict[str, Any]) -> None:
    assert await bench.send(**body) == Delivered(None)


# A 429 on nudges holds the lane of nudges, and not that of replies.
async def test_a_flood_of_nudges_leaves_replies_alone(bench: Bench) -> None:
    await bench.levers.fault("429", "sendMessage", times=1, retry_after=30)
    assert await bench.send("nudge", text="hello") == Later(30, counts=False)
    assert bench.sender.room("nudge") == 0
    waits = await bench.send("nudge", text="hello")  # claimed before the pause began
    assert isinstance(waits, Later)
    assert waits.seconds == pytest.approx(30, abs=1)
    assert not waits.counts
    assert isinstance(await bench.send("reply", text="hello"), Delivered)
    assert not bench.slept


# Paid broadcast is asked for in the lane for which it was chosen, and in no other.
async def test_paid_broadcast(bench: Bench) -> None:
    bench.wires["nudge"] = replace(bench.wires["nudge"], paid=True)
    for lane in ("nudge", "reply"):
        assert isinstance(await bench.send(lane, text="hello"), Delivered)
    asked = [entry["request"].get("allow_paid_broadcast") for entry in await bench.levers.transcript()]
    assert [paid not in {None, False} for paid in asked] == [True, False]


# Where nobody listens, nothing was sent: the message waits without counting a try, and so does its lane.
async def test_no_connection() -> None:
    pace = Pace(math.inf, patient=True)
    async with AiohttpRequest(1) as request:
        sender = Sender("http://127.0.0.1:9/bot1:token", {"reply": Wire(request, pace)})
        outcome = await sender.send(Outgoing(1, 5, "reply", orjson.dumps(SAY | {"text": "hello"}), 0))
    assert isinstance(outcome, Later)
    assert (outcome.counts, sender.room("reply")) == (False, 0)


# A row that can't be read is set aside, and told by its number alone.
async def test_unreadable_row(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    assert isinstance(await bench.send(kind="shout", text="secret words"), Refused)
    assert "Message 1 " in caplog.text
    assert "secret" not in caplog.text


# A press is answered at once with its short line; one that is too old is let go without a word.
async def test_answers(bench: Bench) -> None:
    keys = [[{"label": "Undo", "data": "1|-|undo||", "style": ""}]]
    shown = await bench.send(text="Kept.", keys=keys)
    assert isinstance(shown, Delivered)
    assert shown.message_id is not None
    query = await bench.alice.taps(shown.message_id)
    await bench.sender.answer(query, "Taken back." + "x" * 500)
    _, event = await bench.alice.awaits("answered", 0)
    assert event["text"].startswith("Taken back.")
    await bench.sender.answer("0", "too late")


# Presses of which no answer is ever confirmed, many at once: replies still find a connection.
async def test_hanging_answers_leave_replies_alone(bench: Bench) -> None:
    await bench.levers.fault("hang", "answerCallbackQuery")
    hanging = [asyncio.create_task(bench.sender.answer(str(number), "")) for number in range(20)]
    await asyncio.sleep(0)
    assert isinstance(await bench.send("reply", text="hello"), Delivered)
    for task in hanging:
        task.cancel()
    await asyncio.wait(hanging)


# However many of them hang, they hold up neither each other nor the end of the program for longer than one may take.
async def test_hanging_answers_are_let_go_together(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    await bench.levers.fault("hang", "answerCallbackQuery")
    monkeypatch.setattr(sender, "_ANSWER_WITHIN", 0.05)
    answers = Answers(bench.sender)
    for number in range(500):
        answers.give(str(number), "")
    async with asyncio.timeout(2):
        await answers.finish()


# A pause is told once, though what was on its way is refused with it.
async def test_a_pause_is_told_once(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    await bench.levers.fault(**fault("429", times=2), retry_after=40)
    assert await asyncio.gather(*(bench.send("nudge", text="hello") for _ in range(2))) == [Later(40, counts=False)] * 2
    told = [record.getMessage() for record in caplog.records]
    assert told == ["Telegram asks for a pause of 40 s: nudge messages wait"]


# People who can't be reached are counted, and told as one line: now, or a while after the first.
async def test_unreachable_people(
    bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO")
    for trouble in (fault("403", "bot was blocked by the user"), fault("400", "chat not found")):
        await bench.levers.fault(**trouble)
        await bench.send(text="hello")
    assert caplog.records == []
    bench.sender.unreachables.tell()
    bench.sender.unreachables.tell()
    assert [record.args for record in caplog.records] == [{"messages": 2}]
    monkeypatch.setattr(tally, "EVERY", 0)
    bench.sender.unreachables.count()
    for _ in range(2):  # a timer comes a round later
        await asyncio.sleep(0)
    assert [record.args for record in caplog.records] == [{"messages": 2}, {"messages": 1}]
