"""What `python -m drawing` is asked for, as JSON: the same wins give the same request, byte for byte."""

import json
from collections.abc import Sequence

import msgspec

from companion.picture.scene import Mark


class Look(msgspec.Struct, frozen=True):
    """How a person wants their picture: a scene of SCENES, by day or by night."""

    scene: str
    dark: bool


LOOKS = {
    "night_lake": Look("lights", dark=True),
    "evening_lake": Look("lights", dark=False),
    "day_garden": Look("garden", dark=False),
    "night_garden": Look("garden", dark=True),
}


class Part(msgspec.Struct, frozen=True):
    """One scene of a request: its wins, oldest first, those of all time by then, and how many are older than these."""

    marks: Sequence[Mark]
    total: int
    beyond: int = 0


def request(look: str, parts: Sequence[Part]) -> bytes:
    """A picture of one part, or a sheet of several.

    `look` is a key of LOOKS; one that is not known, from a later version, is drawn as the first.
    """
    how = LOOKS.get(look, next(iter(LOOKS.values())))
    drawn = [
        {
            "total": part.total,
            "beyond": part.beyond,
            "marks": [(mark.kind, round(mark.moment, 3)) for mark in part.marks],
        }
        for part in parts
    ]
    return json.dumps({"scene": how.scene, "dark": how.dark, "parts": drawn}, separators=(",", ":")).encode()


def chapters(marks: Sequence[Mark], most: int = 12) -> list[Sequence[Mark]]:
    """All wins in up to `most` parts of like size, in their order: whatever the calendar, none is empty."""
    count = min(most, len(marks))
    return [marks[len(marks) * at // count : len(marks) * (at + 1) // count] for at in range(count)]
