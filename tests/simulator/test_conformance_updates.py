"""What a bot is told of a person's doings, and in which shape."""

from typing import Any

import pytest

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client

ASKED_FOR = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
BUTTONS = {"inline_keyboard": [[{"text": "I did that", "callback_data": "1|ab|done|7|3"}]]}


async def _only(client: Client) -> dict[str, Any]:
    """The one update in the queue."""
    (update,) = await client.call("get_updates", allowed_updates=ASKED_FOR)
    assert isinstance(update, dict)
    return update


# A text arrives with its sender and its private chat, whose id is the sender's.
async def test_a_text(client: Client, phone: Phone) -> None:
    message_id = await phone.writes("clean the house")
    update = await _only(client)
    message = update["message"]
    assert 0 < update["update_id"] < 2**31 + 10
    assert (message["message_id"], message["text"]) == (message_id, "clean the house")
    assert message["from"] == {
        "id": phone.id,
        "is_bot": False,
        "first_name": "Alice",
        "language_code": "en",
    }
    assert message["chat"] == {"id": phone.id, "type": "private", "first_name": "Alice"}
    assert isinstance(message["date"], int)


# A reply carries what it answers.
async def test_a_reply(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    await phone.writes("done", reply_to=sent["message_id"])
    answered = (await _only(client))["message"]["reply_to_message"]
    assert (answered["message_id"], answered["text"]) == (sent["message_id"], "One dish?")


# An edited message arrives as such, under its old number.
async def test_an_edit(client: Client, phone: Phone) -> None:
    message_id = await phone.writes("first")
    await client.call("delete_webhook", drop_pending_updates=True)
    await phone.post("edit", message_id=message_id, text="second")
    edited = (await _only(client))["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message_id, "second")
    assert edited["edit_date"] >= edited["date"]


# A tap tells its button's data, the message as it stands, and the chat instance; its answer reaches the phone.
async def test_a_tap(client: Client, phone: Phone, levers: Levers) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    before = (await phone.get("chat"))["sequence"]
    query_id = await phone.taps(sent["message_id"])
    query = (await _only(client))["callback_query"]
    assert (query["id"], query["data"]) == (query_id, "1|ab|done|7|3")
    assert query["from"]["id"] == phone.id
    assert query["chat_instance"]
    assert query["message"]["message_id"] == sent["message_id"]
    assert query["message"]["reply_markup"] == BUTTONS
    await client.call("answer_callback_query", callback_query_id=query_id, text="Kept", show_alert=True)
    _, event = await phone.awaits("answered", after=before)
    assert (event["callback_query_id"], event["text"], event["show_alert"]) == (query_id, "Kept", True)
    assert (await levers.transcript())[-1]["person"] == phone.id


# A tap on a message that is gone meanwhile tells only where the message was.
async def test_a_tap_on_what_is_gone(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    await client.call("delete_message", chat_id=phone.id, message_id=sent["message_id"])
    await phone.taps(sent["message_id"])
    gone = (await _only(client))["callback_query"]["message"]
    assert (gone["message_id"], gone["chat"]["id"], gone["date"]) == (sent["message_id"], phone.id, 0)
    assert "text" not in gone


# A link to the bot may bring a word along.
async def test_a_deep_link(client: Client, phone: Phone) -> None:
    await phone.writes("/start drink_water")
    message = (await _only(client))["message"]
    assert message["text"] == "/start drink_water"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


# A place arrives as it was shared.
async def test_a_location(client: Client, phone: Phone) -> None:
    await phone.post("location", latitude=53.8, longitude=-1.55)
    assert (await _only(client))["message"]["location"] == {"latitude": 53.8, "longitude": -1.55}


# Every kind of message that a phone can send arrives in its own field and in a shape both clients can read.
@pytest.mark.parametrize("kind", ["voice", "sticker", "video", "document", "contact", "poll", "dice"])
async def test_attachments(client: Client, phone: Phone, kind: str) -> None:
    await phone.post("attachment", kind=kind)
    message = (await _only(client))["message"]
    assert kind in message
    assert "text" not in message


# A forwarded message says where it comes from.
async def test_a_forwarded_message(client: Client, phone: Phone) -> None:
    await phone.post("forward", text="a kind word", from_name="Carol")
    message = (await _only(client))["message"]
    assert message["text"] == "a kind word"
    assert message["forward_origin"]["sender_user_name"] == "Carol"


# A person's reaction is told to those who asked for it, with what was there before.
async def test_reactions(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="Kept.")
    await client.call("get_updates", allowed_updates=ASKED_FOR)
    await phone.post("react", message_id=sent["message_id"], emoji="👍")
    await phone.post("react", message_id=sent["message_id"], emoji=None)
    updates = await client.call("get_updates")
    changes = [update["message_reaction"] for update in updates]
    thumb = [{"type": "emoji", "emoji": "👍"}]
    assert [(c.get("old_reaction", []), c.get("new_reaction", [])) for c in changes] == [([], thumb), (thumb, [])]
    assert changes[0]["user"]["id"] == changes[0]["chat"]["id"] == phone.id
    assert changes[0]["message_id"] == sent["message_id"]


# Unless asked for, reactions are never told: not in the default set, not later for those of before.
@pytest.mark.parametrize("allowed", [[], ["no_such_kind"], ["message"]])
async def test_reactions_unasked(wire: Wire, phone: Phone, odd_traffic: None, allowed: list[str]) -> None:
    sent = (await wire.call("sendMessage", chat_id=phone.id, text="Kept.")).body["result"]
    await wire.call("getUpdates", allowed_updates=allowed)
    await phone.post("react", message_id=sent["message_id"], emoji="👍")
    assert (await wire.call("getUpdates", allowed_updates=ASKED_FOR)).body["result"] == []


# The bot's own reaction is seen on the phone, replaced by the next, taken away by none, and told to nobody.
async def test_the_bots_reaction(client: Client, phone: Phone) -> None:
    await client.call("get_updates", allowed_updates=ASKED_FOR)
    said = await phone.writes("done")
    await client.call("delete_webhook", drop_pending_updates=True)
    message = {"chat_id": phone.id, "message_id": said}
    for emoji in ("👏", "🎉"):
        assert await client.call("set_message_reaction", **message, reaction=[{"type": "emoji", "emoji": emoji}])
        assert (await phone.shown(said))["reactions"] == {"bot": emoji, "person": None}
    assert await client.call("set_message_reaction", **message, reaction=[]) is True
    assert (await phone.shown(said))["reactions"]["bot"] is None
    assert await client.call("get_updates") == []


# What a person deletes on their side is told to nobody.
async def test_deleted_by_the_person(client: Client, phone: Phone) -> None:
    said = await phone.writes("hello")
    await client.call("delete_webhook", drop_pending_updates=True)
    await phone.post("delete", message_id=said)
    assert await client.call("get_updates", allowed_updates=ASKED_FOR) == []


# Any update can be put into the queue, of kinds that nobody has heard of, too.
async def test_updates_of_unknown_kinds(wire: Wire, levers: Levers, phone: Phone, odd_traffic: None) -> None:
    await levers.post("update", moon_phase={"phase": "full"})
    (update,) = (await wire.call("getUpdates")).body["result"]
    assert update.keys() == {"update_id", "moon_phase"}
