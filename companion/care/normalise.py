"""Text brought to words that the rules know: disguises, stretched letters and emoji undone."""

import re
import string
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Final

from companion.care.grammar import MANY, NUMBER, YEAR
from companion.reading.normal import normal

_INDIC: Final = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_SYLLABLES: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_BETWEEN_SYLLABLES: Final = re.compile(rf"(?<=[{_SYLLABLES}]) ?(?=[{_SYLLABLES}])")
_BESIDE_SYLLABLES: Final = re.compile(rf"([{_SYLLABLES}])")
_TOKEN: Final = re.compile(rf"[\w{_INDIC}]+(?:\*+\w+)*|[.!?;\n,:]")
_SIGNS: Final = ".!?;,:"
_PLAIN: Final = {ord(sign): " " for sign in string.punctuation if sign not in f"{_SIGNS}_"} | {ord("\n"): ";"}
_ODD: Final = re.compile(r"[0-9@$|*!]")
_NUMBER: Final = re.compile(r"(\d(?<!\w\d)\d*(?:[.,:]\d+)*)(\w*)")
_SIZE: Final = re.compile(r"(0*[0-4]|\d+[.:]\d+)|(?:19|20)\d\d")
_INSIDE: Final = re.compile(r"[0134578@$|!](?:(?<=[a-z$@][^!])|(?<=!)(?=[\w@$|]))")
_STARRED: Final = re.compile(r"\*(?=\w)(?<=[\w*].)")
_DISGUISED: Final = re.compile(r"(?<![\w$@|])[a-z$@]+[0134578@$!|][\w@$!|]*(?<!!)")
_LETTERS: Final = str.maketrans("013457@$!|", "oieastasii")
_TRIPLE: Final = re.compile(r"(.)\1\1")
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_FEWEST_SPELLED_OUT: Final = 3
_GAPS: Final = re.compile(r" [^\W\d_](?: \.)*+" * _FEWEST_SPELLED_OUT + "(?= )")
_ALONE: Final = re.compile(rf"(?: [^\d_!?;,:\n{_INDIC}](?= )){{{_FEWEST_SPELLED_OUT},}}")  # each a letter, or "."
_NAMED: Final = tuple(
    (emoji, re.compile(f"[{emoji}]+"), f" {name} ")
    for name, emoji in (
        ("gun", "🔫"),
        ("knife", "🔪🗡"),
        ("pills", "💊"),
        ("lol", "😂🤣😆😅😹💀☠😭😍🥰"),
        ("smile", "😊😄😁🙃😜😝"),
    )
)


def words(text: str, known: AbstractSet[str]) -> list[str]:
    """The words and stops of a text, each word as `known` spells it where that is one disguise away.

    "K1lll my-self!" is kill, my, self and "!". Linear in the length of the text.
    """
    line = normal(text)
    if "'" in line:
        line = line.replace("'", "")
    if not line.isascii():
        line = _named(line)
    if _ODD.search(line):
        if sign := _INSIDE.search(line):
            start = line.rfind(" ", 0, sign.start()) + 1  # before that nothing is disguised
            line = line[:start] + _DISGUISED.sub(partial(_undisguised, known), line[start:])
        line = _NUMBER.sub(partial(_counted, known), line)
    if not line.isascii():
        line = " ".join(_BESIDE_SYLLABLES.split(line))
    found = _tokens(line)
    if _TRIPLE.search(line):
        found = _unstretched(found, known)
    return _without_gaps(found, known)


def by_syllables(phrase: str) -> str:
    """A phrase of a language that is written without spaces, each character as a word; any other as it is."""
    return _BETWEEN_SYLLABLES.sub(" ", phrase)


def _tokens(line: str) -> list[str]:
    """The words and stops of a line."""
    if not line.isascii() or ("*" in line and _STARRED.search(line)):
        return _TOKEN.findall(line)
    line = line.translate(_PLAIN)  # a fifth of the time
    for sign in filter(line.__contains__, _SIGNS):
        line = line.replace(sign, f" {sign} ")
    return line.split()


def _named(line: str) -> str:
    """Emoji that say something, each run as one word."""
    for emoji, run, name in _NAMED:
        if any(map(line.__contains__, emoji)):
            line = run.sub(name, line)
    return line


def _undisguised(known: AbstractSet[str], word: re.Match[str]) -> str:
    """ "k!ll" is kill, "done!now" are two words."""
    shape = word[0].translate(_LETTERS)
    return shape if "!" not in word[0] or shape in known else word[0]


def _counted(known: AbstractSet[str], number: re.Match[str]) -> str:
    """ "2nite" where that is a word; else what kind of number it is, and what it counts as a word of its own."""
    if number[0] in known:
        return number[0]
    size = _SIZE.fullmatch(number[1])
    return f" {MANY if size is None else NUMBER if size[1] else YEAR} {number[2]} "


def _unstretched(found: list[str], known: AbstractSet[str]) -> list[str]:
    """ "nooo" and "sooo" with two letters or one for each run, where that makes them known."""
    strange = [word for word in set(found) if word not in known]
    if not strange:
        return found
    parts = _STRETCHED.split(" ".join(strange))  # what stands between runs, and the letter of each, in turn
    once = "".join(parts).split(" ")
    parts[1::2] = [letter * 2 for letter in parts[1::2]]
    shapes = {
        word: two if two in known else one
        for word, two, one in zip(strange, "".join(parts).split(" "), once, strict=True)
        if one != word and (two in known or one in known)
    }
    return [shapes.get(word, word) for word in found] if shapes else found


def _without_gaps(found: list[str], known: AbstractSet[str]) -> list[str]:
    """ "k m s" and "k.m.s" as one word, where letters that stand alone spell one."""
    line = f" {' '.join(found)} "
    if not _GAPS.search(line):
        return found
    return _ALONE.sub(partial(_together, known), line)[1:-1].split(" ")


def _together(known: AbstractSet[str], run: re.Match[str]) -> str:
    spelled = run[0].replace(" ", "").replace(".", "")
    return f" {spelled}" if len(spelled) >= _FEWEST_SPELLED_OUT and spelled in known else run[0]
