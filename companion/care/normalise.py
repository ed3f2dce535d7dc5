"""Text brought to words that the rules know: disguises, stretched letters and emoji undone."""

import re
from collections.abc import Container
from functools import partial
from typing import Final

from companion.care.grammar import NUMBER, YEAR
from companion.reading.normal import STRETCHED, normal, squeezed

_INDIC: Final = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_TOKEN: Final = re.compile(rf"[\w{_INDIC}]+(?:\*+\w+)*|[.!?;\n]|,")
_NUMBER: Final = re.compile(r"(?<!\w)(\d+(?:[.,:]\d+)*)(\w*)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SPACED_OUT: Final = re.compile(r"(?<!\w)(?:\w[ .\-_*]){2,}\w(?!\w)")
_BETWEEN_LETTERS: Final = re.compile(r"[ .\-_*]")
_DISGUISED: Final = re.compile(r"[a-z$@][a-z]*[0134578@$!|][\w@$!|]*(?<!!)")
_LETTERS: Final = str.maketrans("013457@$!|", "oieastasii"[:10])
_STOPS: Final = dict.fromkeys("!?;\n", ".")
_NAMES: Final = {
    **dict.fromkeys("🔫", " gun "),
    **dict.fromkeys("🔪🗡", " knife "),
    **dict.fromkeys("💊", " pills "),
    **dict.fromkeys("⚰🪦", " grave "),
    **dict.fromkeys("😂🤣😆😅😹💀☠😭", " lol "),
    **dict.fromkeys("😊😄😁🙃😜😝", " smile "),
}
_EMOJI: Final = str.maketrans(_NAMES)


def words(text: str, known: Container[str]) -> list[str]:
    """The words of a text, each as `known` spells it where that is one disguise away; every stop is a ".".

    "K1lll my-self!!" is kill, my, self and a stop. Linear in the length of the text.
    """
    line = normal(text).replace("'", "")
    if not line.isascii():
        line = line.translate(_EMOJI)
    line = _SPACED_OUT.sub(_joined, line)
    line = _NUMBER.sub(partial(_counted, known), _DISGUISED.sub(_undisguised, line))
    found: list[str] = _TOKEN.findall(line)
    if STRETCHED.search(line):
        found = [_unstretched(word, known) for word in found]
    return [_STOPS.get(word, word) for word in found]


def _joined(letters: re.Match[str]) -> str:
    return _BETWEEN_LETTERS.sub("", letters[0])


def _undisguised(word: re.Match[str]) -> str:
    return word[0].translate(_LETTERS)


def _counted(known: Container[str], number: re.Match[str]) -> str:
    """ "2nite" where that is a word; else a number or a year, and what it counts as a word of its own."""
    if number[0] in known:
        return number[0]
    return f" {YEAR if _YEAR.fullmatch(number[1]) else NUMBER} {number[2]} "


def _unstretched(word: str, known: Container[str]) -> str:
    return next((shape for shape in (word, *squeezed(word)) if shape in known), word)
