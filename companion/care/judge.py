"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from companion.care import kinds
from companion.care.concern import Concern, Kind
from companion.care.languages import Language, Reading
from companion.care.rules import Found
from companion.care.surroundings import Person, Spans, Surroundings

_LOWER: Final[dict[Kind, Kind]] = {"imminent": "ideation_active", "ideation_active": "ideation_passive"}
_TIGHT, _TIGHTEST = 3, 1
_EXAGGERATED: Final = frozenset(
    {"active", "passive", "bleak", "unsure", "hopeless", "final", "adieu", "farewell", "imminent", "maybe_other"}
)
_AMBIGUOUS: Final = frozenset({"unsure", "hopeless", "final", "adieu", "farewell", "sorry", "love"})


@dataclass(frozen=True, slots=True)
class _Said:
    """The names of the signs in a text: the writer's own, those half denied, and those of others."""

    own: set[str] = field(default_factory=set)
    hedged: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def judge(readings: Iterable[Reading], language: Language) -> Concern:
    """The concern of one text in one language, from the readings of it."""
    said = _Said()
    texts = []
    for reading in readings:
        around = Surroundings(language.context.traces(reading.text.symbols))
        texts.append(around)
        said.own.update({"means"} if around.has("means") else ())
        told = _told(reading, around, said)
        for name in reading.signs - kinds.OF_OTHERS:
            _sort(reading.find(name), told, around, said)
    kind, unsure = _kind(said)
    if kind != "none" and said.own | said.hedged | said.others <= frozenset().union(*map(_excused, texts)):
        asked = kind == "imminent" or any(around.has("plain") for around in texts)
        kind, unsure = ("ideation_passive", True) if asked else ("none", False)
    if any(around.has("joke") for around in texts):
        kind, unsure = _LOWER.get(kind, kind), unsure or kind == "ideation_passive"
    return Concern(kind, kinds.routes(said.own | said.others), language.code, unsure)


def _excused(around: Surroundings) -> frozenset[str]:
    """The names of what is a way of speaking where that stands beside it."""
    if around.exaggerated("trivial"):
        return _EXAGGERATED
    return _AMBIGUOUS if around.exaggerated("mundane") else frozenset()


def _told(reading: Reading, around: Surroundings, said: _Said) -> Spans:
    """Where a text speaks of somebody else's danger: what lies within is theirs, too."""
    told = []
    for name in reading.signs & kinds.OF_OTHERS:
        for sign in reading.find(name):
            if not _is_over(sign, around):
                told.append((sign.start, sign.end))
                said.others.update(() if _denied(sign, around, "third") else kinds.implied(name))
    return Spans(told)


def _sort(signs: Iterable[Found], told: Spans, around: Surroundings, said: _Said) -> None:
    """Puts a sign's name where it belongs; fiction, the long past and what is plainly denied belong nowhere."""
    for sign in signs:
        if sign.name in said.own:  # settled, however often it is said
            return
        if _is_over(sign, around):
            continue
        whose = "third" if told.around(sign.start, sign.end) else _whose(sign, around)
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
