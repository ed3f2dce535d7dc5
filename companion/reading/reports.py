"""Something done, told in free text: "I took a shower", "yesterday I also made my bed", "dishes done"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from companion.reading.lexicon import LANGUAGES, Phrases, exchanged, phrases, table
from companion.reading.normal import LONGEST, SHORT, bare, read_once, tokens
from companion.reading.questions import asks

_MOST_WORDS: Final = 16
_MOST_OBJECT_WORDS: Final = 8
_LONGEST_ACT: Final = 200
_CLAUSE: Final = re.compile(r"[.,!;:()\n]+|(?<=\w) - ")
_BUT: Final = re.compile(r"\bbut\b", re.IGNORECASE)
_DOUBTED: Final = frozenset('?"')
_MOST_WORDS_BESIDE: Final = 8
_SHORTEST_TYPO: Final = 4
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
    had_what: Phrases
    vague: frozenset[str]
    endings: frozenset[str]
    no_things: frozenset[str]  # words that stand before one of the endings where nothing was done: "get it done"
    danger: Phrases
    never: Phrases
    part: Phrases
    days: Phrases
    slips: Mapping[str, str]


@read_once
def report(text: str, language: str = "en") -> Report | None:
    """What a short, plain text reports as done; None for plans, negations, questions, feelings and danger.

    None, too, where the text is longer than sixteen words or speaks of somebody else. What stands before a "but" may
    be anything ("it was awful but I went to the shop"); beside the act, a few words that take nothing back may stand.
    """
    said = tokens(text) if len(text) <= SHORT else []
    count = sum(token[0].isalnum() for token in said)
    if not 0 < count <= _MOST_WORDS or not _DOUBTED.isdisjoint(said) or asks(text, language):
        return None
    languages = dict.fromkeys((_language(language), "en", *_begun_in().get(said[0], ())))
    return next((told for code in languages if (told := _report(text, said, _words(code)))), None)


def _report(text: str, said: Sequence[str], known: _Words) -> Report | None:
    if not known.verbs.named(said) and known.endings.isdisjoint(said[1:]) and known.slips.keys().isdisjoint(said):
        return None  # as nearly every text that reports nothing
    acts = [] if known.danger.named(said) else _acts(text[:LONGEST], known)
    if not acts:
        return None
    return Report(", ".join(acts)[:_LONGEST_ACT], int(known.days.named(said)), known.part.named(said))


def act(text: str, language: str = "en") -> str:
    """What follows /win, tidied: in one line, without "I" or "finally" before it and marks around it."""
    shown = " ".join(text[:LONGEST].split()).strip(_ENDS).split(" ")
    known = _words(_language(language))
    said = [bare(word) for word in shown]
    first = _lead_length(said, known)
    return _begun(shown[first:], said[first:], known).strip(_ENDS)


def _language(language: str) -> str:
    return language if language in LANGUAGES and table(language, "report") else "en"


def mishap(text: str, language: str = "en") -> bool:
    """Whether a text has a manner of speaking that has the verb of a win and is none: "did my back in"."""
    return _mishaps(_language(language)).named(tokens(text))


@cache
def _mishaps(language: str) -> Phrases:
    lists = table(language, "report")
    return _listed(lists.get("manners", ()), lists.get("allowed", ()))


@cache
def _begun_in() -> Mapping[str, Sequence[str]]:
    """By a first word, the languages other than English in which a report begins with it."""
    found: dict[str, list[str]] = {}
    for code in LANGUAGES[1:]:
        lists = table(code, "report")
        for phrase in (*lists.get("lead", ()), *lists.get("with_object", ()), *lists.get("alone", ())):
            codes = found.setdefault(tokens(phrase)[0], [])
            codes += [code] if code not in codes else []
    return found


@cache
def _words(language: str) -> _Words:
    lists: Mapping[str, Sequence[str]] = defaultdict(tuple, table(language, "report"))
    kinds = ("with_object", "alone", "had")
    verbs = phrases({phrase: kind for kind in kinds for phrase in lists[kind]})
    typos = {slip: word for word in verbs.vocabulary if len(word) >= _SHORTEST_TYPO for slip in _slips(word)}
    no_slips = verbs.vocabulary.union(lists["no_slips"])
    slips = {slip: word for slip, word in typos.items() if slip not in no_slips}
    return _Words(
        lead=_listed([*lists["lead"], *lists["yesterday"]]),
        tail=frozenset(bare(phrase) for phrase in (*lists["tail"], *lists["yesterday"])),
        aside=frozenset(lists["aside"]),
        verbs=verbs,
        had_what=_listed(lists["had_what"]),
        vague=frozenset(lists["vague"]),
        endings=frozenset(lists["after_object"]),
        no_things=frozenset(lists["no_things"]),
        danger=_listed(lists["danger"], lists["allowed"]),
        never=_listed([*lists["never"], *lists["manners"]], lists["allowed"]),
        part=_listed(lists["part"]),
        days=_listed(lists["yesterday"]),
        slips=slips,
    )


def _slips(word: str) -> Iterator[str]:
    """The word with two neighbouring letters exchanged, with a double letter typed once, and "brushd" for "brushed"."""
    yield from exchanged(word)
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word) - 1) if word[at] == word[at + 1])
    if word.endswith("ed"):
        yield word[:-2] + "d"


def _listed(listed: Sequence[str], allowed: Sequence[str] = ()) -> Phrases:
    """What is listed; phrases that are allowed are found too, as nothing."""
    return phrases(dict.fromkeys(listed, "listed") | dict.fromkeys(allowed, ""))


def _acts(text: str, known: _Words) -> list[str]:
    """The acts of the text; none where it says something that takes them back."""
    *before, last = [_side(side, known) for side in _BUT.split(text)]
    if last.clear and last.acts:
        return last.acts
    spoken = [act for side in before for act in side.acts]
    return spoken if last.clear and last.confirms else []


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a "but": its acts; whether nothing takes them back; whether it says "did it"."""

    acts: list[str]
    clear: bool
    confirms: bool


def _side(text: str, known: _Words) -> _Side:
    acts, clear, confirms = [], True, False
    for clause in _CLAUSE.split(text):
        shown = clause.split()
        said = [known.slips.get(word, word) for word in map(bare, shown)]
        first = _lead_length(said, known)
        last = len(said) - _tail_length(said[first:], known)
        plain = " ".join(said[first:last])
        refused = known.never.named(tokens(clause))
        if not plain or plain in known.aside:
            confirms |= bool(plain)
        elif not refused and _is_act(plain.split(" "), known):
            acts.append(_begun(shown[first:last], said[first:last], known).strip(_ENDS))
        else:
            clear &= bool(acts) and not refused and last - first <= _MOST_WORDS_BESIDE
    return _Side(acts, clear, confirms)


def _is_act(said: Sequence[str], known: _Words) -> bool:
    kind, verb = next(known.verbs.find(said))
    rest = said[len(verb) :]
    if kind == "had" and not known.had_what.named(rest):
        return False
    if kind and len(rest) <= _MOST_OBJECT_WORDS:
        return kind == "alone" or (bool(rest) and not (verb[0] in known.vague and " ".join(rest) in known.aside))
    of_a_thing = said[-1] in known.endings and known.no_things.isdisjoint(said[:-1])
    return of_a_thing and 1 < len(said) <= _MOST_OBJECT_WORDS


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
