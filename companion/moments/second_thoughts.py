"""What somebody says in place of what they said a moment ago: "no wait, the gym", "sorry, 11"."""

import re

from companion.words import book

_WORD = re.compile(r"[^\s,.!…]+")


def corrected(text: str, language: str) -> str:
    """The text without the words that only take back what was said before."""
    around = book(language).phrases["second_thoughts"]
    words = list(_WORD.finditer(text))
    meant = [word for word in words if word[0].casefold().replace("’", "'") not in around]
    return text[meant[0].start() : meant[-1].end()] if meant else ""
