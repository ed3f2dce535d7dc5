"""Patterns over words, written as regular expressions over one character for each word.

A pattern is words with spaces between them:

    want            that word; `want/wish` one of several; `kill{,s,ing}` that word with one of several endings
    <wanting>       one of the phrases of that name in the table `words`
    <dying>         one of the phrases of that name in the table `units`, which by then are one symbol
    to?             may be there
    .. and ...      up to two and up to five other words of the same sentence
    ^ and $         where a clause begins or ends, or a word of `closing` in `words` follows
    !again          the next word is another one (`!<name>` likewise)
    0, 00 and 0000  a number, a number that is more than a few, a year

Nothing in it repeats without a bound: the work at one word is bounded, and so the work for a text is linear.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

STOP: Final = "."
STOPS: Final = ".!?;\n"
COMMA: Final = ","
NUMBER: Final = "0"
MANY: Final = "00"
YEAR: Final = "0000"
UNKNOWN: Final = "_"
_MANY: Final = "9"
_FIRST_SYMBOL: Final = 0x3400
_GAPS: Final = {"..": 2, "...": 5}
_BEGINNING: Final = f"(?<![^{STOP}{COMMA}])"
_CLOSING: Final = "closing"
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_BETWEEN_WORDS: Final = re.compile(r"/(?![^{]*\})")
_NO_WORD: Final = (" ", "<", "?", "!", "^", "$", "..")


class Element(msgspec.Struct, frozen=True):
    """One element of a pattern: its expression, the symbols that it can begin with, and how many words it spans.

    What has no width, and a gap, begins with no symbol of its own.
    """

    expression: str
    firsts: frozenset[str] = frozenset()
    least: int = 0
    most: int = 0

    @property
    def optional(self) -> bool:
        """Whether a text may have nothing of it."""
        return bool(self.firsts) and not self.least

    @property
    def written(self) -> str:
        """The expression as it stands in a row of elements."""
        return f"(?:{self.expression})?" if self.optional else self.expression


class Grammar(msgspec.Struct, frozen=True):
    """The named phrases of one language, and the symbols of all the words that its patterns use.

    `symbols`, and `used`, how often each of them is written, grow with every pattern that is read; `_read` keeps the
    phrases that were, `_choices` each choice of words: tens of thousands are written, of few kinds.
    """

    words: Mapping[str, Sequence[str]]
    units: Mapping[str, Sequence[str]]
    symbols: dict[str, str] = msgspec.field(
        default_factory=lambda: {NUMBER: NUMBER, MANY: _MANY, COMMA: COMMA, ":": COMMA} | dict.fromkeys(STOPS, STOP)
    )
    used: Counter[str] = msgspec.field(default_factory=Counter)
    _read: dict[str, Element] = msgspec.field(default_factory=dict)
    _choices: dict[frozenset[str], Element] = msgspec.field(default_factory=dict)

    def elements(self, pattern: str) -> list[Element]:
        """A pattern's elements, in order; KeyError where it names phrases that there are none of."""
        return [self._element(element) for element in pattern.split()]

    def symbol(self, word: str) -> str:
        """The one character that stands for a word (or, in angle brackets, for a unit) in expressions."""
        symbol = self.symbols.setdefault(word, chr(_FIRST_SYMBOL + len(self.symbols)))
        self.used[symbol] += 1
        return symbol

    def unit(self, name: str) -> str:
        """The symbol of a unit."""
        return self.symbol(f"<{name}>")

    def _element(self, element: str) -> Element:
        if element in _GAPS:
            return Element(f"[^{STOP}]{{0,{_GAPS[element]}}}?", most=_GAPS[element])
        if element == "^":
            return Element(_BEGINNING)
        if element == "$":
            closing = "".join(sorted(map(self.symbol, self.words.get(_CLOSING, ()))))
            return Element(f"(?![^{STOP}{COMMA}{closing}])")
        if element.startswith("!"):
            return Element(f"(?!{self._element(element[1:]).expression})")
        if element.endswith("?"):
            inner = self._element(element[:-1])
            return Element(inner.expression, inner.firsts, 0, inner.most)
        if element.startswith("<"):
            return self._named(element[1:-1])
        return self._one_of(self.symbol(word) for word in spelled(element))

    def _named(self, name: str) -> Element:
        if name in self.units:
            alone = {self.symbol(word) for phrase in self.units[name] if is_word(phrase) for word in spelled(phrase)}
            return self._one_of(alone | {self.unit(name)})
        if name not in self._read:
            self._read[name] = self._any_of(self.words[name])
        return self._read[name]

    def _any_of(self, phrases: Sequence[str]) -> Element:
        alone = {self.symbol(word) for phrase in phrases if is_word(phrase) for word in spelled(phrase)}
        longer = [self.elements(phrase) for phrase in phrases if not is_word(phrase)]
        expressions = [in_a_row(each) for each in longer]
        firsts = frozenset(alone).union(*(beginnings(each) for each in longer))
        single = [self._one_of(alone).expression] if alone else []
        spans = [span(each) for each in longer] + [(1, 1)] * bool(alone)
        least, most = min(least for least, _ in spans), max(most for _, most in spans)
        return Element(f"(?:{'|'.join([*expressions, *single])})", firsts, least, most)

    def _one_of(self, symbols: Iterable[str]) -> Element:
        choice = frozenset(symbols)
        if NUMBER in choice:
            choice |= {_MANY}
        if choice not in self._choices:
            self._choices[choice] = Element(f"[{''.join(sorted(choice))}]", choice, 1, 1)
        return self._choices[choice]


def in_a_row(elements: Sequence[Element]) -> str:
    """The expression for elements that follow one another."""
    return "".join(element.written for element in elements)


def beginnings(elements: Sequence[Element]) -> frozenset[str]:
    """The symbols that the elements, in a row, can begin with."""
    firsts: frozenset[str] = frozenset()
    for element in elements:
        firsts = firsts | element.firsts if firsts else element.firsts  # thousands of patterns share what is one set
        if element.firsts and not element.optional:
            break
    return firsts


def span(elements: Sequence[Element]) -> tuple[int, int]:
    """How many words the elements, in a row, take at least and at most."""
    return sum(element.least for element in elements), sum(element.most for element in elements)


def spelled(word: str) -> Iterator[str]:
    """Every word that an element of a pattern stands for: "kill{s,ed}/end" is kills, killed and end."""
    for alternative in _BETWEEN_WORDS.split(word):
        found = _BRACES.search(alternative)
        if found is None:
            yield alternative
            continue
        for ending in found[1].split(","):
            yield from spelled(alternative[: found.start()] + ending + alternative[found.end() :])


def is_word(phrase: str) -> bool:
    """Whether a phrase is one word, or several forms of one."""
    return not any(sign in phrase for sign in _NO_WORD)
