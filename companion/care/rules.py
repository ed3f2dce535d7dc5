"""Patterns, each looked for where its rarest words stand, and found in a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress, count, pairwise, product
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

    `whole` is its width where the anchor is all of it, else 0; it is in no text that has none of `needs`.
    """

    expression: str
    firsts: frozenset[str]
    before: range
    whole: int
    needs: frozenset[str]

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Matches it where it begins. Compiled when first needed: a start would wait for a second."""
        return cast("Callable[[str, int], re.Match[str] | None]", re.compile(self.expression).match)

    def find(self, symbols: Sequence[str], text: str, anchors: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Where it begins and ends beside those of its anchors that are known: a bounded number of tries for each."""
        if self.whole:
            yield from ((at, at + self.whole) for at in anchors if UNKNOWN not in text[at : at + self.whole])
            return
        firsts = self.firsts
        for at, back in product(anchors, self.before):
            if at >= back and symbols[at - back] in firsts and (match := self.match(text, at - back)):
                yield match.span()


_Named = dict[Name, list[Pattern]]


@dataclass(frozen=True, slots=True)
class Traces:
    """A text, and for each name the patterns whose anchors are in it, and where: more is seen when asked."""

    symbols: list[str]
    text: str
    present: AbstractSet[str]
    anchors: Mapping[Name, Sequence[tuple[Sequence[Pattern], Sequence[int]]]]

    def says(self, table: str) -> bool:
        """Whether the text says anything of a table."""
        return any(of == table and next(self.find(table, name), None) for of, name in self.anchors)

    def names(self, table: str) -> frozenset[str]:
        """The names in a table that the text says."""
        return frozenset(name for of, name in self.anchors if of == table and next(self.find(table, name), None))

    def find(self, table: str, name: str) -> Iterator[tuple[int, int]]:
        """Where each place begins and ends that says this, in any order. Linear in the length of the text."""
        for patterns, places in self.anchors.get((table, name), ()):
            for pattern in patterns:
                if not pattern.needs.isdisjoint(self.present):
                    yield from pattern.find(self.symbols, self.text, places)

    def every(self, table: str) -> list[Found]:
        """All that the text says of a table, in any order."""
        return [Found(name, *span) for of, name in self.anchors if of == table for span in self.find(table, name)]

    def without(self, table: str) -> "Traces":
        """The text with all that it says of a table made unknown, so that it says nothing and stands where it stood."""
        left = list(self.symbols)
        for _, start, end in self.every(table):
            left[start:end] = [UNKNOWN] * (end - start)
        return Traces(left, "".join(left), self.present, self.anchors)  # what was no anchor is none now

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
        return Traces(symbols, "".join(symbols), set(symbols), anchors)

    def add(self, table: str, grammar: Grammar, patterns: Mapping[str, Iterable[str]]) -> None:
        """The patterns of a table, each under its name. ValueError where one can begin with anything."""
        read = [(name, grammar.elements(pattern), pattern) for name, listed in patterns.items() for pattern in listed]
        used = grammar.used | Counter({STOP: _EVERYWHERE, COMMA: _EVERYWHERE})
        named_here: dict[str, Name] = {name: (table, name) for name in patterns}  # one of each, for some 40,000 anchors
        for name, elements, written in read:
            if not _begins_with_a_word(elements):
                raise ValueError(f"begins with no word: {written}")
            at, width = _anchor(elements, used)
            pattern = _pattern(elements, at, width, used)
            if width == 1:
                index = [self.alone.setdefault(symbol, {}) for symbol in elements[at].firsts]
            else:
                pairs = product(elements[at].firsts, elements[at + 1].firsts)
                index = [self.paired.setdefault(pair, {}) for pair in pairs]
            for named in index:
                named.setdefault(named_here[name], []).append(pattern)


def _places(index: Mapping[Key, _Named], text: Sequence[Key]) -> Iterator[tuple[_Named, list[int]]]:
    """For each anchor in a text, its patterns and where it stands."""
    places: dict[Key, list[int]] = {}
    for at in compress(count(), map(index.__contains__, text)):
        places.setdefault(text[at], []).append(at)
    return ((index[anchor], at) for anchor, at in places.items())


def _pattern(elements: Sequence[Element], at: int, width: int, used: Mapping[str, int]) -> Pattern:
    """The pattern of these elements, so many of which, from `at` on, are its anchor."""
    least, most = span(elements[:at])
    whole = width if len(elements) == width and all(element.most == 1 for element in elements) else 0
    others = [element.firsts for element in (*elements[:at], *elements[at + width :]) if element.least]
    needs = min(others, key=lambda firsts: sum(used[symbol] for symbol in firsts), default=elements[at].firsts)
    return Pattern(in_a_row(elements), _shared(beginnings(elements)), range(least, most + 1), whole, _shared(needs))


@cache
def _shared(symbols: frozenset[str]) -> frozenset[str]:
    """The one set that is equal to this: the same few stand in most of the patterns, and each takes memory."""
    return symbols


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
