"""Answers that speak of several of today's steps: "did the first", "both", "water yes, walk no"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, normal, tokens, words
from companion.reading.replies import cues, reply
from companion.reading.reports import mishap, report

_MOST_TOKENS: Final = 30
_SHORTEST_NAME: Final = 3
_ALIKE: Final = 4  # first letters: "dish" and "dishes"
_NOT_NAMES: Final = frozenset(
    (
        "the",
        "and",
        "for",
        "with",
        "your",
        "from",
        "into",
        "this",
        "that",
        "one",
        "two",
        "three",
        "minute",
        "minutes",
        "some",
    )
)
_MEANING: Final = {
    "done": "done", "yes": "done", "partly": "partly", "not_today": "not_today", "no": "not_today",
    "too_hard": "not_today",
}  # fmt: skip


@dataclass(slots=True)
class _Part:
    """One part of the answer: the steps it points at, the words said of them, all its words, and those that don't
    point by place."""

    steps: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    pointed: bool = False
    refused: bool = False


def several(text: str, steps: Sequence[str], language: str = "en") -> dict[int, str] | None:
    """Which of the steps are done, partly or not_today: {index: answer}; None where the text points at none.

    A step is pointed at by its place ("the second", "both") or by a word that only it has. Named without any
    answer ("water") nothing is read; a step put off ("walk later") is left out.
    """
    message = tokens(text) if len(text) <= SHORT else []
    if not message or not steps or len(message) > _MOST_TOKENS or "?" in message:
        return None
    if not points(text, steps, language):  # as nearly every message
        return None
    if any(kind == "except" for kind, _ in _phrases(language).find(message)):
        return None
    parts = [part for part in _parts(message, steps, language) if part.steps]
    of_no_step = any(part.pointed and report(" ".join(part.unplaced), language) for part in parts)
    if of_no_step or mishap(text, language):  # "climbed all the stairs", "finished last"
        return None
    answers = _answers(parts, language)
    found: dict[int, str] = {}
    for part, answer in zip(parts, answers, strict=True):
        if answer is None or any(found.get(step, answer) != answer for step in part.steps):
            return None
        found |= dict.fromkeys(part.steps, answer)
    kept = {step: answer for step, answer in found.items() if answer != "later"}
    return dict(sorted(kept.items())) or None


def reply_about(text: str, step: str, language: str = "en") -> str:
    """As `reply`, said to this step: what tells of another thing ("made the bed", "dishes done") is `unclear`."""
    answer = reply(text, language)
    if answer not in ("done", "partly"):
        return answer
    told = report(text, language)
    return "unclear" if _names_another(text, step, language) or (told and not _shares(told.text, step)) else answer


def parted(text: str, language: str = "en") -> list[str]:
    """The text cut at its stops, commas and "and"s; as one where it has none."""
    return [part for part in _joints(language).split(text[:SHORT]) if part]


@cache
def _joints(language: str) -> re.Pattern[str]:
    words = (table(language, "steps") or table("en", "steps")).get("more", {}).get("also", ())
    also = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    # Tried at the first of several marks alone: at each of them, 600 emoji take 11 ms.
    return re.compile(rf"(?<!\W)\W+(?:{also})\s+|[,.;!\n]+\s*(?:(?:{also})\s+)?", re.IGNORECASE)


def _names_another(text: str, step: str, language: str) -> bool:
    """Whether things are named, none of which the step has; "it" and "that" are the step."""
    named: list[str] = []
    before = None
    for kind, phrase in cues(language).find(tokens(text)):
        if kind == "object" and not named:
            return False
        if kind in ("thing", "place") or (kind is None and before in ("the", "thing") and phrase[0].isalpha()):
            named += phrase
        before = kind
    return bool(named) and not _shares(" ".join(named), step)


def _shares(told: str, step: str) -> bool:
    """Whether both have a word that begins alike."""
    begins = {word[:_ALIKE] for word in words(step)}
    return any(word[:_ALIKE] in begins for word in words(told) if len(word) >= _SHORTEST_NAME)


def points(text: str, steps: Sequence[str], language: str = "en") -> bool:
    """Whether any word of the text may point at a step."""
    message, said = tokens(text), normal(" ".join(steps))
    named = (len(word) >= _SHORTEST_NAME and word not in _NOT_NAMES and word[:_ALIKE] in said for word in message)
    return _pointing(language).named(message) or any(named)


@cache
def _pointing(language: str) -> Phrases:
    """All phrases that point."""
    kinds = _phrases(language).kinds.items()
    return phrases({" ".join(words): kind for words, kind in kinds if kind not in ("and", "around")})


@cache
def _phrases(language: str) -> Phrases:
    lists = [table(code, "steps").get("which", {}) for code in order(language)]
    return phrases(merged([{phrase: kind for kind, listed in found.items() for phrase in listed} for found in lists]))


def _names(steps: Sequence[str]) -> Mapping[str, int]:
    """The words that only one of the steps has, by their first letters: "the dishes" is the step "put one dish"."""
    owners: dict[str, list[int]] = {}
    for index, step in enumerate(steps):
        for word in dict.fromkeys(words(step)):
            if len(word) >= _SHORTEST_NAME and word not in _NOT_NAMES:
                owners.setdefault(word[:_ALIKE], []).append(index)
    return {begin: found[0] for begin, found in owners.items() if len(set(found)) == 1}


def _parts(message: Sequence[str], steps: Sequence[str], language: str) -> Iterator[_Part]:
    """The message cut at its commas and "and"s, and where a second step is named after an answer."""
    names = _names(steps)
    part = _Part()
    for kind, phrase in _phrases(language).find(message):
        named = _pointed(kind, phrase[0], names, len(steps))
        if kind == "and" or (named is None and not phrase[0][0].isalnum() and phrase[0] in ",.;:\n-"):
            yield part
            part = _Part()
            continue
        if named is not None:
            if part.steps and part.said and set(named) - set(part.steps):
                yield part
                part = _Part()
            part.steps = list(dict.fromkeys([*part.steps, *named]))
            part.pointed |= kind is not None
            part.refused |= kind == "none"
        elif kind != "around":
            part.said += phrase
        part.whole += phrase
        part.unplaced += phrase if named is None or kind is None else ()
    yield part


def _pointed(kind: str | None, word: str, names: Mapping[str, int], count: int) -> Sequence[int] | None:
    match kind:
        case None:
            return [names[word[:_ALIKE]]] if word[:_ALIKE] in names else None
        case "all" | "none":
            return range(count) if count > 1 else None
        case "both":
            return range(2) if count == 2 else None
        case "last":
            return [count - 1]
        case "and" | "around":
            return None
        case place:
            return [int(place) - 1] if int(place) <= count else None


def _answers(parts: Sequence[_Part], language: str) -> list[str | None]:
    """One answer per part; a part without words of its own takes the one before, else the one after."""
    own = [_answer(part, language) for part in parts]
    spoken = [index for index, part in enumerate(parts) if part.said or part.refused]
    if not spoken:
        return ["done" if all(part.pointed for part in parts) else None] * len(parts)
    nearest = [max((at for at in spoken if at <= index), default=spoken[0]) for index in range(len(parts))]
    return [own[index] for index in nearest]


def _answer(part: _Part, language: str) -> str | None:
    if part.refused:
        return "not_today"
    said = reply(" ".join(part.said), language)
    if said == "unclear" and report(" ".join(part.whole), language):  # "drank some water"
        return "done"
    return "later" if said == "later" else _MEANING.get(said)
