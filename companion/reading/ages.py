"""How old somebody says they are."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from companion.reading.lexicon import LANGUAGES, table
from companion.reading.normal import normal

ADULT = 18  # years
_YOUNGEST, _OLDEST = 5, 99
_DIGIT = re.compile(r"\d")
_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?!\d)")
_YOUNGEST_BARE = 10  # below, a number alone is more often one of something else: "I'm 7 out of 10"


_AGE = r"(\d{1,2})(?!\d)"
_CLAUSE_ENDS = r"(?=\s*(?:$|[,;!?)\n]|[.…](?!\s?\w)))"


class _Words(msgspec.Struct, frozen=True):
    likely: re.Pattern[str]  # few texts have it, so that most are looked at once
    stated: re.Pattern[str]
    number: re.Pattern[str]
    nearly: re.Pattern[str]
    numbers: Mapping[str, int]


class _Plain(msgspec.Struct, frozen=True):
    """The plain forms of every language, and those of English that have no "I".

    A text has one of `minors` where it says so without a number, and else begins or ends so beside a number.
    """

    minors: tuple[str, ...]
    telling: frozenset[str]  # the longest word of each of them: an English text mostly has none
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    stated: re.Pattern[str]
    school: re.Pattern[str]
    opening: re.Pattern[str]
    opening_nearly: re.Pattern[str]


def age(text: str) -> int | None:
    """The years that the text gives as the writer's own age: ADULT for "I'm an adult", one less for "I'm a minor"; None
    where it speaks of something else. "When I was 15" and "like I'm 12" are something else; "turning 18" is 17.

    In English in all its forms, in each of LANGUAGES in its plain ones, whatever the chat's language.
    """
    line = normal(text)
    years = _in_english(line) if _words().likely.search(line) else None
    return years if years is not None else _plainly(line)


def _in_english(line: str) -> int | None:
    words = _words()
    if stated := words.stated.search(line):
        return ADULT if stated["over"] else ADULT - 1
    if nearly := words.nearly.search(line):
        return _between(_YOUNGEST_BARE, _years(nearly["number"]) - 1)
    found = words.number.search(line)
    if found is None:
        return None
    return _between(_YOUNGEST if found["years"] else _YOUNGEST_BARE, _years(found["number"]))


def _plainly(line: str) -> int | None:
    plain = _plain()
    if not (line.isascii() and plain.telling.isdisjoint(line.split())) and any(map(line.__contains__, plain.minors)):
        return ADULT - 1
    if not _DIGIT.search(line):
        return None
    numbers = list(_TWO_DIGITS.finditer(line))
    if numbers and any(_beside(line, number, plain) for number in numbers) and (found := plain.stated.search(line)):
        return _between(_YOUNGEST_BARE, int(found[found.lastindex or 0]))
    if found := plain.opening.search(line):
        return _between(_YOUNGEST_BARE, int(found[found.lastindex or 0]))
    if found := plain.opening_nearly.search(line):
        return _between(_YOUNGEST_BARE, int(found[found.lastindex or 0]) - 1)
    return ADULT - 1 if plain.school.search(line) else None


def _beside(line: str, number: re.Match[str], plain: _Plain) -> bool:
    before, after = line[: number.start()].rstrip(), line[number.end() :].lstrip()
    return before.endswith(plain.begins) or after.startswith(plain.ends)


def _years(number: str) -> int:
    return _words().numbers.get(number) or int(number)


def _between(youngest: int, years: int) -> int | None:
    return years if youngest <= years <= _OLDEST else None


@cache
def _words() -> _Words:
    lists = table("en", "age")
    numbers: Mapping[str, int] = lists["numbers"]
    before, nearly, goes_on = _any(lists["before"]), _any(lists["nearly"]), lists["goes_on"]
    years = _any(lists["years"]).replace(" ", "[ -]")
    number = rf"(?P<number>\d{{1,2}}|{_any(numbers)})(?!['\d])"
    not_now = r"(?<!like )(?<!as if )(?<!when )"
    return _Words(
        re.compile(rf"\b(?:{before}|{nearly})\b"),
        re.compile(rf"\b(?:(?P<over>{_any(lists['over'])})|{_any(lists['under'])})(?!\w)"),
        re.compile(rf"{not_now}\b(?:{before}) {number}(?:[ -]?(?P<years>{years})\b|(?: and a half)?{_ends(goes_on)})"),
        re.compile(rf"{not_now}\b(?:{nearly}) {number}(?:[ -]?(?:{years})\b|{_ends([*goes_on, *lists['when']])})"),
        numbers,
    )


def _ends(goes_on: Iterable[str]) -> str:
    """What may follow a bare number that is an age."""
    return rf"(?=\s*(?:$|[,;!?)\n]|[.…](?!\d)|(?:{_any(goes_on)})\b|[^\w\s'.,:/%°*+<>=-]))"


@cache
def _plain() -> _Plain:
    english = table("en", "age")
    others = [table(code, "age") for code in LANGUAGES if code != "en"]
    plain = [normal(form) for lists in others for form in lists["plain"]]
    bare = [normal(form) for lists in others for form in lists.get("bare", ())]
    minors = tuple(normal(form) for lists in others for form in lists["under"])
    around = [form.split("#") for form in (*plain, *bare)]
    return _Plain(
        minors,
        frozenset(max(form.split(), key=len) for form in minors),
        tuple({before.strip() for before, _ in around if before}),
        tuple({after.strip() for before, after in around if not before}),
        re.compile("|".join([*map(_numbered, plain), *(_numbered(form) + _CLAUSE_ENDS for form in bare)])),
        re.compile("|".join(english["school"])),
        re.compile("|".join(rf"^\W*{form.replace('#', _AGE)}" for form in english["opening"])),
        re.compile("|".join(rf"^\W*{form.replace('#', _AGE)}" for form in english["opening_nearly"])),
    )


def _numbered(form: str) -> str:
    """The expression for a form; a number beside letters is no age where the form begins or ends with it."""
    expression = re.escape(form).replace(r"\#", _AGE).replace(r"\ ", " ")
    return rf"(?<!\w){expression}" if form[0] != "#" else rf"(?<!\d){expression}"


def _any(phrases: Iterable[str]) -> str:
    """One pattern for all, the longest tried first."""
    return "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(phrases, key=len, reverse=True))
