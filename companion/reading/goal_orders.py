"""What a sentence wants done with one of the person's goals: "remove water", "rename water to one sip"."""

import re
from functools import cache
from typing import Final, Literal

import msgspec

from companion.reading.normal import SHORT, read_once
from companion.reading.openers import listed

_ENDS: Final = " .!\"“”'"

Kind = Literal["remove", "rename", "add"]


class GoalOrder(msgspec.Struct, frozen=True):
    """The goal as they named it; `outright` where they said that it is one. Renamed: `to` is the new name."""

    kind: Kind
    name: str
    to: str = ""
    outright: bool = False


@read_once
def goal_order(text: str, language: str = "en") -> GoalOrder | None:
    """What a short sentence orders; None for anything else. Whether there is such a goal is not known here."""
    said = " ".join(text.replace("’", "'").split())
    if not 0 < len(said) <= SHORT:
        return None
    for kind, shape in _shapes(language).items():
        found = shape.fullmatch(said)
        if found:
            named = {group: (part or "").strip(_ENDS) for group, part in found.groupdict().items()}
            outright = kind == "add" or bool(named.get("goal") or named.get("of"))
            return GoalOrder(kind, named["name"], named.get("to", ""), outright)
    return None


@cache
def _shapes(language: str) -> dict[Kind, re.Pattern[str]]:
    words = {
        group: "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
        for group, phrases in listed("orders", language).items()
    }
    please, goal = f"(?:(?:{words['please']}) )?", f"(?:(?P<goal>{words['goal']}):? )?"
    of = f"(?P<of> (?:{words['of']}))"
    shapes: dict[Kind, str] = {
        "remove": f"{please}(?:{words['remove']}) {goal}(?P<name>.+?){of}?",
        "rename": f"{please}(?:{words['rename']}) {goal}(?P<name>.+?) (?:{words['to']}) (?P<to>.+)",
        "add": f"{please}(?:{words['add']}) (?P<name>.+?){of}",
    }
    return {
        kind: re.compile(rf"{shape}(?:,? (?:{words['please']}))?[ .!]*", re.IGNORECASE)
        for kind, shape in shapes.items()
    }
