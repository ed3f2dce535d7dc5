"""The words of danger of one language, from `companion/words/<language>/care/*.toml`, ready to be looked for."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from companion.care.grammar import UNKNOWN, Grammar

LANGUAGES: Final = ("en", "es")
"""Every language in which danger is heard, whatever the language of the chat."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sign in a text: its name, and the words from `start` up to `end` that say it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns by name, compiled together by the word that they begin with."""

    starters: Mapping[str, tuple[tuple[str, ...], re.Pattern[str]]]

    def find(self, symbols: str) -> Iterator[Found]:
        """Every sign in a text, from left to right; at one word the same sign once."""
        starters = self.starters
        for at, symbol in enumerate(symbols):
            if symbol not in starters:
                continue
            names, pattern = starters[symbol]
            match = pattern.match(symbols, at)
            if match and match.lastindex:
                for group, name in enumerate(names, 1):
                    if match.end(group) >= 0:
                        yield Found(name, at, match.end(group))


@dataclass(frozen=True, slots=True)
class Language:
    """One language: the symbol of each of its words, and its rules."""

    symbols: Mapping[str, str]
    signs: Rules
    idioms: Rules
    context: Rules

    def read(self, words: Sequence[str]) -> str:
        """One symbol for each word; `UNKNOWN` for what no rule speaks of."""
        symbols = self.symbols
        return "".join([symbols.get(word, UNKNOWN) for word in words])


@cache
def language(code: str) -> Language:
    """The rules of one of LANGUAGES."""
    lists = _lists(code)
    grammar = Grammar(lists.get("phrases", {}))
    signs = _rules(grammar, lists.get("signs", {}))
    idioms = _rules(grammar, {"idiom": lists.get("idioms", {}).get("spans", [])})
    context = _rules(grammar, lists.get("context", {}))
    typos = {
        wrong: grammar.symbols[right]
        for right, wrongs in lists.get("typos", {}).items()
        for wrong in wrongs
        if right in grammar.symbols
    }
    return Language(typos | grammar.symbols, signs, idioms, context)


def _lists(code: str) -> dict[str, Any]:
    """The tables of all files of a language."""
    tables: dict[str, Any] = {}
    folder = files("companion.words") / code / "care"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for name, table in tomllib.loads(file.read_text("utf-8")).items():
            tables.setdefault(name, {}).update(table)
    return tables


def _rules(grammar: Grammar, patterns: Mapping[str, Sequence[str]]) -> Rules:
    by_start: dict[str, dict[str, list[str]]] = {}
    for name, listed in patterns.items():
        for pattern in listed:
            shape = grammar.shape(pattern)
            for symbol in shape.firsts:
                by_start.setdefault(symbol, {}).setdefault(name, []).append(shape.expression)
    compiled: dict[str, re.Pattern[str]] = {}
    starters = {}
    for symbol, named in by_start.items():
        source = "".join(f"(?:(?=({'|'.join(dict.fromkeys(each))}))|)" for each in named.values())
        if source not in compiled:
            compiled[source] = re.compile(source)
        starters[symbol] = (tuple(named), compiled[source])
    return Rules(starters)
