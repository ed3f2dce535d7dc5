"""Changing and removing messages that were sent."""

from dataclasses import dataclass
from typing import Any, Final

from simulator.errors import bad_request
from simulator.keyboards import Markup, check_by_core, read_markup
from simulator.methods.call import Call, chat_of, message_of, recipient
from simulator.methods.sending import caption_content, text_content
from simulator.methods.texts import preview_options, read_text
from simulator.records import JSON, Message
from simulator.text.formatting import format_text

DELETABLE_SECONDS: Final = 48 * 3600
MOST_AT_ONCE: Final = 100
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TEXT_FIELDS: Final = frozenset({"text", "entities", "link_preview_options"})
_CAPTION_FIELDS: Final = frozenset({"caption", "caption_entities"})


@dataclass(frozen=True, slots=True)
class _Edit:
    """A message that may be edited, and the keyboard it is to have."""

    call: Call
    message: Message
    markup: Markup

    def replace(self, fields: frozenset[str], content: JSON) -> JSON:
        """Puts `content` in the place of the message's `fields`, and the new keyboard in the place of the old.

        Returns the edited Message. Raises a 400 where that changes nothing.
        """
        old = self.message.body
        new = {name: value for name, value in old.items() if name not in fields | {"reply_markup"}} | content
        if self.markup.inline:
            new["reply_markup"] = self.markup.inline
        if new == old:
            raise bad_request(_NOT_MODIFIED)
        telegram = self.call.telegram
        new["edit_date"] = int(telegram.clock.now())
        edited = self.message.edited or bool(fields)
        return telegram.change_message(self.message, "edited", body=new, edited=edited).body


def _open(call: Call) -> _Edit:
    if call.parameters.given("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    markup = read_markup(call.parameters)
    if not call.parameters.given("chat_id") and not call.parameters.given("message_id"):
        raise bad_request("message identifier is not specified")
    message = message_of(call, recipient(call), "message to edit not found")
    if message.out:
        raise bad_request("message can't be edited")
    if markup.other:
        raise bad_request("inline keyboard expected")
    check_by_core(markup)
    return _Edit(call, message, markup)


def editMessageText(call: Call) -> Any:
    """Gives a text message a new text; without reply_markup its keyboard goes."""
    formatted = read_text(call.parameters)
    options = preview_options(call.parameters)
    edit = _open(call)
    if "text" not in edit.message.body:
        raise bad_request("there is no text in the message to edit")
    return edit.replace(_TEXT_FIELDS, {**text_content(formatted), **options})


def editMessageCaption(call: Call) -> Any:
    """Gives a photo or file a new caption; without reply_markup its keyboard goes."""
    formatted = format_text(call.parameters, "caption", "caption_entities")
    edit = _open(call)
    if not {"photo", "document"} & edit.message.body.keys():
        raise bad_request("there is no caption in the message to edit")
    return edit.replace(_CAPTION_FIELDS, caption_content(formatted))


def editMessageReplyMarkup(call: Call) -> Any:
    """Gives a message another inline keyboard, or none."""
    return _open(call).replace(frozenset(), {})


def deleteMessage(call: Call) -> Any:
    """Removes a message on both sides, within 48 hours of its sending."""
    message = message_of(call, chat_of(call), "message to delete not found")
    if call.telegram.clock.now() - message.body["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted")
    call.telegram.change_message(message, "deleted", deleted=True)
    return True


def deleteMessages(call: Call) -> Any:
    """Removes up to 100 messages; those that cannot be found or are too old stay as they are."""
    numbers = _message_ids(call)
    person = chat_of(call)
    oldest = call.telegram.clock.now() - DELETABLE_SECONDS
    for number in numbers:
        message = call.telegram.message_in(person.id, number)
        if message is not None and message.body["date"] >= oldest:
            call.telegram.change_message(message, "deleted", deleted=True)
    return True


def _message_ids(call: Call) -> list[int]:
    try:
        numbers = call.parameters.decoded("message_ids")
    except ValueError:
        raise bad_request("can't parse message identifiers JSON object") from None
    if numbers is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if len(numbers) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(number, int) for number in numbers):
        raise bad_request("message identifier must be a Number")
    return numbers


def pinChatMessage(call: Call) -> Any:
    """Pins a message of the chat."""
    message = message_of(call, recipient(call), "message to pin not found")
    call.telegram.change_message(message, "edited", pinned=True)
    return True


def unpinChatMessage(call: Call) -> Any:
    """Unpins a message, without message_id the one that was pinned last."""
    person = recipient(call)
    if call.parameters.given("message_id"):
        message = message_of(call, person, "message to unpin not found")
        call.telegram.change_message(message, "edited", pinned=False)
        return True
    pinned = [each for each in call.telegram.messages_of(person.id) if each.pinned and not each.deleted]
    if not pinned:
        raise bad_request("message to unpin not found")
    call.telegram.change_message(pinned[-1], "edited", pinned=False)
    return True
