"""Word lists from `companion/words/<language>/reading/*.toml`, and finding their phrases in a message."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Any, Final

import msgspec

from companion.reading.normal import STRETCHED, Even, squeezed, tokens

LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "tr", "ar", "hi", "id"),
    *("zh", "ja", "ko"),
)
"""Every language whose answers are read, whatever the language of the chat."""


@lru_cache(maxsize=2)  # asked for by whoever makes something of it, which is kept; the list is not
def table(language: str, name: str) -> Mapping[str, Any]:
    """The reading list `name` of one language; empty where that language has none."""
    source = files("companion.words") / language / "reading" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else {}


def order(language: str) -> tuple[str, ...]:
    """The languages to read in: the chat's own first, then English, then the others."""
    own = language.casefold().split("-")[0]
    first = dict.fromkeys(code for code in (own, "en") if code in LANGUAGES)
    return (*first, *(code for code in LANGUAGES if code not in first))


class Phrases(msgspec.Struct, frozen=True):
    """Phrases with their kinds; by each first word how long they are, the longest first; and every word they use."""

    kinds: Mapping[tuple[str, ...], str]
    lengths: Mapping[str, Sequence[int]]
    vocabulary: frozenset[str]

    def spell(self, word: str) -> str:
        """A stretched word ("nooo") as the lists spell it, where they do."""
        if word in self.vocabulary or not STRETCHED.search(word):
            return word
        return next((shape for shape in squeezed(word) if shape in self.vocabulary), word)

    def named(self, message: Sequence[str]) -> bool:
        """Whether any of the phrases is in the message."""
        spelled = self._spelled(message)
        if self.lengths.keys().isdisjoint(spelled):  # nearly always
            return False
        passed = 0
        for at, word in enumerate(spelled):  # as `find` does it, which would look at the others too
            if at >= passed and word in self.lengths:
                kind, words = self._at(spelled, at)
                if kind:
                    return True
                passed = at + len(words)
        return False

    def whole(self, message: Sequence[str]) -> set[str]:
        """The kinds of the phrases that the message consists of; none where any word of it is in no phrase."""
        spelled = self._spelled(message)
        if not self.vocabulary.issuperset(spelled):  # nearly always
            return set()
        kinds = {kind for kind, _ in self.find(spelled)}
        return {kind for kind in kinds if kind} if None not in kinds else set()

    def find(self, message: Sequence[str]) -> Iterator[tuple[str | None, tuple[str, ...]]]:
        """The message cut from left to right into (kind, words): the longest phrase, else one word of kind None."""
        spelled = self._spelled(message)
        at = 0
        while at < len(spelled):
            word = spelled[at]
            kind, words = self._at(spelled, at) if word in self.lengths else (None, (word,))
            yield kind, words
            at += len(words)

    def _at(self, spelled: Sequence[str], at: int) -> tuple[str | None, tuple[str, ...]]:
        """The kind and the words of the phrase that begins there, or of the one word."""
        for length in self.lengths[spelled[at]]:
            phrase = tuple(spelled[at : at + length])
            if phrase in self.kinds:
                return self.kinds[phrase], phrase
        return None, (spelled[at],)

    def _spelled(self, message: Sequence[str]) -> Sequence[str]:
        if isinstance(message, Even) or self.vocabulary.issuperset(message) or not STRETCHED.search(" ".join(message)):
            return message
        return [self.spell(word) for word in message]


def phrases(kinds: Mapping[str, str]) -> Phrases:
    """Phrases ready to be found, from phrase -> kind. "don't" is also found as "dont"."""
    spelled: dict[tuple[str, ...], str] = {}
    for phrase, kind in kinds.items():
        spelled[_kept(phrase)] = intern(kind)
    for phrase, kind in kinds.items():
        if "'" in phrase:
            spelled.setdefault(_kept(phrase.replace("'", "")), intern(kind))
    lengths: dict[str, tuple[int, ...]] = {}
    for words in spelled:
        known = lengths.get(words[0], ())
        lengths[words[0]] = known if len(words) in known else _longest_first((*known, len(words)))
    return Phrases(spelled, lengths, frozenset(word for words in spelled for word in words))


def _kept(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase, each held once in memory: most words stand in many lists."""
    return tuple(map(_held, tokens(phrase)))


@cache
def _held(token: str) -> str:
    """The token as it was held first. `sys.intern` would have its own table grow by 1 MB for these."""
    return token


@cache
def _longest_first(lengths: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(lengths, reverse=True))


def exchanged(word: str) -> Iterator[str]:
    """The word with two neighbouring letters exchanged, each way: the commonest slip on a phone."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def merged(lists: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """One table of phrase -> kind from lists in reading order: the first two rule; others only where they agree."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for phrase, kind in (entry for other in lists[2:] for entry in other.items()):
        if found.setdefault(phrase, kind) != kind:
            doubtful.add(phrase)
    kept = {phrase: kind for phrase, kind in found.items() if phrase not in doubtful}
    return kept | dict(entry for own in reversed(lists[:2]) for entry in own.items())
