"""parse_mode MarkdownV2, read as Telegram's own library reads it."""

import re
from dataclasses import dataclass, field
from typing import Final

from simulator.text.entities import Entity, byte_offset, checked_link, utf16_length
from simulator.text.html import linked_entity

_RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!\n")
_RAW: Final = frozenset({"Code", "Pre", "PreCode"})
_LINE_END: Final = re.compile(r"\r\n|\n\r|\n|\r")
_LANGUAGE: Final = re.compile(r"([^\s`]+)(?=[^`])")
_MARKS: Final = {
    "Bold": "*", "Italic": "_", "Underline": "__", "Strikethrough": "~", "Spoiler": "||", "Code": "`",
    "Pre": "```", "PreCode": "```", "TextUrl": "]", "CustomEmoji": "]",
}  # fmt: skip
_TYPES: Final = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "BlockQuote": "blockquote",
}  # fmt: skip
_BEGINNINGS: Final = (
    ("__", "Underline"), ("_", "Italic"), ("*", "Bold"), ("~", "Strikethrough"), ("||", "Spoiler"),
    ("[", "TextUrl"), ("```", "Pre"), ("`", "Code"), ("![", "CustomEmoji"),
)  # fmt: skip


def parse_markdown_v2(text: str) -> tuple[str, list[Entity]]:
    """The text without its marks, and its entities. Raises ValueError with Telegram's words."""
    return _Parser(text).parse()


@dataclass(slots=True)
class _Open:
    """An entity whose end is still to come."""

    kind: str  # as Telegram's errors name it
    mark: int  # index of its mark in the source
    begin: int  # UTF-16 code units before it
    piece: int  # index of its first piece of text
    language: str = ""


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    quoted: bool = False
    may_quote: bool = True  # nothing but marks stands before on this line

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        if self.quoted:
            self._end_quote()
        if self.open:
            raise self._unended(self.open[-1])
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.out), self.entities

    def _step(self) -> None:
        char = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if char == "\\" and following and 0 < ord(following) <= 126:
            self._emit(following, 2)
        elif char not in ("`" if self.open and self.open[-1].kind in _RAW else _RESERVED):
            self._emit(char)
        elif self.quoted and char == "\n" and following != ">":
            self._end_quote()
            self._new_line()
        elif self.open and self._ends(self.open[-1]):
            self._end(self.open.pop())
        elif char == "\n":
            self._new_line()
            self.at += self.quoted  # the ">" that goes on with the quotation
        else:
            self._begin(char)

    def _emit(self, piece: str, width: int = 1) -> None:
        self.may_quote = self.may_quote and piece == "\r" and width == 1
        self.out.append(piece)
        self.length += utf16_length(piece)
        self.at += width

    def _new_line(self) -> None:
        self._emit("\n")
        self.may_quote = True

    def _ends(self, entity: _Open) -> bool:
        mark = _MARKS.get(entity.kind, "")
        if entity.kind == "Italic" and self.source.startswith("__", self.at):
            return False
        return bool(mark) and self.source.startswith(mark, self.at)

    def _begin(self, char: str) -> None:
        if char == ">" and self.may_quote:
            self.quoted = True
            self.open.append(_Open("BlockQuote", self.at, self.length, len(self.out)))
            self.at += 1
            return
        for mark, kind in _BEGINNINGS:
            if self.source.startswith(mark, self.at):
                entity = _Open(kind, self.at, self.length, len(self.out))
                self.at += len(mark)
                if kind == "Pre":
                    self._fence(entity)
                self.open.append(entity)
                return
        raise ValueError(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")

    def _fence(self, entity: _Open) -> None:
        if language := _LANGUAGE.match(self.source, self.at):
            entity.kind, entity.language = "PreCode", language[1]
            self.at = language.end()
        if line_end := _LINE_END.match(self.source, self.at):
            self.at = line_end.end()

    def _end(self, entity: _Open) -> None:
        self.at += len(_MARKS[entity.kind])
        marked: Entity = {"type": _TYPES.get(entity.kind, "")}
        match entity.kind:
            case "TextUrl":
                url = checked_link(self._address("a URL") or "".join(self.out[entity.piece :]))
                marked = {"type": "text_link", "url": url} if url and not url.startswith("tg://user") else {}
            case "CustomEmoji":
                if not self.source.startswith("(", self.at):
                    raise ValueError("Custom emoji entity must contain a tg://emoji URL")
                marked = linked_entity(self._address("a custom emoji URL") or "")
            case "PreCode":
                marked["language"] = entity.language
        if marked:
            self._mark(entity, marked)

    def _mark(self, entity: _Open, marked: Entity) -> None:
        if self.length > entity.begin:
            self.entities.append({**marked, "offset": entity.begin, "length": self.length - entity.begin})

    def _address(self, what: str) -> str | None:
        """The address in parentheses that follows, unescaped; None where none follows."""
        if not self.source.startswith("(", self.at):
            return None
        begin = self.at = self.at + 1
        address: list[str] = []
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == ")":
                self.at += 1
                return "".join(address) or " "
            escaped = char == "\\" and self.at + 1 < len(self.source) and ord(self.source[self.at + 1]) <= 126
            self.at += escaped
            address.append(self.source[self.at])
            self.at += 1
        raise ValueError(f"Can't find end of {what} at byte offset {byte_offset(self.source, begin)}")

    def _end_quote(self) -> None:
        """Ends the quotation with this line; an unfinished spoiler at its very end makes it expandable."""
        entity = self.open.pop() if self.open else None
        kind = "blockquote"
        if entity and self._is_last_mark(entity) and self.open and self.open[-1].kind == "BlockQuote":
            entity, kind = self.open.pop(), "expandable_blockquote"
        if entity is None or entity.kind != "BlockQuote":
            raise self._unended(entity) if entity else AssertionError("a quotation is open")
        self.quoted = False
        line_end = int(self.at < len(self.source))  # the line break belongs to the quotation
        size = self.length + line_end - entity.begin
        if size:
            self.entities.append({"type": kind, "offset": entity.begin, "length": size})

    def _is_last_mark(self, entity: _Open) -> bool:
        return entity.kind == "Spoiler" and not "".join(self.out[entity.piece :]).strip("\r")

    def _unended(self, entity: _Open) -> ValueError:
        where = byte_offset(self.source, entity.mark)
        return ValueError(f"Can't find end of {entity.kind} entity at byte offset {where}")
