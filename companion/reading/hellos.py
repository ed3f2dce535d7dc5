"""A sentence that sets the time of the daily hello."""

import datetime
from functools import cache
from itertools import product
from typing import Final

from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import SHORT, normal, tokens
from companion.reading.times import time_of_day

_LONGEST_WORD: Final = 12  # characters, of those that such a sentence begins with


def hello_moved(text: str, language: str = "en") -> datetime.time | None:
    """The time that "change the time to 8am" or "move my hello to 10" names; None for anything else."""
    begun = normal(text[:_LONGEST_WORD]).split(" ", 1)[0]
    if begun not in _openers(language).lengths or len(text) > SHORT:  # nearly always
        return None
    said = tokens(text)
    kind, opener = next(_openers(language).find(said), (None, ()))
    return time_of_day(" ".join(said[len(opener) :]), language) if kind else None


@cache
def _openers(language: str) -> Phrases:
    lists = table(language, "hello") or table("en", "hello")
    parts = (lists["verbs"], lists["what"], lists["to"])
    return phrases({" ".join(filter(None, said)): "opener" for said in product(*parts)})
