"""A scene that grows with every win: each has its own small thing, where its kind belongs, and stays where it is.

Things are placed by the order in which they happened, and in the sky also by the time of the person's day. Nothing
stands for a day without a win, so there is nothing to see of it.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

WIDTH, HEIGHT = 1080, 1350
NEAR = 80  # the newest ones are drawn large, with all they have; older ones have moved into the distance
MOST = 2000  # things in a picture; of more wins than this the oldest are the glow behind them
KINDS = ("water", "light", "outdoors", "words", "people", "rest", "body", "home", "food", "work", "care", "other")

# The R2 sequence (M. Roberts, 2018): each next point falls into the largest gap, however many there will be.
_PLASTIC = 1.32471795724474602596
_STEP = (1 / _PLASTIC, 1 / _PLASTIC**2)
_LOOSE = 0.07  # share of its region by which a thing stands off its point, so that no rows are seen
_MAKES_ROOM = 1.7  # radii of a clear place within which things move outwards to leave it free


class Mark(msgspec.Struct, frozen=True):
    """One win, as a picture knows it: its kind, and when in the person's own day it was (0 its start, 1 its end)."""

    kind: str
    moment: float


class Thing(msgspec.Struct, frozen=True):
    """One small thing of the picture. `x`, `y` and `size` are in units of the canvas, `turn` is its own, 0 to 1."""

    kind: str
    region: str
    x: float
    y: float
    size: float
    turn: float
    near: bool


class Scene(msgspec.Struct, frozen=True):
    """Everything that is in a picture. `total` is the person's wins of all time, also where it shows one month: what
    they have come to stays. `beyond`: wins older than the oldest thing."""

    name: str
    dark: bool
    things: tuple[Thing, ...]
    total: int
    beyond: int


class _Region(msgspec.Struct, frozen=True):
    """Where things of some kinds stand. `first`: the place of the first one, as shares of the region.

    `by_time`: how much the time of day decides how far right it is. `near_below`: how much smaller things at the top
    are than at the bottom. `scale`: the size of a thing there, before it gets smaller with their number. `clear`: the
    middle and radius of a place where a landmark will stand, in units of the canvas: no thing covers it."""

    left: float
    top: float
    width: float
    height: float
    first: tuple[float, float]
    scale: float
    by_time: float = 0.0
    near_below: float = 0.0
    clear: tuple[float, float, float] | None = None


class _Plan(msgspec.Struct, frozen=True):
    regions: Mapping[str, _Region]
    elsewhere: Mapping[str, str]  # kind -> region, for kinds that are not in the first region
    crowd: float  # number of things at which they have about half their first size


SCENES: Mapping[str, _Plan] = {
    "lights": _Plan(
        {
            "sky": _Region(40, 50, 1000, 650, (0.42, 0.42), 12, by_time=0.2, clear=(875, 150, 95)),
            "hills": _Region(40, 796, 1000, 84, (0.62, 0.55), 10, clear=(985, 788, 58)),
            "lake": _Region(50, 950, 980, 300, (0.36, 0.45), 13, near_below=0.4, clear=(262, 1042, 88)),
        },
        {"home": "hills", "food": "hills", "outdoors": "hills", "water": "lake"},
        70,
    ),
    "garden": _Plan({"meadow": _Region(20, 776, 1040, 530, (0.47, 0.6), 25, near_below=0.55)}, {}, 110),
}


def compose(name: str, marks: Sequence[Mark], total: int, *, dark: bool = False, beyond: int = 0) -> Scene:
    """The scene of these wins, oldest first, and of `beyond` older ones. The same wins give the same scene, and one
    more moves none of them."""
    plan = SCENES[name]
    unseen = max(0, len(marks) - MOST)
    counted: Counter[str] = Counter()
    things = []
    for number, mark in enumerate(marks):
        region = plan.elsewhere.get(mark.kind, next(iter(plan.regions)))
        counted[region] += 1
        if number >= unseen:
            near = number >= len(marks) - NEAR
            things.append(_thing(plan, region, mark, counted[region] - 1, _growth(len(marks), plan.crowd), near=near))
    return Scene(name, dark, tuple(things), total, beyond + unseen)


def _growth(count: int, crowd: float) -> float:
    """How large things are where there are `count`: slowly smaller, so that the whole always grows."""
    return float(1.3 / (1 + (count / crowd) ** 0.5) + 0.3)


def _thing(plan: _Plan, name: str, mark: Mark, order: int, growth: float, *, near: bool) -> Thing:
    region = plan.regions[name]
    across, down = (
        _inside(start + order * step + _LOOSE * (_own(order, salt) - 0.5))
        for salt, (start, step) in enumerate(zip(region.first, _STEP, strict=True))
    )
    across = (1 - region.by_time) * across + region.by_time * mark.moment
    depth = 1 - region.near_below * (1 - down)
    x, y = _beside(region.clear, region.left + region.width * across, region.top + region.height * down)
    return Thing(
        mark.kind if mark.kind in KINDS else "other",
        name,
        x,
        y,
        region.scale * growth * depth * (0.85 + 0.3 * _own(order, 2)),
        _own(order, 3),
        near,
    )


def _beside(clear: tuple[float, float, float] | None, x: float, y: float) -> tuple[float, float]:
    """The same place, or one further out where a landmark will stand: what is near makes room evenly, in no ring."""
    if clear is None:
        return x, y
    middle_x, middle_y, radius = clear
    off = math.hypot(x - middle_x, y - middle_y)
    if not 0 < off < _MAKES_ROOM * radius:
        return x, y
    out = math.sqrt(radius**2 + off**2 * (1 - _MAKES_ROOM**-2)) / off
    return middle_x + (x - middle_x) * out, middle_y + (y - middle_y) * out


def _inside(share: float) -> float:
    return share % 1.0


def _own(order: int, salt: int) -> float:
    """A number from 0 to 1 that belongs to this place alone, and is the same on every machine."""
    mixed = (order * 2654435761 + salt * 2246822519) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 15)) * 2246822519) & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 13)) & 0xFFFF) / 0xFFFF
