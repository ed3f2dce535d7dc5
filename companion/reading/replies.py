"""What an answer to a check-in says. A win is never guessed: what is not clearly an answer is `unclear`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import tokens
from companion.reading.spans import read_span
from companion.reading.times import read_clock

_MOST_TOKENS: Final = 40
_MOST_TOKENS_OF_A_WIN: Final = 16
_MOST_TOKENS_OF_A_WAIT: Final = 8
# One letter per phrase lets a clause be read as a short string, for example "didn't do it yet" -> "XFFE".
_SIGNS: Final = {
    "done": "D", "partly": "P", "not_today": "T", "later": "L", "too_hard": "H", "yes": "Y", "no": "N",
    "not": "X", "yet": "E", "hope": "W", "ask": "Q", "stop": "S", "idle": "F", "the": "A", "fill": "F", "but": ",",
}  # fmt: skip
_ANSWERS: Final = {sign: kind for kind, sign in _SIGNS.items() if sign in "DPTLHYN"}
_UNKNOWN, _SILENT = "U", "F"
_WORDS_BESIDE: Final = {"P": 4, "T": 6, "L": 4, "H": 8, "Y": 0, "N": 0}
_DONE: Final = re.compile(r"[FAY]*DF*(?:A[FADU]*)?H?F*")
_MOST_UNKNOWN_BESIDE_DONE: Final = 4
_MARKS: Final = frozenset('.,!;:\n()-"?')


@dataclass(frozen=True, slots=True)
class _Words:
    whole: Mapping[str, str]
    cues: Phrases
    emoji: Mapping[str, str]


def reply(text: str, language: str = "en") -> str:
    """done, partly, not_today, later, too_hard, yes, no or unclear: what a short answer says.

    Reads the words of every language in `lexicon.LANGUAGES`, those of `language` first. `done` needs a plain
    statement ("did it", "done with the dishes"); a named act of another kind ("took a shower") is for `report`.
    """
    message = tokens(text)
    if len(message) > _MOST_TOKENS:
        return "unclear"
    words = _words(language)
    exact = words.whole.get(_key(message, words.cues))
    if exact and not ("?" in message and exact in ("done", "partly", "yes")):
        return exact
    clauses = _clauses(message, words)
    if any("S" in clause for clause in clauses):
        return "unclear"
    answer = _ANSWERS.get(_together(clauses), "unclear")
    if answer == "done" and len(message) > _MOST_TOKENS_OF_A_WIN:
        return "unclear"
    return "later" if answer == "unclear" and _names_a_wait(text, message, language) else answer


def _names_a_wait(text: str, message: Sequence[str], language: str) -> bool:
    """Whether a short text is a wait or a time in numbers: "in 20 min", "at 5"; a number alone is not."""
    if not 1 < len(message) <= _MOST_TOKENS_OF_A_WAIT or not any(map(str.isdigit, text)):
        return False
    span = read_span(text, language)
    if span:
        return span.unit in ("minute", "hour")
    return any(word.isalpha() for word in message) and read_clock(text, language) is not None


def _key(message: Sequence[str], cues: Phrases) -> str:
    kept = [cues.spell(word) for word in message if word not in _MARKS]
    return " ".join(kept or message)


@cache
def _words(language: str) -> _Words:
    lists = [table(code, "reply") for code in order(language)]
    cues = phrases(merged([_kinds(found["cues"]) for found in lists]))
    emoji = {symbol: _SIGNS[kind] for kind, symbols in table("en", "reply")["emoji"].items() for symbol in symbols}
    whole = merged([_kinds(found["whole"]) for found in lists])
    return _Words({_key(tokens(phrase), cues): kind for phrase, kind in whole.items()}, cues, emoji)


def _kinds(groups: Mapping[str, Any]) -> dict[str, str]:
    return {phrase: kind for kind, listed in groups.items() for phrase in listed}


def _clauses(message: Sequence[str], words: _Words) -> list[str]:
    """The message as one string of signs per clause; a question counts as hope, an emoji as its own clause."""
    signs = [""]
    for kind, phrase in words.cues.find(message):
        sign = _sign(kind, phrase[0], words)
        if sign == "?":
            signs[-1] += "W"
        if sign in ",?":
            signs.append("")
        elif kind is None and sign != _UNKNOWN:
            signs += [sign, ""]
        else:
            signs[-1] += sign
    return [clause for clause in signs if clause]


def _sign(kind: str | None, word: str, words: _Words) -> str:
    if kind is not None:
        return _SIGNS[kind]
    if word[0].isalnum():
        return _UNKNOWN
    return "?" if word == "?" else words.emoji.get(word, ",")


def _clause(signs: str) -> str:
    """The sign of the clause's one answer; "F" where it says nothing, "U" where it is not understood."""
    said = {sign for sign in signs if sign in _ANSWERS}
    if "Q" in signs:
        return _UNKNOWN
    if "W" in signs:
        said -= set("DPYN")
        signs += _UNKNOWN
    if "X" in signs:
        return _turned_round(signs, said)
    if "D" in said:
        return _done(signs, said)
    if not said:
        return _UNKNOWN if _UNKNOWN in signs else _SILENT
    if {"Y", "N"} <= said:
        return _UNKNOWN
    answer = _strongest([sign for sign in signs if sign in said])
    return answer if signs.count(_UNKNOWN) <= _WORDS_BESIDE[answer] else _UNKNOWN


def _turned_round(signs: str, said: set[str]) -> str:
    if said & set("TLHY"):
        return _UNKNOWN
    if not said & set("DPN") and _UNKNOWN in signs:
        return _UNKNOWN
    return "L" if "E" in signs else "N"


def _done(signs: str, said: set[str]) -> str:
    if said & set("TLN"):
        return "L" if re.match("[^D]*L", signs) else _UNKNOWN
    if "P" in said:
        return "P"
    plain = _DONE.fullmatch(signs) and signs.count(_UNKNOWN) <= _MOST_UNKNOWN_BESIDE_DONE
    return "D" if plain else _UNKNOWN


def _strongest(said: Sequence[str]) -> str:
    """Of several answers that are no win: a part first, then the last named time, then too hard, no, yes."""
    times = [sign for sign in said if sign in "TL"]
    ranked = [sign for sign in "P" if sign in said] + times[-1:] + [sign for sign in "HNY" if sign in said]
    return ranked[0]


def _together(clauses: Sequence[str]) -> str:
    read = [_clause(clause) for clause in clauses]
    answers = [sign for sign in read if sign in _ANSWERS]
    unknown = sum(clause.count(_UNKNOWN) for clause, sign in zip(clauses, read, strict=True) if sign == _UNKNOWN)
    if not answers:
        return _UNKNOWN
    if "D" in answers and "P" not in answers:
        return "D" if unknown <= _MOST_UNKNOWN_BESIDE_DONE and _only_done(answers) else _UNKNOWN
    if {"Y", "N"} <= set(answers) or (set(answers) == {"Y"} and unknown):
        return _UNKNOWN
    return _strongest(answers)


def _only_done(answers: Sequence[str]) -> bool:
    """Whether nothing beside "done" takes it back: "it was hard" and a rest afterwards do not."""
    return set(answers) <= set("DYHT") and "T" not in answers[: answers.index("D")]
