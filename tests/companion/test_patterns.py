"""No pattern can be made slow by what somebody writes (the long form: `python -m tests.patterns`)."""

import re

import pytest

from tests.patterns import LIMIT, patterns, slowest

SOME = 40  # every fortieth word of a pattern is tried here


# Each pattern, against the longest message built of what it waits for.
@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: str(pattern.pattern[:40]))
def test_a_pattern_is_never_slow(pattern: re.Pattern[str]) -> None:
    took, piece = slowest(pattern, SOME)
    assert took <= LIMIT, piece


# Patterns of readers, goals and care are among those that are tried.
def test_which_patterns_are_tried() -> None:
    assert len(patterns()) >= 40
