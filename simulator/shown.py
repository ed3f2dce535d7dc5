"""A message as the chat shows it: the user API's view."""

from typing import Any

from simulator.events import Event
from simulator.records import JSON, Message


def shown_message(message: Message) -> JSON:
    """The shown message of docs/simulator.md: the Bot API's, plus what a bot never sees."""
    body = {name: value for name, value in message.body.items() if name != "reply_markup"}
    return {
        **body,
        "out": message.out,
        "reactions": {"bot": message.bot_reaction, "person": message.person_reaction},
        "effect": message.effect,
        "edited": message.edited,
        "deleted": message.deleted,
        "pinned": message.pinned,
        "photo_url": _photo_url(message),
        "document_url": _document_url(message),
        "keyboard": _keyboard(message.body.get("reply_markup")),
        "reply_keyboard": _reply_keyboard(message.reply_keyboard),
    }


def shown_event(event: Event) -> JSON:
    """The event of docs/simulator.md."""
    told: JSON = {"sequence": event.sequence, "kind": event.kind, **event.details}
    if event.message is not None:
        told["message"] = shown_message(event.message)
    return told


def _photo_url(message: Message) -> str | None:
    sizes = message.body.get("photo")
    return f"/user/{message.person}/files/{sizes[-1]['file_id']}" if sizes else None


def _document_url(message: Message) -> str | None:
    document = message.body.get("document")
    return f"/user/{message.person}/files/{document['file_id']}" if document else None


def _keyboard(markup: JSON | None) -> list[list[JSON]] | None:
    if not markup:
        return None
    return [[_button(button) for button in row] for row in markup["inline_keyboard"]]


def _button(button: JSON) -> JSON:
    shown: JSON = {name: button[name] for name in ("text", "style", "url") if name in button}
    if "copy_text" in button:
        shown["copy"] = button["copy_text"]["text"]
    if "web_app" in button:
        shown["url"] = button["web_app"]["url"]
    return shown


def _reply_keyboard(markup: JSON | None) -> Any:
    if markup is None:
        return None
    if markup.get("remove_keyboard"):
        return {"remove": True}
    if markup.get("force_reply"):
        placeholder = markup.get("input_field_placeholder")
        return {"force_reply": True} | ({"placeholder": placeholder} if placeholder else {})
    return [[_key(button) for button in row] for row in markup["keyboard"]]


def _key(button: JSON) -> JSON:
    return {name: button[name] for name in ("text", "request_location") if button.get(name)}
