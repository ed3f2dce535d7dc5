"""What an answer to a check-in says. A win is never guessed: what is not clearly an answer is `unclear`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from companion.reading.acts import BUT
from companion.reading.clauses import ANSWERS, OF_OTHERS, SIGNS, STOP, UNKNOWN, leaves_a_half, stops_short, together
from companion.reading.lexicon import Phrases, merged, order, phrases, table
from companion.reading.normal import SHORT, read_once, tokens
from companion.reading.reports import mishap, report
from companion.reading.slips import is_beside, shapes, slips
from companion.reading.spans import read_span
from companion.reading.times import read_clock

_MOST_TOKENS: Final = 60
_MOST_TOKENS_OF_A_WAIT: Final = 8
_MOST_TOKENS_OF_HALF_PAST: Final = 3
_MOST_TOKENS_OF_A_SLIP: Final = 3
_SHORTEST_SLIP: Final = 4  # letters
_NEVER_ASKED: Final = frozenset({"done", "partly", "yes"})  # with a question mark they say nothing
_FEWEST_TOKENS_OF_AN_ACT: Final = 3  # "bu aksam" is an evening, and something drunk
_BESIDE_AN_ACT: Final = frozenset({"later", "not_today", "too_hard"})  # "packed my lunch for tomorrow" is none of them
_IS_WHOLLY_ANSWER: Final = frozenset(f"{UNKNOWN}VB").isdisjoint
_MARKS: Final = frozenset('.,!;:\n()-"?')


class _Words(msgspec.Struct, frozen=True):
    whole: Mapping[str, str]
    cues: Phrases
    slips: Mapping[str, str]
    spelled: Mapping[str, str]
    shaped: Mapping[str, str]  # words that a slip to a key beside is read as, by each of their `shapes`
    real: frozenset[str]  # and such slips that are words of their own
    emoji: Mapping[str, str]


@read_once
def reply(text: str, language: str = "en") -> str:
    """done, partly, not_today, later, too_hard, yes, no or unclear: what a short answer says.

    Reads the words of every language in `lexicon.LANGUAGES`, those of `language` first. `done` needs a plain
    statement ("did it", "done with the dishes"); a named act of another kind ("took a shower") is for `report`.
    """
    message = tokens(text) if len(text) <= SHORT else []
    if not 0 < len(message) <= _MOST_TOKENS:
        return "unclear"
    words = _words(language)
    message = _taken_apart(message, words)
    answer = _read(text, message, words, language)
    respelled = _respelled(message, words) if answer == "unclear" else message
    if respelled == message or _key(message, words.cues) in words.whole:
        return answer
    return _read(text, respelled, words, language)


def is_listed(text: str) -> bool:
    """Whether the text, but for its capitals, stands in a list of any language, as an answer or as a word of one."""
    words, lowered = _words("en"), text.lower()
    return lowered in words.whole or tuple(lowered.split()) in words.cues.kinds


def _read(text: str, message: Sequence[str], words: _Words, language: str) -> str:
    """What the tokens say; `text` is what they were made of."""
    exact = words.whole.get(_key(message, words.cues))
    if message[0] == "half" and len(message) <= _MOST_TOKENS_OF_HALF_PAST and read_clock(text, language):
        return "later"
    if exact and not ("?" in message and exact in _NEVER_ASKED):
        return exact
    clauses = _clauses(message, words)
    if any(STOP in clause for clause in clauses):
        return "unclear"
    answer = ANSWERS.get(together(tuple(clauses)), "unclear")
    if answer in ("no", "unclear") and stops_short(clauses) and _began(text, language):
        answer = "partly" if leaves_a_half(clauses) else "unclear"
    if answer in ("done", "partly") and mishap(text, language):
        return "unclear"
    if answer == "unclear" and not _of_others(clauses) and _names_a_wait(text, message, language):
        answer = "later"
    return "unclear" if answer in _BESIDE_AN_ACT and _tells_an_act(text, message, clauses, language) else answer


def _began(text: str, language: str) -> bool:
    """Whether a "but" follows something that they did themselves: "got the box out but"."""
    told, but, _ = text.casefold().rpartition(f" {BUT} ")
    return but != "" and report(told, language) is not None


def _tells_an_act(text: str, message: Sequence[str], clauses: Sequence[str], language: str) -> bool:
    """Whether something done is told with it; where each word belongs to the answer, there is nothing else."""
    if len(message) < _FEWEST_TOKENS_OF_AN_ACT or all(map(_IS_WHOLLY_ANSWER, clauses)):
        return False
    return report(text, language) is not None


def _of_others(clauses: Sequence[str]) -> bool:
    """Whether somebody else is named, or something asked: "my nan did everything before 6am" is no wait."""
    return any(sign in clause for clause in clauses for sign in OF_OTHERS)


def cues(language: str = "en") -> Phrases:
    """The phrases that an answer is read by, with their kinds (the groups of reply.toml)."""
    return _words(language).cues


def _names_a_wait(text: str, message: Sequence[str], language: str) -> bool:
    """Whether a short text is a wait or a time in numbers: "in 20 min", "5pm"; a number alone is not."""
    if len(message) > _MOST_TOKENS_OF_A_WAIT or not any(map(str.isdigit, text)) or text.strip(" .").isdecimal():
        return False
    span = read_span(text, language)
    if span:
        return span.unit in ("minute", "hour")
    return any(map(str.isalpha, text)) and read_clock(text, language) is not None


def _key(message: Sequence[str], cues: Phrases) -> str:
    kept = [cues.spell(word) for word in message if word not in _MARKS]
    return " ".join(kept or message)


@cache
def _words(language: str) -> _Words:
    lists = [table(code, "reply") for code in order(language)]
    cues = phrases(merged([_kinds(found["cues"]) for found in lists]))
    emoji = {symbol: SIGNS[kind] for kind, symbols in table("en", "reply")["emoji"].items() for symbol in symbols}
    whole = merged([_kinds(found["whole"]) for found in lists])
    alone = {words[0]: kind for words, kind in cues.kinds.items() if len(words) == 1 and kind in _NEVER_ASKED}
    listed = table("en", "reply")["slips"]
    slipped = {slip: word for word in listed["words"] for slip in slips(word) if slip not in cues.vocabulary}
    spelled = {short: word for word, shorts in table("en", "reply")["spelled"].items() for short in shorts}
    shaped = {shape: word for word in listed["words"] for shape in shapes(word)}
    exact = alone | {_key(tokens(phrase), cues): kind for phrase, kind in whole.items()}
    return _Words(exact, cues, slipped, spelled, shaped, frozenset(listed["real"]), emoji)


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
        elif kind is None and sign != UNKNOWN:
            signs += [sign, ""]
        else:
            signs[-1] += sign
    return [clause for clause in signs if clause]


def _taken_apart(message: Sequence[str], words: _Words) -> list[str]:
    """ "The plate's in" as "the plate is in", "dnoe" as "done"."""
    found: list[str] = []
    for word in [words.slips.get(typed, typed) for typed in message]:
        found += [word[:-2], "is"] if word.endswith("'s") and word not in words.cues.vocabulary else [word]
    return found


def _respelled(message: Sequence[str], words: _Words) -> list[str]:
    """ "Done b4 u asked" in whole words; of a short message also "finisged", a key beside."""
    if len(message) <= _MOST_TOKENS_OF_A_SLIP:
        return [words.spelled.get(word) or _meant(word, words) for word in message]
    if words.spelled.keys().isdisjoint(message):  # nearly always
        return list(message)
    return [words.spelled.get(word, word) for word in message]


def _meant(word: str, words: _Words) -> str:
    if len(word) < _SHORTEST_SLIP or word in words.cues.vocabulary or word in words.real:
        return word
    alike = (words.shaped[shape] for shape in shapes(word) if shape in words.shaped)
    return next((other for other in alike if is_beside(word, other)), word)


def _sign(kind: str | None, word: str, words: _Words) -> str:
    if kind is not None:
        return SIGNS[kind]
    if word[0].isalnum():
        return "A" if word.isdecimal() else UNKNOWN
    return "?" if word == "?" else words.emoji.get(word, ",")
