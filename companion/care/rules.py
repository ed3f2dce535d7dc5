"""Patterns of one kind, compiled together by what they begin with, and found in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from companion.care.grammar import Element, Grammar, beginnings, in_a_row


@dataclass(frozen=True, slots=True)
class Found:
    """A sign in a text: its name, and the words from `start` up to `end` that say it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Opening:
    """All patterns with one and the same beginning: one group of the expression for each name."""

    names: tuple[str, ...]
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Named patterns by the symbols that they can begin with."""

    openings: Mapping[str, Sequence[_Opening]]

    def find(self, symbols: str) -> Iterator[Found]:
        """Every sign in a text, from left to right. Linear in the length of the text."""
        openings = self.openings
        for at, symbol in enumerate(symbols):
            if symbol in openings:
                yield from _at(openings[symbol], symbols, at)

    def collapse(self, symbols: str) -> str:
        """The text with every phrase, the longest at each place, made the one symbol that is its name."""
        if self.openings.keys().isdisjoint(symbols):
            return symbols
        left, at = [], 0
        while at < len(symbols):
            longest = max(_at(self.openings.get(symbols[at], ()), symbols, at), key=_end, default=None)
            left.append(longest.name if longest else symbols[at])
            at = longest.end if longest else at + 1
        return "".join(left)


def _at(openings: Sequence[_Opening], symbols: str, at: int) -> Iterator[Found]:
    for opening in openings:
        match = opening.expression.match(symbols, at)
        if match and match.lastindex:
            for group, name in enumerate(opening.names, 1):
                if match.end(group) >= 0:
                    yield Found(name, at, match.end(group))


def _end(found: Found) -> int:
    return found.end


def rules(grammar: Grammar, patterns: Mapping[str, Sequence[str]]) -> Rules:
    """The patterns of a table, each under its name. ValueError where one can begin with anything."""
    beginning: dict[str, frozenset[str]] = {}
    rests: dict[str, dict[str, list[str]]] = {}
    for name, listed in patterns.items():
        for pattern in listed:
            for first, rest in _opened(grammar.elements(pattern), pattern):
                beginning[in_a_row(first)] = beginnings(first)
                rests.setdefault(in_a_row(first), {}).setdefault(name, []).append(in_a_row(rest))
    openings: dict[str, list[_Opening]] = {}
    for first_words, named in rests.items():
        groups = "".join(f"(?:(?=({'|'.join(dict.fromkeys(each))}))|)" for each in named.values())
        opening = _Opening(tuple(named), re.compile(first_words + groups))
        for symbol in beginning[first_words]:
            openings.setdefault(symbol, []).append(opening)
    return Rules(openings)


def _opened(elements: Sequence[Element], pattern: str) -> Iterator[tuple[Sequence[Element], Sequence[Element]]]:
    """A pattern cut behind its first word; cut again behind the second where the first may be missing."""
    at = next((at for at, element in enumerate(elements) if element.firsts), None)
    if at is None or any(element.expression.startswith("[^") for element in elements[:at]):
        raise ValueError(f"begins with no word: {pattern}")
    edge, element, rest = elements[:at], elements[at], elements[at + 1 :]
    yield [*edge, Element(element.expression, element.firsts)], rest
    if element.optional:
        yield from _opened([*edge, *rest], pattern)
