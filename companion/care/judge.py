"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from companion.care.concern import Concern, Kind
from companion.care.grammar import STOP
from companion.care.languages import Language
from companion.care.rules import Found
from companion.reading.normal import LONGEST

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
_NEIGHBOURS: Final = 4


class _Text:
    """One reading of a text, and what stands around its signs: by name, the first and last place of each."""

    def __init__(self, symbols: str, context: Iterable[Found]) -> None:
        self.stops = [-1, *(at for at, symbol in enumerate(symbols) if symbol == STOP), len(symbols)]
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.persons: list[tuple[int, str]] = []
        for each in context:
            self.spans.setdefault(each.name, []).append((each.start, each.end))
            if each.name in _PERSONS:
                self.persons.append((each.start, each.name))

    def has(self, name: str, start: int = 0, end: int = LONGEST) -> bool:
        """Whether something of that name stands between two places."""
        spans = self.spans.get(name, [])
        first = bisect_left(spans, (start, 0))
        return any(last <= end for _, last in spans[first : first + _NEIGHBOURS])

    def sentence(self, sign: Found) -> tuple[int, int]:
        """Where the sentence of a sign begins and ends."""
        after = bisect_left(self.stops, sign.start)
        return self.stops[after - 1] + 1, self.stops[after]

    def whose(self, sign: Found) -> str:
        """ "first", "third" or "infant": whom a sign and the words before it speak of."""
        start = max(self.sentence(sign)[0], sign.start - _LOOK_BACK)
        first, middle, last = (bisect_left(self.persons, (at, "")) for at in (start, sign.start, sign.end))
        before = [name for _, name in self.persons[first:middle]]
        inside = any(name == "first" for _, name in self.persons[middle:last])
        if not before or (inside and not self.has("says", start, sign.start)):
            return "first"
        return before[-1]


def judge(readings: Mapping[str, Sequence[Found]], language: Language) -> Concern:
    """The concern of one text in one language, from the signs found in each reading of it."""
    own: set[str] = set()
    others: set[str] = set()
    hedged: set[str] = set()
    joking = False
    for symbols, signs in readings.items():
        text = _Text(symbols, language.context.find(symbols))
        joking = joking or text.has("joke")
        for sign in signs:
            if sign.name in own:  # it is settled, however often it is said
                continue
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
        own.update(("means",) if text.has("means") else ())
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
