"""Messages a bot sends, edits and deletes: what comes back, and what is shown."""

from typing import Any

import pytest

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client

BUTTONS = {"inline_keyboard": [[{"text": "I did that", "callback_data": "done"}]]}
OTHER_BUTTONS = {"inline_keyboard": [[{"text": "Later", "callback_data": "later"}]]}
PARTY = "5046509860389126442"


# A sent message comes back whole: its id, its sender, its chat, its time, its words, and no more than that.
async def test_a_sent_message(client: Client, phone: Phone, levers: Levers) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="  One dish.\n")
    raw = (await levers.transcript())[-1]["answer"]["result"]
    assert raw.keys() == {"message_id", "from", "chat", "date", "text"}
    assert raw["text"] == "One dish."
    assert raw["from"]["is_bot"] is True
    assert raw["chat"]["id"] == phone.id > 2**32
    assert raw["chat"]["type"] == "private"
    assert raw["date"] == pytest.approx((await levers.get("clock"))["now"], abs=5)
    assert (await phone.shown(sent["message_id"]))["out"] is False


# Message ids come from one counter over all private chats and only grow.
async def test_message_ids_are_one_row(client: Client, phone: Phone, second_phone: Phone) -> None:
    chats = [phone.id, second_phone.id, phone.id]
    ids = [(await client.call("send_message", chat_id=chat, text="hello"))["message_id"] for chat in chats]
    assert ids == sorted(set(ids))


# What was asked for beside the words is echoed in the message.
@pytest.mark.parametrize(
    ("parameters", "echoed"),
    [
        ({"reply_markup": BUTTONS}, {"reply_markup": BUTTONS}),
        ({"protect_content": True}, {"has_protected_content": True}),
        ({"message_effect_id": PARTY}, {"effect_id": PARTY}),
        ({"link_preview_options": {"is_disabled": True}}, {"link_preview_options": {"is_disabled": True}}),
        ({"disable_notification": True}, {}),
        ({"reply_markup": {"keyboard": [[{"text": "Leeds"}]], "resize_keyboard": True}}, {}),
        ({"reply_markup": {"remove_keyboard": True}}, {}),
        ({"reply_markup": {"force_reply": True, "input_field_placeholder": "a town"}}, {}),
    ],
)
async def test_what_is_echoed(
    client: Client, phone: Phone, levers: Levers, parameters: dict[str, Any], echoed: dict[str, Any]
) -> None:
    await client.call("send_message", chat_id=phone.id, text="hello", **parameters)
    raw = (await levers.transcript())[-1]["answer"]["result"]
    assert {name: raw[name] for name in raw.keys() - {"message_id", "from", "chat", "date", "text"}} == echoed


# An empty keyboard is none.
@pytest.mark.parametrize("rows", [[], [[]]])
async def test_empty_keyboards(wire: Wire, phone: Phone, rows: list[Any]) -> None:
    answer = await wire.call("sendMessage", chat_id=phone.id, text="hello", reply_markup={"inline_keyboard": rows})
    assert "reply_markup" not in answer.body["result"]


# Keyboards that are never echoed are shown on the phone all the same.
@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (
            {"keyboard": [[{"text": "Here", "request_location": True}], [{"text": "Leeds"}]]},
            [[{"text": "Here", "request_location": True}], [{"text": "Leeds"}]],
        ),
        ({"remove_keyboard": True}, {"remove": True}),
        ({"force_reply": True, "input_field_placeholder": "a town"}, {"force_reply": True, "placeholder": "a town"}),
    ],
)
async def test_reply_keyboards_on_the_phone(
    client: Client, phone: Phone, markup: dict[str, Any], shown: object
) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="Which town?", reply_markup=markup)
    assert (await phone.shown(sent["message_id"]))["reply_keyboard"] == shown


# The phone shows inline buttons without the data in them.
async def test_inline_keyboards_on_the_phone(client: Client, phone: Phone) -> None:
    keyboard = [
        [{"text": "Done", "callback_data": "done", "style": "success"}],
        [{"text": "Read", "url": "https://example.org/"}, {"text": "Copy", "copy_text": {"text": "hello"}}],
    ]
    markup = {"inline_keyboard": keyboard}
    sent = await client.call("send_message", chat_id=phone.id, text="Pick", reply_markup=markup)
    assert sent["reply_markup"]["inline_keyboard"] == keyboard
    assert (await phone.shown(sent["message_id"]))["keyboard"] == [
        [{"text": "Done", "style": "success"}],
        [{"text": "Read", "url": "https://example.org/"}, {"text": "Copy", "copy": "hello"}],
    ]


# Of a button's two actions the first known one wins, a link before data; the rest is dropped silently.
async def test_a_button_with_two_actions(wire: Wire, phone: Phone) -> None:
    button = {"text": "Both", "callback_data": "done", "url": "https://example.org/"}
    answer = await wire.call("sendMessage", chat_id=phone.id, text="Pick", reply_markup={"inline_keyboard": [[button]]})
    assert answer.body["result"]["reply_markup"]["inline_keyboard"] == [
        [{"text": "Both", "url": "https://example.org/"}]
    ]


