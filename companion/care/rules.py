"""Patterns of one kind, compiled together by what they begin with, and found in a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import cast

from companion.care.grammar import Element, Grammar, beginnings, in_a_row


@dataclass(frozen=True, slots=True)
class Found:
    """A sign in a text: its name, and the words from `start` up to `end` that say it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class _Opening:
    """All patterns that one word can begin: by name, each as the expressions of its elements.

    None of them is in a text that has no word of `needs`.
    """

    named: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)

    def add(self, name: str, written: tuple[str, ...], needs: Iterable[str]) -> None:
        """One more pattern, and the words of which it needs one."""
        self.named.setdefault(name, []).append(written)
        self.needs.update(needs)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the groups of `match`."""
        return tuple(self.named)

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str]]:
        """Matches whatever stands there, with one group for each name that is said.

        Compiled when first needed: a start would wait for half a second.
        """
        compiled = re.compile("".join(f"(?:(?=({_factored(patterns)}))|)" for patterns in self.named.values()))
        return cast("Callable[[str, int], re.Match[str]]", compiled.match)


@dataclass(frozen=True, slots=True)
class Rules:
    """Named patterns by the symbols that they can begin with."""

    openings: Mapping[str, _Opening]

    def find(self, symbols: str) -> list[Found]:
        """Every sign in a text, from left to right. Linear in the length of the text."""
        found: list[Found] = []
        openings = self._within(symbols)
        if not openings:
            return found
        for at, symbol in enumerate(symbols):
            if symbol in openings:
                opening = openings[symbol]
                match = opening.match(symbols, at)
                if match.lastindex:
                    found += [Found(name, at, end) for name, end in _ends(opening, match)]
        return found

    def collapse(self, symbols: str) -> str:
        """The text with every phrase, the longest at each place, made the one symbol that is its name."""
        left, done = [], 0
        openings = self._within(symbols)
        if not openings:
            return symbols
        for at, symbol in enumerate(symbols):
            if symbol in openings and at >= done:
                opening = openings[symbol]
                match = opening.match(symbols, at)
                if match.lastindex:
                    name, end = max(_ends(opening, match), key=itemgetter(1))
                    left += [symbols[done:at], name]
                    done = end
        return "".join([*left, symbols[done:]]) if left else symbols

    def _within(self, symbols: str) -> dict[str, _Opening]:
        """The openings that a text has all the words for."""
        present = set(symbols)
        openings = self.openings
        within = {}
        for symbol in present:
            if symbol in openings and not openings[symbol].needs.isdisjoint(present):
                within[symbol] = openings[symbol]
        return within


def _ends(opening: _Opening, match: re.Match[str]) -> list[tuple[str, int]]:
    return [(name, end) for group, name in enumerate(opening.names, 1) if (end := match.end(group)) >= 0]


def rules(grammar: Grammar, patterns: Mapping[str, Sequence[str]]) -> Rules:
    """The patterns of a table, each under its name. ValueError where one can begin with anything."""
    openings: dict[str, _Opening] = {}
    opened = [
        (name, first, rest)
        for name, listed in patterns.items()
        for pattern in listed
        for first, rest in _opened(grammar.elements(pattern), pattern)
    ]
    used = Counter(symbol for _, _, rest in opened for element in rest for symbol in element.firsts)
    for name, first, rest in opened:
        written = (in_a_row(first), *(element.written for element in rest))
        needs = _rarest(rest, used)
        for symbol in beginnings(first):
            openings.setdefault(symbol, _Opening()).add(name, written, needs or symbol)
    return Rules(openings)


def _rarest(elements: Sequence[Element], used: Mapping[str, int]) -> frozenset[str]:
    """The beginnings of the one element, of those that may not be missing, whose words are used least."""
    required = [element.firsts for element in elements if element.firsts and not element.optional]
    return min(required, key=lambda firsts: sum(used[symbol] for symbol in firsts), default=frozenset())


def _factored(patterns: Iterable[tuple[str, ...]]) -> str:
    """One expression for all patterns: what several begin with is tried once, and the longer before the shorter."""
    branches: dict[str, list[tuple[str, ...]]] = {}
    ends = False
    for pattern in patterns:
        if pattern:
            branches.setdefault(pattern[0], []).append(pattern[1:])
        ends = ends or not pattern
    joined = "|".join(first + _factored(rests) for first, rests in branches.items())
    if ends and joined:
        return f"(?:{joined})?"
    return f"(?:{joined})" if len(branches) > 1 else joined


def _opened(elements: Sequence[Element], pattern: str) -> Iterator[tuple[Sequence[Element], Sequence[Element]]]:
    """A pattern cut behind its first word; cut again behind the second where the first may be missing."""
    at = next((at for at, element in enumerate(elements) if element.firsts), None)
    if at is None or any(element.expression.startswith("[^") for element in elements[:at]):
        raise ValueError(f"begins with no word: {pattern}")
    edge, element, rest = elements[:at], elements[at], elements[at + 1 :]
    yield [*edge, Element(element.expression, element.firsts)], rest
    if element.optional:
        yield from _opened([*edge, *rest], pattern)
