"""What lies in an outbox row: one line of JSON, `kind` and the fields of that reply, and behind it the bytes of a file
where it has one."""

from typing import Any

import orjson

from companion import buttons
from companion.turns import Delete, Document, Fetch, Key, Photo, React, Say, Sayable, Tidy

_END_OF_FIELDS = b"\n"  # orjson writes none
_FETCH = b'{"kind":"fetch",'


def body(reply: Sayable) -> bytes:
    """The reply as `opened` reads it."""
    fields, content = _parts(reply)
    return orjson.dumps(fields) + (_END_OF_FIELDS + content if content else b"")


def opened(body: bytes) -> tuple[Any, bytes]:
    """The fields and the file, empty where there is none. Raises ValueError for what is no JSON."""
    fields, _, content = body.partition(_END_OF_FIELDS)
    return orjson.loads(fields), content


def fetched(body: bytes) -> str | None:
    """The file that the row has brought here, None where it says something."""
    if not body.startswith(_FETCH):  # most rows: nothing is read twice
        return None
    file_id: str = opened(body)[0]["file_id"]
    return file_id


def _parts(reply: Sayable) -> tuple[dict[str, Any], bytes]:
    match reply:
        case Say():
            return _say(reply), b""
        case Tidy(message_id):
            return {"kind": "tidy", "message_id": message_id}, b""
        case React(message_id, emoji):
            return {"kind": "react", "message_id": message_id, "emoji": emoji}, b""
        case Delete(message_ids):
            return {"kind": "delete", "message_ids": message_ids}, b""
        case Fetch(file_id):
            return {"kind": "fetch", "file_id": file_id}, b""
        case Document(name, content, caption):
            return {"kind": "document", "name": name, "caption": caption}, content
        case Photo(picture, caption, keys):
            file_id, content = (picture, b"") if isinstance(picture, str) else ("", picture)
            return {"kind": "photo", "file_id": file_id, "caption": caption, "keys": _keyboard(keys)}, content


def _say(reply: Say) -> dict[str, Any]:
    return {
        "kind": "say",
        "text": reply.text,
        "keys": _keyboard(reply.keys),
        "edits": reply.edits,
        "effect": reply.effect,
        "silent": reply.silent,
        "ask_location": reply.ask_location,
        "answers": reply.answers,
    }


def _keyboard(rows: tuple[tuple[Key, ...], ...]) -> list[list[dict[str, str]]]:
    return [[_key(key) for key in row] for row in rows]


def _key(key: Key) -> dict[str, str]:
    return {"label": key.label, "data": buttons.encode(key.button), "style": key.style}
