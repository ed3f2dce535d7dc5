"""The checker of Bot API traffic, against the real data where it lies beside the project."""

import json
from typing import Any

import pytest

from tests.bot_api import BotApi, find

CHAT = {"id": 4_300_000_001, "type": "private", "first_name": "Alice"}
MESSAGE = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "text": "one dish"}
ANSWERED = {"ok": True, "result": MESSAGE}


@pytest.fixture(scope="module")
def api() -> BotApi:
    path = find()
    if path is None:
        pytest.skip("the machine-readable Bot API is not here")
    return BotApi.load(path)


# What clients really send is accepted, whether as JSON values or as the strings of a form, in any case of the method.
@pytest.mark.parametrize(
    ("method", "request_"),
    [
        ("sendMessage", {"chat_id": 1, "text": "hello", "protect_content": True}),
        ("sendmessage", {"chat_id": "1", "text": "7", "protect_content": "True"}),
        ("SENDMESSAGE", {"chat_id": "1", "text": "null", "reply_markup": '{"inline_keyboard": []}'}),
        ("sendMessage", {"chat_id": "@channel", "text": "hello", "reply_markup": {"remove_keyboard": True}}),
        ("sendPhoto", {"chat_id": 1, "photo": "attach://card", "card": {"file": "a.png", "size": 9}}),
        ("sendPhoto", {"chat_id": 1, "photo": {"file": "a.png", "size": 9}}),
        (
            "sendMediaGroup",
            {"chat_id": 1, "media": '[{"type": "photo", "media": "attach://a"}]', "a": {"file": "a", "size": 9}},
        ),
        ("sendLocation", {"chat_id": 1, "latitude": "52.5", "longitude": 13}),
        ("setMyCommands", {"commands": '[{"command": "start", "description": "Begin"}]'}),
        ("setMessageReaction", {"chat_id": 1, "message_id": "2", "reaction": [{"type": "emoji", "emoji": "🎉"}]}),
        ("getMe", {}),
    ],
)
def test_good_requests(api: BotApi, method: str, request_: dict[str, object]) -> None:
    assert api.request_faults(method, request_) == []


# Every way of being wrong is named with its place.
@pytest.mark.parametrize(
    ("method", "request_", "fault"),
    [
        ("sendMassage", {}, "unknown method"),
        ("sendMessage", {"chat_id": 1}, "text: missing"),
        ("sendMessage", {"chat_id": 1, "text": "a", "parsemode": "HTML"}, "parsemode: unknown"),
        ("sendMessage", {"chat_id": 1.5, "text": "a"}, "chat_id: 1.5 is no Integer or String"),
        ("sendPhoto", {"chat_id": 1, "photo": "attach://a", "b": {"file": "a.png", "size": 9}}, "b: unknown"),
        ("deleteMessage", {"chat_id": 1, "message_id": "seven"}, "message_id: 'seven' is no Integer"),
        ("deleteMessage", {"chat_id": 1, "message_id": True}, "message_id: True is no Integer"),
        ("sendMessage", {"chat_id": 1, "text": None}, "text: None is no String"),
        ("sendLocation", {"chat_id": 1, "latitude": "north", "longitude": 1}, "latitude: 'north' is no Float"),
        ("getUpdates", {"allowed_updates": "message"}, "allowed_updates: 'message' is no Array of String"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "reply_markup": '{"inline_keyboard": [[{"txt": "A", "text": "A"}]]}'},
            "reply_markup.inline_keyboard[0][0].txt: unknown",
        ),
        (
            "setMessageReaction",
            {"chat_id": 1, "message_id": 2, "reaction": [{"type": "emoji"}]},
            "reaction[0].emoji: missing",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "everywhere"}},
            "scope.type: 'everywhere' is not 'default'",
        ),
    ],
)
def test_faulty_requests(api: BotApi, method: str, request_: dict[str, object], fault: str) -> None:
    assert api.request_faults(method, request_) == [fault]


