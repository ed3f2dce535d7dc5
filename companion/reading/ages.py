"""How old somebody says they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from companion.reading.lexicon import table
from companion.reading.normal import normal

ADULT = 18  # years
_YOUNGEST, _OLDEST = 5, 99
_YOUNGEST_BARE = 10  # below, a number alone is more often one of something else: "I'm 7 out of 10"


@dataclass(frozen=True, slots=True)
class _Words:
    likely: re.Pattern[str]  # few texts have it, so that most are looked at once
    stated: re.Pattern[str]
    number: re.Pattern[str]
    numbers: Mapping[str, int]


def age(text: str, language: str = "en") -> int | None:
    """The years that the text gives as the writer's own age: ADULT for "I'm an adult", one less for "I'm a minor"; None
    where it speaks of something else. "When I was 15" and "like I'm 12" are something else."""
    words = _words(language)
    line = normal(text)
    if not words.likely.search(line):
        return None
    if stated := words.stated.search(line):
        return ADULT if stated["over"] else ADULT - 1
    found = words.number.search(line)
    if found is None:
        return None
    years = words.numbers.get(found["number"]) or int(found["number"])
    youngest = _YOUNGEST if found["years"] else _YOUNGEST_BARE
    return years if youngest <= years <= _OLDEST else None


@cache
def _words(language: str) -> _Words:
    lists = table(language, "age") or table("en", "age")
    numbers: Mapping[str, int] = lists["numbers"]
    before = _any(lists["before"])
    ends = rf"(?=\s*(?:$|[,;!?)\n]|[.…](?!\d)|(?:{_any(lists['goes_on'])})\b|[^\w\s'.,:/%°*+<>=-]))"
    years = _any(lists["years"]).replace(" ", "[ -]")
    number = rf"(?P<number>\d{{1,2}}|{_any(numbers)})(?!['\d])"
    return _Words(
        re.compile(rf"\b(?:{before})\b"),
        re.compile(rf"\b(?:(?P<over>{_any(lists['over'])})|{_any(lists['under'])})(?!\w)"),
        re.compile(
            rf"(?<!like )(?<!as if )(?<!when )\b(?:{before}) {number}"
            rf"(?:[ -]?(?P<years>{years})\b|(?: and a half)?{ends})"
        ),
        numbers,
    )


def _any(phrases: Iterable[str]) -> str:
    """One pattern for all, the longest tried first."""
    return "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(phrases, key=len, reverse=True))
