"""Thousands of phrases of a few kinds, held small: which kinds a message has."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from companion.reading.normal import STRETCHED, Even, squeezed, tokens

NOTHING: Final = "allowed"
"""The kind of phrases that are found like the others and count as none: "hung up the washing"."""


class Marks(msgspec.Struct, frozen=True):
    """By a first word, the rest of each phrase that it begins with its kind, as one text: "|of hand:never|:danger|";
    and how many words the longest has.

    A third of what `Phrases` takes, for lists that few messages are held against.
    """

    begun: Mapping[str, str]
    longest: int

    def kinds(self, message: Sequence[str]) -> set[str]:
        """The kinds of the phrases in the message, read from left to right, of several the longest."""
        spelled = self._spelled(message)
        if self.begun.keys().isdisjoint(spelled):
            return set()
        found: set[str] = set()
        at = 0
        while at < len(spelled):
            kind, length = self._at(spelled, at) if spelled[at] in self.begun else (NOTHING, 1)
            found.add(kind)
            at += length
        return found - {NOTHING}

    def _at(self, spelled: Sequence[str], at: int) -> tuple[str, int]:
        listed = self.begun[spelled[at]]
        after = spelled[at + 1 : at + self.longest]
        lengths = range(len(after), 0, -1) if after and f"|{after[0]}" in listed else ()
        for length in (*lengths, 0):
            rest = f"|{' '.join(after[:length])}:"
            place = listed.find(rest)
            if place >= 0:
                begin = place + len(rest)
                return listed[begin : listed.index("|", begin)], length + 1
        return NOTHING, 1

    def _spelled(self, message: Sequence[str]) -> Sequence[str]:
        if isinstance(message, Even) or not STRETCHED.search(" ".join(message)):
            return message
        return [next((shape for shape in squeezed(word) if shape in self.begun), word) for word in message]


def marks(listed: Mapping[str, Sequence[str]]) -> Marks:
    """The phrases by their kinds; of several kinds the last. "don't" is also found as "dont"."""
    kinds = {tuple(tokens(spelled)): kind for kind, phrases in listed.items() for p in phrases for spelled in _both(p)}
    begun: dict[str, str] = {}
    for (first, *rest), kind in kinds.items():
        begun[first] = f"{begun.get(first, '|')}{' '.join(rest)}:{kind}|"
    return Marks(begun, max(map(len, kinds), default=0))


def _both(phrase: str) -> Sequence[str]:
    return (phrase, phrase.replace("'", "")) if "'" in phrase else (phrase,)
