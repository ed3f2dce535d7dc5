"""From the signs in a text to one concern: whose, when, said or denied, how grave."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

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
_CAUSES: Final = (("trivial", _EXAGGERATED), ("mundane", _AMBIGUOUS))


class _Said(msgspec.Struct, frozen=True):
    """The names of the signs in a text: the writer's own, those half denied, and those of others.

    `meant` are those of them that no trivial cause makes a way of speaking, `apart` those with one in another sentence.
    """

    own: set[str] = msgspec.field(default_factory=set)
    hedged: set[str] = msgspec.field(default_factory=set)
    others: set[str] = msgspec.field(default_factory=set)
    meant: set[str] = msgspec.field(default_factory=set)
    apart: set[str] = msgspec.field(default_factory=set)


def judge(readings: Iterable[Reading], language: Language) -> Concern:
    """The concern of one text in one language, from the readings of it."""
    said = _Said()
    texts = []
    for reading in readings:
        around = Surroundings(language.context.traces(reading.text.symbols))
        texts.append(around)
        means = {"means"} if around.has("means") else set()
        said.own.update(means)
        said.meant.update(means)
        told = _told(reading, around, said)
        for name in reading.signs - kinds.OF_OTHERS:
            _sort(reading.find(name), told, around, said)
    said.others.difference_update(_no_emergencies(said))
    kind, unsure = _kind(said)
    if kind != "none" and not said.meant:
        asked = kind == "imminent" or said.apart or any(around.has("plain") for around in texts)
        kind, unsure = ("ideation_passive", True) if asked else ("none", False)
    if any(around.has("joke") for around in texts):
        kind, unsure = _LOWER.get(kind, kind), unsure or kind == "ideation_passive"
    return Concern(kind, kinds.routes(said.own | said.others), language.code, unsure)


def _no_emergencies(said: _Said) -> AbstractSet[str]:
    """The emergencies that aren't somebody else's: an emergency of two is the writer's, one of the dead nobody's."""
    return kinds.EMERGENCIES if "lost" in said.others or "medical" in said.own else frozenset()


def _weigh(sign: Found, around: Surroundings, said: _Said) -> None:
    """Keeps whether a trivial cause makes a sign a way of speaking: one in its sentence does, one elsewhere may."""
    causes = [cause for cause, names in _CAUSES if sign.name in names and around.exaggerated(cause)]
    if not causes:
        said.meant.add(sign.name)
    elif not any(around.beside(sign, cause) for cause in causes):
        said.apart.add(sign.name)


def _told(reading: Reading, around: Surroundings, said: _Said) -> Spans:
    """Where a text speaks of somebody else's danger: what lies within is theirs, too."""
    told = []
    for name in reading.signs & kinds.OF_OTHERS:
        for sign in reading.find(name):
            if not _is_over(sign, around):
                told.append((sign.start, sign.end))
                names = set() if _denied(sign, around, "third") else kinds.implied(name)
                said.others.update(names)
                said.meant.update(names)
    return Spans(told)


def _sort(signs: Iterable[Found], told: Spans, around: Surroundings, said: _Said) -> None:
    """Puts a sign's name where it belongs; fiction, the long past and what is plainly denied belong nowhere."""
    for sign in signs:
        if sign.name in said.own and sign.name in said.meant:  # settled, however often it is said
            return
        if _is_over(sign, around):
            continue
        whose = "third" if told.around(sign.start, sign.end) else _whose(sign, around)
        if _denied(sign, around, whose):
            place, names = said.hedged, _left(sign, around, whose)
        elif whose == "first":
            place, names = said.own, _own(sign, around)
        else:
            place, names = said.others, _of_others(sign, whose)
        place.update(names)
        if names:
            _weigh(sign, around, said)


def _own(sign: Found, around: Surroundings) -> set[str]:
    return {"unsure"} if sign.name in kinds.GRAVE and around.last_year(sign) else kinds.implied(sign.name)


def _left(sign: Found, around: Surroundings, whose: Person) -> set[str]:
    """What a denial leaves of a sign: all where it holds for now only, a doubt where a "but" follows."""
    if whose != "first" or sign.name == "unsure":
        return set()
    if around.hedged(sign):
        return {sign.name}
    return {"unsure"} if sign.name in kinds.GRAVE and around.reserved(sign) else set()


def _of_others(sign: Found, whose: Person) -> set[str]:
    return kinds.implied(sign.name) if whose == "third" or sign.name not in kinds.DANGER else set()


def _is_over(sign: Found, around: Surroundings) -> bool:
    """Whether a sign is of a film or a song, of years ago, or can't be of anybody."""
    if around.invented(sign) or (sign.name == "maybe_other" and not around.of_another(sign)):
        return True
    if sign.name in kinds.EMERGENCIES:
        return _is_no_emergency(sign, around)
    remembered = sign.name in kinds.DANGER and sign.name not in ("lost", "anniversary")
    return remembered and around.long_past(sign)


def _is_no_emergency(sign: Found, around: Surroundings) -> bool:
    """Whether what befell a body is over, or is told of nobody where it can't be the writer's."""
    if around.long_past(sign) or around.last_year(sign):
        return True
    return sign.name == "stricken" if around.sufferer(sign) == "first" else around.mourned(sign)


def _whose(sign: Found, around: Surroundings) -> Person:
    if sign.name in kinds.EMERGENCIES:
        return around.sufferer(sign)
    whose = around.whose(sign)
    if whose == "infant" and sign.name not in kinds.SWALLOWED:  # a pet stands near, no more
        return "first"
    return whose


def _denied(sign: Found, around: Surroundings, whose: Person) -> bool:
    if sign.name in kinds.EMERGENCIES:
        return whose == "third" and around.denied(sign, _TIGHTEST)
    if sign.name not in kinds.DANGER or sign.name == "bleak":
        return False
    return around.denied(sign, _TIGHTEST if whose == "third" else _TIGHT)


def _kind(said: _Said) -> tuple[Kind, bool]:
    """The gravest kind that is said, and whether it may be meant otherwise."""
    for kind in (kinds.own_kind(said.own), kinds.own_kind(said.hedged - kinds.NOW), kinds.others_kind(said.others)):
        if kind != "none":
            return kind, False
    return ("ideation_passive", True) if "unsure" in said.own | said.hedged else ("none", False)
