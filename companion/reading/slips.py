"""Slips of the thumb: letters exchanged, doubled, or taken from the key beside."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from companion.reading.lexicon import exchanged

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BELOW: Final = (-1, 0)  # where the two keys of the row below are, counted from the key above them


def _beside() -> dict[str, str]:
    """Each letter's neighbours on the keyboard that most people type English on."""
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_ROWS):
        pairs += [(upper[at], lower[at + by]) for at in range(len(upper)) for by in _BELOW if 0 <= at + by < len(lower)]
    both = sorted({*pairs, *((other, one) for one, other in pairs)})
    return {letter: "".join(other for one, other in both if one == letter) for letter, _ in both}


_BESIDE: Final[Mapping[str, str]] = defaultdict(str, _beside())


def slips(word: str) -> Iterator[str]:
    """The word with two neighbouring letters exchanged, and with one letter doubled."""
    yield from exchanged(word)
    yield from (word[:at] + word[at] + word[at:] for at in range(len(word)))


def shapes(word: str) -> Iterator[str]:
    """The word with each of its letters left open in turn."""
    return (f"{word[:at]}_{word[at + 1 :]}" for at in range(len(word)))


def is_beside(typed: str, word: str) -> bool:
    """Whether the first letter in which these words of one length are unlike was taken from a key beside."""
    return next((other in _BESIDE[letter] for other, letter in zip(typed, word, strict=True) if other != letter), False)
