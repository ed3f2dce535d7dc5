"""The sentences of a language, read once from its files.

A sentence file is TOML: `[name]` with `text` (one or several variants, slots in braces), `buttons` (names of buttons
under it, in order) and `family` (for the linter of words). `buttons.toml` gives each button its label and style.
"""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping

import msgspec

DEFAULT_LANGUAGE = "en"
_NOT_SENTENCES = frozenset(
    {"buttons.toml", "ladders.toml", "goals.toml", "profile.toml", "phrases.toml", "crisis.toml"}
)
_SLOT = re.compile(r"\{(\w+)\}")


class Sentence(msgspec.Struct, frozen=True):
    """One thing we say: its variants, and the names of the buttons under it."""

    text: tuple[str, ...]
    templates: tuple[tuple[str, ...], ...]  # each variant cut at its slots: words of ours and a slot's name in turn
    buttons: tuple[str, ...] = ()
    family: str = "other"

    def variant(self, turn: int) -> tuple[str, ...]:
        """The template for a turn: all others come before one comes again."""
        return self.templates[turn % len(self.templates)]


class Book(msgspec.Struct, frozen=True):
    """A language: its sentences, button labels and styles, and small phrases (counts, numbers, names of settings)."""

    sentences: Mapping[str, Sentence]
    labels: Mapping[str, str]
    verbs: Mapping[str, str]  # by label, case-folded, and by other words for it: what they mean when typed
    styles: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, str]]


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that the bot speaks: those with buttons of their own."""
    folders = importlib.resources.files("companion.words").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.is_dir() and (folder / "buttons.toml").is_file()))


@functools.cache
def book(language: str = DEFAULT_LANGUAGE) -> Book:
    """The words of a language; English where we don't speak it."""
    folder = importlib.resources.files("companion.words") / (language if language in languages() else DEFAULT_LANGUAGE)
    files = {file.name: file for file in folder.iterdir() if file.name.endswith(".toml")}
    buttons = tomllib.loads(files["buttons.toml"].read_text("utf-8"))
    sentences: dict[str, Sentence] = {}
    for name in sorted(files.keys() - _NOT_SENTENCES):
        sentences |= _sentences(tomllib.loads(files[name].read_text("utf-8")))
    phrases = tomllib.loads(files["phrases.toml"].read_text("utf-8"))
    labels: dict[str, str] = buttons["buttons"]
    verbs = buttons["typed"] | {label.casefold(): name for name, label in labels.items()}
    return Book(sentences, labels, verbs, buttons["styles"], phrases)


def _sentences(tables: Mapping[str, Mapping[str, object]]) -> dict[str, Sentence]:
    found = {}
    for name, table in tables.items():
        text, buttons = table["text"], table.get("buttons", [])
        variants = (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]  # lists of strings
        templates = tuple(tuple(_SLOT.split(variant)) for variant in variants)
        found[name] = Sentence(variants, templates, tuple(buttons), str(table.get("family", "other")))  # type: ignore[arg-type]
    return found
