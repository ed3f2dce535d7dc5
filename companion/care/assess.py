"""Danger in a text: the first reader of everything that people write."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from companion.care.concern import Concern
from companion.care.judge import judge
from companion.care.languages import LANGUAGES
from companion.care.languages import language as rules_of
from companion.care.normalise import words

_GRAVEST_FIRST: Final = ("imminent", "ideation_active", "self_harm", "ideation_passive", "third_person", "none")


def assess(text: str, language: str = "en") -> Concern:
    """What a text says about somebody's safety, in any of LANGUAGES whatever the chat's `language`.

    Rules miss people: a `Concern` of kind "none" is no proof of safety. Linear in the length of the text.
    """
    said = words(text, _known())
    heard = [concern for code in LANGUAGES if (concern := _heard(said, code)).raised or concern.routes]
    if not heard:
        return Concern(language=language)
    return min(heard, key=lambda concern: (_GRAVEST_FIRST.index(concern.kind), not concern.routes))


def _heard(said: Sequence[str], code: str) -> Concern:
    rules = rules_of(code)
    symbols = rules.read(said)
    readings = rules.signs_in(symbols)
    if readings:
        spared = rules.without_idioms(symbols)
        readings = readings if spared == symbols else rules.signs_in(spared)
    return judge(readings, rules) if readings else Concern(language=code)


@cache
def _known() -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in rules_of(code).symbols)
