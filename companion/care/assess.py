"""Danger in a text: the first reader of everything that people write."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from companion.care.concern import Concern
from companion.care.grammar import UNKNOWN
from companion.care.judge import judge
from companion.care.normalise import words
from companion.care.rules import LANGUAGES, Language, language

_GRAVITY: Final = ("imminent", "ideation_active", "self_harm", "ideation_passive", "third_person", "none")


def assess(text: str, language: str = "en") -> Concern:
    """What a text says about somebody's safety, in any of LANGUAGES whatever the chat's `language`.

    Rules miss people: a `Concern` of kind "none" is no proof of safety. Linear in the length of the text.
    """
    said = words(text, _known())
    heard = [concern for code in LANGUAGES if (concern := _heard(said, code)).raised or concern.routes]
    if not heard:
        return Concern(language=language)
    return min(heard, key=lambda concern: (_GRAVITY.index(concern.kind), not concern.routes))


def _heard(said: Sequence[str], code: str) -> Concern:
    rules = language(code)
    symbols = rules.read(said)
    found = list(rules.signs.find(symbols))
    if not found:
        return Concern(language=code)
    spared = _without_idioms(symbols, rules)
    if spared != symbols:
        found = list(rules.signs.find(spared))
    return judge(spared, found, rules, code)


def _without_idioms(symbols: str, rules: Language) -> str:
    """The text with each idiom's words made unknown, so that they say nothing and stand where they stood."""
    left = symbols
    for idiom in rules.idioms.find(symbols):
        left = left[: idiom.start] + UNKNOWN * (idiom.end - idiom.start) + left[idiom.end :]
    return left


@cache
def _known() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in language(code).symbols)
