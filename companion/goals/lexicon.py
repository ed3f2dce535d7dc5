"""The words people use for their goals, as `words/<language>/goals.toml` lists them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

SHORTEST_TYPO = 5


@dataclass(frozen=True, slots=True)
class Size:
    """What tells a small act from a big one; verbs and amounts in their base form."""

    small: frozenset[str]
    alone: frozenset[str]
    wide: frozenset[str]
    big: frozenset[str]
    little: frozenset[str]
    units: frozenset[str]
    often: tuple[str, ...]
    acts: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    most_minutes: int
    most_things: int
    most_words: int


@dataclass(frozen=True, slots=True)
class Topic:
    """One area's phrases, each a tuple of base forms."""

    area: str
    vague: tuple[tuple[str, ...], ...]
    about: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    feelings: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's goal words, ready to look up."""

    openers: tuple[str, ...]
    closers: tuple[str, ...]
    proper: frozenset[str]
    harsh: frozenset[str]
    unnamed: str
    native: frozenset[str]
    foreign: frozenset[str]
    forms: dict[str, str]
    size: Size
    topics: tuple[Topic, ...]
    vocabulary: frozenset[str]
    typos: dict[str, str]


@cache
def lexicon(language: str) -> Lexicon | None:
    """The goal words of a language ("en", also "en-GB"), or None where we have none."""
    try:
        data = words(language, "goals.toml")
    except FileNotFoundError:
        return None
    topics = tuple(_topic(area, entry) for area, entry in data["area"].items())
    size = _size(data["size"])
    vocabulary = _vocabulary(topics, size, data["forms"])
    return Lexicon(
        openers=_longest_first(data["openers"]),
        closers=_longest_first(data["closers"]),
        proper=frozenset(data["proper"]),
        harsh=frozenset(data["harsh"]),
        unnamed=data["unnamed"],
        native=frozenset(data["native"]),
        foreign=frozenset(data["foreign"]),
        forms=data["forms"],
        size=size,
        topics=topics,
        vocabulary=vocabulary,
        typos=_typos(vocabulary),
    )


def words(language: str, name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of a language; FileNotFoundError where there is none."""
    folder = language.lower().split("-")[0]
    return tomllib.loads(resources.files("companion.words").joinpath(folder, name).read_text("utf-8"))


def shortened(word: str) -> set[str]:
    """A word and all its forms with one letter left out: two that share one are one typo apart."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(1, len(word))}


def _topic(area: str, entry: dict[str, list[str]]) -> Topic:
    return Topic(
        area=area,
        vague=_phrases(entry["vague"]),
        about=_phrases(entry["about"]),
        places=_phrases(entry.get("places", [])),
        feelings=_phrases(entry.get("feelings", [])),
        never=_phrases(entry.get("never", [])),
    )


def _size(data: dict[str, Any]) -> Size:
    return Size(
        small=frozenset(data["small"]),
        alone=frozenset(data["alone"]),
        wide=frozenset(data["wide"]),
        big=frozenset(data["big"]),
        little=frozenset(data["little"]),
        units=frozenset(data["units"]),
        often=_longest_first(data["often"]),
        acts=_phrases(data["acts"]),
        numbers=data["numbers"],
        most_minutes=data["most_minutes"],
        most_things=data["most_things"],
        most_words=data["most_words"],
    )


def _phrases(texts: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(tuple(text.split()) for text in texts))


def _longest_first(texts: list[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=len, reverse=True))


def _vocabulary(topics: tuple[Topic, ...], size: Size, forms: dict[str, str]) -> frozenset[str]:
    phrases = [phrase for t in topics for phrase in (*t.vague, *t.about, *t.places, *t.feelings, *t.never)]
    known = {word for phrase in (*phrases, *size.acts) for word in phrase}
    return frozenset(known | size.small | size.alone | size.wide | size.big | size.little | set(forms.values()))


def _typos(vocabulary: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in sorted(vocabulary, key=lambda known: (len(known), known)):
        if len(word) >= SHORTEST_TYPO:
            for form in shortened(word):
                found.setdefault(form, word)
    return found
