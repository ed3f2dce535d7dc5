"""One typo is read as the word that was meant; words of their own are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.goals.typos import SHORTEST, shortened, typos_of

WORDS = ("kitchen", "shower", "swimming", "walk", "guitar", "guiter")
KNOWN = typos_of(WORDS)


# A letter too few, too many, another, two swapped; a word itself.
@pytest.mark.parametrize("typed", ["kichen", "kitchenn", "kitchin", "kithcen", "kitchen"])
def test_one_typo(typed: str) -> None:
    assert KNOWN.near(typed) == {"kitchen"}


# Two typos, another first letter, short words: none of ours. Two words may be as near.
@pytest.mark.parametrize(
    ("typed", "near"),
    [("kicthn", set()), ("citchen", set()), ("wolk", set()), ("guitr", {"guitar", "guiter"}), ("", set())],
)
def test_no_typo_or_two(typed: str, near: set[str]) -> None:
    assert KNOWN.near(typed) == near


@given(st.text("abc", min_size=1, max_size=9), st.lists(st.text("abc", max_size=9), max_size=9))
def test_as_comparing_each_word(typed: str, words: list[str]) -> None:
    """The index finds what comparing with every word would."""
    alike = {
        word for word in words if len(word) >= SHORTEST and word[0] == typed[0] and shortened(word) & shortened(typed)
    }
    assert typos_of(words).near(typed) == alike
