"""What the server refuses, in the exact words of the real one, seen through both clients."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client

BUTTONS = {"inline_keyboard": [[{"text": "I did that", "callback_data": "done"}]]}
PARTY = [{"type": "emoji", "emoji": "🎉"}]
CAT = [{"type": "emoji", "emoji": "🐈"}]
NOWHERE = 4_299_999_999
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Scene:
    """A chat with one message from either side."""

    chat: int
    sent: int
    said: int


@pytest.fixture
async def scene(wire: Wire, phone: Phone) -> Scene:
    said = await phone.writes("clean the house")
    answer = await wire.call("sendMessage", chat_id=phone.id, text="One dish?", reply_markup=BUTTONS)
    return Scene(phone.id, answer.body["result"]["message_id"], said)


def _button(**button: object) -> dict[str, Any]:
    return {"text": "hello", "reply_markup": {"inline_keyboard": [[button]]}}


MANY_BUTTONS = {"inline_keyboard": [[{"text": "x", "callback_data": f"{n:060}"}] for n in range(300)]}

SENDING: list[tuple[dict[str, Any], str]] = [
    ({"chat_id": "", "text": "hello"}, "chat_id is empty"),
    ({"chat_id": NOWHERE, "text": "hello"}, "chat not found"),
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "hello", "parse_mode": "Handwriting"}, "unsupported parse_mode"),
    (
        _button(text="Done"),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (_button(text="", callback_data="done"), "inline keyboard button text must be non-empty"),
    (_button(text="Done", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (_button(text="Done", callback_data="🎉" * 17), "BUTTON_DATA_INVALID"),
    ({"text": "hello", "reply_markup": MANY_BUTTONS}, "reply markup is too long"),
    ({"text": "hello", "reply_parameters": {"message_id": 999_999}}, "message to be replied not found"),
]


# A message that cannot be sent says why.
@pytest.mark.parametrize(("parameters", "description"), SENDING)
async def test_sending(
    client: Client, levers: Levers, scene: Scene, parameters: dict[str, Any], description: str
) -> None:
    with pytest.raises(client.errors[400]):
        await client.call("send_message", **{"chat_id": scene.chat} | parameters)
    assert await levers.refusal() == f"Bad Request: {description}"


# The longest that is allowed is allowed: 4096 letters after parsing, 64 bytes in a button.
@pytest.mark.parametrize(
    "parameters",
    [
        {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
        {"text": f"  {'x' * 4096}  "},
        _button(text="Done", callback_data="🎉" * 16),
    ],
)
async def test_the_longest(client: Client, phone: Phone, parameters: dict[str, Any]) -> None:
    sent = await client.call("send_message", chat_id=phone.id, **parameters)
    assert len(sent["text"]) in {4096, len("hello")}


UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
Parameters = Callable[[Scene], dict[str, Any]]
LATER: list[tuple[str, Parameters, str]] = [
    ("edit_message_text", lambda s: {"message_id": 999_999, "text": "x"}, "message to edit not found"),
    ("edit_message_text", lambda s: {"message_id": s.said, "text": "x"}, "message can't be edited"),
    ("edit_message_text", lambda s: {"message_id": s.sent, "text": ""}, "message text is empty"),
    (
        "edit_message_text",
        lambda s: {"message_id": s.sent, "text": "One dish?", "reply_markup": BUTTONS},
        UNCHANGED,
    ),
    ("edit_message_reply_markup", lambda s: {"message_id": s.sent, "reply_markup": BUTTONS}, UNCHANGED),
    ("edit_message_reply_markup", lambda s: {"message_id": 999_999}, "message to edit not found"),
    ("delete_message", lambda s: {"message_id": 999_999}, "message to delete not found"),
    ("set_message_reaction", lambda s: {"message_id": 999_999, "reaction": PARTY}, "message to react not found"),
    ("set_message_reaction", lambda s: {"message_id": s.said, "reaction": CAT}, "REACTION_INVALID"),
    ("send_chat_action", lambda s: {"action": "dancing"}, "wrong parameter action in request"),
    (
        "send_photo",
        lambda s: {"photo": "no-such-file"},
        "wrong file identifier/HTTP URL specified",
    ),
]


# What cannot be done to a message says why.
@pytest.mark.parametrize(("method", "parameters", "description"), LATER)
async def test_changing(
    client: Client, levers: Levers, scene: Scene, method: str, parameters: Parameters, description: str
) -> None:
    with pytest.raises(client.errors[400]):
        await client.call(method, chat_id=scene.chat, **parameters(scene))
    assert await levers.refusal() == f"Bad Request: {description}"


# A message without its number is not looked for.
@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage", "setMessageReaction"])
async def test_no_message_named(wire: Wire, phone: Phone, method: str) -> None:
    answer = await wire.call(method, chat_id=phone.id, text="x", reaction=[])
    assert answer.body["description"] == "Bad Request: message identifier is not specified"


# After two days a message cannot be deleted any more.
async def test_deleting_too_late(client: Client, levers: Levers, scene: Scene) -> None:
    await levers.passes(2 * DAY + 60)
    with pytest.raises(client.errors[400]):
        await client.call("delete_message", chat_id=scene.chat, message_id=scene.sent)
    assert await levers.refusal() == "Bad Request: message can't be deleted"


# A tap is answered once and in time; any other answer is too old.
@pytest.mark.parametrize("case", ["unknown", "second", "expired"])
async def test_answering_a_tap(client: Client, levers: Levers, phone: Phone, scene: Scene, case: str) -> None:
    query = "12345" if case == "unknown" else await phone.taps(scene.sent)
    if case == "second":
        assert await client.call("answer_callback_query", callback_query_id=query, text="Kept") is True
    if case == "expired":
        await levers.passes(3600)
    with pytest.raises(client.errors[400]):
        await client.call("answer_callback_query", callback_query_id=query)
    assert await levers.refusal() == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


# A webhook's address and its secret are looked at before anything is set.
@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"url": "not an address"}, "invalid webhook URL specified"),
        ({"url": "http://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://example.org/", "secret_token": "pass word"}, "secret token contains unallowed characters"),
    ],
)
async def test_setting_a_webhook(client: Client, levers: Levers, parameters: dict[str, Any], description: str) -> None:
    with pytest.raises(client.errors[400]):
        await client.call("set_webhook", **parameters)
    assert await levers.refusal() == f"Bad Request: {description}"
    assert (await client.call("get_webhook_info"))["url"] == ""
