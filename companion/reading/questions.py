"""Whether a text asks something."""

from functools import cache

from companion.reading.normal import SHORT, tokens
from companion.reading.openers import listed


def asks(text: str, language: str = "en") -> bool:
    """True for "how do I do this" and "do you like cats", with or without its mark."""
    said = tokens(text) if len(text) <= SHORT else []
    return bool(said) and (said[-1] == "?" or " ".join(said).startswith(_openers(language)))


@cache
def _openers(language: str) -> tuple[str, ...]:
    return tuple(f"{opener} " for opener in listed("ask", language)["openers"])
