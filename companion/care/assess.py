"""Danger in a text: the first reader of everything that people write."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final

from companion.care.concern import Concern
from companion.care.judge import judge
from companion.care.kinds import may_tell
from companion.care.languages import LANGUAGES, Language
from companion.care.languages import language as rules_of
from companion.care.normalise import words
from companion.care.weights import Weights, is_heavy

_EVERYWHERE: Final = "en"
_GRAVEST_FIRST: Final = ("imminent", "ideation_active", "self_harm", "ideation_passive", "third_person", "none")
_SHORTEST_TELLING: Final = 4
_MOST_FOREIGN: Final = 4
_STRAY: Final = 25


def assess(text: str, language: str = "en", *, weights: Weights | None = None) -> Concern:
    """What a text says about somebody's safety, in any of LANGUAGES whatever the chat's `language`.

    Where the rules know none of it, its words are weighed; `weights` are others than the usual ones. All of it misses
    people: a `Concern` of kind "none" is no proof of safety. Linear in the length of the text.
    """
    vocabulary = _vocabulary()
    said = words(text, vocabulary.keys())
    spoken = _spoken(said, vocabulary)
    judged = [concern for code in spoken if (concern := _heard(said, rules_of(code))) is not None]
    if not judged and is_heavy(_without_stops(said), weights):
        return Concern("ideation_passive", language=_EVERYWHERE, unsure=True)
    heard = [concern for concern in judged if concern.raised or concern.routes]
    if not heard:
        return Concern(language=language)
    return min(heard, key=lambda concern: (_GRAVEST_FIRST.index(concern.kind), not concern.routes))


def tokens(text: str) -> list[str]:
    """The words of a text as they are weighed."""
    return _without_stops(words(text, _vocabulary().keys()))


def _without_stops(said: Sequence[str]) -> list[str]:
    return [word for word in said if word[0].isalnum()]


def _spoken(said: Sequence[str], vocabulary: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """English, and the languages that more than a stray word speaks for."""
    told = [*filter(None, map(vocabulary.get, said))]
    if not told:
        return (_EVERYWHERE,)
    votes = Counter(chain.from_iterable(told))
    return (_EVERYWHERE, *(code for code, count in votes.most_common(_MOST_FOREIGN) if count * _STRAY >= len(said)))


def _heard(said: Sequence[str], language: Language) -> Concern | None:
    """What the rules make of it, which may be nothing; None where they know none of it."""
    readings = language.readings(said)
    if not readings or not may_tell(frozenset().union(*(reading.signs for reading in readings))):
        return None
    return judge(readings, language)


@cache
def _vocabulary() -> Mapping[str, Sequence[str]]:
    """Every word of the rules, with the languages that it tells: none, where it is an English one or too short."""
    known: dict[str, Sequence[str]] = dict.fromkeys(rules_of(_EVERYWHERE).symbols, ())
    one_of_each: dict[Sequence[str], Sequence[str]] = {}
    english = frozenset(known)
    for code in LANGUAGES[1:]:
        for word in rules_of(code).symbols.keys() - english:
            if len(word) >= _SHORTEST_TELLING or not word.isascii():
                codes = (*known.get(word, ()), code)
                known[word] = one_of_each.setdefault(codes, codes)
    return known
