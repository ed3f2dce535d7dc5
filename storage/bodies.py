"""What lies in an outbox row: one line of JSON, `kind` and the fields of that reply, and behind it the bytes of a file
where it has one."""

from collections.abc import Mapping
from typing import Any

import msgspec
import orjson

from companion import buttons
from companion.replies import Delete, Document, Fetch, Key, Picture, React, Say, Sayable, Tidy

_END_OF_FIELDS = b"\n"  # orjson writes none
_FETCH = b'{"kind":"fetch",'
_PICTURE = b'{"kind":"picture",'


class Drawn(msgspec.Struct, frozen=True):
    """A picture that a row is to have drawn: what it shows, the request for it, and the fields that go with it."""

    of: str
    request: bytes
    known_as: str
    fields: Mapping[str, Any]


def body(reply: Sayable) -> bytes:
    """The reply as `opened` reads it."""
    fields, content = _parts(reply)
    return orjson.dumps(fields) + (_END_OF_FIELDS + content if content else b"")


def opened(body: bytes) -> tuple[Any, bytes]:
    """The fields and the file, empty where there is none. Raises ValueError for what is no JSON."""
    fields, _, content = body.partition(_END_OF_FIELDS)
    return orjson.loads(fields), content


def asked_to_draw(body: bytes) -> Drawn | None:
    """The picture that the row is to have drawn, None where it is something else."""
    if not body.startswith(_PICTURE):
        return None
    fields, request = opened(body)
    return Drawn(fields["of"], request, fields["known_as"], fields)


def as_photo(drawn: Drawn, picture: bytes | None) -> bytes:
    """The row's body once its picture is drawn; None: it is the one that Telegram has."""
    file_id = drawn.known_as if picture is None else ""
    fields = {"kind": "photo", "file_id": file_id} | {
        name: drawn.fields[name] for name in ("caption", "keys", "effect")
    }
    return orjson.dumps(fields) + (_END_OF_FIELDS + picture if picture else b"")


def as_words(drawn: Drawn) -> bytes:
    """The row's body where nothing could be drawn."""
    said = _say(Say(drawn.fields["otherwise"]))
    return orjson.dumps(said | {name: drawn.fields[name] for name in ("keys", "effect")})


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
        case Picture():
            return _picture(reply), reply.request


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


def _picture(reply: Picture) -> dict[str, Any]:
    return {
        "kind": "picture",
        "of": reply.kind,
        "caption": reply.caption,
        "keys": _keyboard(reply.keys),
        "known_as": reply.known_as,
        "otherwise": reply.otherwise,
        "effect": reply.effect,
    }


def _keyboard(rows: tuple[tuple[Key, ...], ...]) -> list[list[dict[str, str]]]:
    return [[_key(key) for key in row] for row in rows]


def _key(key: Key) -> dict[str, str]:
    return {"label": key.label, "data": buttons.encode(key.button), "style": key.style}
