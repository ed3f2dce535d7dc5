"""Something done, told in free text: "I took a shower", "yesterday I also made my bed", "dishes done"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from companion.reading.lexicon import LANGUAGES, Phrases, phrases, table
from companion.reading.normal import LONGEST, bare, tokens

_MOST_WORDS: Final = 12
_MOST_OBJECT_WORDS: Final = 8
_LONGEST_ACT: Final = 200
_CLAUSE: Final = re.compile(r"[.,!;:\n]+")
_ENDS: Final = ' \t\r\n.,!;:-–—…"“”'


@dataclass(frozen=True, slots=True)
class Report:
    """An act done today (`days_ago` 0) or yesterday (1), whole or in part, in the person's own words."""

    text: str
    days_ago: int
    part: bool


@dataclass(frozen=True, slots=True)
class _Words:
    lead: Phrases
    tail: frozenset[str]
    aside: frozenset[str]
    verbs: Phrases
    endings: frozenset[str]
    never: Phrases
    part: Phrases
    days: Phrases


def report(text: str, language: str = "en") -> Report | None:
    """What a short, plain text reports as done; None for plans, negations, questions, feelings and danger.

    None, too, where the text is longer than twelve words, speaks of somebody else, or says more than the act.
    """
    said = tokens(text)
    count = sum(token[0].isalnum() for token in said)
    if not 0 < count <= _MOST_WORDS or "?" in said:
        return None
    known = _words(_language(language))
    if known.never.named(said):
        return None
    acts = _acts(text, known)
    if not acts:
        return None
    return Report(", ".join(acts)[:_LONGEST_ACT], int(known.days.named(said)), known.part.named(said))


def act(text: str, language: str = "en") -> str:
    """What follows /win, tidied: in one line, without "I" or "finally" before it and marks around it."""
    shown = " ".join(text[:LONGEST].split()).strip(_ENDS).split(" ")
    known = _words(_language(language))
    said = [bare(word) for word in shown]
    first = _lead_length(said, known)
    return _begun(shown[first:], said[first:], known)[:_LONGEST_ACT].strip(_ENDS)


def _language(language: str) -> str:
    return language if language in LANGUAGES and table(language, "report") else "en"


@cache
def _words(language: str) -> _Words:
    lists = table(language, "report")
    verbs = dict.fromkeys(lists["with_object"], "with_object") | dict.fromkeys(lists["alone"], "alone")
    return _Words(
        lead=_listed([*lists["lead"], *lists["yesterday"]]),
        tail=frozenset(bare(phrase) for phrase in (*lists["tail"], *lists["yesterday"])),
        aside=frozenset(lists["aside"]),
        verbs=phrases(verbs),
        endings=frozenset(lists["after_object"]),
        never=_listed(lists["never"]),
        part=_listed(lists["part"]),
        days=_listed(lists["yesterday"]),
    )


def _listed(listed: Sequence[str]) -> Phrases:
    return phrases(dict.fromkeys(listed, "listed"))


def _acts(text: str, known: _Words) -> list[str]:
    """The acts of the text, clause by clause; none where any clause says something else."""
    acts = []
    for clause in _CLAUSE.split(text[:LONGEST]):
        shown = clause.split()
        said = [bare(word) for word in shown]
        first = _lead_length(said, known)
        last = len(said) - _tail_length(said[first:], known)
        plain = " ".join(said[first:last])
        if not plain or plain in known.aside:
            continue
        if not _is_act(plain.split(" "), known):
            return []
        acts.append(_begun(shown[first:last], said[first:last], known).strip(_ENDS))
    return acts


def _is_act(said: Sequence[str], known: _Words) -> bool:
    kind, verb = next(known.verbs.find(said))
    rest = said[len(verb) :]
    if kind and len(rest) <= _MOST_OBJECT_WORDS:
        return (kind == "alone" or bool(rest)) and " ".join(rest) not in known.aside
    return said[-1] in known.endings and 1 < len(said) <= _MOST_OBJECT_WORDS


def _lead_length(said: Sequence[str], known: _Words) -> int:
    """How many of the first words are "I", "finally" and the like; none where nothing else would be left."""
    length = 0
    while length < len(said):
        kind, phrase = next(known.lead.find(said[length : length + 4]))
        if kind is None:
            return length
        length += len(phrase)
    return 0


def _tail_length(said: Sequence[str], known: _Words) -> int:
    """How many of the last words add nothing."""
    left = len(said)
    while left and (length := _closing_length(said[max(0, left - 5) : left], known)):
        left -= length
    return len(said) - left


def _closing_length(said: Sequence[str], known: _Words) -> int:
    """The length of a closing phrase at the end, or of an emoji that does not mean "done"."""
    if said[-1] not in known.endings and not any(letter.isalnum() for letter in said[-1]):
        return 1
    return next((n for n in range(len(said), 0, -1) if " ".join(said[-n:]) in known.tail), 0)


def _begun(shown: Sequence[str], said: Sequence[str], known: _Words) -> str:
    """The words as one text; a verb that began the sentence in a capital begins the act in a small letter."""
    text = " ".join(shown)
    kind, _ = next(known.verbs.find(said[:4]), (None, ()))
    return text[:1].lower() + text[1:] if kind and not text[:2].isupper() else text
