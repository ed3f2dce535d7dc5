"""What all sending methods share: the chat, the reply, the effect, the keyboard."""

from collections.abc import Callable
from typing import Any, Final

from simulator.errors import bad_request
from simulator.keyboards import check_by_core, read_markup
from simulator.methods.call import Call, recipient
from simulator.parameters import Parameters
from simulator.records import JSON, Message, Person
from simulator.text.formatting import Formatted, utf16_offset

EFFECTS: Final = {
    5046509860389126442: "🎉",
    5104841245755180586: "🔥",
    5107584321108051014: "👍",
    5104858069142078462: "👎",
    5159385139981059251: "❤",
    5044134455711629726: "❤",
    5046589136895476101: "💩",
}
"""The effects that every account may use. Their numbers are known to the community, not documented."""

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024


def deliver(call: Call, content: Callable[[], JSON]) -> JSON:
    """Sends a message to the chat that the request names; returns the sent Message.

    `content` is asked for once the chat is known: what it refuses, Telegram's core refuses.
    """
    parameters = call.parameters
    wanted_reply = _reply_parameters(parameters)
    markup = read_markup(parameters)
    person = recipient(call)
    reply = _reply(call, person, wanted_reply)
    check_by_core(markup)
    effect_id = parameters.integer("message_effect_id")
    effect = _effect(effect_id)
    body: JSON = {**content(), **reply}
    if parameters.flag("protect_content"):
        body["has_protected_content"] = True
    if effect:
        body["effect_id"] = str(effect_id)
    if markup.inline:
        body["reply_markup"] = markup.inline
    message = call.telegram.add_message(person, body, out=False, reply_keyboard=markup.other, effect=effect)
    if effect:
        call.telegram.tell(person.id, "effect", message_id=message.id, emoji=effect)
    return message.body


def _effect(effect_id: int) -> str | None:
    if not effect_id:
        return None
    if effect_id not in EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    return EFFECTS[effect_id]


def _reply_parameters(parameters: Parameters) -> JSON:
    """What the message replies to, in the newer form or the older one; {} where it replies to nothing."""
    if not parameters.given("reply_parameters"):
        number = parameters.integer("reply_to_message_id")
        optional = parameters.flag("allow_sending_without_reply")
        return {"message_id": number, "allow_sending_without_reply": optional} if number else {}
    try:
        wanted = parameters.decoded("reply_parameters")
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict):
        raise bad_request("can't parse reply parameters JSON object")
    return wanted


def _reply(call: Call, person: Person, wanted: JSON) -> JSON:
    if not wanted:
        return {}
    original = call.telegram.message_in(person.id, _number(wanted.get("message_id")))
    if original is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": quoted(original)} | _quote(original, wanted.get("quote"))


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def quoted(original: Message) -> JSON:
    """The message as a reply shows it: without what it replied to itself."""
    return {name: value for name, value in original.body.items() if name not in {"reply_to_message", "quote"}}


def _quote(original: Message, quote: Any) -> JSON:
    if not quote:
        return {}
    text = original.body.get("text") or original.body.get("caption") or ""
    position = text.find(str(quote))
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": utf16_offset(text, position), "is_manual": True}}


def text_content(formatted: Formatted) -> JSON:
    """The fields of a text message. Raises a 400 where the text is empty or too long."""
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content: JSON = {"text": formatted.text}
    if formatted.entities:
        content["entities"] = formatted.entities
    return content


def caption_content(formatted: Formatted) -> JSON:
    """The fields of a caption, none where it is empty. Raises a 400 where it is too long."""
    if len(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: JSON = {"caption": formatted.text} if formatted.text else {}
    if formatted.entities:
        content["caption_entities"] = formatted.entities
    return content
