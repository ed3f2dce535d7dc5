"""The words of danger of each language, from `companion/words/<language>/care/*.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Final

import msgspec

from companion.care.grammar import COMMA, STOP, UNKNOWN, Grammar, is_word
from companion.care.normalise import by_syllables
from companion.care.rules import Found, Rules, Traces, rules
from companion.reading.normal import normal

LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "tr", "ar", "hi", "id"),
    *("zh", "ja", "ko"),
)
"""Every language in which danger is heard, whatever the language of the chat."""
_SILENT: Final = frozenset({UNKNOWN, STOP, COMMA})


class Reading(msgspec.Struct, frozen=True):
    """A text in which some words are symbols of their own, and the names of the signs in it."""

    text: Traces
    signs: frozenset[str]

    def find(self, name: str) -> Iterator[Found]:
        """Every sign of a name, in any order."""
        return (Found(name, *span) for span in self.text.find("signs", name))


class Language(msgspec.Struct, frozen=True):
    """One language: the symbol of each of its words, the rules of what is said in it and of what stands around that."""

    code: str
    symbols: Mapping[str, str]
    rules: Rules
    context: Rules

    def readings(self, words: Iterable[str]) -> list[Reading]:
        """A text without its idioms, read by words and, where that differs, by units; where there are signs."""
        symbols = [*map(self.symbols.get, words, repeat(UNKNOWN))]
        if _SILENT.issuperset(symbols):
            return []
        text = self.rules.traces(symbols)
        if not text.says("signs") and not text.says("units"):
            return []
        text = text.without("idioms")
        units = text.longest("units")
        texts = [text, self.rules.traces(_collapsed(text.symbols, units))] if units else [text]
        return [Reading(each, signs) for each in texts if (signs := each.names("signs"))]


def _collapsed(symbols: list[str], units: Iterable[Found]) -> list[str]:
    """The text with each unit's words made its symbol."""
    left: list[str] = []
    done = 0
    for symbol, start, end in units:
        left += [*symbols[done:start], symbol]
        done = end
    return left + symbols[done:]


@cache
def language(code: str) -> Language:
    """The rules of one of LANGUAGES."""
    tables = _tables(code)
    units = tables.get("units", {})
    grammar = Grammar(tables.get("words", {}), units)
    for word, spellings in tables.get("typos", {}).items():
        grammar.symbols.update(dict.fromkeys(spellings, grammar.symbol(word)))
    by_word = Grammar({**units, **grammar.words}, {}, grammar.symbols, grammar.used)
    longer = {grammar.unit(name): [each for each in units[name] if not is_word(each)] for name in units}
    signs = {
        "signs": (grammar, tables["signs"]),
        "units": (by_word, longer),
        "idioms": (by_word, tables.get("idioms", {})),
    }
    return Language(code, grammar.symbols, rules(signs), rules({"context": (grammar, tables.get("context", {}))}))


def _plain(phrase: str) -> str:
    return by_syllables(normal(phrase.replace("'", "")))


def _tables(code: str) -> dict[str, dict[str, list[str]]]:
    """The tables of all files of a language: lists by name, in normal spelling and without apostrophes."""
    tables: dict[str, dict[str, list[str]]] = {}
    folder = files("companion.words") / code / "care"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        for name, table in tomllib.loads(file.read_text("utf-8")).items():
            plain = {key: [_plain(text) for text in listed] for key, listed in table.items()}
            merged = tables.setdefault(name, {})
            for key, listed in plain.items():
                merged[key] = [*merged.get(key, []), *listed]
    return tables
