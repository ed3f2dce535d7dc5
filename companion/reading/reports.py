"""Something done, told in free text: "I took a shower", "yesterday I also made my bed", "dishes done"."""

from collections.abc import Sequence
from typing import Final

import msgspec

from companion.reading.act_words import ActWords, act_words, begun_in, known_language
from companion.reading.acts import BUT, ENDS, TAKES_BACK, begun, lead_length, own_acts
from companion.reading.feelings import about_something_hard
from companion.reading.normal import LONGEST, SHORT, bare, read_once, tokens
from companion.reading.questions import asks

_MOST_WORDS: Final = 40
_FEW_WORDS: Final = 16  # a text of more is no report where it is about something hard, "but" or no "but"
_LONGEST_ACT: Final = 200
_DOUBTED: Final = frozenset('?"')


class Report(msgspec.Struct, frozen=True):
    """An act done today (`days_ago` 0) or yesterday (1), whole or in part, in the person's own words."""

    text: str
    days_ago: int
    part: bool


@read_once
def report(text: str, language: str = "en") -> Report | None:
    """What a plain text reports as done; None for plans, negations, questions, feelings and danger.

    None, too, where the text is longer than forty words, longer than sixteen and about something hard, or tells what
    somebody else did. What stands before a "but" may be anything ("it was awful but I went to the shop"); beside the
    act may stand what takes nothing back.
    """
    said = tokens(text) if len(text) <= SHORT else []
    count = sum(token[0].isalnum() for token in said)
    if not 0 < count <= _MOST_WORDS or not _DOUBTED.isdisjoint(said) or asks(text, language):
        return None
    languages = dict.fromkeys((known_language(language), "en", *begun_in().get(said[0], ())))
    found = next((told for code in languages if (told := _report(text, said, act_words(code)))), None)
    return None if found and count > _FEW_WORDS and about_something_hard(text, language) else found


def _report(text: str, said: Sequence[str], known: ActWords) -> Report | None:
    if not known.named(said) or " ".join(said) in known.aside:
        return None
    kinds = known.marks.kinds(said)
    if "danger" in kinds or (BUT not in said and not kinds.isdisjoint(TAKES_BACK)):
        return None
    acts = ", ".join(own_acts(text[:LONGEST], known, plain=not kinds))
    if not acts:
        return None
    day = next((kind for kind, _ in known.days.find(said) if kind), "today")
    return Report(acts[:_LONGEST_ACT], int(day == "yesterday"), known.part.named(tokens(acts)))


def act(text: str, language: str = "en") -> str:
    """What follows /win, tidied: in one line, without "I" or "finally" before it and marks around it."""
    shown = " ".join(text[:LONGEST].split()).strip(ENDS).split(" ")
    known = act_words(known_language(language))
    said = [bare(word) for word in shown]
    first = lead_length(said, known)
    return begun(shown[first:], said[first:], known).strip(ENDS)


def mishap(text: str, language: str = "en") -> bool:
    """Whether a text has a manner of speaking that has the verb of a win and is none: "did my back in"."""
    return "manners" in act_words(known_language(language)).marks.kinds(tokens(text))
