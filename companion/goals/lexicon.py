"""The words people use for their goals, as `words/<language>/goals.toml` lists them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any

import msgspec

from companion.goals.typos import Typos, typos_of

CLASS = re.compile(r"<(\w+)>")
ACT = "act"  # the tier of the small acts, which belong to no area
ALWAYS = "always"  # the tier of what is looked at before anything else
UNPLACED = ""  # the area of what gets no step
WIN = "win"  # the tier of acts that have a kind of their own, which stands in place of the area


class Size(msgspec.Struct, frozen=True):
    """What tells a small act from a big one; verbs and amounts in their base form."""

    small: frozenset[str]
    alone: frozenset[str]
    wide: frozenset[str]
    far: frozenset[str]
    addressed: frozenset[str]
    light: frozenset[str]
    against: frozenset[str]
    big: frozenset[str]
    large: frozenset[str]
    pieces: frozenset[str]
    little: frozenset[str]
    units: frozenset[str]
    often: re.Pattern[str]
    acts: tuple[str, ...]
    numbers: dict[str, int]
    most_minutes: int
    most_things: int
    most_words: int


class Phrase(msgspec.Struct, frozen=True):
    """Words, in their base form, that name an area of life; the tier says in which of its lists they stand."""

    area: str
    tier: str
    words: tuple[str, ...]


class Belongings(msgspec.Struct, frozen=True):
    """How the things of somebody else are named, and where such a goal belongs."""

    area: str
    ladder: str
    named: re.Pattern[str]
    used: re.Pattern[str]  # beside these they are things in use


class Lexicon(msgspec.Struct, frozen=True):
    """A language's goal words, ready to look up."""

    openers: re.Pattern[str]
    closers: tuple[str, ...]
    beside: re.Pattern[str]  # what begins a clause beside the goal itself
    proper: frozenset[str]
    harsh: frozenset[str]
    unnamed: str
    native: frozenset[str]
    told: frozenset[str]  # words of what is told, or said to us
    foreign: frozenset[str]
    forms: dict[str, str]
    size: Size
    belongings: Belongings
    phrases: dict[str, list[Phrase]]  # by their first word
    vocabulary: frozenset[str]
    at_hand: frozenset[str]  # words of what is in any home, or said beside it
    settled: frozenset[str]  # words of the vocabulary that are their own base form
    typos: Typos
    no_typos: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon | None:
    """The goal words of a language ("en", also "en-GB"), or None where we have none."""
    try:
        data = words(language, "goals.toml")
    except FileNotFoundError:
        return None
    size = _size(data["size"])
    phrases = [*_phrases(data["area"], data["classes"]), *_listed(UNPLACED, ACT, size.acts)]
    phrases += _listed(UNPLACED, ALWAYS, data["unplaced"])
    phrases += [phrase for kind, texts in data["win"].items() for phrase in _listed(kind, WIN, texts)]
    phrases = _with_shared_words(phrases)
    vocabulary = _vocabulary(phrases, size, data["forms"])
    return Lexicon(
        openers=re.compile(rf"(?:{_any_of(data['openers'])})(?![\w'-])"),
        closers=_longest_first(data["closers"]),
        beside=_any_word_of(data["beside"]["words"]),
        proper=frozenset(data["proper"]),
        harsh=frozenset(data["harsh"]),
        unnamed=data["unnamed"],
        native=frozenset(data["native"]),
        told=frozenset(data["told"]),
        foreign=frozenset(data["foreign"]),
        forms=data["forms"],
        size=size,
        belongings=_belongings(data["belongings"]),
        phrases=_by_first_word(phrases),
        vocabulary=vocabulary,
        at_hand=_at_hand(phrases, size, data),
        settled=frozenset(word for word in vocabulary - data["forms"].keys() if word.isalpha()),
        typos=typos_of(vocabulary),
        no_typos=frozenset(data["no_typos"]) | frozenset(data["native"]),
    )


def words(language: str, name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of a language; FileNotFoundError where there is none."""
    folder = language.lower().split("-")[0]
    return tomllib.loads(resources.files("companion.words").joinpath(folder, name).read_text("utf-8"))


def _size(data: dict[str, Any]) -> Size:
    return Size(
        small=frozenset(data["small"]),
        alone=frozenset(data["alone"]),
        wide=frozenset(data["wide"]),
        far=frozenset(data["far"]),
        addressed=frozenset(data["addressed"]),
        light=frozenset(data["light"]),
        against=frozenset(data["against"]),
        big=frozenset(data["big"]),
        large=frozenset(data["large"]),
        pieces=frozenset(data["pieces"]),
        little=frozenset(data["little"]),
        units=frozenset(data["units"]),
        often=re.compile(rf"\b(?:{_any_of(data['often'])})\b"),
        acts=tuple(data["acts"]),
        numbers=data["numbers"],
        most_minutes=data["most_minutes"],
        most_things=data["most_things"],
        most_words=data["most_words"],
    )


def _belongings(data: dict[str, Any]) -> Belongings:
    whose, what, like = (_any_of(data[group]) for group in ("whose", "what", "like"))
    of_them = rf"(?:(?:{_any_of(data['pronouns'])})|(?:{whose})(?:'s|s'?)|late \w+(?:'s|s'?))"
    named = rf"\b(?:{of_them} (?:(?:{like}) )*(?:{what})|(?:{what}) of (?:\w+ )?(?:late )?(?:{whose}))\b"
    return Belongings(data["area"], data["ladder"], re.compile(named), _any_word_of(data["used"]))


def _phrases(areas: dict[str, dict[str, list[str]]], classes: dict[str, list[str]]) -> list[Phrase]:
    return [
        phrase
        for area, tiers in areas.items()
        for tier, texts in tiers.items()
        for phrase in _listed(area, tier, chain.from_iterable(_filled(text, classes) for text in texts))
    ]


def _filled(text: str, classes: dict[str, list[str]]) -> list[str]:
    """ "<family> died" with each word of its class in turn; a phrase without a class as it stands."""
    name = CLASS.search(text)
    return [text.replace(name[0], word) for word in classes[name[1]]] if name else [text]


def _any_word_of(texts: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(texts)})\b|[.(;:]\s|\s[-–—]\s|\s\(")


def _any_of(texts: list[str]) -> str:
    return "|".join(map(re.escape, _longest_first(texts)))


def _listed(area: str, tier: str, texts: Iterable[str]) -> list[Phrase]:
    return [Phrase(area, tier, tuple(text.split())) for text in texts]


def _with_shared_words(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, each word of which is held once: `sys.intern` would have its table grow by 1 MB for them."""
    known: dict[str, str] = {}
    return [
        Phrase(phrase.area, phrase.tier, tuple(known.setdefault(word, word) for word in phrase.words))
        for phrase in phrases
    ]


def _by_first_word(phrases: list[Phrase]) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return found


def _longest_first(texts: list[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=len, reverse=True))


def _at_hand(phrases: list[Phrase], size: Size, data: dict[str, Any]) -> frozenset[str]:
    """The objects of everyday areas, other things at hand, and the words around them."""
    areas = frozenset(data["size"]["everyday"])
    named = (phrase.words for phrase in phrases if phrase.tier in ("about", ACT) and phrase.area in {*areas, UNPLACED})
    return frozenset(chain(size.little, data["native"], data["size"]["things"], *named))


def _vocabulary(phrases: list[Phrase], size: Size, forms: dict[str, str]) -> frozenset[str]:
    listed = (size.small, size.alone, size.wide, size.big, size.large, size.little, forms.values())
    return frozenset(chain(*listed, *(phrase.words for phrase in phrases)))
