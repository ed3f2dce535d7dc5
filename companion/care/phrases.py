"""The words for when someone may be in danger, in every language that has a `crisis.toml`."""

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from companion.words.book import DEFAULT_LANGUAGE

FILE = "crisis.toml"
_NOT_SENTENCES = ("words", "buttons", "typed", "answers")


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's. `typed` are further ways to write a button, by its verb; `answers` those to say yes and no."""

    sentences: Mapping[str, str]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    typed: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages that danger is answered in."""
    folders = importlib.resources.files("companion.words").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.is_dir() and (folder / FILE).is_file()))


@functools.cache
def phrases(language: str) -> Phrases:
    """The words of a language; English where we have none of it."""
    folder = language if language in languages() else DEFAULT_LANGUAGE
    tables = tomllib.loads((importlib.resources.files("companion.words") / folder / FILE).read_text("utf-8"))
    return Phrases(
        {name: table["text"] for name, table in tables.items() if name not in _NOT_SENTENCES},
        tables["words"],
        tables["buttons"],
        {verb: tuple(ways) for verb, ways in tables["typed"].items()},
        {answer: tuple(map(_bare, ways)) for answer, ways in tables["answers"].items()},
    )


def yes_or_no(text: str, language: str) -> str:
    """ "yes", "no", or "" for anything but a plain answer in the language or in English."""
    said = _bare(text)
    known = (phrases(language).answers, phrases(DEFAULT_LANGUAGE).answers)
    return next((answer for answers in known for answer, ways in answers.items() if said in ways), "")


def button_typed(text: str, language: str) -> tuple[str, str] | None:
    """The verb and the language of the button that a text is: in `language`, else in any; None for any other text."""
    found = _buttons().get(_bare(text))
    if found is None:
        return None
    known = language if language in found else next(iter(found))
    return found[known], known


@functools.cache
def _buttons() -> Mapping[str, Mapping[str, str]]:
    """Verbs, by what is typed and by language."""
    found: dict[str, dict[str, str]] = {}
    for language in (DEFAULT_LANGUAGE, *languages()):
        known = phrases(language)
        for verb, label in known.labels.items():
            for way in (label, *known.typed.get(verb, ())):
                found.setdefault(_bare(way), {})[language] = verb
    return found


def _bare(text: str) -> str:
    return text.casefold().replace("’", "'").replace(",", "").strip(" .!\n")
