"""The detector's work grows with its text and no faster, whatever the text."""

import re
import sys
from collections.abc import Iterator
from itertools import chain
from types import FrameType
from typing import Any

import pytest

from companion.care import assess
from companion.care.grammar import Grammar
from companion.care.languages import LANGUAGES, language
from companion.care.rules import rules
from tests.companion.care.hostile import ordinary, repeated, shuffled

SHORT, LONG = 1000, 4000
WIDEST_GAP = 5
LONGEST_PATTERN = 32  # words


def calls(text: str) -> int:
    """How many functions are called to assess a text: regular expressions and dictionaries count one each."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        assess(text)
    finally:
        sys.setprofile(before)
    return count


# Four times the text, four times the calls: one that compared all with all would make sixteen times as many.
@pytest.mark.parametrize(
    ("short", "long"), [*zip(repeated(SHORT), repeated(LONG), strict=True)], ids=lambda text: text[:12]
)
def test_hostile_texts(short: str, long: str) -> None:
    assess(short), assess(long)  # compiles what they need
    assert calls(long) <= 5 * calls(short) + 100


# Words of the rules in any order.
@pytest.mark.parametrize("seed", range(12))
def test_shuffled_words(seed: int) -> None:
    long = shuffled(LONG, seed)
    assess(long)
    assert calls(long) <= 6 * calls(long[:SHORT]) + 400


# Ordinary words in any order: nearly all of them are words of the rules, too. The same ones four times over, since by
# chance a beginning may have none that is read twice.
@pytest.mark.parametrize("seed", range(4))
def test_ordinary_words(seed: int) -> None:
    short = ordinary(SHORT, seed)
    long = " ".join([short] * 4)
    assess(short), assess(long)
    assert calls(long) <= 5 * calls(short) + 100


def repeats(parsed: Any) -> Iterator[int]:
    """The upper bound of every repeat in a parsed expression."""
    for operation, argument in parsed:
        if str(operation) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            yield int(argument[1])
        yield from (bound for part in parts(argument) for bound in repeats(part))


def parts(argument: Any) -> list[Any]:
    """The expressions within one operation of a parsed expression."""
    if isinstance(argument, re._parser.SubPattern):
        return [argument]
    return [each for item in argument for each in parts(item)] if isinstance(argument, tuple | list) else []


# One call of a regular expression does bounded work, since nothing in it repeats without a bound; and it is tried at a
# bounded number of places beside each of its anchors.
@pytest.mark.parametrize("code", LANGUAGES)
def test_no_rule_repeats_without_a_bound(code: str) -> None:
    spoken = language(code)
    for known in (spoken.rules, spoken.context):
        for pattern in set(chain(*known.alone.values(), *known.paired.values())):
            assert max(repeats(re._parser.parse(pattern.expression)), default=0) <= WIDEST_GAP
            assert len(pattern.before) <= LONGEST_PATTERN


# A rule that could begin anywhere would be tried everywhere: it is refused.
@pytest.mark.parametrize("pattern", ["... die", "", "^ $", ".. .."])
def test_a_rule_begins_with_a_word(pattern: str) -> None:
    with pytest.raises(ValueError, match="begins with no word"):
        rules({"signs": (Grammar({}, {}), {"sign": [pattern]})})
