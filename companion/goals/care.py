"""Goals and wins that are answered with care instead of a step (see the words of `care` in goals.toml)."""

import re
from functools import cache

from companion.care import assess
from companion.goals.lexicon import words
from companion.goals.reading import plain

FALLBACK = "en"
LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "@": "a", "$": "s"}
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
    about = [pattern for patterns in care["about"].values() for pattern in patterns]
    return _any_of(care["benign"]), _any_of(about)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern for all. The word boundary that nearly all begin with is tried once for all of them, and no group
    captures: 12 times faster than the same patterns side by side."""
    plain_groups = [CAPTURING.sub("(?:", pattern) for pattern in patterns]
    at_words = "|".join(f"(?:{pattern[2:]})" for pattern in plain_groups if pattern.startswith(r"\b"))
    elsewhere = [f"(?:{pattern})" for pattern in plain_groups if not pattern.startswith(r"\b")]
    return re.compile("|".join([rf"\b(?=\w)(?:{at_words})", *elsewhere]))
