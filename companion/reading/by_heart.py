"""The answers that most people give, each read once for all who write it: words of our lists, nobody's own."""

from functools import lru_cache
from typing import Final

from companion.reading.normal import Typed, typed
from companion.reading.replies import is_listed

_MOST: Final = 64  # texts, of a few kilobytes each


def by_heart(text: str) -> str:
    """The text; where it is a usual answer ("done", "Not today"), the one with all that was found in it before."""
    return _learnt(text) if is_listed(text) else text


@lru_cache(maxsize=_MOST)
def _learnt(text: str) -> Typed:
    return typed(text)
