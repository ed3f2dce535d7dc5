"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from companion.care.concern import Concern, Kind
from companion.care.grammar import STOP
from companion.care.rules import Found, Language

_GRAVEST_FIRST: Final[tuple[Kind, ...]] = ("imminent", "ideation_active", "ideation_passive")
_OF_ONESELF: Final = frozenset({"imminent", "taken", "active", "passive", "unsure", "harm"})
_OF_OTHERS: Final = frozenset({"other", "lost"})
_ROUTES: Final = ("medical", "abuse", "eating", "psychosis", "mania", "harm_to_others", "bereavement")
_TOGETHER_IMMINENT: Final = (
    {"place", "hopeless"},
    {"place", "active"},
    {"place", "passive"},
    {"farewell", "hopeless"},
    {"farewell", "active"},
    {"farewell", "passive"},
    {"means", "active", "tonight"},
)
_LOOK_BACK: Final = 8
_TIGHT: Final = 3


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the signs: by name, the places of its words."""

    symbols: str
    found: Sequence[Found]

    def inside(self, name: str, start: int, end: int) -> bool:
        return any(each.name == name and start <= each.start and each.end <= end for each in self.found)

    def sentence(self, at: int) -> tuple[int, int]:
        end = self.symbols.find(STOP, at)
        return self.symbols.rfind(STOP, 0, at) + 1, len(self.symbols) if end < 0 else end


def judge(symbols: str, found: Iterable[Found], language: Language, code: str) -> Concern:
    """The concern of one text in one language, from the signs found in it."""
    around = _Around(symbols, tuple(language.context.find(symbols)))
    said = [each for each in found if not _cleared(each, around)]
    own = {each.name for each in said if each.name not in _OF_OTHERS and not _of_another(each, around)}
    others = {each.name for each in said} - own
    kind, unsure = _kind(own, others)
    if around.inside("joke", 0, len(symbols)):
        kind, unsure = _one_step_down(kind), unsure or kind == "ideation_passive"
    return Concern(kind, _routes(own, others), code, unsure)


def _cleared(sign: Found, around: _Around) -> bool:
    """Whether a sign is fiction, long past, or denied in so many words."""
    start, end = around.sentence(sign.start)
    if around.inside("fiction", start, end):
        return True
    if around.inside("remote", start, end) and around.inside("past", max(start, sign.start - 3), sign.end):
        return not around.inside("now", start, end)
    denied = _denied(sign, around)
    return denied and (sign.name == "imminent" or not around.inside("hedge", start, end))


def _denied(sign: Found, around: _Around) -> bool:
    start, _ = around.sentence(sign.start)
    danger = sign.name in _OF_ONESELF | _OF_OTHERS
    return danger and around.inside("negation", max(start, sign.start - _TIGHT), sign.start)


def _of_another(sign: Found, around: _Around) -> bool:
    start, _ = around.sentence(sign.start)
    before = [
        each
        for each in around.found
        if each.name in ("first", "third") and max(start, sign.start - _LOOK_BACK) <= each.start < sign.end
    ]
    return bool(before) and before[-1].name == "third"


def _kind(own: set[str], others: set[str]) -> tuple[Kind, bool]:
    if own & {"imminent", "taken"} or any(together <= own for together in _TOGETHER_IMMINENT):
        return "imminent", False
    if "active" in own:
        return "ideation_active", False
    if "harm" in own:
        return "self_harm", False
    if "passive" in own:
        return "ideation_passive", False
    if others & (_OF_OTHERS | _OF_ONESELF):
        return "third_person", False
    return ("ideation_passive", True) if "unsure" in own else ("none", False)


def _one_step_down(kind: Kind) -> Kind:
    if kind not in _GRAVEST_FIRST:
        return kind
    return _GRAVEST_FIRST[min(_GRAVEST_FIRST.index(kind) + 1, len(_GRAVEST_FIRST) - 1)]


def _routes(own: set[str], others: set[str]) -> tuple[str, ...]:
    named = own | others
    if "lost" in named:
        named.add("bereavement")
    if "taken" in named:
        named.add("medical")
    return tuple(route for route in _ROUTES if route in named)
