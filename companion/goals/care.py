"""Goals and wins that are answered with care instead of a step (see the words of `care` in goals.toml)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from companion.care import assess
from companion.goals.lexicon import words
from companion.goals.reading import plain

FALLBACK = "en"
LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "$": "s"}
CLASS = re.compile(r"<([a-z]+)>")
OPTIONAL = frozenset("?*{")
CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
DISGUISED = re.compile(r"(?<=[a-z])[0134@$](?=[a-z])")


def needs_care(text: str, language: str = "en") -> bool:
    """Whether a goal or a win touches danger (`companion.care.assess` says so), weight, eating less, alcohol, drugs,
    stopping medication, harm, confronting someone, goodbyes or giving belongings away. English is read in every chat.
    Grief alone has steps of its own."""
    concern = assess(text, language)
    if concern.raised or any(route != "bereavement" for route in concern.routes):
        return True
    line = DISGUISED.sub(lambda sign: LETTERS[sign[0]], plain(text))
    return any(_cares(line, spoken) for spoken in {FALLBACK, language.lower().split("-")[0]})


def _cares(line: str, language: str) -> bool:
    benign, about = _patterns(language)
    left = " ".join(benign.sub(" · ", line).split()) if benign else line
    return about is not None and about.search(left) is not None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    try:
        care = words(language, "goals.toml")["care"]
    except FileNotFoundError:
        return None, None
    classes = care.get("words", {})
    about = [_spelled(pattern, classes) for patterns in care["about"].values() for pattern in patterns]
    return _any_of(care["benign"]), _any_of(about)


def _spelled(pattern: str, classes: Mapping[str, Sequence[str]]) -> str:
    """The pattern with the words of each class ("<person>") in its place; a class may name others."""
    return CLASS.sub(lambda name: f"(?:{'|'.join(_spelled(word, classes) for word in classes[name[1]])})", pattern)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for all. The word boundary that nearly all begin with is tried once for all of them, no group
    captures, and a pattern is entered at its first letters only: many times faster than the same patterns side by
    side."""
    plain_groups = [CAPTURING.sub("(?:", pattern) for pattern in patterns]
    at_words = "|".join(_gated(pattern[2:]) for pattern in plain_groups if pattern.startswith(r"\b"))
    elsewhere = [f"(?:{pattern})" for pattern in plain_groups if not pattern.startswith(r"\b")]
    return re.compile("|".join([rf"\b(?=\w)(?:{at_words})", *elsewhere]))


def _gated(pattern: str) -> str:
    letters = _initials(pattern)
    return f"(?=[{letters}])(?:{pattern})" if letters else f"(?:{pattern})"


def _initials(pattern: str) -> str:
    """Every letter that the pattern can begin with; "" where its beginning is no plain letter or group."""
    if not pattern.startswith("(?:"):
        return pattern[:1] if pattern[:1].isalnum() and pattern[1:2] not in OPTIONAL else ""
    depth, starts = 1, [3]
    for at, sign in enumerate(pattern[3:], start=3):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 1:
            starts.append(at + 1)
        if not depth:
            letters = [_initials(pattern[start:at]) for start in starts]
            known = all(letters) and pattern[at + 1 : at + 2] not in OPTIONAL
            return "".join(sorted({*"".join(letters)})) if known else ""
    return ""
