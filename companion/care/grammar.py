"""Patterns over words, compiled to regular expressions over one character for each word.

A pattern is words with spaces between them:

    want            that word; `want/wish` one of several; `kill{,s,ing}` that word with one of several endings
    <dying>         one of the phrases listed under that name in the table `words`
    to?             may be there
    .. and ...      up to two and up to four other words of the same sentence
    ^ and $         where a clause begins or ends
    !again          the next word is another one (`!<name>` likewise)
    #               a number

Nothing in it repeats without a bound, so that the work at one word is bounded, and the work for a text linear.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from companion.reading.normal import normal

STOP: Final = "."
COMMA: Final = ","
NUMBER: Final = "0"
UNKNOWN: Final = "_"
_FIRST_SYMBOL: Final = 0x3400
_GAPS: Final = {"..": f"[^{STOP}]{{0,2}}?", "...": f"[^{STOP}]{{0,4}}?"}
_EDGES: Final = {"^": f"(?<![^{STOP}{COMMA}])", "$": f"(?![^{STOP}{COMMA}])"}
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern's expression, the symbols it can begin with, and whether it can match nothing."""

    expression: str
    firsts: frozenset[str] = frozenset()
    empty: bool = False


@dataclass(frozen=True)
class Grammar:
    """The named phrases of one language, and the symbols of all words that its patterns use."""

    phrases: Mapping[str, Sequence[str]]
    symbols: dict[str, str] = field(default_factory=lambda: {NUMBER: NUMBER, STOP: STOP, COMMA: COMMA})
    _named: dict[str, Shape] = field(default_factory=dict)

    def shape(self, pattern: str) -> Shape:
        """The pattern as an expression over symbols; ValueError where it could match no word at all."""
        parts = [self._element(element) for element in normal(pattern.replace("'", "")).split()]
        found = _in_a_row(parts)
        if found.empty:
            raise ValueError(f"matches nothing: {pattern}")
        return found

    def symbol(self, word: str) -> str:
        """The one character that stands for a word in expressions."""
        return self.symbols.setdefault(word, chr(_FIRST_SYMBOL + len(self.symbols)))

    def _element(self, element: str) -> Shape:
        if element in _GAPS:
            return Shape(_GAPS[element], empty=True)
        if element in _EDGES:
            return Shape(_EDGES[element], empty=True)
        if element.startswith("!"):
            return Shape(f"(?!{self._element(element[1:]).expression})", empty=True)
        if element.endswith("?"):
            inner = self._element(element[:-1])
            return Shape(f"(?:{inner.expression})?", inner.firsts, empty=True)
        if element.startswith("<"):
            return self._phrases(element[1:-1])
        if element == "#":
            return Shape(NUMBER, frozenset(NUMBER))
        return _one_of({self.symbol(word) for word in _spelled(element)})

    def _phrases(self, name: str) -> Shape:
        if name not in self._named:
            self._named[name] = self._any_of(self.phrases[name])
        return self._named[name]

    def _any_of(self, patterns: Sequence[str]) -> Shape:
        words = {
            self.symbol(word)
            for pattern in patterns
            if _is_words(pattern)
            for word in _spelled(normal(pattern.replace("'", "")))
        }
        longer = [self.shape(pattern) for pattern in patterns if not _is_words(pattern)]
        shapes = [*longer, *([_one_of(words)] if words else [])]
        firsts = frozenset().union(*(shape.firsts for shape in shapes))
        return Shape(f"(?:{'|'.join(shape.expression for shape in shapes)})", firsts)


def _is_words(pattern: str) -> bool:
    return not any(sign in pattern for sign in " <?!^$#.")


def _one_of(symbols: set[str]) -> Shape:
    listed = "".join(sorted(symbols))
    return Shape(listed if len(listed) == 1 else f"[{listed}]", frozenset(symbols))


def _in_a_row(parts: Sequence[Shape]) -> Shape:
    firsts: frozenset[str] = frozenset()
    for part in parts:
        firsts |= part.firsts
        if not part.empty:
            return Shape("".join(each.expression for each in parts), firsts)
    return Shape("", empty=True)


def _spelled(element: str) -> Iterator[str]:
    """Every word that an element of a pattern stands for."""
    for alternative in element.split("/") if "{" not in element else _split_outside_braces(element):
        found = _BRACES.search(alternative)
        if found is None:
            yield alternative
            continue
        for ending in found[1].split(","):
            yield from _spelled(alternative[: found.start()] + ending + alternative[found.end() :])


def _split_outside_braces(element: str) -> list[str]:
    return re.split(r"/(?![^{]*\})", element)
