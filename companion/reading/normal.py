"""One shape for everything that people type, so that the readers compare like with like."""

import re
import unicodedata
from collections.abc import Sequence
from functools import wraps
from typing import Any, Final, Protocol, TypeVar

LONGEST: Final = 4096
"""Characters looked at; Telegram's own limit for one message."""
SHORT: Final = 600
"""Characters that an answer or a wish has at most: readers of those leave a longer text alone, unread."""

_QUOTES: Final = dict.fromkeys("‘’‚‛`´ʼ′＇", "'") | dict.fromkeys("“”„‟«»″", '"')
_STOPS: Final = {"؟": "?", "،": ",", "।": ".", "。": ".", "、": ",", "…": ".", "⁄": "/"}
_DASHES: Final = dict.fromkeys("‐‑‒–—―−", "-")
_LETTERS: Final = {
    "ё": "е",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ى": "ي",
    "ة": "ه",
}
_SKIN_TONES: Final = (0x1F3FB, 0x1F3FF)
_MARKS: Final = ((0x0300, 0x036F), (0x064B, 0x065F), (0x0670, 0x0670), (0x0640, 0x0640), (0xFE00, 0xFE0F), _SKIN_TONES)
_INVISIBLE: Final = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BIDI: Final = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070))))
_DROPPED: Final = "".join(chr(code) for first, last in _MARKS for code in range(first, last + 1)) + _INVISIBLE + _BIDI
_FOLDED: Final = _QUOTES | _STOPS | _DASHES | _LETTERS | dict.fromkeys(_DROPPED, "")
_FOLDABLE: Final = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
_WIDEST: Final = 4 * LONGEST
"""Characters of a text in compatibility forms that are looked at: one ligature can be a sentence of eighteen."""

_INDIC: Final = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
TOKEN: Final = re.compile(rf"[\w'{_INDIC}]+|\S|\n")
_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")
STRETCHED: Final = re.compile(r"(.)\1{2,}", re.DOTALL)
_PUNCTUATION: Final = frozenset(".,;:!?-()\n")
_ENDING: Final = " \t\r\n.,!?;:'\"()-"


def normal(text: str) -> str:
    """The text in lower case, without accents, invisible characters or typographic quotes; cut to LONGEST.

    Emoji stay, without their skin tone; line breaks stay, other white space becomes one space.
    """
    if isinstance(text, Typed):
        return text.line
    text = text[:LONGEST]
    if not text.isascii():
        spelled = _folded(unicodedata.normalize("NFKD", text.casefold())[:_WIDEST])
        text = unicodedata.normalize("NFC", spelled.casefold())[:LONGEST]
        text = text if text == spelled else _folded(text)
    lines = text.lower().splitlines()
    if len(lines) == 1:  # nearly always
        return " ".join(lines[0].split())
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _folded(text: str) -> str:
    """The text without what is dropped, and the rest of `_FOLDED` replaced: each kind of character at once."""
    found = _FOLDABLE.search(text)
    while found:
        text = text.replace(found[0], _FOLDED[found[0]])
        found = _FOLDABLE.search(text, found.start())
    return text


def bare(text: str) -> str:
    """The normal text in one line without punctuation at its ends: what an exact table is asked for."""
    if text.isascii() and text.isalnum():  # a plain word, as nearly all are
        return text.lower()
    return " ".join(normal(text).split()).strip(_ENDING)


class Even(tuple[str, ...]):
    """Tokens none of which is stretched ("nooo"), as nearly always: that need not be looked for again."""

    __slots__ = ()


class Typed(str):
    """A text that is taken apart once for all who read it: each of a dozen readers would do it again."""

    __slots__ = ("line", "meanings", "parts", "said")
    line: str  # as `normal` has it
    parts: Sequence[str]  # its tokens
    said: Sequence[str]  # those that are no marks
    meanings: dict[Any, Any]  # what the readers found that are asked more than once


def typed(text: str) -> Typed:
    """The text, with its tokens at hand."""
    if isinstance(text, Typed):
        return text
    found, found.line = Typed(text), normal(text)
    parts = _tokens(found.line)
    kept: type[tuple[str, ...]] = tuple if STRETCHED.search(" ".join(parts)) else Even
    found.parts, found.said, found.meanings = kept(parts), kept(_without_marks(parts)), {}
    return found


_Meaning = TypeVar("_Meaning")
_Found_co = TypeVar("_Found_co", covariant=True)


class Reader(Protocol[_Found_co]):
    """Whoever reads one meaning in a text."""

    def __call__(self, text: str, language: str = "en") -> _Found_co: ...


def read_once(reader: Reader[_Meaning]) -> Reader[_Meaning]:
    """The reader, which looks through a `Typed` text once, however often it is asked."""

    @wraps(reader)
    def once(text: str, language: str = "en") -> _Meaning:
        if not isinstance(text, Typed):
            return reader(text, language)
        key = reader, language
        if key not in text.meanings:
            text.meanings[key] = reader(text, language)
        found: _Meaning = text.meanings[key]
        return found

    return once


def tokens(text: str) -> Sequence[str]:
    """The words, numbers, emoji and punctuation marks of a text, each normal, in order."""
    return text.parts if isinstance(text, Typed) else _tokens(normal(text))


def _tokens(line: str) -> list[str]:
    if "-" in line:
        line = _HYPHEN.sub(" ", line)
    found: list[str] = TOKEN.findall(line)
    return [token.strip("'") or token for token in found] if "'" in line else found


def said(text: str) -> Sequence[str]:
    """The tokens of a text but its punctuation marks."""
    return text.said if isinstance(text, Typed) else _without_marks(tokens(text))


def _without_marks(parts: Sequence[str]) -> Sequence[str]:
    return [token for token in parts if token not in _PUNCTUATION]


def words(text: str) -> Sequence[str]:
    """The tokens of a text that are words or numbers."""
    return [token for token in tokens(text) if token[0].isalnum()]


def squeezed(word: str) -> tuple[str, str]:
    """A stretched word ("nooo", "sooo") with its runs of three or more cut to two letters, and to one."""
    return STRETCHED.sub(r"\1\1", word), STRETCHED.sub(r"\1", word)
