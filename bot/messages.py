"""What we say, as calls of the Bot API: outbox body -> method and parameters; and simpler ones, when one is refused."""

import html
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.forms import Upload
from storage.bodies import opened

_EFFECTS = {"party": "5046509860389126442"}  # 🎉; the ids are undocumented but known to all clients
_TAG = re.compile(r"<[^<>]*>")
_NO_PREVIEW = {"is_disabled": True}
_CANT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid", "no text in the message")


class Call(msgspec.Struct, frozen=True):
    """A Bot API call. A `decoration` may fail unnoticed; anything else has words in it."""

    method: str
    parameters: Mapping[str, Any]
    decoration: bool = False
    files: Mapping[str, Upload] = msgspec.field(default_factory=dict)


def call_of(person_id: int, body: bytes) -> Call:
    """The call that says what an outbox row holds. Raises ValueError for a body that no version of ours wrote."""
    fields: dict[str, Any]
    fields, content = opened(body)
    match fields:
        case {"kind": "say", **say}:
            return _say(person_id, say)
        case {"kind": "tidy", "message_id": int(message_id)}:
            return Call("editMessageReplyMarkup", {"chat_id": person_id, "message_id": message_id}, decoration=True)
        case {"kind": "react", "message_id": int(message_id), "emoji": str(emoji)}:
            reaction = [{"type": "emoji", "emoji": emoji}]
            parameters = {"chat_id": person_id, "message_id": message_id, "reaction": reaction}
            return Call("setMessageReaction", parameters, decoration=True)
        case {"kind": "delete", "message_ids": list(message_ids)}:
            return Call("deleteMessages", {"chat_id": person_id, "message_ids": message_ids}, decoration=True)
        case {"kind": "document", "name": str(name), **document}:
            return _file(person_id, "document", document, Upload(name, content))
        case {"kind": "photo", "file_id": str(file_id), **photo}:
            return _file(person_id, "photo", photo, file_id or Upload("picture.png", content))
    raise ValueError("An outbox body of no known kind")


def simpler(call: Call, refusal: str) -> Call | None:
    """The next thing to try after a 400 that said `refusal`: less decorated, never less said. None: nothing is left."""
    told = refusal.lower()
    parameters = dict(call.parameters)
    if any(reason in told for reason in _CANT_EDIT) and parameters.pop("message_id", None):
        return replace(call, method="sendMessage", parameters=parameters)
    if "can't parse entities" in told and parameters.pop("parse_mode", None):
        words = "text" if "text" in parameters else "caption"
        return replace(call, parameters=parameters | {words: html.unescape(_TAG.sub("", parameters[words]))})
    plain = _undecorated(parameters)
    return replace(call, parameters=plain) if plain != call.parameters else None


def _say(person_id: int, say: Mapping[str, Any]) -> Call:
    parameters: dict[str, Any] = {
        "chat_id": person_id,
        "text": say["text"],
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
    }
    if markup := _markup(say):
        parameters["reply_markup"] = markup
    if say["edits"] is not None:
        return Call("editMessageText", parameters | {"message_id": say["edits"]})
    if say.get("answers") is not None:  # in a group with topics it stands in the topic of that message
        parameters["reply_parameters"] = {"message_id": say["answers"], "allow_sending_without_reply": True}
    if say["silent"]:
        parameters["disable_notification"] = True
    if effect := _EFFECTS.get(say["effect"]):
        parameters["message_effect_id"] = effect
    return Call("sendMessage", parameters)


def _file(person_id: int, kind: str, said: Mapping[str, Any], given: Upload | str) -> Call:
    """`given` is the file, or the id of one that Telegram has."""
    parameters: dict[str, Any] = {"chat_id": person_id}
    if said["caption"]:
        parameters |= {"caption": said["caption"], "parse_mode": "HTML"}
    if rows := [[_inline(key) for key in row] for row in said.get("keys", ())]:
        parameters["reply_markup"] = {"inline_keyboard": rows}
    if effect := _EFFECTS.get(said.get("effect", "")):
        parameters["message_effect_id"] = effect
    files = {kind: given} if isinstance(given, Upload) else {}
    return Call(f"send{kind.capitalize()}", parameters if files else parameters | {kind: given}, files=files)


def _markup(say: Mapping[str, Any]) -> dict[str, Any] | None:
    if say["ask_location"]:
        # A message has one keyboard: what were buttons are words to tap, and every button has a typed twin.
        rows = [[{"text": say["ask_location"], "request_location": True}]]
        rows += [[{"text": key["label"]} for key in row] for row in say["keys"]]
        return {"keyboard": rows, "one_time_keyboard": True, "resize_keyboard": True}
    rows = [[_inline(key) for key in row] for row in say["keys"]]
    return {"inline_keyboard": rows} if rows else None


def _inline(key: Mapping[str, str]) -> dict[str, str]:
    button = {"text": key["label"], "callback_data": key["data"]}
    return button | {"style": key["style"]} if key["style"] else button


def _undecorated(parameters: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: value for name, value in parameters.items() if name != "message_effect_id"}
    match plain.get("reply_markup"):
        case {"inline_keyboard": rows}:
            bare = [[{k: v for k, v in key.items() if k != "style"} for key in row] for row in rows]
            plain["reply_markup"] = {"inline_keyboard": bare}
    return plain
