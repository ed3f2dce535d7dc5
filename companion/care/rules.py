"""Patterns, each looked for where its rarest words stand, and found in a text."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, count, pairwise, product
from typing import Final, NamedTuple, TypeVar, cast

import msgspec

from companion.care.grammar import COMMA, STOP, UNKNOWN, Element, Grammar, beginnings, in_a_row, span

_ENCODING: Final = "utf-16-le"  # ten thousand expressions, few of which are ever needed, take half a megabyte less
_EVERYWHERE: Final = 1000  # how common a stop is, as if so many patterns had it

Key = TypeVar("Key", str, tuple[str, str])


class Found(NamedTuple):
    """A sign in a text: its name, and the words from `start` up to `end` that say it."""

    name: str
    start: int
    end: int


class Pattern(msgspec.Struct, frozen=True, eq=False):
    """A pattern of a table ("signs", "idioms", ...), the name that it stands under there, and how it is looked for.

    `whole` is its width where its anchor is all of it. Else that is 0, and it begins with one of `firsts`, so many
    words before the anchor as `before` says. It is in no text that has none of `needs`.
    """

    table: str
    name: str
    encoded: bytes  # the expression, in _ENCODING
    firsts: Collection[str]
    before: range
    whole: int
    needs: Collection[str]

    @property
    def expression(self) -> str:
        """The regular expression that it is as a whole."""
        return self.encoded.decode(_ENCODING)

    def find(self, symbols: Sequence[str], text: str, anchors: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Where it begins and ends beside those of its anchors that are known: a bounded number of tries for each."""
        if self.whole:
            yield from ((at, at + self.whole) for at in anchors if UNKNOWN not in text[at : at + self.whole])
            return
        firsts, before = self.firsts, self.before
        for at in anchors:
            for back in before:  # `product` of the two takes half as long again
                if at >= back and symbols[at - back] in firsts and (found := _matcher(self.encoded)(text, at - back)):
                    yield found.span()


@cache
def _matcher(encoded: bytes) -> Callable[[str, int], re.Match[str] | None]:
    """Matches a pattern where it begins. Compiled when first needed: a start would wait for a second."""
    return cast("Callable[[str, int], re.Match[str] | None]", re.compile(encoded.decode(_ENCODING)).match)


Anchored = dict[str, list[tuple[Pattern, Sequence[int]]]]
"""By name, the patterns whose anchors are in a text, each with where those are."""


class Traces(msgspec.Struct, frozen=True):
    """A text, and what may be said in it, by table: more is seen when asked."""

    symbols: list[str]
    text: str
    anchored: Mapping[str, Anchored]

    def says(self, table: str) -> bool:
        """Whether the text says anything of a table."""
        return any(next(self.find(table, name), None) for name in self.anchored.get(table, ()))

    def names(self, table: str) -> frozenset[str]:
        """The names in a table that the text says."""
        return frozenset(name for name in self.anchored.get(table, ()) if next(self.find(table, name), None))

    def find(self, table: str, name: str) -> Iterator[tuple[int, int]]:
        """Where each place begins and ends that says this, in any order. Linear in the length of the text."""
        symbols, text = self.symbols, self.text
        for pattern, places in self.anchored.get(table, {}).get(name, ()):
            yield from pattern.find(symbols, text, places)

    def every(self, table: str) -> list[Found]:
        """All that the text says of a table, in any order."""
        return [Found(name, *span) for name in self.anchored.get(table, ()) for span in self.find(table, name)]

    def without(self, table: str) -> "Traces":
        """The text with all that it says of a table made unknown, so that it says nothing and stands where it stood."""
        said = self.every(table)
        if not said:
            return self
        left = list(self.symbols)
        for _, start, end in said:
            left[start:end] = [UNKNOWN] * (end - start)
        return Traces(left, "".join(left), self.anchored)  # what was no anchor is none now

    def longest(self, table: str) -> list[Found]:
        """The longest that the text says of a table at each place, from left to right and never two over another."""
        left: list[Found] = []
        for each in sorted(self.every(table), key=lambda found: (found.start, -found.end)):
            if not left or each.start >= left[-1].end:
                left.append(each)
        return left


