"""The words for when someone may be in danger, in every language that has a `crisis.toml`."""

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import chain

import msgspec

from companion.reading.normal import normal
from companion.words.book import DEFAULT_LANGUAGE

FILE = "crisis.toml"
_NOT_SENTENCES = ("words", "buttons", "typed", "around", "answers")
_LONGEST = 80  # characters of what may be a button's words with some around them
_ENDS = re.compile(r"^\W+|\W+$")


class Phrases(msgspec.Struct, frozen=True):
    """One language's. `typed` are further ways to write a button, by its verb; `around` what may stand before and
    after them and changes nothing; `answers` the ways to say yes and no."""

    sentences: Mapping[str, str]
    words: Mapping[str, str]
    labels: Mapping[str, str]
    typed: Mapping[str, tuple[str, ...]]
    around: Mapping[str, tuple[str, ...]]
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
        _compared(tables["around"]),
        _compared(tables["answers"]),
    )


def _compared(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(map(_bare, ways)) for name, ways in table.items()}


def yes_or_no(text: str, language: str) -> str:
    """ "yes", "no", or "" for anything but a plain answer in the language or in English."""
    said = _bare(text)
    known = (phrases(language).answers, phrases(DEFAULT_LANGUAGE).answers)
    return next((answer for answers in known for answer, ways in answers.items() if said in ways), "")


def speaks_of_another(text: str, language: str) -> bool:
    """Whether he, she or they are in a text, in the language or in English: how they are is not about the writer."""
    said = set(_bare(text).split())
    return any(not said.isdisjoint(phrases(known).around["they"]) for known in (language, DEFAULT_LANGUAGE))


def button_typed(text: str, language: str) -> tuple[str, str] | None:
    """The verb and the language of the button that a text is: in `language`, else in any; None for any other text.

    "Yes, I'm safe now, thanks" is "I'm safe now"; "not safe" is no button.
    """
    if len(text) > _LONGEST:
        return None
    said = _bare(text)
    found = _buttons().get(said) or next(filter(None, map(_buttons().get, _peeled(said.split()))), None)
    if found is None:
        return None
    known = language if language in found else next(iter(found))
    return found[known], known


def _peeled(words: list[str]) -> Iterator[str]:
    """What is left without the words before and behind that change nothing."""
    if not _vocabulary().issuperset(words):
        return
    before, after = _around()
    for start in (0, 1, 2):
        for end in range(len(words), start, -1):
            if " ".join(words[:start]) in before and " ".join(words[end:]) in after:
                yield " ".join(words[start:end])


@functools.cache
def _vocabulary() -> frozenset[str]:
    """Every word of a button, or around one: a text with any other word is no button's."""
    return frozenset(word for phrase in (*_buttons(), *chain(*_around())) for word in phrase.split())


@functools.cache
def _around() -> tuple[frozenset[str], frozenset[str]]:
    """The words that may stand before and after a button's, in any language; none may, too."""
    known = [phrases(language).around for language in languages()]
    before = {word for around in known for word in around["before"]}
    after = {word for around in known for word in around["after"]}
    return frozenset(before | {""}), frozenset(after | {""})


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
    """In one shape: lower case, without accents, apostrophes, commas, and whatever is no word at its ends."""
    plain = text.lower().strip(" .!?\n:;()-") if text.isascii() else _ENDS.sub("", normal(text))
    return " ".join(plain.replace("'", "").replace(",", " ").split())
