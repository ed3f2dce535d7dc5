"""parse_mode Markdown, the old one: no nesting, and only `_*[` and back-ticks mean anything."""

import re
from typing import Final

from simulator.text.entities import Entity, byte_offset, checked_link, utf16_length

_KINDS: Final = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}
_PLAIN: Final = re.compile(r"\\([_*`\[])|([_*`\[])")
_FENCE: Final = re.compile(r"```(?:([^\s`]+)(?=[^`]))?(?:\r\n|\n\r|\n|\r)?")


def parse_markdown(text: str) -> tuple[str, list[Entity]]:
    """The text without its marks, and its entities. Raises ValueError with Telegram's words."""
    out: list[str] = []
    entities: list[Entity] = []
    at = length = 0
    while match := _PLAIN.search(text, at):
        out.append(text[at : match.start()] + (match[1] or ""))
        length += utf16_length(out[-1])
        at = match.end()
        if match[2]:
            inner, at, entity = _entity(text, match.start())
            out.append(inner)
            if inner and entity:
                entities.append({"offset": length, "length": utf16_length(inner), **entity})
            length += utf16_length(inner)
    out.append(text[at:])
    return "".join(out), entities


def _entity(text: str, begin: int) -> tuple[str, int, Entity]:
    """The marked text, where what follows it begins, and the entity, empty where there is none."""
    if fence := _FENCE.match(text, begin):
        end = _find(text, "```", fence.end(), begin)
        language = {"language": fence[1]} if fence[1] else {}
        return text[fence.end() : end], end + 3, {"type": "pre", **language}
    mark = text[begin]
    end = _find(text, "]" if mark == "[" else mark, begin + 1, begin)
    inner = text[begin + 1 : end]
    if mark != "[":
        return inner, end + 1, {"type": _KINDS[mark]}
    url, after = inner, end + 1
    if text.startswith("(", after):
        close = text.find(")", after)
        close = len(text) if close < 0 else close
        url, after = text[after + 1 : close], close + 1
    link = checked_link(url)
    linked = link and not link.startswith("tg://user")
    return inner, after, {"type": "text_link", "url": link} if linked else {}


def _find(text: str, mark: str, start: int, begin: int) -> int:
    end = text.find(mark, start)
    if end < 0:
        raise ValueError(f"Can't find end of the entity starting at byte offset {byte_offset(text, begin)}")
    return end
