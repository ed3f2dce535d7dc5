"""Entities: marked ranges of a text, counted in UTF-16 code units as Telegram counts."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

Entity = dict[str, Any]

MOST_ENTITIES: Final = 100
_RANK: Final = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 11, "code": 20, "text_link": 49, "text_mention": 49,
    "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "date_time": 98,
    "custom_emoji": 99,
}  # fmt: skip
"""Which of two entities over the same range comes first; found ones stand at 50."""

_DOMAINS: Final = (
    "com org net edu gov int info biz name pro dev app io ai me tv cc co us uk ca au nz ie de fr es it pt nl be at "
    "ch se no dk fi pl cz sk hu ro bg gr tr ua ru by kz ge am az il ae sa eg ir in pk bd lk cn tw hk jp kr th vn id "
    "my sg ph br ar mx cl pe za ng ke eu xyz online site shop blog cloud"
).replace(" ", "|")
_FOUND: Final = re.compile(
    rf"""
      (?P<email>(?<![\w@.+-])[A-Za-z0-9][\w.+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,24}}(?![\w@]))
    | (?P<url>(?:https?|ftp|tg|ton)://[^\s<>"]*[^\s<>".,:;!?'()\[\]]
             |(?<![\w@./-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:{_DOMAINS})
              (?![\w-]|\.\w)(?::\d+)?(?:/(?:[^\s<>"]*[^\s<>".,:;!?'()\[\]])?)?)
    | (?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{{1,64}}(?:@[A-Za-z0-9_]{{3,32}})?(?![\w/<>]))
    | (?P<mention>(?<![\w@])@[A-Za-z0-9_]{{4,32}}(?!\w))
    | (?P<hashtag>(?<![\w\#])\#(?=\w*[^\W\d_])\w{{1,256}}(?![\w\#]))
    """,
    re.VERBOSE,
)
_HINTS: Final = re.compile(r"[/@#.]")


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def byte_offset(text: str, index: int) -> int:
    """Where the character at `index` begins, counted in UTF-8 bytes: as parse errors count."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


def found_entities(text: str) -> Iterator[Entity]:
    """What Telegram marks by itself: commands, links, mentions, hashtags, e-mail addresses."""
    if not _HINTS.search(text):
        return
    for match in _FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": utf16_length(match[0])}


def completed(text: str, marked: Iterable[Entity]) -> list[Entity]:
    """All entities of a text in Telegram's order: the marked ones, and those found where none forbids it."""
    entities = list(marked)
    opaque = [entity for entity in entities if entity["type"] in {"pre", "code", "text_link", "text_mention"}]
    found = [each for each in found_entities(text) if not any(_overlap(each, other) for other in opaque)]
    if not entities:
        return found[:MOST_ENTITIES]
    code = [entity for entity in entities if entity["type"] in {"pre", "code"}]
    kept = [entity for entity in entities if not any(_swallows(other, entity) for other in code)]
    return sorted(kept + found, key=_order)[:MOST_ENTITIES]


def _order(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANK.get(entity["type"], 50)


def _end(entity: Entity) -> int:
    end: int = entity["offset"] + entity["length"]
    return end


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _swallows(code: Entity, entity: Entity) -> bool:
    if entity is code or entity["type"] in {"blockquote", "expandable_blockquote"}:
        return False
    if entity["type"] in {"pre", "code"}:
        return _order(code) < _order(entity) and _overlap(code, entity)
    return _overlap(code, entity)


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """The text without white space around it, and its entities cut and moved to fit."""
    bare = text.strip()
    if bare == text:
        return text, list(entities)
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(bare)
    moved = []
    for entity in entities:
        start, end = max(entity["offset"] - cut, 0), min(_end(entity) - cut, size)
        if start < end:
            moved.append({**entity, "offset": start, "length": end - start})
    return bare, moved


def checked_link(url: str) -> str:
    """The address that a link really leads to; "" where Telegram makes no link of it."""
    url = url.strip()
    full = url if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) else f"http://{url}"
    try:
        parts = urlsplit(full)
    except ValueError:
        return ""
    if parts.scheme in {"tg", "ton", "mailto", "tel"}:
        return full
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https", "ftp"} or ("." not in host.strip(".") and host != "localhost"):
        return ""
    return parts._replace(path=parts.path or "/").geturl()
