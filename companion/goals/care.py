"""Goals and wins that are answered with care instead of a step (see the words of `care` in goals.toml)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from companion.care import assess
from companion.goals.lexicon import words
from companion.goals.reading import plain

FALLBACK = "en"
SIGNS = {"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "$": "s"}
CLASS = re.compile(r"<([a-z]+)>")
CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
WORD = re.compile(r"\b\w")
ANCHORS = re.compile(r"^(?:\\b|\^)+")
LETTERS = 3
LITERAL = re.compile(rf"[a-z0-9 ]{{1,{LETTERS}}}(?![?*{{])")
QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
DISGUISED = re.compile(r"(?<=[a-z])[0134@$](?=[a-z])")


def needs_care(text: str, language: str = "en") -> bool:
    """Whether a goal or a win touches danger (`companion.care.assess` says so), weight, eating less, alcohol, drugs,
    stopping medication, harm, confronting someone, goodbyes or giving belongings away. English is read in every chat.
    Grief alone has steps of its own."""
    concern = assess(text, language)
    if concern.raised or any(route != "bereavement" for route in concern.routes):
        return True
    line = DISGUISED.sub(lambda sign: SIGNS[sign[0]], plain(text))
    return any(_cares(line, spoken) for spoken in {FALLBACK, language.lower().split("-")[0]})


class _Patterns(msgspec.Struct, frozen=True):
    """What is answered with care, by the letters that each pattern can begin with: only few are tried at a word."""

    about: Mapping[str, Sequence[re.Pattern[str]]]
    benign: re.Pattern[str]


def _cares(line: str, language: str) -> bool:
    known = _patterns(language)
    if known is None:
        return False
    left = " ".join(known.benign.sub(" · ", line).split())
    return any(
        pattern.match(left, at)
        for at in [word.start() for word in WORD.finditer(left)]
        for length in range(LETTERS + 1)
        for pattern in known.about.get(left[at : at + length], ())
    )


@cache
def _patterns(language: str) -> _Patterns | None:
    try:
        care = words(language, "goals.toml")["care"]
    except FileNotFoundError:
        return None
    classes = care.get("words", {})
    about: dict[str, list[re.Pattern[str]]] = {}
    for pattern in (_spelled(pattern, classes) for patterns in care["about"].values() for pattern in patterns):
        compiled = re.compile(pattern)
        for opening in _openings(pattern):
            about.setdefault(opening, []).append(compiled)
    benign = "|".join(_spelled(pattern, classes).removeprefix(r"\b") for pattern in care["benign"])
    return _Patterns(about, re.compile(rf"\b(?=\w)(?:{benign})"))


def _spelled(pattern: str, classes: Mapping[str, Sequence[str]]) -> str:
    """The pattern with the words of each class ("<person>") in its place, which may name others; no group captures."""
    filled = CLASS.sub(lambda name: f"(?:{'|'.join(_spelled(word, classes) for word in classes[name[1]])})", pattern)
    return CAPTURING.sub("(?:", filled)


def _openings(pattern: str) -> set[str]:
    """The letters, three at most, that a text which the pattern matches can begin with; "" for any."""
    pattern = ANCHORS.sub("", pattern)
    if pattern.startswith(r"\d"):
        return set("0123456789")
    if not pattern.startswith("(?:"):
        literal = LITERAL.match(pattern)
        return {literal[0] if literal else ""}
    alternatives, rest = _cut(pattern)
    quantifier = QUANTIFIER.match(rest)
    often = quantifier[0] if quantifier else ""
    rest = rest.removeprefix(often)
    within = [f"{each}{rest}" if often in ("", "?") else each for each in alternatives]
    beside = [rest] if often and often != "+" else []
    return {opening for each in (*within, *beside) for opening in _openings(each)}


def _cut(pattern: str) -> tuple[list[str], str]:
    """The alternatives of the group that the pattern begins with, and what follows the group."""
    depth, starts = 1, [3]
    for at, sign in enumerate(pattern[3:], start=3):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 1:
            starts.append(at + 1)
        if not depth:
            ends = [start - 1 for start in starts[1:]] + [at]
            return [pattern[start:end] for start, end in zip(starts, ends, strict=True)], pattern[at + 1 :]
    raise ValueError(pattern)
