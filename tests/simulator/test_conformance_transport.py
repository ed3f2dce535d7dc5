"""How requests and answers travel: verbs, encodings, paths, statuses."""

import io
import json
from typing import Any

import aiohttp
import pytest
from yarl import URL

from simulator.server import Running
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client, connect_aiogram, connect_ptb

STRANGER = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
BUTTONS = {"inline_keyboard": [[{"text": "I did that", "callback_data": "done"}]]}


def _multipart(**fields: str) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


# The same call, however it travels, sends the same message; objects inside forms are JSON strings.
@pytest.mark.parametrize("encoding", ["query", "urlencoded", "multipart", "json", "json with strings"])
async def test_every_encoding_says_the_same(wire: Wire, phone: Phone, encoding: str) -> None:
    fields = {"chat_id": str(phone.id), "text": "half counts", "reply_markup": json.dumps(BUTTONS)}
    requests: dict[str, tuple[str, dict[str, Any]]] = {
        "query": ("GET", {"params": fields}),
        "urlencoded": ("POST", {"data": fields}),
        "multipart": ("POST", {"data": _multipart(**fields)}),
        "json": ("POST", {"json": {"chat_id": phone.id, "text": "half counts", "reply_markup": BUTTONS}}),
        "json with strings": ("POST", {"json": fields}),
    }
    verb, request = requests[encoding]
    answer = await wire.send(verb, "sendMessage", **request)
    assert answer.status == 200
    assert answer.body["result"]["text"] == "half counts"
    assert answer.body["result"]["reply_markup"] == BUTTONS


# Parameters may be spread over the query and the body.
async def test_query_and_body_are_read_together(wire: Wire, phone: Phone) -> None:
    answer = await wire.send("POST", "sendMessage", params={"chat_id": str(phone.id)}, data={"text": "both"})
    assert answer.body["result"]["text"] == "both"


# Method names are read in any case.
@pytest.mark.parametrize("method", ["getMe", "getme", "GETME", "gEtMe"])
async def test_method_names_in_any_case(wire: Wire, method: str) -> None:
    assert (await wire.send("GET", method)).body["result"]["is_bot"] is True


# A token whose colon is percent-encoded is the same token.
async def test_a_percent_encoded_token(wire: Wire, running: Running) -> None:
    path = f"{running.url}/bot{running.token.replace(':', '%3A')}/getMe"
    async with wire.http.get(URL(path, encoded=True)) as response:
        assert (await response.json())["ok"] is True


# All values of a form are strings; these stand for true, and any other for false.
@pytest.mark.parametrize(
    ("value", "protected"),
    [("true", True), ("True", True), ("1", True), ("yes", True), ("false", False), ("0", False), ("", False)],
)
async def test_booleans_as_strings(wire: Wire, phone: Phone, value: str, protected: bool) -> None:
    data = {"chat_id": str(phone.id), "text": "kept", "protect_content": value}
    sent = (await wire.send("POST", "sendMessage", data=data)).body["result"]
    assert sent.get("has_protected_content", False) is protected


# Good tokens and bad, known paths and unknown: the status of the answer is the error_code in it.
@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        (f"/bot{STRANGER}/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot{token}/sendTheMoon", 404, "Not Found: method not found"),
        ("/bot{token}/", 404, "Not Found"),
    ],
)
async def test_refused_paths(wire: Wire, path: str, status: int, description: str) -> None:
    answer = await wire.at("POST", path.format(token=wire.token))
    assert answer.status == status
    assert answer.body == {"ok": False, "error_code": status, "description": description}


# Both clients take an unknown token for what it is.
@pytest.mark.parametrize("connect", [connect_ptb, connect_aiogram])
async def test_clients_see_an_unknown_token(running: Running, connect: Any) -> None:
    async with connect(running.url, STRANGER) as client:
        with pytest.raises(client.errors[401]):
            await client.call("get_me")


# Both clients see a method that this server does not have as "not found".
async def test_clients_see_an_unknown_method(client: Client, levers: Levers, phone: Phone) -> None:
    with pytest.raises(client.errors[404]):
        await client.call("send_dice", chat_id=phone.id)
    assert await levers.refusal() == "Not Found: method not found"


# A body beyond the limit of uploads is refused with its own status.
async def test_bodies_too_big(wire: Wire, phone: Phone) -> None:
    body = io.BytesIO(bytes(60 * 2**20))
    answer = await wire.send("POST", "sendDocument", data=body, headers={"Content-Type": "application/json"})
    assert (answer.status, answer.body["error_code"]) == (413, 413)


# Objects that are no JSON, or not the JSON they should be, are refused in the words of the real server.
@pytest.mark.parametrize(
    ("method", "parameter", "value", "description"),
    [
        ("sendMessage", "reply_markup", "{", "can't parse reply keyboard markup JSON object"),
        ("sendMessage", "reply_markup", "[1]", "object expected as reply markup"),
        ("sendMessage", "reply_parameters", "{", "can't parse reply parameters JSON object"),
        ("setMessageReaction", "reaction", "{", "can't parse reaction types JSON object"),
        ("setMyCommands", "commands", "{", "can't parse commands JSON object"),
        ("setMyCommands", "scope", "{", "can't parse BotCommandScope JSON object"),
    ],
)
async def test_malformed_objects(
    wire: Wire, phone: Phone, method: str, parameter: str, value: str, description: str
) -> None:
    sent = (await wire.call("sendMessage", chat_id=phone.id, text="first")).body["result"]
    data = {"chat_id": str(phone.id), "message_id": str(sent["message_id"]), "text": "hello", "commands": "[]"}
    answer = await wire.send("POST", method, data=data | {parameter: value})
    assert answer.status == 400
    assert answer.body["description"] == f"Bad Request: {description}"


# Parameters that nobody knows are ignored, and so is an unreadable list of updates.
@pytest.mark.parametrize(
    ("method", "request_"),
    [
        ("sendMessage", {"text": "hello", "mood": "calm"}),
        ("getUpdates", {"allowed_updates": "[message"}),
        ("getUpdates", {"allowed_updates": '{"message": true}'}),
    ],
)
async def test_what_is_ignored(
    wire: Wire, phone: Phone, odd_traffic: None, method: str, request_: dict[str, str]
) -> None:
    assert (await wire.send("POST", method, data={"chat_id": str(phone.id)} | request_)).status == 200


# The simulator can only be reached from its own machine, and answers in JSON.
async def test_loopback_and_json(wire: Wire, running: Running) -> None:
    assert running.url.startswith("http://127.0.0.1:")
    assert (await wire.call("getMe")).headers["Content-Type"].startswith("application/json")


# getMe tells what both clients and the bot need of an identity.
async def test_identity(client: Client) -> None:
    me = await client.call("get_me")
    assert me["is_bot"] is True
    assert {name for name, value in me.items() if isinstance(value, bool)} == {
        "is_bot",
        "can_join_groups",
        "can_read_all_group_messages",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
        "can_manage_bots",
    }


# logOut and close are there, too.
@pytest.mark.parametrize("method", ["log_out", "close"])
async def test_leaving(client: Client, method: str) -> None:
    assert await client.call(method) is True
