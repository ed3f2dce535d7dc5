"""Text brought to words that the rules know: disguises, stretched letters and emoji undone."""

import re
from collections.abc import Container
from functools import partial
from itertools import groupby
from string import ascii_lowercase
from typing import Final

from companion.care.grammar import MANY, NUMBER, YEAR
from companion.reading.normal import STRETCHED, normal, squeezed

_INDIC: Final = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_TOKEN: Final = re.compile(rf"[\w{_INDIC}]+(?:\*+\w+)*|[.!?;\n,:]")
_PLAIN_TOKEN: Final = re.compile(r"[a-z0-9_]+(?:\*+[a-z0-9_]+)*|[.!?;\n,:]")
_ODD: Final = re.compile(r"[0-9@$|*]|![a-z]")
_NUMBER: Final = re.compile(r"(?<!\w)(\d+(?:[.,:]\d+)*)(\w*)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FEW: Final = re.compile(r"0*[0-4]|\d+[.:]\d+")
_DISGUISED: Final = re.compile(r"(?<![\w$@|])[a-z$@]+[0134578@$!|][\w@$!|]*(?<!!)")
_LETTERS: Final = str.maketrans("013457@$!|", "oieastasii")
_TRIPLES: Final = tuple(letter * 3 for letter in ascii_lowercase)
_FEWEST_SPELLED_OUT: Final = 3
_NAMED: Final = (
    (re.compile("[🔫]+"), " gun "),
    (re.compile("[🔪🗡]+"), " knife "),
    (re.compile("[💊]+"), " pills "),
    (re.compile("[😂🤣😆😅😹💀☠😭😍🥰]+"), " lol "),
    (re.compile("[😊😄😁🙃😜😝]+"), " smile "),
)


def words(text: str, known: Container[str]) -> list[str]:
    """The words and stops of a text, each word as `known` spells it where that is one disguise away.

    "K1lll my-self!" is kill, my, self and "!". Linear in the length of the text.
    """
    line = normal(text)
    if "'" in line:
        line = line.replace("'", "")
    plain = line.isascii()
    if not plain:
        line = _named(line)
    if _ODD.search(line):
        line = _NUMBER.sub(partial(_counted, known), _DISGUISED.sub(partial(_undisguised, known), line))
    found: list[str] = _PLAIN_TOKEN.findall(line) if plain else _TOKEN.findall(line)
    if any(map(line.__contains__, _TRIPLES)) if plain else STRETCHED.search(line):
        found = [_unstretched(word, known) for word in found]
    if list(map(len, found)).count(1) >= _FEWEST_SPELLED_OUT:
        found = _without_gaps(found, known)
    return found


def _named(line: str) -> str:
    """Emoji that say something, each run as one word."""
    for emoji, name in _NAMED:
        line = emoji.sub(name, line)
    return line


def _undisguised(known: Container[str], word: re.Match[str]) -> str:
    """ "k!ll" is kill, "done!now" are two words."""
    shape = word[0].translate(_LETTERS)
    return shape if "!" not in word[0] or shape in known else word[0]


def _counted(known: Container[str], number: re.Match[str]) -> str:
    """ "2nite" where that is a word; else what kind of number it is, and what it counts as a word of its own."""
    if number[0] in known:
        return number[0]
    size = NUMBER if _FEW.fullmatch(number[1]) else YEAR if _YEAR.fullmatch(number[1]) else MANY
    return f" {size} {number[2]} "


def _unstretched(word: str, known: Container[str]) -> str:
    if word in known or not STRETCHED.search(word):
        return word
    return next((shape for shape in squeezed(word) if shape in known), word)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _without_gaps(found: list[str], known: Container[str]) -> list[str]:
    """ "k m s" and "k.m.s" as one word, where letters that stand alone spell one."""
    left: list[str] = []
    for spaced, group in groupby(found, lambda word: _is_letter(word) or word == "."):
        run = list(group)
        spelled = "".join(run).replace(".", "")
        left += [spelled] if spaced and len(spelled) >= _FEWEST_SPELLED_OUT and spelled in known else run
    return left
