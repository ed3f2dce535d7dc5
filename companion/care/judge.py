"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from companion.care.concern import Concern, Kind
from companion.care.languages import Language
from companion.care.rules import Found
from companion.care.surroundings import Surroundings

_ROUTES: Final = ("medical", "abuse", "eating", "psychosis", "mania", "harm_to_others", "bereavement")
_IMPLIED: Final = {"lost": "bereavement", "anniversary": "bereavement", "taken": "medical"}
_OF_OTHERS: Final = frozenset({"other", "lost", "anniversary"})
_GRAVE: Final = frozenset({"imminent", "taken", "active", "passive", "harm", "other"})
_WEAK: Final = frozenset({"place", "farewell", "final", "hopeless", "plan", "slip", "trace", "brood", "all", "means"})
_DANGER: Final = _GRAVE | _WEAK | {"unsure"}
_SWALLOWED: Final = frozenset({"taken", "all"})
_TOGETHER_IMMINENT: Final = (
    *({"place", other} for other in ("hopeless", "active", "passive", "farewell")),
    *({"farewell", other} for other in ("final", "active", "passive")),
    {"plan", "final"},
    {"all", "means"},
)
_TOGETHER_ACTIVE: Final = ({"plan", "passive"}, {"plan", "unsure"}, {"means", "passive"}, {"means", "brood"})
_TOGETHER_HARM: Final = ({"slip", "trace"},)
_LOWER: Final[dict[Kind, Kind]] = {"imminent": "ideation_active", "ideation_active": "ideation_passive"}


@dataclass(frozen=True, slots=True)
class _Said:
    """The names of the signs in a text: the writer's own, those half denied, and those of others."""

    own: set[str] = field(default_factory=set)
    hedged: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def judge(readings: Mapping[str, Sequence[Found]], language: Language) -> Concern:
    """The concern of one text in one language, from the signs found in each reading of it."""
    said = _Said()
    joking = False
    for symbols, signs in readings.items():
        around = Surroundings(symbols, language.context.find(symbols))
        joking = joking or around.has("joke")
        if around.has("means"):
            said.own.add("means")
        _sort(signs, around, said)
    kind, unsure = _kind(said)
    if joking:
        kind, unsure = _LOWER.get(kind, kind), unsure or kind == "ideation_passive"
    return Concern(kind, _routes(said.own | said.others), language.code, unsure)


def _sort(signs: Sequence[Found], around: Surroundings, said: _Said) -> None:
    """Puts each sign's name where it belongs; fiction, the long past and what is plainly denied belong nowhere."""
    told_until = 0  # where the last sign ends that is somebody else's: what lies within is theirs, too
    for sign in sorted(signs, key=lambda sign: (sign.start, sign.name not in _OF_OTHERS)):
        if sign.name in said.own:  # settled, however often it is said
            continue
        danger = sign.name in _DANGER or sign.name in _OF_OTHERS
        if around.invented(sign) or (danger and sign.name not in _IMPLIED and around.long_past(sign)):
            continue
        if sign.name in _OF_OTHERS and not around.of_another(sign):
            continue
        told_until = max(told_until, sign.end) if sign.name in _OF_OTHERS else told_until
        whose = "third" if sign.end <= told_until else around.whose(sign)
        if whose == "infant" and sign.name not in _SWALLOWED:  # a pet stands near, no more
            whose = "first"
        if danger and around.denied(sign):
            said.hedged.update({sign.name} if whose == "first" and around.hedged(sign) else ())
        elif whose == "first":
            said.own.add(sign.name)
        elif whose == "third" or not danger:
            said.others.add(sign.name)


def _kind(said: _Said) -> tuple[Kind, bool]:
    """The gravest kind that is said, and whether it may be meant otherwise."""
    own = _own_kind(said.own)
    if own != "none":
        return own, False
    if hedged := said.hedged & _GRAVE - {"imminent", "taken"}:
        return _own_kind(hedged), False
    if "anniversary" in said.others or (said.others & _GRAVE and "lost" not in said.others):
        return "third_person", False
    return ("ideation_passive", True) if "unsure" in said.own else ("none", False)


def _own_kind(own: AbstractSet[str]) -> Kind:
    if own & {"imminent", "taken"} or _any_within(_TOGETHER_IMMINENT, own):
        return "imminent"
    if "active" in own or _any_within(_TOGETHER_ACTIVE, own):
        return "ideation_active"
    if "harm" in own or _any_within(_TOGETHER_HARM, own):
        return "self_harm"
    return "ideation_passive" if "passive" in own else "none"


def _any_within(combinations: Iterable[AbstractSet[str]], own: AbstractSet[str]) -> bool:
    return any(together <= own for together in combinations)


def _routes(named: AbstractSet[str]) -> tuple[str, ...]:
    told = named | {_IMPLIED[name] for name in named & _IMPLIED.keys()}
    return tuple(route for route in _ROUTES if route in told)
