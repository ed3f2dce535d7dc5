"""Patterns, each looked for where its rarest words stand, and found in a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count, pairwise
from typing import Final, NamedTuple, TypeVar, cast

from companion.care.grammar import COMMA, STOP, UNKNOWN, Element, Grammar, beginnings, in_a_row, span

_EVERYWHERE: Final = 1000  # how common a stop is, as if so many patterns had it

Key = TypeVar("Key", str, tuple[str, str])
Name = tuple[str, str]
"""A table ("signs", "idioms", ...) and a name in it."""


class Found(NamedTuple):
    """A sign in a text: its name, and the words from `start` up to `end` that say it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Pattern:
    """A pattern, the symbols that it can begin with, and how many words of it may stand before its anchor.

    `whole` is its width where the anchor is all of it, else 0.
    """

    expression: str
    firsts: frozenset[str]
    before: range
    whole: int

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Matches it where it begins. Compiled when first needed: a start would wait for a second."""
        return cast("Callable[[str, int], re.Match[str] | None]", re.compile(self.expression).match)


_Named = dict[Name, list[Pattern]]


@dataclass(frozen=True, slots=True)
class Traces:
    """A text, and for each name the patterns whose anchors are in it, and where: more is seen when asked."""

    symbols: list[str]
    text: str
    anchors: Mapping[Name, Sequence[tuple[Sequence[Pattern], Sequence[int]]]]

    def says(self, table: str) -> bool:
        """Whether the text says anything of a table."""
        return any(of == table and next(self.find(table, name), None) for of, name in self.anchors)

    def names(self, table: str) -> frozenset[str]:
        """The names in a table that the text says."""
        return frozenset(name for of, name in self.anchors if of == table and next(self.find(table, name), None))

    def find(self, table: str, name: str) -> Iterator[Found]:
        """Every place where the text says this, in any order. Linear in the length of the text."""
        symbols, text = self.symbols, self.text
        for patterns, places in self.anchors.get((table, name), ()):
            for pattern in patterns:
                firsts, before, whole = pattern.firsts, pattern.before, pattern.whole
                for at in places:
                    if whole:
                        if UNKNOWN not in text[at : at + whole]:
                            yield Found(name, at, at + whole)
                        continue
                    for back in before:
                        if at >= back and symbols[at - back] in firsts and (match := pattern.match(text, at - back)):
                            yield Found(name, at - back, match.end())

    def without(self, table: str) -> "Traces":
        """The text with all that it says of a table made unknown, so that it says nothing and stands where it stood."""
        left = list(self.symbols)
        for _, start, end in self.every(table):
            left[start:end] = [UNKNOWN] * (end - start)
        return Traces(left, "".join(left), self.anchors)  # what was no anchor is none now

    def every(self, table: str) -> list[Found]:
        """All that the text says of a table, in any order."""
        return [found for of, name in self.anchors if of == table for found in self.find(table, name)]

    def longest(self, table: str) -> list[Found]:
        """The longest that the text says of a table at each place, from left to right and never two over another."""
        left: list[Found] = []
        for each in sorted(self.every(table), key=lambda found: (found.start, -found.end)):
            if not left or each.start >= left[-1].end:
                left.append(each)
        return left


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns by the rarest word that each must have, or by the two of which one follows the other."""

    alone: dict[str, _Named] = field(default_factory=dict)
    paired: dict[tuple[str, str], _Named] = field(default_factory=dict)

    def traces(self, symbols: list[str]) -> Traces:
        """What a text may say. Linear in its length."""
        anchors: dict[Name, list[tuple[Sequence[Pattern], Sequence[int]]]] = {}
        for named, places in (*_places(self.alone, symbols), *_places(self.paired, list(pairwise(symbols)))):
            for name, patterns in named.items():
                anchors.setdefault(name, []).append((patterns, places))
        return Traces(symbols, "".join(symbols), anchors)

    def add(self, table: str, grammar: Grammar, patterns: Mapping[str, Iterable[str]]) -> None:
        """The patterns of a table, each under its name. ValueError where one can begin with anything."""
        read = [(name, grammar.elements(pattern), pattern) for name, listed in patterns.items() for pattern in listed]
        used = Counter(symbol for _, elements, _ in read for element in elements for symbol in element.firsts)
        used.update({STOP: _EVERYWHERE, COMMA: _EVERYWHERE})
        for name, elements, written in read:
            if not _begins_with_a_word(elements):
                raise ValueError(f"begins with no word: {written}")
            at, width = _anchor(elements, used)
            whole = width if len(elements) == width and all(element.most == 1 for element in elements) else 0
            least, most = span(elements[:at])
            pattern = Pattern(in_a_row(elements), beginnings(elements), range(least, most + 1), whole)
            for symbol in elements[at].firsts:
                for following in elements[at + 1].firsts if width > 1 else ():
                    self.paired.setdefault((symbol, following), {}).setdefault((table, name), []).append(pattern)
                if width == 1:
                    self.alone.setdefault(symbol, {}).setdefault((table, name), []).append(pattern)


def _places(index: Mapping[Key, _Named], text: Sequence[Key]) -> Iterator[tuple[_Named, list[int]]]:
    """For each anchor in a text, its patterns and where it stands."""
    places: dict[Key, list[int]] = {}
    for at in compress(count(), map(index.__contains__, text)):
        places.setdefault(text[at], []).append(at)
    return ((index[anchor], at) for anchor, at in places.items())


def _begins_with_a_word(elements: Sequence[Element]) -> bool:
    """Whether some word must be in it, and no gap is before it."""
    required = next((at for at, element in enumerate(elements) if element.least), None)
    return required is not None and all(element.firsts or not element.most for element in elements[:required])


def _anchor(elements: Sequence[Element], used: Mapping[str, int]) -> tuple[int, int]:
    """Where the rarest two are of which one must follow the other, and 2; else the rarest that is needed, and 1."""
    common = [sum(used[symbol] for symbol in element.firsts) for element in elements]
    pairs = [
        (common[at] * common[at + 1], at)
        for at, (element, following) in enumerate(pairwise(elements))
        if element.least == element.most == 1 and following.least
    ]
    if pairs:
        return min(pairs)[1], 2
    return min((common[at], at) for at, element in enumerate(elements) if element.least)[1], 1
