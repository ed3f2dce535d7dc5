"""Text messages, drafts, and the sign that someone is typing."""

from typing import Any, Final

from simulator.errors import bad_request
from simulator.methods.call import Call, recipient
from simulator.methods.sending import deliver, text_content
from simulator.parameters import Parameters
from simulator.records import JSON
from simulator.text.formatting import Formatted, format_text

_ACTIONS: Final = frozenset((
    "cancel", "typing", "record_video", "record_voice", "record_audio", "upload_photo", "upload_video",
    "upload_voice", "upload_audio", "upload_document", "choose_sticker", "pick_up_location", "find_location",
    "record_video_note", "upload_video_note",
))  # fmt: skip


def read_text(parameters: Parameters) -> Formatted:
    """The parameter `text`, parsed. Raises a 400 where it is missing or cannot be parsed."""
    if not parameters.given("text"):
        raise bad_request("message text is empty")
    return format_text(parameters, "text", "entities")


def preview_options(parameters: Parameters) -> JSON:
    """The link_preview_options of a request, in the newer form or the older one, as a Message echoes them."""
    if parameters.flag("disable_web_page_preview"):
        return {"link_preview_options": {"is_disabled": True}}
    try:
        options = parameters.decoded("link_preview_options")
    except ValueError:
        raise bad_request("can't parse link preview options JSON object") from None
    return {"link_preview_options": options} if options and isinstance(options, dict) else {}


def sendMessage(call: Call) -> Any:
    """Sends a text."""
    formatted = read_text(call.parameters)
    options = preview_options(call.parameters)
    return deliver(call, lambda: {**text_content(formatted), **options})


def sendChatAction(call: Call) -> Any:
    """Shows for up to five seconds that the bot is at work."""
    action = call.parameters.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    person = recipient(call)
    call.telegram.tell(person.id, "typing", action=action)
    return True


def sendMessageDraft(call: Call) -> Any:
    """Shows a message that is still being written."""
    text = format_text(call.parameters, "text", "entities").text
    if not call.parameters.integer("draft_id"):
        raise bad_request("draft identifier must be non-zero")
    person = recipient(call)
    call.telegram.tell(person.id, "draft", text=text)
    return True
