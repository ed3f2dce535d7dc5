"""The ladders: areas of life, each with five steps from tiniest to small (see words/en/ladders.toml)."""

from collections.abc import Iterator
from functools import cache
from itertools import chain, zip_longest

import msgspec

from companion.goals.areas import area_named
from companion.goals.lexicon import WIN, lexicon, words
from companion.goals.reading import base_forms, phrases_in, plain

LANGUAGE = "en"
IN_BED = "in_bed"
OTHER = "other"


class Ladder(msgspec.Struct, frozen=True):
    """Five rungs, tiniest first; the key says for whom: plain, in_bed, seated, one_handed, no_leaving ..."""

    key: str
    rungs: tuple[str, ...]


class Area(msgspec.Struct, frozen=True):
    """An area of life: its label fits a button; its first ladder is the plain one."""

    key: str
    label: str
    kind: str
    surprise: bool
    ladders: tuple[Ladder, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """Everything that the ladders' file holds."""

    areas: tuple[Area, ...]
    floor: str
    own: tuple[tuple[str, str], ...]  # what stands before and after a goal of their own, biggest step first


def areas() -> tuple[Area, ...]:
    """Every area of life we have ladders for."""
    return _catalogue().areas


def smaller(step: str, area: str | None) -> str | None:
    """The next smaller step: the rung below, then the floor; for a goal in the person's own words the rung
    below the one it names, or a smaller version of the goal itself. None below the floor."""
    catalogue = _catalogue()
    if step == catalogue.floor:
        return None
    goal, at = _own_version(step)
    if not at and (found := _rung(step, area)) is not None:
        ladder, height = found
        return ladder.rungs[height - 1] if height else catalogue.floor
    return goal.join(catalogue.own[at]) if at < len(catalogue.own) else catalogue.floor


def bigger(step: str, area: str | None) -> str | None:
    """The next bigger step: the rung above, or the goal that `step` is a smaller version of. None at the top."""
    catalogue = _catalogue()
    if step == catalogue.floor:
        return next((a.ladders[0].rungs[0] for a in catalogue.areas if a.key == area), None)
    goal, at = _own_version(step)
    if at:
        return goal if at == 1 else goal.join(catalogue.own[at - 2])
    if (found := _rung(step, area)) is None:
        return None
    ladder, height = found
    return ladder.rungs[height + 1] if height + 1 < len(ladder.rungs) else None


def surprise(turn: int) -> str:
    """A tiny step for the given turn (0, 1, 2 ...), from another area than the turn before."""
    steps = _surprises()
    return steps[turn % len(steps)]


def lying_down(turn: int) -> str:
    """A step for the given turn (0, 1, 2 ...) that can be done lying down, for heavy days."""
    steps = _lying()
    return steps[turn % len(steps)]


def kind(text: str) -> str:
    """The kind of a win: water, light, outdoors, words, people, rest, body, home, food, work, care or other."""
    return _rung_kinds().get(text) or _kind(text)


@cache
def _rung_kinds() -> dict[str, str]:
    """Of our own steps, which most wins are."""
    return {rung: _kind(rung) for a in areas() for ladder in a.ladders for rung in ladder.rungs}


def _kind(text: str) -> str:
    known = lexicon(LANGUAGE)
    if known is None:
        return OTHER
    found = phrases_in(base_forms(text, known), known)
    if own := [phrase for phrase in found if phrase.tier == WIN]:
        return max(own, key=lambda phrase: len(phrase.words)).area
    return _kinds().get(area_named(found), OTHER)


@cache
def _kinds() -> dict[str | None, str]:
    return {area.key: area.kind for area in areas()}


@cache
def _catalogue() -> Catalogue:
    data = words(LANGUAGE, "ladders.toml")
    found = tuple(
        Area(
            key=area["key"],
            label=area["label"],
            kind=area["kind"],
            surprise=area.get("surprise", True),
            ladders=tuple(Ladder(key, tuple(rungs)) for key, rungs in area["ladders"].items()),
        )
        for area in data["area"]
    )
    own = (template.partition("{goal}") for template in data["own"])
    return Catalogue(found, data["floor"], tuple((before, after) for before, _, after in own))


def rung_area(text: str) -> str | None:
    """The area of which the text is a rung, word for word; None if it is none."""
    return _rungs().get(plain(text))


@cache
def _rungs() -> dict[str, str]:
    return {plain(rung): a.key for a in areas() for ladder in a.ladders for rung in ladder.rungs}


def _rung(step: str, area: str | None) -> tuple[Ladder, int] | None:
    """The ladder and the index on it of the rung that the step is, in this area or, lent for a heavy day, in another;
    else of the rung of this area that it names in other words."""
    places = _places()
    if found := places.get((area, step)) or places.get((None, step)):
        return found
    plain_ladder = next((a.ladders[0] for a in areas() if a.key == area), None)
    return _named_rung(step, plain_ladder) if plain_ladder else None


@cache
def _places() -> dict[tuple[str | None, str], tuple[Ladder, int]]:
    """Where each rung stands: by its area, and by itself, whatever the area; the first place where it has several."""
    places = [(a.key, ladder, at) for a in areas() for ladder in a.ladders for at in range(len(ladder.rungs))]
    return {(key, ladder.rungs[at]): (ladder, at) for area, ladder, at in reversed(places) for key in (area, None)}


def _named_rung(step: str, ladder: Ladder) -> tuple[Ladder, int] | None:
    """The rung whose words are all in the step, or the other way round; the most alike where several do."""
    said = _content(step)
    unlike = {
        at: len(said ^ rung)
        for at, rung in enumerate(_contents(ladder))
        if said and rung and (said <= rung or rung <= said)
    }
    return (ladder, min(unlike, key=lambda at: (unlike[at], -at))) if unlike else None


@cache
def _contents(ladder: Ladder) -> tuple[set[str], ...]:
    return tuple(map(_content, ladder.rungs))


def _content(text: str) -> set[str]:
    """The words that say what is done: no amounts, no "take", no names."""
    known = lexicon(LANGUAGE)
    if known is None:
        return set()
    size = known.size
    return (set(base_forms(text, known)) & known.vocabulary) - known.native - size.light - (size.little - size.pieces)


def _own_version(step: str) -> tuple[str, int]:
    """The goal that the step is a smaller version of, and how many times it was made smaller (0: never)."""
    for at, (before, after) in enumerate(_catalogue().own, start=1):
        if step.startswith(before) and step.endswith(after):
            return step.removeprefix(before).removesuffix(after), at
    return step, 0


@cache
def _surprises() -> tuple[str, ...]:
    lists = ([ladder.rungs[:2] for ladder in area.ladders] for area in _for_everyone())
    return _in_turns(chain.from_iterable(pairs) for pairs in lists)


@cache
def _lying() -> tuple[str, ...]:
    in_bed = (ladder for area in _for_everyone() for ladder in area.ladders if ladder.key == IN_BED)
    return _in_turns(iter(ladder.rungs[:3]) for ladder in in_bed)


def _for_everyone() -> list[Area]:
    return [area for area in areas() if area.surprise]


def _in_turns(lists: Iterator[Iterator[str]]) -> tuple[str, ...]:
    return tuple(step for turn in zip_longest(*lists) for step in turn if step is not None)
