"""The two commonest updates, read without PTB: 5 µs instead of 90, most of them for a Message of 90 attributes.

They are a text in a private chat, plain or as a reply, and a press of a button under a message in one. Whatever holds
a field beyond the few named here is PTB's to read; where both read an update they agree, which the tests hold.
"""

from bot.heard import Heard, without_name
from companion import buttons
from companion.events import Said, Tapped

_TEXT = frozenset(
    {"message_id", "from", "chat", "date", "text", "entities", "link_preview_options", "reply_to_message"}
)
_PRESS = frozenset({"id", "from", "message", "chat_instance", "data"})


def heard_at_once(update: object, username: str) -> Heard | None:
    """What a raw update means, None where PTB has to tell. `username` is the bot's own. Never raises."""
    match update:
        case {"update_id": int(), "message": {"text": str()} as message, **more} if not more:
            return _text(message, username)
        case {"update_id": int(), "callback_query": {"data": str()} as query, **more} if not more:
            return _press(query)
    return None


def _text(message: dict[str, object], username: str) -> Heard | None:
    if not message.keys() <= _TEXT:
        return None
    match message.get("reply_to_message", {"message_id": None}):
        case {"message_id": int() | None as reply_to}:
            pass
        case _:
            return None
    match message:
        case {
            "message_id": int(message_id),
            "from": {"is_bot": False},
            "chat": {"id": int(person_id), "type": "private"},
            "text": str(text),
        }:
            return Heard(person_id, Said(without_name(text, username), message_id, reply_to))
    return None


def _press(query: dict[str, object]) -> Heard | None:
    match query:
        case {
            "id": str(query_id),
            "from": {"id": int(person_id)},
            "message": {"message_id": int(message_id), "chat": {"type": "private"}},
            "data": str(data),
        } if query.keys() <= _PRESS:
            return Heard(person_id, Tapped(buttons.decode(data), message_id), query_id)
    return None
