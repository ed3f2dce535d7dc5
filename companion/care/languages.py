"""The words of danger of each language, from `companion/words/<language>/care/*.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from companion.care.grammar import UNKNOWN, Grammar, is_word
from companion.care.rules import Found, Rules, rules
from companion.reading.normal import normal

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "tr", "ar", "hi", "id")
"""Every language in which danger is heard, whatever the language of the chat."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: the symbol of each of its words, and its rules."""

    code: str
    symbols: Mapping[str, str]
    units: Rules
    signs: Rules
    idioms: Rules
    context: Rules

    def read(self, words: Sequence[str]) -> str:
        """One symbol for each word; `UNKNOWN` for what no rule speaks of."""
        symbols = self.symbols
        return "".join([symbols.get(word, UNKNOWN) for word in words])

    def signs_in(self, symbols: str) -> dict[str, list[Found]]:
        """The signs in a text, read word by word and, where that differs, with each unit as one symbol."""
        readings = dict.fromkeys((symbols, self.units.collapse(symbols)))
        return {reading: found for reading in readings if (found := self.signs.find(reading))}

    def without_idioms(self, symbols: str) -> str:
        """The text with each idiom's words made unknown, so that they say nothing and stand where they stood."""
        left = list(symbols)
        for idiom in self.idioms.find(symbols):
            left[idiom.start : idiom.end] = UNKNOWN * (idiom.end - idiom.start)
        return "".join(left)


@cache
def language(code: str) -> Language:
    """The rules of one of LANGUAGES."""
    tables = _tables(code)
    units = tables.get("units", {})
    grammar = Grammar(tables.get("words", {}), units)
    for word, spellings in tables.get("typos", {}).items():
        grammar.symbols.update(dict.fromkeys(spellings, grammar.symbol(word)))
    by_word = Grammar({**units, **grammar.words}, {}, grammar.symbols)
    longer = {grammar.unit(name): [each for each in units[name] if not is_word(each)] for name in units}
    return Language(
        code,
        symbols=grammar.symbols,
        units=rules(by_word, longer),
        signs=rules(grammar, tables["signs"]),
        idioms=rules(by_word, tables.get("idioms", {})),
        context=rules(grammar, tables.get("context", {})),
    )


def _tables(code: str) -> dict[str, dict[str, list[str]]]:
    """The tables of all files of a language: lists by name, in normal spelling and without apostrophes."""
    tables: dict[str, dict[str, list[str]]] = {}
    folder = files("companion.words") / code / "care"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for name, table in tomllib.loads(file.read_text("utf-8")).items():
            plain = {key: [normal(text.replace("'", "")) for text in listed] for key, listed in table.items()}
            merged = tables.setdefault(name, {})
            for key, listed in plain.items():
                merged[key] = [*merged.get(key, []), *listed]
    return tables
