"""Whether a question is passed over."""

from functools import cache

from companion.reading.normal import bare
from companion.reading.openers import listed


def skips(text: str, language: str = "en") -> bool:
    """True for "skip", "not now", "ask me later": the question is left, and nothing else is meant."""
    return bare(text) in _words(language)


@cache
def _words(language: str) -> frozenset[str]:
    return frozenset(listed("skip", language)["words"])
