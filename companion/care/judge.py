"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from companion.care.concern import Concern, Kind
from companion.care.grammar import STOP
from companion.care.languages import Language
from companion.care.rules import Found

_ROUTES: Final = ("medical", "abuse", "eating", "psychosis", "mania", "harm_to_others", "bereavement")
_OF_OTHERS: Final = frozenset({"other", "lost", "anniversary"})
_GRAVE: Final = frozenset({"imminent", "taken", "active", "passive", "harm", "other"})
_DANGER: Final = _GRAVE | {"unsure", "place", "farewell", "final", "hopeless", "plan", "slip", "trace", "brood"}
_TOGETHER_IMMINENT: Final = (
    {"place", "hopeless"},
    {"place", "active"},
    {"place", "passive"},
    {"farewell", "final"},
    {"farewell", "active"},
    {"farewell", "passive"},
    {"plan", "final"},
)
_TOGETHER_ACTIVE: Final = ({"plan", "passive"}, {"means", "passive"}, {"plan", "unsure"}, {"means", "brood"})
_LOWER: Final[dict[Kind, Kind]] = {"imminent": "ideation_active", "ideation_active": "ideation_passive"}
_PERSONS: Final = frozenset({"first", "third", "infant"})
_LOOK_BACK: Final = 8
_TIGHT: Final = 3


@dataclass(frozen=True, slots=True)
class _Text:
    """One reading of a text, and what stands around its signs."""

    symbols: str
    context: Sequence[Found]

    def has(self, name: str, start: int, end: int) -> bool:
        return any(each.name == name and start <= each.start and each.end <= end for each in self.context)

    def sentence(self, sign: Found) -> tuple[int, int]:
        end = self.symbols.find(STOP, sign.start)
        return self.symbols.rfind(STOP, 0, sign.start) + 1, len(self.symbols) if end < 0 else end

    def whose(self, sign: Found) -> str:
        """ "first", "third" or "infant": whom a sign and the words before it speak of."""
        start, _ = self.sentence(sign)
        near = [each for each in self.context if max(start, sign.start - _LOOK_BACK) <= each.start < sign.end]
        before = [each.name for each in near if each.start < sign.start and each.name in _PERSONS | {"says"}]
        inside = any(each.name == "first" for each in near if each.start >= sign.start)
        if not before or (inside and "says" not in before):
            return "first"
        return next((name for name in reversed(before) if name in _PERSONS), "first")


def judge(readings: Mapping[str, Sequence[Found]], language: Language) -> Concern:
    """The concern of one text in one language, from the signs found in each reading of it."""
    own: set[str] = set()
    others: set[str] = set()
    hedged: set[str] = set()
    joking = False
    for symbols, signs in readings.items():
        text = _Text(symbols, tuple(language.context.find(symbols)))
        joking = joking or text.has("joke", 0, len(symbols))
        for sign in signs:
            _sort(sign, text, own, others, hedged)
    kind, unsure = _kind(own or hedged - {"imminent", "taken"}, others)
    if joking:
        kind, unsure = _LOWER.get(kind, kind), unsure or kind == "ideation_passive"
    return Concern(kind, _routes(own | others), language.code, unsure)


def _sort(sign: Found, text: _Text, own: set[str], others: set[str], hedged: set[str]) -> None:
    """Puts the sign's name where it belongs; fiction, what is long past and what is denied belong nowhere."""
    start, end = text.sentence(sign)
    if text.has("fiction", start, end) or (sign.name in _DANGER and _long_past(sign, text)):
        return
    whose = "third" if sign.name in _OF_OTHERS else text.whose(sign)
    if sign.name in _DANGER and text.has("negation", max(start, sign.start - _TIGHT), sign.start):
        if text.has("hedge", start, end) and whose == "first":
            hedged.add(sign.name)
    elif whose == "first":
        own.add(sign.name)
        own.update(("means",) if text.has("means", 0, len(text.symbols)) else ())
    elif whose == "third" or sign.name not in _DANGER:
        others.add(sign.name)


def _long_past(sign: Found, text: _Text) -> bool:
    start, end = text.sentence(sign)
    told_as_past = text.has("past", max(start, sign.start - 3), sign.end)
    return told_as_past and text.has("remote", start, end) and not text.has("now", start, end)


def _kind(own: AbstractSet[str], others: AbstractSet[str]) -> tuple[Kind, bool]:
    kind: Kind = "none"
    if own & {"imminent", "taken"} or any(together <= own for together in _TOGETHER_IMMINENT):
        kind = "imminent"
    elif "active" in own or any(together <= own for together in _TOGETHER_ACTIVE):
        kind = "ideation_active"
    elif "harm" in own or {"slip", "trace"} <= own:
        kind = "self_harm"
    elif "passive" in own:
        kind = "ideation_passive"
    elif "anniversary" in others or (others & _GRAVE and "lost" not in others):
        kind = "third_person"
    elif "unsure" in own:
        return "ideation_passive", True
    return kind, False


def _routes(named: AbstractSet[str]) -> tuple[str, ...]:
    implied = {"lost": "bereavement", "anniversary": "bereavement", "taken": "medical"}
    return tuple(route for route in _ROUTES if route in named | {implied.get(name, "") for name in named})
