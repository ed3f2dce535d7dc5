"""A text and its entities, as a request gives them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.text.entities import Entity, completed, trimmed, utf16_length
from simulator.text.html import parse_html
from simulator.text.markdown import parse_markdown
from simulator.text.markdown_v2 import parse_markdown_v2

_PARSERS: Final[dict[str, Callable[[str], tuple[str, list[Entity]]]]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}
_CONTROL: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_NAMED: Final = frozenset((
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code",
    "pre", "text_link", "custom_emoji", "date_time",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it is shown, and what is marked in it."""

    text: str
    entities: list[Entity]


def utf16_offset(text: str, index: int) -> int:
    """Where the character at `index` begins in UTF-16 code units."""
    return utf16_length(text[:index])


def format_text(parameters: Parameters, name: str, entities_name: str) -> Formatted:
    """The text parameter `name`, parsed by parse_mode or marked by the entities given.

    Raises ApiError where it cannot be parsed, with the words of the open Bot API server.
    """
    text = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if mode and mode != "none":
        return _completed(*_parse(mode, text))
    return _completed(text, _given(parameters, entities_name))


def plain(text: str) -> Formatted:
    """A text as a person types it."""
    return _completed(text, [])


def _completed(text: str, marked: list[Entity]) -> Formatted:
    cleaned, marked = trimmed(_cleaned(text), marked)
    return Formatted(cleaned, completed(cleaned, marked))


def _cleaned(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def _parse(mode: str, text: str) -> tuple[str, list[Entity]]:
    if mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    try:
        return _PARSERS[mode](text)
    except ValueError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _given(parameters: Parameters, name: str) -> list[Entity]:
    try:
        entities = parameters.decoded(name)
    except ValueError:
        raise bad_request("can't parse entities JSON object") from None
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("expected an Array of entities")
    return [entity for entity in map(_entity, entities) if entity]


def _entity(given: Any) -> Entity | None:
    """An entity that the bot marks itself; what Telegram finds by itself, and nonsense, is left out."""
    match given:
        case {"type": str(kind), "offset": int(offset), "length": int(length)} if kind in _NAMED:
            if offset < 0 or length <= 0:
                return None
            optional = ("url", "language", "custom_emoji_id", "unix_time", "date_time_format")
            fields = {name: given[name] for name in optional if given.get(name) is not None}
            return {"type": kind, "offset": offset, "length": length, **fields}
        case dict():
            return None
        case _:
            raise bad_request("can't parse MessageEntity: expected an Object")