# A reply carries the message that it answers, one level deep, and the quoted part of it.
async def test_replies_and_quotes(client: Client, phone: Phone) -> None:
    asked = await phone.writes("both, water and walk")
    first = await client.call(
        "send_message", chat_id=phone.id, text="Both?", reply_parameters={"message_id": asked, "quote": "water"}
    )
    assert first["reply_to_message"]["message_id"] == asked
    assert first["quote"]["text"] == "water"
    assert first["quote"]["position"] == 6
    second = await client.call(
        "send_message", chat_id=phone.id, text="Two.", reply_parameters={"message_id": first["message_id"]}
    )
    assert second["reply_to_message"]["message_id"] == first["message_id"]
    assert "reply_to_message" not in second["reply_to_message"]


# A reply to nothing is sent plainly where that is allowed.
async def test_a_reply_to_nothing(client: Client, phone: Phone) -> None:
    nothing = {"message_id": 999_999, "allow_sending_without_reply": True}
    sent = await client.call("send_message", chat_id=phone.id, text="hello", reply_parameters=nothing)
    assert "reply_to_message" not in sent


# An edit replaces the words, tells its time, and drops the keyboard unless it is sent again.
@pytest.mark.parametrize(("parameters", "kept"), [({}, None), ({"reply_markup": BUTTONS}, BUTTONS)])
async def test_edited_words(
    client: Client, phone: Phone, parameters: dict[str, Any], kept: dict[str, Any] | None
) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    message = {"chat_id": phone.id, "message_id": sent["message_id"]}
    edited = await client.call("edit_message_text", text="One dish.", **message, **parameters)
    assert (edited["message_id"], edited["text"]) == (sent["message_id"], "One dish.")
    assert edited["edit_date"] >= edited["date"]
    assert edited.get("reply_markup") == kept
    assert (await phone.shown(sent["message_id"]))["edited"] is True


# A keyboard is changed alone, and taken away by an edit without one.
async def test_edited_keyboards(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    message = {"chat_id": phone.id, "message_id": sent["message_id"]}
    changed = await client.call("edit_message_reply_markup", **message, reply_markup=OTHER_BUTTONS)
    assert (changed["text"], changed["reply_markup"]) == ("One dish?", OTHER_BUTTONS)
    bare = await client.call("edit_message_reply_markup", **message)
    assert "reply_markup" not in bare
    assert (await phone.shown(sent["message_id"]))["keyboard"] is None


# Deleted messages are gone from the phone, one at a time or many at once, the person's own too.
async def test_deleted_messages(client: Client, phone: Phone) -> None:
    own = await phone.writes("hello")
    ids = [(await client.call("send_message", chat_id=phone.id, text=text))["message_id"] for text in "abc"]
    assert await client.call("delete_message", chat_id=phone.id, message_id=ids[0]) is True
    assert await client.call("delete_messages", chat_id=phone.id, message_ids=[ids[1], own, 999_999]) is True
    left = {message["message_id"] for message in await phone.sees() if not message.get("deleted")}
    assert left & {own, *ids} == {ids[2]}


# Pinning and unpinning are answered with a plain yes.
async def test_pins(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="Keep this")
    message = {"chat_id": phone.id, "message_id": sent["message_id"]}
    assert await client.call("pin_chat_message", **message) is True
    assert (await client.call("get_chat", chat_id=phone.id))["pinned_message"]["message_id"] == sent["message_id"]
    assert await client.call("unpin_chat_message", **message) is True
    assert "pinned_message" not in await client.call("get_chat", chat_id=phone.id)


# A place is sent and comes back as it was.
async def test_a_location(client: Client, phone: Phone) -> None:
    sent = await client.call("send_location", chat_id=phone.id, latitude=53.8, longitude=-1.55)
    assert sent["location"] == {"latitude": 53.8, "longitude": -1.55}


# Typing and drafts are seen on the phone and leave no message.
@pytest.mark.parametrize(
    ("method", "parameters", "kind", "seen"),
    [
        ("send_chat_action", {"action": "typing"}, "typing", {"action": "typing"}),
        ("send_message_draft", {"draft_id": 5, "text": "One di"}, "draft", {"text": "One di"}),
    ],
)
async def test_passing_signs(
    client: Client, phone: Phone, method: str, parameters: dict[str, Any], kind: str, seen: dict[str, Any]
) -> None:
    before = await phone.get("chat")
    assert await client.call(method, chat_id=phone.id, **parameters) is True
    _, event = await phone.awaits(kind, after=before["sequence"])
    assert {name: event[name] for name in seen} == seen
    assert (await phone.get("chat"))["messages"] == before["messages"]


# A message effect plays on the phone once.
async def test_effects_on_the_phone(client: Client, phone: Phone) -> None:
    before = (await phone.get("chat"))["sequence"]
    sent = await client.call("send_message", chat_id=phone.id, text="Kept.", message_effect_id=PARTY)
    _, event = await phone.awaits("effect", after=before)
    assert (event["message_id"], event["emoji"]) == (sent["message_id"], "🎉")
    assert (await phone.shown(sent["message_id"]))["effect"] == "🎉"