# Good answers: a message, a truth where a method may give either, several kinds in one array, and an error.
@pytest.mark.parametrize(
    ("method", "status", "answer"),
    [
        ("sendMessage", 200, ANSWERED),
        ("editMessageText", 200, ANSWERED),
        ("editMessageText", 200, {"ok": True, "result": True}),
        ("setWebhook", 200, {"ok": True, "result": True, "description": "Webhook was set"}),
        ("getUpdates", 200, {"ok": True, "result": [{"update_id": 1, "message": MESSAGE}]}),
        ("sendMessage", 403, {"ok": False, "error_code": 403, "description": "Forbidden: user is deactivated"}),
        (
            "sendMessage",
            429,
            {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": 3}},
        ),
        ("sendMassage", 404, {"ok": False, "error_code": 404, "description": "Not Found: method not found"}),
    ],
)
def test_good_answers(api: BotApi, method: str, status: int, answer: object) -> None:
    assert api.answer_faults(method, status, answer) == []


def _message(**changes: object) -> dict[str, object]:
    return {"ok": True, "result": MESSAGE | changes}


# Nulls, wrong types, missing and unknown fields are found at any depth, and an envelope must tell its own status.
@pytest.mark.parametrize(
    ("method", "status", "answer", "fault"),
    [
        ("sendMessage", 200, _message(entities=None), "result.entities: None is no Array of MessageEntity"),
        ("sendMessage", 200, _message(date="today"), "result.date: 'today' is no Integer"),
        ("sendMessage", 200, _message(mood="calm"), "result.mood: unknown"),
        ("sendMessage", 200, _message(chat={"id": 1}), "result.chat.type: missing"),
        (
            "sendMessage",
            200,
            _message(entities=[{"type": "bold", "offset": 0}]),
            "result.entities[0].length: missing",
        ),
        ("sendMessage", 200, {"ok": True, "result": True}, "result: True is no Message"),
        ("sendMessage", 201, ANSWERED, "ok with status 201"),
        ("sendMessage", 200, ANSWERED | {"took": 3}, "took: unknown"),
        (
            "getMe",
            400,
            {"ok": False, "error_code": 404, "description": "Not Found"},
            "error_code 404 with status 400",
        ),
        (
            "getMe",
            429,
            {"ok": False, "error_code": 429, "description": "", "parameters": {"retry_after": "3"}},
            "parameters.retry_after: '3' is no Integer",
        ),
        ("getMe", 200, {"ok": True}, "no envelope: {'ok': True}"),
        ("getMe", 400, {"ok": False, "error_code": 400}, "no envelope: {'ok': False, 'error_code': 400}"),
    ],
)
def test_faulty_answers(api: BotApi, method: str, status: int, answer: object, fault: str) -> None:
    assert api.answer_faults(method, status, answer) == [fault]


def _entry(**changes: object) -> dict[str, Any]:
    asked = {"n": 5, "method": "sendMessage", "request": {"chat_id": 1, "text": "a"}}
    return asked | {"status": 200, "answer": ANSWERED} | changes


REFUSED = {"ok": False, "error_code": 400, "description": "Bad Request: message text is empty"}


# In a transcript, the request of a call that was refused may be wrong, and a broken connection has no answer.
@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        (_entry(), []),
        (_entry(request={"chat_id": 1}), ["5 sendMessage: text: missing"]),
        (_entry(request={"chat_id": 1}, status=400, answer=REFUSED), []),
        (_entry(status=502, answer="<html>Bad Gateway</html>"), []),
        (_entry(status=0, answer=None), []),
        (_entry(answer="<html>fine</html>"), ["5 sendMessage: no envelope: '<html>fine</html>'"]),
        (_entry(status=403, answer=REFUSED), ["5 sendMessage: error_code 400 with status 403"]),
    ],
)
def test_entries_of_a_transcript(api: BotApi, entry: dict[str, Any], faults: list[str]) -> None:
    assert api.entry_faults(entry) == faults


# The same rules hold for any such data, without the file.
def test_a_small_api_of_its_own() -> None:
    raw = {
        "methods": {"getHue": {"name": "getHue", "returns": ["Hue"], "fields": []}},
        "types": {
            "Hue": {"name": "Hue", "subtypes": ["Red", "Blue"]},
            "Red": {"name": "Red", "subtype_of": ["Hue"], "fields": [_kind("red")]},
            "Blue": {"name": "Blue", "subtype_of": ["Hue"], "fields": [_kind("blue")]},
        },
    }
    api = BotApi.read(json.loads(json.dumps(raw)))
    assert api.answer_faults("gethue", 200, {"ok": True, "result": {"type": "blue"}}) == []
    assert api.answer_faults("gethue", 200, {"ok": True, "result": {"type": "green"}}) == [
        "result.type: 'green' is not 'red'"
    ]


def _kind(name: str) -> dict[str, object]:
    return {"name": "type", "types": ["String"], "required": True, "description": f"The hue, must be {name}"}
