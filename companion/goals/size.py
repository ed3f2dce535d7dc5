"""Whether an act is already small and concrete."""

import re
from enum import Enum

from companion.goals.areas import areas_named
from companion.goals.lexicon import ACT, Lexicon, Phrase
from companion.goals.reading import base_forms, phrases_in, plain

CLAUSE = re.compile(r"\s?(?:[,;+&\n•]|\band then\b|\band\b|\bthen\b)\s?")
THE_SECOND = re.compile(r"\b(?:the|my|a|this) second (?=\w)")  # the one after the first, no length of time
NUMBER = re.compile(r"(?<!at )(?<!by )\b(\d+|[a-z]+)\b(?!\s*(?:am|pm|o'clock)\b|:\d)(?:[ -]?([a-z]+))?")
DETERMINERS = frozenset({"a", "an", "the", "my", "some"})
PRONOUNS = frozenset({"i", "me", "he", "she", "they", "want"})  # of a sentence, not of an act
SEVERAL = 3


class Amount(Enum):
    """How much of it the goal itself names."""

    NONE = 0
    LITTLE = 1
    TOO_MUCH = 2


def is_small(text: str, lexicon: Lexicon) -> bool:
    """Whether the tidied text names one act, or two, that can be done today as it stands."""
    line = _without_frequency(THE_SECOND.sub("the next ", plain(text)), lexicon)
    if len(line.split()) > lexicon.size.most_words or is_several(line, lexicon):
        return False
    if _vague(plain(text), lexicon) - _vague(line, lexicon):  # "shower every day" is on a list as a whole
        return False
    parts = clauses(line, lexicon)
    return bool(parts) and all(_is_small_act(part, lexicon) for part in parts)


def parts_of(text: str) -> list[str]:
    """The text cut at every comma and "and"."""
    return [part for part in CLAUSE.split(text) if part]


def is_several(text: str, lexicon: Lexicon) -> bool:
    """Whether the text lists three things or more."""
    return len(clauses(text, lexicon)) >= SEVERAL or (
        len(parts_of(text)) >= SEVERAL and areas_named(base_forms(text, lexicon), lexicon) >= SEVERAL
    )


def clauses(text: str, lexicon: Lexicon) -> list[str]:
    """The text cut before each further verb: "rinse a cup and a plate" is one, "… and call mum" two."""
    found: list[str] = []
    for part in parts_of(text):
        words = base_forms(part, lexicon)
        if found and not (words and is_verb(words[0], lexicon)):
            found[-1] += f", {part}"
        elif words:
            found.append(part)
    return found


def _vague(line: str, lexicon: Lexicon) -> set[Phrase]:
    return {phrase for phrase in phrases_in(base_forms(line, lexicon), lexicon) if phrase.tier == "vague"}


def is_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a verb of acts, in its base form."""
    size = lexicon.size
    return word in size.small or word in size.alone or word in size.wide


def _is_small_act(line: str, lexicon: Lexicon) -> bool:
    size, words = lexicon.size, base_forms(line, lexicon)
    while words and words[0] in DETERMINERS:
        words = words[1:]
    amount, found = _amount(line, words, lexicon), phrases_in(words, lexicon)
    lengths = {
        tier: max((len(p.words) for p in found if p.tier == tier), default=0) for tier in ("vague", ACT, "never")
    }
    if not words or words[0] in size.against or amount is Amount.TOO_MUCH or lengths["never"]:
        return False
    if amount is Amount.LITTLE and _is_little(words, line, lexicon):
        return True
    if lengths[ACT] or lengths["vague"] > (words[0] in size.small):  # "write a card", although to "write" says nothing
        return lengths[ACT] >= lengths["vague"] and _is_at_hand(words, lexicon)
    small = words[0] in size.alone or (words[0] in size.small and len(words) > 1)
    return small and _is_at_hand(words, lexicon)


def _is_little(words: list[str], line: str, lexicon: Lexicon) -> bool:
    """Of what has a small amount in it: "run for 5 minutes" and "a page of it" are little, "run 4 races" is not."""
    measured = not lexicon.size.pieces.isdisjoint((*words, *line.split()))
    if is_verb(words[0], lexicon):
        return measured or (words[0] not in lexicon.size.far and _is_at_hand(words, lexicon))
    return measured and areas_named(words, lexicon) > 0 and PRONOUNS.isdisjoint(words)


def _is_at_hand(words: list[str], lexicon: Lexicon) -> bool:
    """Whether the verb's object is known as a thing of everyday life, or the verb's is a person, of any name."""
    return words[0] in lexicon.size.addressed or all(_is_known(word, lexicon) for word in words[1:])


def _is_known(word: str, lexicon: Lexicon) -> bool:
    return word.isdecimal() or word in lexicon.at_hand or word.removesuffix("s") in lexicon.at_hand


def _amount(line: str, words: list[str], lexicon: Lexicon) -> Amount:
    size = lexicon.size
    for count, unit in NUMBER.findall(line):
        number = int(count) if count.isdecimal() else size.numbers.get(count, 0)
        if number > (size.most_minutes if unit in size.units else size.most_things) and not unit.startswith("sec"):
            return Amount.TOO_MUCH
    said = set(words) | set(line.split())
    too_large = size.large & said and not size.pieces & said and not size.small & set(words[:1])
    if size.big & said or too_large:
        return Amount.TOO_MUCH
    return Amount.LITTLE if size.little & set(line.split()) else Amount.NONE


def _without_frequency(line: str, lexicon: Lexicon) -> str:
    return " ".join(lexicon.size.often.sub(" ", line).split())
