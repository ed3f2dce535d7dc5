"""What a button means, in at most 64 bytes, for ever: `version|generation|verb|number|day`.

The generation is random at joining, so that buttons from before `/forget` are dead; strangers' buttons carry `-`.
"""

import datetime
import re

import msgspec

VERSION = "1"
NO_GENERATION = "-"  # buttons that work for anybody: before joining, help lines
_ABOUT_SEVERAL = frozenset({"undo_all"})  # verbs whose number is made by `several`
_MOST_AT_ONCE = 100
_SHAPE = re.compile(r"1\|([0-9a-f]{1,16}|-)\|([a-z0-9_]{1,24})\|(\d{0,12})\|(\d{8})?", re.ASCII)


class Button(msgspec.Struct, frozen=True):
    """`verb` names what a press does, `number` which of the person's things, `day` the day it was offered for."""

    verb: str
    number: int | None = None
    day: datetime.date | None = None
    generation: str = NO_GENERATION

    @property
    def numbers(self) -> range:
        """The numbers of all things that it is about."""
        number = self.number or 0
        last, count = divmod(number, _MOST_AT_ONCE) if self.verb in _ABOUT_SEVERAL else (number, min(number, 1))
        return range(last - count + 1, last + 1)


def several(last: int, count: int) -> int:
    """The number of a button about `count` things, numbered in a row up to `last`."""
    return last * _MOST_AT_ONCE + count


def encode(button: Button) -> str:
    """The button as callback data (ASCII, ≤ 64 bytes)."""
    number = "" if button.number is None else str(button.number)
    day = "" if button.day is None else button.day.isoformat().replace("-", "")
    return f"{VERSION}|{button.generation}|{button.verb}|{number}|{day}"


def decode(data: str) -> Button | None:
    """The button that `encode` made, or None for anything else (old versions, other bots, made-up data)."""
    shape = _SHAPE.fullmatch(data)
    if shape is None:
        return None
    generation, verb, number, day = shape.groups()
    try:
        date = datetime.datetime.strptime(day, "%Y%m%d").date() if day else None  # noqa: DTZ007 - a calendar date
    except ValueError:
        return None
    return Button(verb, int(number) if number else None, date, generation)