class Rules(msgspec.Struct, frozen=True):
    """Patterns by the rarest word that each must have, or by the two of which one follows the other."""

    alone: Mapping[str, Sequence[Pattern]]
    paired: Mapping[tuple[str, str], Sequence[Pattern]]

    def traces(self, symbols: list[str]) -> Traces:
        """What a text may say. Linear in its length."""
        present = set(symbols)
        anchored: dict[str, Anchored] = {}
        for patterns, places in (*_places(self.alone, symbols), *_places(self.paired, list(pairwise(symbols)))):
            for pattern in patterns:
                if not present.isdisjoint(pattern.needs):
                    anchored.setdefault(pattern.table, {}).setdefault(pattern.name, []).append((pattern, places))
        return Traces(symbols, "".join(symbols), anchored)


def rules(tables: Mapping[str, tuple[Grammar, Mapping[str, Iterable[str]]]]) -> Rules:
    """The rules of these tables: for each, the grammar that its patterns are written in, and the patterns by name.

    ValueError where a pattern can begin with anything.
    """
    read = [
        (table, name, elements)
        for table, (grammar, named) in tables.items()
        for name, listed in named.items()
        for elements in map(grammar.elements, listed)
    ]
    used = Counter({STOP: _EVERYWHERE, COMMA: _EVERYWHERE})
    for grammar, _ in tables.values():
        used |= grammar.used
    alone: dict[str, list[Pattern]] = {}
    paired: dict[tuple[str, str], list[Pattern]] = {}
    for table, name, elements in read:
        if not _begins_with_a_word(elements):
            raise ValueError(f"begins with no word: {name} of {table}")
        at, width = _anchor(elements, used)
        pattern = _pattern(table, name, elements, at, width, used)
        if width == 1:
            for symbol in elements[at].firsts:
                alone.setdefault(symbol, []).append(pattern)
        else:
            for pair in product(elements[at].firsts, elements[at + 1].firsts):
                paired.setdefault(pair, []).append(pattern)
    return Rules(_frozen(alone), _frozen(paired))


def _frozen(index: dict[Key, list[Pattern]]) -> dict[Key, Sequence[Pattern]]:
    """The index, with one tuple for all anchors of the same patterns: half of the anchors share theirs."""
    shared: dict[Sequence[Pattern], Sequence[Pattern]] = {}
    return {
        anchor: shared.setdefault(each, each) for anchor, each in zip(index, map(tuple, index.values()), strict=True)
    }


def _places(
    index: Mapping[Key, Sequence[Pattern]], text: Sequence[Key]
) -> Iterator[tuple[Sequence[Pattern], list[int]]]:
    """For each anchor in a text, its patterns and where it stands."""
    places: dict[Key, list[int]] = {}
    for at in compress(count(), map(index.__contains__, text)):
        places.setdefault(text[at], []).append(at)
    return ((index[anchor], at) for anchor, at in places.items())


def _pattern(
    table: str, name: str, elements: Sequence[Element], at: int, width: int, used: Mapping[str, int]
) -> Pattern:
    """The pattern of these elements, so many of which, from `at` on, are its anchor."""
    least, most = span(elements[:at])
    whole = width if len(elements) == width and all(element.most == 1 for element in elements) else 0
    expression, firsts = ("", frozenset[str]()) if whole else (in_a_row(elements), beginnings(elements))
    others = [element.firsts for element in (*elements[:at], *elements[at + width :]) if element.least]
    needs = min(others, key=lambda firsts: sum(used[symbol] for symbol in firsts), default=elements[at].firsts)
    before, encoded = _range(least, most + 1), expression.encode(_ENCODING)
    return Pattern(table, name, encoded, _compact(firsts), before, whole, _compact(needs))


_range = cache(range)


def _compact(symbols: frozenset[str]) -> Collection[str]:
    """One symbol as it is, else the one set that is equal to this: the same few stand in most of the patterns, and each
    takes memory."""
    return next(iter(symbols)) if len(symbols) == 1 else _shared(symbols)


@cache
def _shared(symbols: frozenset[str]) -> frozenset[str]:
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
