"""Whether an act is already small and concrete."""

import re
from enum import Enum

from companion.goals.areas import area_of, areas_named
from companion.goals.lexicon import Lexicon
from companion.goals.reading import Phrase, base_forms, contains_any, plain, position

CLAUSE = re.compile(r"\s*(?:[,;+&\n•]|\band then\b|\band\b|\bthen\b)\s*")
NUMBER = re.compile(r"(?<!at )(?<!by )\b(\d+|[a-z]+)\b(?!\s*(?:am|pm|o'clock)\b|:\d)(?:[ -]?([a-z]+))?")
DETERMINERS = frozenset({"a", "an", "the", "my", "some"})
SEVERAL = 3


class Amount(Enum):
    """How much of it the goal itself names."""

    NONE = 0
    LITTLE = 1
    TOO_MUCH = 2


def is_small(text: str, lexicon: Lexicon) -> bool:
    """Whether the tidied text names one act, or two, that can be done today as it stands."""
    line = _without_frequency(plain(text), lexicon)
    if len(line.split()) > lexicon.size.most_words or is_several(line, lexicon):
        return False
    if _vague(plain(text), lexicon) - _vague(line, lexicon):  # "shower every day" is on a list as a whole
        return False
    parts = clauses(line, lexicon)
    return bool(parts) and all(_is_small_act(part, lexicon) for part in parts)


def is_several(text: str, lexicon: Lexicon) -> bool:
    """Whether the text lists three things or more."""
    return len(clauses(text, lexicon)) >= SEVERAL or (
        len(CLAUSE.split(text)) >= SEVERAL and areas_named(base_forms(text, lexicon), lexicon) >= SEVERAL
    )


def clauses(text: str, lexicon: Lexicon) -> list[str]:
    """The text cut before each further verb: "rinse a cup and a plate" is one, "… and call mum" two."""
    found: list[str] = []
    for part in CLAUSE.split(text):
        words = base_forms(part, lexicon)
        if found and not (words and _is_verb(words[0], lexicon)):
            found[-1] += f", {part}"
        elif words:
            found.append(part)
    return found


def _vague(line: str, lexicon: Lexicon) -> set[Phrase]:
    words = base_forms(line, lexicon)
    return {phrase for topic in lexicon.topics for phrase in topic.vague if position(phrase, words) is not None}


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.size.small | lexicon.size.alone | lexicon.size.wide


def _is_small_act(line: str, lexicon: Lexicon) -> bool:
    size, words = lexicon.size, base_forms(line, lexicon)
    while words and words[0] in DETERMINERS:
        words = words[1:]
    amount = _amount(line, words, lexicon)
    if not words or amount is Amount.TOO_MUCH or _is_never_kept(words, lexicon):
        return False
    if amount is Amount.LITTLE:
        return _is_verb(words[0], lexicon) or area_of(words, lexicon) is not None
    act = max((len(act) for act in size.acts if position(act, words) is not None), default=0)
    vague = max((len(phrase) for phrase in _vague(line, lexicon)), default=0)
    if act or vague:
        return act >= vague
    return words[0] in size.alone or (words[0] in size.small and len(words) > 1)


def _is_never_kept(words: list[str], lexicon: Lexicon) -> bool:
    return any(contains_any(topic.never, words) for topic in lexicon.topics)


def _amount(line: str, words: list[str], lexicon: Lexicon) -> Amount:
    size = lexicon.size
    for count, unit in NUMBER.findall(line):
        number = int(count) if count.isdecimal() else size.numbers.get(count, 0)
        if number > (size.most_minutes if unit in size.units else size.most_things) and not unit.startswith("sec"):
            return Amount.TOO_MUCH
    if size.big & set(words):
        return Amount.TOO_MUCH
    little = size.little & (set(words) | set(line.split()))
    return Amount.LITTLE if little else Amount.NONE


def _without_frequency(line: str, lexicon: Lexicon) -> str:
    for often in lexicon.size.often:
        line = re.sub(rf"\b{re.escape(often)}\b", " ", line)
    return " ".join(line.split())
