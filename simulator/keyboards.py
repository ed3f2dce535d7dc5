"""Reply markup: what a bot may put under a message, checked as the Bot API checks it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.records import JSON

MOST_BUTTONS: Final = 100
MOST_IN_A_ROW: Final = 8
MOST_DATA_BYTES: Final = 64
_STYLES: Final = frozenset({"primary", "success", "danger"})
_INLINE: Final = "can't parse inline keyboard button: "
_KEY: Final = "can't parse keyboard button: "
_OTHER_ACTIONS: Final = (
    "callback_game", "pay", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
_KEY_FIELDS: Final = (
    "text", "style", "icon_custom_emoji_id", "request_location", "request_contact", "request_poll", "web_app",
    "request_users", "request_chat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Markup:
    """Either an inline keyboard, which belongs to the message, or something for the place where one types."""

    inline: JSON | None = None
    other: JSON | None = None


NO_MARKUP: Final = Markup()


def read_markup(parameters: Parameters) -> Markup:
    """The reply markup of a request. Raises ApiError with Telegram's words where it cannot be one."""
    if not parameters.given("reply_markup"):
        return NO_MARKUP
    try:
        markup = parameters.decoded("reply_markup")
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    match markup:
        case {"inline_keyboard": rows}:
            keyboard = [row for row in _rows(rows, "inline_keyboard", "InlineKeyboardMarkup", _inline) if row]
            return Markup(inline={"inline_keyboard": keyboard}) if keyboard else NO_MARKUP
        case {"keyboard": rows}:
            return Markup(other={**markup, "keyboard": _rows(rows, "keyboard", "ReplyKeyboardMarkup", _key)})
        case {"remove_keyboard": True} | {"force_reply": True}:
            return Markup(other=markup)
        case dict():
            return NO_MARKUP
        case _:
            raise bad_request("object expected as reply markup")


def check_by_core(markup: Markup) -> None:
    """The checks that Telegram's core makes once the chat is known. Raises ApiError."""
    rows = markup.inline["inline_keyboard"] if markup.inline else []
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in buttons:
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= MOST_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")


def _rows(rows: Any, name: str, owner: str, button: Callable[[Any], JSON]) -> list[list[JSON]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
    return [[button(each) for each in row] for row in rows]


def _inline(button: Any) -> JSON:
    if not isinstance(button, dict):
        raise bad_request(_INLINE + "InlineKeyboardButton must be an Object")
    _check_text(button, _INLINE)
    kept = {name: button[name] for name in ("text", "icon_custom_emoji_id") if name in button}
    kept |= _style(button, _INLINE) | _action(button)
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    return kept


def _check_text(button: JSON, where: str) -> None:
    if "text" not in button:
        raise bad_request(where + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(where + 'Field "text" must be of type String')


def _style(button: JSON, where: str) -> JSON:
    style = button.get("style")
    if not style:
        return {}
    if not isinstance(style, str) or style not in _STYLES:
        raise bad_request(where + "invalid button style specified")
    return {"style": style}


def _action(button: JSON) -> JSON:
    """Where a button has several actions the first known one wins, in Telegram's order."""
    if button.get("url"):
        return {"url": _checked_url(str(button["url"]))}
    if "callback_data" in button and button["callback_data"] is not None:
        return {"callback_data": str(button["callback_data"])}
    for name in _OTHER_ACTIONS:
        if button.get(name) is not None:
            return {name: _CHECKS.get(name, _unchecked)(button[name])}
    raise bad_request(_INLINE + "Text buttons are unallowed in the inline keyboard")


def _checked_url(url: str) -> str:
    full = url if ":" in url.partition("/")[0] else f"http://{url}"
    try:
        parts = urlsplit(full)
    except ValueError:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL") from None
    if parts.scheme in {"tg", "ton"}:
        return full
    if parts.scheme not in {"http", "https"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not parts.hostname or ("." not in parts.hostname and parts.hostname != "localhost"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return full if parts.path else full + "/"


def _checked_copy(copy: Any) -> JSON:
    match copy:
        case {"text": str(text)} if 1 <= len(text) <= 256:
            return {"text": text}
        case _:
            raise bad_request(_INLINE + "copied text must be non-empty and not exceed 256 characters")


def _checked_app(app: Any) -> JSON:
    match app:
        case {"url": str(url)} if url.startswith("https://"):
            return {"url": url}
        case _:
            raise bad_request(_INLINE + "Web App URL must be an HTTPS URL")


def _unchecked(action: Any) -> Any:
    return action


_CHECKS: Final[dict[str, Callable[[Any], Any]]] = {"copy_text": _checked_copy, "web_app": _checked_app}


def _key(button: Any) -> JSON:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict):
        raise bad_request(_KEY + "KeyboardButton must be an Object")
    _check_text(button, _KEY)
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    return {name: button[name] for name in _KEY_FIELDS if name in button}
