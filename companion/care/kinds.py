"""What the names of signs lead to, alone and together.

Names stand in `[signs]` of `companion/words/<language>/care/*.toml`. Of oneself: imminent, taken, active, passive,
bleak (as passive, but a "not" before it denies nothing), harm, unsure. Of somebody else: other, maybe_other (only where
somebody is named), lost (died by their own hand), anniversary (the day of it), stricken (medical, only where somebody
is named). Routes have their own names. All the rest is too weak alone and weighs only together.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from companion.care.concern import Kind

ROUTES: Final = ("medical", "abuse", "eating", "psychosis", "mania", "harm_to_others", "bereavement")
OF_OTHERS: Final = frozenset({"other", "maybe_other", "lost", "anniversary"})
IMPLIED: Final = {
    **dict.fromkeys(("lost", "anniversary"), "bereavement"),
    **dict.fromkeys(("taken", "stricken"), "medical"),
    "bleak": "passive",
}
NOW: Final = frozenset({"imminent", "taken"})
GRAVE: Final = NOW | {"active", "passive", "bleak", "harm", "other", "maybe_other"}
EMERGENCIES: Final = frozenset({"medical", "stricken"})
SWALLOWED: Final = frozenset({"taken", "all"})
_WISHES: Final = ("active", "passive")
_IMMINENT: Final = (
    *({"place", other} for other in ("hopeless", "farewell", "final", *_WISHES)),
    *({"farewell", other} for other in ("final", "all", *_WISHES)),
    *({"unstopped", other} for other in ("plan", "ready", *_WISHES)),
    *({"ready", other} for other in ("all", "farewell", "final", "hopeless", "unsure", *_WISHES)),
    *({"all", other} for other in ("adieu", "means")),
    *({"arranged", other} for other in ("farewell", "final", "place", "adieu")),
    *({"unnoticed", other} for other in ("final", "ready", "farewell")),
    *({"brink", other} for other in ("resolved", "final", "farewell", "hopeless", *_WISHES)),
    *({"bound", other} for other in ("means", "brink", "ready", "place")),
    {"plan", "final"},
    {"adieu", "sorry", "love"},
    {"adieu", "blameless"},
)
_ACTIVE: Final = (
    {"plan", "passive"},
    {"plan", "unsure"},
    {"means", "passive"},
    {"means", "brood"},
    {"attempted", "redo"},
)
_HARM: Final = (
    {"slip", "trace"},
    {"edge", "flesh", "injured"},
    *({"wilful", *others} for others in ({"edge", "flesh"}, {"edge", "injured"}, {"flesh", "injured"})),
)
_WEAK: Final = frozenset(name for together in (*_IMMINENT, *_ACTIVE, *_HARM) for name in together) - GRAVE - {"unsure"}
DANGER: Final = GRAVE | _WEAK | OF_OTHERS | {"unsure"}


def may_tell(named: AbstractSet[str]) -> bool:
    """Whether signs of these names can make any concern at all: nearly all weak ones stand alone."""
    return not named <= _WEAK or own_kind(named | {"means"}) != "none"


def own_kind(own: AbstractSet[str]) -> Kind:
    """The gravest kind that the writer's own signs make, "unsure" aside."""
    if own & NOW or _any_within(_IMMINENT, own):
        return "imminent"
    if "active" in own or _any_within(_ACTIVE, own):
        return "ideation_active"
    if "harm" in own or _any_within(_HARM, own):
        return "self_harm"
    return "ideation_passive" if "passive" in own else "none"


def others_kind(others: AbstractSet[str]) -> Kind:
    """The kind that signs of somebody else make; grief for a suicide is none, but for its very day."""
    in_danger = bool(others & (GRAVE | EMERGENCIES)) and "lost" not in others
    return "third_person" if in_danger or "anniversary" in others else "none"


def routes(named: AbstractSet[str]) -> tuple[str, ...]:
    """The routes among the names, in a fixed order."""
    return tuple(route for route in ROUTES if route in named)


def implied(name: str) -> set[str]:
    """The name, and what it says besides."""
    return {name, IMPLIED[name]} if name in IMPLIED else {name}


def _any_within(combinations: Iterable[AbstractSet[str]], own: AbstractSet[str]) -> bool:
    return any(together <= own for together in combinations)
