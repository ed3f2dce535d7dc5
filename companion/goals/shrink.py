"""A goal made so small that it can be done today."""

import re

import msgspec

from companion.goals.areas import area_broadly, area_named, area_of
from companion.goals.care import needs_care
from companion.goals.ladders import Area, areas, rung_area
from companion.goals.lexicon import ALWAYS, Lexicon, lexicon
from companion.goals.reading import base_forms, phrases_in, plain
from companion.goals.size import is_several, is_small, parts_of
from companion.goals.tidy import one_line, tidy
from companion.reading.selftalk import plainly_harsh

LATIN_ONLY = re.compile(r"[^\W\d_]")
_MOST_WORDS_OF_ONE = 6  # on a list of goals
LAST_LATIN = "\u024f"


class Shrunk(msgspec.Struct, frozen=True):
    """What became of a goal.

    keep: it is already one small act, kept in the person's own words (also where we do not speak the language).
    area: the key of its area of life, None where it is unclear: then ask.
    steps: what to offer, the first one first: the own words when kept, then the area's steps tiniest first.
    care: answer with care, offer no step.
    named: their words name the area; False where it only fits the verb they begin with, whatever that is about.
    name: the goal in the person's own words, tidied; harsh words about oneself are never said back, so such a
    goal goes by another name. Of a list of goals it is the one to begin with.
    others: what else is on that list, each in the person's own words.
    """

    keep: bool
    area: str | None
    steps: list[str] = msgspec.field(default_factory=list)
    care: bool = False
    named: bool = False
    name: str = ""
    others: tuple[str, ...] = ()


def shrink(text: str, language: str = "en") -> Shrunk:
    """Reads a goal as typed. Care comes first; a goal in a language we do not speak is kept as it stands."""
    spoken, line = lexicon(language), one_line(text)
    if needs_care(line, language):
        return Shrunk(keep=False, area=None, care=True, name=_name(line, spoken))
    if not line or _is_a_letter(line):
        return Shrunk(keep=False, area=None)
    if spoken is None or _is_foreign(line, spoken):
        if plainly_harsh(line, language):
            return Shrunk(keep=False, area=None, name=spoken.unnamed if spoken else "")
        return Shrunk(keep=True, area=None, steps=[line], name=line)
    return _read(tidy(text, spoken), spoken)


def _read(goal: str, spoken: Lexicon) -> Shrunk:
    if _is_of_belongings(goal, spoken) and rung_area(goal) is None:
        about = spoken.belongings
        return Shrunk(keep=False, area=about.area, steps=_steps(about.area, of=about.ladder), named=True, name=goal)
    keep, several = rung_area(goal) is not None or is_small(goal, spoken), is_several(plain(goal), spoken)
    area = rung_area(goal) or _area_of(goal, spoken, first=keep or several)
    named, harsh = bool(area), _is_harsh(goal, spoken)
    if keep and not harsh:
        return Shrunk(keep=True, area=area, steps=[goal, *_steps(area, without=goal)], named=named, name=goal)
    if several and not harsh and (first := _first_small(goal, spoken)):
        area = _area_of(first, spoken, first=True)
        steps, others = [first, *_steps(area, without=first)], _listed_beside(first, goal, spoken)
        name = first if others else goal
        return Shrunk(keep=False, area=area, steps=steps, named=area is not None, name=name, others=others)
    if area is None:
        area = area_broadly(base_forms(goal, spoken), spoken)
    name = _other_name(area, spoken) if harsh else goal
    return Shrunk(keep=False, area=area or None, steps=_steps(area), named=named, name=name)


def _area_of(goal: str, spoken: Lexicon, *, first: bool) -> str | None:
    """The area that is named whatever stands beside it, "" where none is to be; else that of the first part that has
    one (`first`), else of what comes before "because" and the like, else of the whole goal."""
    line, whole = plain(goal), phrases_in(base_forms(goal, spoken), spoken)
    if any(phrase.tier == ALWAYS for phrase in whole):
        return area_named(whole)
    parts = [*(parts_of(line) if first else ()), spoken.beside.split(line, maxsplit=1)[0]]
    found = (area_of(base_forms(part, spoken), spoken) for part in parts)
    return next((area for area in found if area), None) or area_named(whole)


def _first_small(goal: str, spoken: Lexicon) -> str | None:
    return next((part for part in parts_of(goal) if is_small(part, spoken)), None)


def _listed_beside(first: str, goal: str, spoken: Lexicon) -> tuple[str, ...]:
    """The other things of a list; none where it is no list, but one thing told at length."""
    others = tuple(tidy(part, spoken) for part in parts_of(goal) if part != first)
    named = (len(part.split()) <= _MOST_WORDS_OF_ONE and area_of(base_forms(part, spoken), spoken) for part in others)
    return others if all(named) else ()


def _is_of_belongings(goal: str, spoken: Lexicon) -> bool:
    """Whether it is about things of somebody who may have died: one is looked at, and nothing leaves."""
    line = plain(goal)
    return bool(spoken.belongings.named.search(line)) and not spoken.belongings.used.search(line)


def _steps(area: str | None, without: str = "", of: str = "plain") -> list[str]:
    """The steps of that ladder (`of`), tiniest first."""
    ladders = [ladder for ladder in found.ladders if ladder.key == of] if (found := _area(area)) else []
    return [rung for ladder in ladders for rung in ladder.rungs if rung != without]


def _area(key: str | None) -> Area | None:
    return next((area for area in areas() if area.key == key), None)


def _name(line: str, spoken: Lexicon | None) -> str:
    if spoken is None:
        return line
    return _other_name(None, spoken) if _is_harsh(line, spoken) else tidy(line, spoken)


def _other_name(area: str | None, spoken: Lexicon) -> str:
    found = _area(area)
    return found.label.lower() if found else spoken.unnamed


def _is_harsh(goal: str, spoken: Lexicon) -> bool:
    return not spoken.harsh.isdisjoint(re.findall(r"[\w']+", plain(goal)))


def _is_a_letter(line: str) -> bool:
    """One letter of an alphabet names nothing; in other scripts it may be a word."""
    letters = LATIN_ONLY.findall(line)
    return len(letters) < 2 and all(letter <= LAST_LATIN for letter in letters)


def _is_foreign(line: str, spoken: Lexicon) -> bool:
    """Another script, or more of its function words from other languages than from ours."""
    if any(letter > LAST_LATIN for letter in LATIN_ONLY.findall(line)):
        return True
    words = re.findall(r"[^\W\d_]+", line.lower())
    ours = sum(word in spoken.native for word in words)
    if sum(word in spoken.foreign for word in words) > ours:
        return True
    return not line.isascii() and not ours and sum(word in spoken.vocabulary for word in words) * 2 < len(words)
