"""The clauses of a text: which of them tell an act of one's own, and whether any takes it back."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from companion.reading.act_words import ActWords, begins
from companion.reading.normal import bare, tokens

ENDS: Final = ' \t\r\n.,!;:-–—…"“”'
_MOST_OBJECT_WORDS: Final = 14
_MOST_WORDS_BESIDE: Final = 18
_MOST_ACTS: Final = 3
_LONGEST_JOINT: Final = 4  # words
_LONGEST_CLOSING: Final = 7
_WORDS_TO_A_VERB: Final = 4  # "and my two kids loved it"
_CLAUSE: Final = re.compile(r"[!;()\n]+|[.,:]+(?!\d)|\s[-–—]+\s|-{2,}|—")
TAKES_BACK: Final = frozenset({"never", "manners", "danger"})
"""Kinds of marks that leave no act of their clause, nor of those beside it, a win."""
BUT: Final = "but"
_AT_A_BUT: Final = re.compile(rf"\b{BUT}\b", re.IGNORECASE)
_OF_OTHERS: Final = "others"


class _Clause(msgspec.Struct, frozen=True):
    """One clause: its act, if any; whether it says "I"; whether it is only "did it"; whether it leaves acts standing;
    whether it speaks of nobody ("it was sunny")."""

    act: str = ""
    own: bool = False
    aside: bool = False
    clear: bool = True
    impersonal: bool = True


class _Side(msgspec.Struct, frozen=True):
    """What stands on one side of a "but": its acts; whether nothing takes them back; whether it says "did it"."""

    acts: Sequence[str]
    clear: bool
    confirms: bool


def own_acts(text: str, known: ActWords, *, plain: bool) -> Sequence[str]:
    """The acts of the text, each in the person's words; none where it says something that takes them back.

    What stands before a "but" may be anything; beside the acts there may be what neither takes back nor is heavy. An
    act without "I" that follows somebody else's doings is theirs. `plain`: the text has none of `marks`.
    """
    *before, last = _AT_A_BUT.split(text)
    side = _side(last, known, plain=plain)
    if side.clear and side.confirms and not side.acts:
        return [act for told in before for act in _side(told, known, plain=plain).acts][:_MOST_ACTS]
    return side.acts[:_MOST_ACTS] if side.clear else []


def _side(text: str, known: ActWords, *, plain: bool) -> _Side:
    acts, clear, confirms, of_others = [], True, False, False
    for clause in (_read(part.split(), known, plain=plain) for part in _CLAUSE.split(text)):
        confirms |= clause.aside
        clear &= clause.clear
        if clause.act and (clause.own or not of_others):
            acts.append(clause.act)
        of_others = not clause.own and (of_others or not clause.impersonal)
    return _Side(acts, clear, confirms)


def _read(shown: Sequence[str], known: ActWords, *, plain: bool) -> _Clause:
    said = [known.meant(word) for word in known.unstretched([bare(word) for word in shown])]
    first = lead_length(said, known)
    said[first : first + 1] = [word.rpartition("-")[2] for word in said[first : first + 1]]  # "re-watched"
    remark = first + _cut(said[first:], known)
    last = remark - _tail_length(said[first:remark], known)
    core, own = said[first:last], not known.selves.isdisjoint(said[:first])
    if not core or " ".join(core) in known.aside:
        return _Clause(own=own, aside=bool(core))
    kinds = set() if plain else known.marks.kinds(tokens(" ".join(shown)))
    clear = kinds.isdisjoint(TAKES_BACK)
    of_others = _OF_OTHERS in kinds and _OF_OTHERS in known.marks.kinds(core)
    if clear and not of_others and len(said) - remark <= _MOST_WORDS_BESIDE and _is_act(core, known):
        return _Clause(begun(shown[first:last], core, known).strip(ENDS), own)
    clear &= len(said) <= _MOST_WORDS_BESIDE
    return _Clause(own=own, clear=clear, impersonal=said[0] in known.impersonal)


def _is_act(said: Sequence[str], known: ActWords) -> bool:
    kind, length = begins(known.verbs, said)
    rest = said[length:]
    if frame := known.frames.get(kind or ""):
        return len(rest) <= _MOST_OBJECT_WORDS and frame.named(rest)
    if kind and len(rest) <= _MOST_OBJECT_WORDS:
        says_what = not known.endings.issuperset(rest)  # more than nothing, and than "done"
        return kind == "alone" or (says_what and not (said[0] in known.vague and " ".join(rest) in known.aside))
    of_a_thing = said[-1] in known.endings and known.no_things.isdisjoint(said[:-1])
    return of_a_thing and len(said) <= _MOST_OBJECT_WORDS and not known.endings.issuperset(said)


def _cut(said: Sequence[str], known: ActWords) -> int:
    """How many words there are before what is said of something else: "because", "and she was pleased"."""
    for at in range(1, len(said)):
        kind, _ = begins(known.joints, said[at : at + _LONGEST_JOINT])
        if kind == "stops" or (kind == "ands" and _is_elsewhere(said[at + 1 :], known)):
            return at
    return len(said)


def _is_elsewhere(said: Sequence[str], known: ActWords) -> bool:
    """Whether what follows an "and" is neither one more thing nor one more act, but has a verb of its own."""
    then = said[lead_length(said, known) :]
    if not then:
        return False
    kind, length = begins(known.verbs, then)
    if frame := known.frames.get(kind or ""):
        return not frame.named(then[length:])
    if kind:
        return False
    return any(word in known.finite or word in known.verbs.lengths for word in then[:_WORDS_TO_A_VERB])


def lead_length(said: Sequence[str], known: ActWords) -> int:
    """How many of the first words are "I", "finally" and the like; none where nothing else would be left."""
    length = 0
    while length < len(said):
        kind, step = begins(known.lead, said[length:])
        step = step if kind else _company_length(said[length : length + 6], known)
        if not step:
            return length
        length += step
    return 0


def _company_length(said: Sequence[str], known: ActWords) -> int:
    """The length of "me and my mum", "my best friend and I", "Sue and I", where that begins the words."""
    passed = 0
    for kind, phrase in known.company.find(said):
        passed += len(phrase)
        if kind == "with_me" and passed == len(phrase):
            return passed + 1
        if kind == "and_me" and passed > len(phrase):
            return passed
        if phrase[0] in known.verbs.lengths:
            return 0
    return 0


def _tail_length(said: Sequence[str], known: ActWords) -> int:
    """How many of the last words add nothing."""
    left = len(said)
    while left and (length := _closing_length(said[max(0, left - _LONGEST_CLOSING) : left], known)):
        left -= length
    return len(said) - left


def _closing_length(said: Sequence[str], known: ActWords) -> int:
    """The length of a closing phrase at the end, or of an emoji that does not mean "done"."""
    if said[-1] not in known.endings and not any(letter.isalnum() for letter in said[-1]):
        return 1
    if said[-1] not in known.last_words:  # as nearly always
        return 0
    return next((n for n in range(len(said), 0, -1) if " ".join(said[-n:]) in known.tail), 0)


def begun(shown: Sequence[str], said: Sequence[str], known: ActWords) -> str:
    """The words as one text; a verb that began the sentence in a capital begins the act in a small letter."""
    text = " ".join(shown)
    kind, _ = begins(known.verbs, said)
    return text[:1].lower() + text[1:] if kind and not text[:2].isupper() else text
