"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from companion.care import kinds
from companion.care.concern import Concern, Kind
from companion.care.languages import Language
from companion.care.rules import Found
from companion.care.surroundings import Person, Surroundings

_LOWER: Final[dict[Kind, Kind]] = {"imminent": "ideation_active", "ideation_active": "ideation_passive"}
_TIGHT, _TIGHTEST = 3, 1
_EXAGGERATED: Final = frozenset(
    {"active", "passive", "bleak", "unsure", "hopeless", "final", "adieu", "farewell", "imminent", *kinds.OF_OTHERS}
)
_AMBIGUOUS: Final = frozenset({"unsure", "hopeless", "final", "adieu", "farewell", "sorry", "love"})


@dataclass(frozen=True, slots=True)
class _Said:
    """The names of the signs in a text: the writer's own, those half denied, and those of others."""

    own: set[str] = field(default_factory=set)
    hedged: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def judge(readings: Mapping[str, Sequence[Found]], language: Language) -> Concern:
    """The concern of one text in one language, from the signs found in each reading of it."""
    said = _Said()
    joking = plain = False
    excused: frozenset[str] = frozenset()
    for symbols, signs in readings.items():
        around = Surroundings(symbols, language.context.find(symbols))
        joking = joking or around.has("joke")
        excused |= _excused(around)
        plain = plain or around.has("plain")
        said.own.update({"means"} if around.has("means") else ())
        _sort(signs, around, said)
    kind, unsure = _kind(said)
    if kind != "none" and said.own | said.hedged | said.others <= excused:
        kind, unsure = ("ideation_passive", True) if plain or kind == "imminent" else ("none", False)
    if joking:
        kind, unsure = _LOWER.get(kind, kind), unsure or kind == "ideation_passive"
    return Concern(kind, kinds.routes(said.own | said.others), language.code, unsure)


def _excused(around: Surroundings) -> frozenset[str]:
    """The names of what is a way of speaking where that stands beside it."""
    if around.exaggerated("trivial"):
        return _EXAGGERATED
    return _AMBIGUOUS if around.exaggerated("mundane") else frozenset()


def _sort(signs: Sequence[Found], around: Surroundings, said: _Said) -> None:
    """Puts each sign's name where it belongs; fiction, the long past and what is plainly denied belong nowhere."""
    told_until = 0  # where the last sign ends that is somebody else's: what lies within is theirs, too
    for sign in sorted(signs, key=lambda sign: (sign.start, sign.name not in kinds.OF_OTHERS)):
        if sign.name in said.own or _is_over(sign, around):  # settled, however often it is said
            continue
        if sign.name in kinds.OF_OTHERS:
            told_until = max(told_until, sign.end)
        whose = "third" if sign.end <= told_until else _whose(sign, around)
        if _denied(sign, around, whose):
            said.hedged.update({sign.name} if whose == "first" and around.hedged(sign) else ())
        elif whose == "first":
            said.own.update(kinds.implied(sign.name))
        elif whose == "third" or sign.name not in kinds.DANGER:
            said.others.update(kinds.implied(sign.name))


def _is_over(sign: Found, around: Surroundings) -> bool:
    """Whether a sign is of a film or a song, of years ago, or can't be of anybody."""
    if around.invented(sign) or (sign.name == "maybe_other" and not around.of_another(sign)):
        return True
    remembered = sign.name in kinds.DANGER and sign.name not in ("lost", "anniversary")
    return remembered and around.long_past(sign)


def _whose(sign: Found, around: Surroundings) -> Person:
    whose = around.whose(sign)
    if whose == "infant" and sign.name not in kinds.SWALLOWED:  # a pet stands near, no more
        return "first"
    return whose


def _denied(sign: Found, around: Surroundings, whose: Person) -> bool:
    if sign.name not in kinds.DANGER or sign.name == "bleak":
        return False
    return around.denied(sign, _TIGHTEST if whose == "third" else _TIGHT)


def _kind(said: _Said) -> tuple[Kind, bool]:
    """The gravest kind that is said, and whether it may be meant otherwise."""
    for kind in (kinds.own_kind(said.own), kinds.own_kind(said.hedged - kinds.NOW), kinds.others_kind(said.others)):
        if kind != "none":
            return kind, False
    return ("ideation_passive", True) if "unsure" in said.own else ("none", False)
