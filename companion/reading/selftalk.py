"""Whether a text is harsh about the person who wrote it: such words are never handed back to them."""

from functools import cache

from companion.reading.lexicon import Phrases, order, phrases, table
from companion.reading.normal import tokens


def harsh(text: str, language: str = "en") -> bool:
    """True for "finally, you lazy pig" and "ich bin so dumm", in whatever language of ours: better too often, since a
    kinder text is there to show."""
    return _phrases(language).named(tokens(text))


def plainly_harsh(text: str, language: str = "en") -> bool:
    """Likewise, but for words that may be said of a thing: "took the trash out" is no word about anybody."""
    return _plain(language).named(tokens(text))


@cache
def _phrases(language: str) -> Phrases:
    return phrases(dict.fromkeys(_listed("harsh", language), "harsh"))


@cache
def _plain(language: str) -> Phrases:
    of_things = set(_listed("of_things", language))
    return phrases({phrase: "harsh" for phrase in _listed("harsh", language) if phrase not in of_things})


def _listed(group: str, language: str) -> list[str]:
    return [phrase for code in order(language) for phrase in table(code, "selftalk").get(group, ())]
