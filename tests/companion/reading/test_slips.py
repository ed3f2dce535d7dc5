"""Slips to a key beside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.reading.slips import is_beside, shapes

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


# A key beside another has that one beside it; no key is beside itself.
@given(WORDS, st.data())
def test_beside_is_mutual(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    typed = word[:at] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[at + 1 :]
    assert is_beside(typed, word) == is_beside(word, typed)
    assert not is_beside(word, word)
    assert set(shapes(word)) & set(shapes(typed))


# Neighbours on the keyboard, in the row and across rows; letters that are far from each other are no slip.
@pytest.mark.parametrize(
    ("typed", "beside"),
    [("finisged", True), ("finiahed", True), ("dinished", True), ("fipished", False), ("fénished", False)],
)
def test_a_key_beside(typed: str, beside: bool) -> None:
    assert is_beside(typed, "finished") is beside
