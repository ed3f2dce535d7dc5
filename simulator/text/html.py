"""parse_mode HTML, read as Telegram's own library reads it."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, urlsplit

from simulator.text.entities import Entity, byte_offset, checked_link, utf16_length

_TAGS: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
_NAMED_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER: Final = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,8})|#x([0-9a-f]{1,7}));?", re.IGNORECASE)
_TAG_NAME: Final = re.compile(r"[^\s>]*")
_END_TAG: Final = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE_NAME: Final = re.compile(r"[^\s=>]*")
_SPACE: Final = re.compile(r"\s*")
_TOKEN: Final = re.compile(r"[A-Za-z0-9.-]*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TEXT: Final = re.compile(r"[^<]+")


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """The text without its tags, and the entities that they mark. Raises ValueError with Telegram's words."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Parser(text).parse()


def unescaped(text: str) -> str:
    """The text with its four named and its numeric characters decoded; all others stay as they are."""
    return _CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED_CHARACTERS.get(match[1], match[0])
    code = int(match[2]) if match[2] else int(match[3], 16)
    return chr(code) if 0 < code < 0x110000 else match[0]


@dataclass(slots=True)
class _Tag:
    name: str
    begin: int  # where the text of the entity begins, in UTF-16 code units
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    tags: list[_Tag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._text()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.tags:
            raise ValueError(f'Can\'t find end tag corresponding to start tag "{self.tags[-1].name}"')
        return "".join(self.out), _with_languages(self.entities)

    def _text(self) -> None:
        match = _TEXT.match(self.source, self.at)
        raw = match[0] if match else ""
        self.at += len(raw)
        piece = unescaped(raw) if "&" in raw else raw
        if _SURROGATE.search(piece):
            raise ValueError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self.out.append(piece)
        self.length += utf16_length(piece)

    def _start_tag(self) -> None:
        begin = self.at
        name = self._read(_TAG_NAME, begin + 1).lower()
        offset = byte_offset(self.source, begin)
        if self.at >= len(self.source):
            raise ValueError(f"Unclosed start tag at byte offset {offset}")
        if name not in _TAGS:
            raise ValueError(f'Unsupported start tag "{name}" at byte offset {offset}')
        attributes = self._attributes(name, offset)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise ValueError(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        self.tags.append(_Tag(name, self.length, attributes))

    def _read(self, pattern: re.Pattern[str], at: int) -> str:
        match = pattern.match(self.source, at)
        found = match[0] if match else ""
        self.at = at + len(found)
        return found

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _attributes(self, tag: str, offset: int) -> dict[str, str]:
        """Reads up to the tag's ">" and past it."""
        attributes: dict[str, str] = {}
        while True:
            self._read(_SPACE, self.at)
            if self._peek() == ">":
                self.at += 1
                return attributes
            name = self._read(_ATTRIBUTE_NAME, self.at).lower()
            if not name and self._peek():
                raise ValueError(f'Empty attribute name in the tag "{tag}" at byte offset {offset}')
            self._read(_SPACE, self.at)
            value = ""
            if self._peek() == "=":
                self._read(_SPACE, self.at + 1)
                value = self._value(tag, offset)
            if not self._peek():
                raise ValueError(f'Unclosed start tag "{tag}" at byte offset {offset}')
            attributes.setdefault(name, value)

    def _value(self, tag: str, offset: int) -> str:
        quote = self._peek()
        if not quote:
            raise ValueError(f'Unclosed start tag "{tag}" at byte offset {offset}')
        if quote not in "'\"":
            begin = self.at
            token = self._read(_TOKEN, begin).lower()
            if not self._peek() or self._peek() not in " \t\r\n>":
                raise ValueError(f"Unexpected end of name token at byte offset {byte_offset(self.source, begin)}")
            return token
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise ValueError(f"Unclosed start tag at byte offset {offset}")
        value = unescaped(self.source[self.at + 1 : end])
        self.at = end + 1
        return value

    def _end_tag(self) -> None:
        offset = byte_offset(self.source, self.at)
        if not self.tags:
            raise ValueError(f"Unexpected end tag at byte offset {offset}")
        match = _END_TAG.match(self.source, self.at)
        if match is None or not match[2]:
            raise ValueError(f"Unclosed end tag at byte offset {offset}")
        tag = self.tags.pop()
        if match[1] and match[1].lower() != tag.name:
            raise ValueError(
                f'Unmatched end tag at byte offset {offset}, expected "</{tag.name}>", found "</{match[1].lower()}>"'
            )
        self.at = match.end()
        if self.length > tag.begin:
            self._mark(tag)

    def _mark(self, tag: _Tag) -> None:
        entity: Entity = {"type": _TAGS[tag.name], "offset": tag.begin, "length": self.length - tag.begin}
        match tag.name:
            case "a":
                covered = "".join(self.out).encode("utf-16-le")[tag.begin * 2 :].decode("utf-16-le")
                entity["url"] = checked_link(tag.attributes.get("href") or covered)
                if not entity["url"] or entity["url"].startswith("tg://user"):
                    return
            case "blockquote" if "expandable" in tag.attributes:
                entity["type"] = "expandable_blockquote"
            case "code" if tag.attributes.get("class", "").startswith("language-"):
                entity["language"] = tag.attributes["class"].removeprefix("language-")
            case "tg-emoji":
                entity["custom_emoji_id"] = _emoji_id(tag.attributes.get("emoji-id", ""))
            case "tg-time":
                entity |= date_time(tag.attributes.get("unix", ""), tag.attributes.get("format", ""))
        self.entities.append(entity)


def _emoji_id(text: str) -> str:
    if not text.isdecimal() or text.startswith("0"):
        raise ValueError("Invalid custom emoji identifier specified")
    return text


def date_time(unix: str, form: str) -> Entity:
    """The fields of a date_time entity. Raises ValueError where that is no moment."""
    if not unix.isdecimal():
        raise ValueError("Invalid date time identifier specified")
    return {"unix_time": int(unix)} | ({"date_time_format": form} if form else {})


def linked_entity(url: str) -> Entity:
    """What `![text](url)` marks in MarkdownV2: a custom emoji or a moment. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme.lower() != "tg":
        raise ValueError("Custom emoji URL must have scheme tg")
    host = (parts.netloc or parts.path).strip("/").lower()
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if host == "time":
        return {"type": "date_time", **date_time(query.get("unix", ""), query.get("format", ""))}
    if host != "emoji":
        raise ValueError('Custom emoji URL must have host "emoji"')
    if "id" not in query:
        raise ValueError("Custom emoji URL must have an emoji identifier")
    return {"type": "custom_emoji", "custom_emoji_id": _emoji_id(query["id"])}


def _with_languages(entities: list[Entity]) -> list[Entity]:
    """A pre and a code over the same range, the code with a language, are one pre with that language."""
    languages = {
        (entity["offset"], entity["length"]): entity["language"]
        for entity in entities
        if entity["type"] == "code" and entity.get("language")
    }
    result = []
    for entity in entities:
        where = (entity["offset"], entity["length"])
        kept = {name: value for name, value in entity.items() if name != "language"}
        if entity["type"] == "pre" and where in languages:
            kept["language"] = languages[where]
        result.append(kept)
    return result
