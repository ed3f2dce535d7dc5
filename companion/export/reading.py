"""Reading an export back: a file that anybody may have written."""

import datetime
import json
from typing import Annotated, Any, Literal

from msgspec import structs
from pydantic import BaseModel, ConfigDict, Field

from companion import goals
from companion.care import assess
from companion.export.schema import FORMAT, VERSION
from companion.moments.goal import LONGEST_NAME
from companion.people import Goal, Journal, Note, Win
from companion.reading import plainly_harsh
from companion.words import own_words

MOST_WINS, MOST_GOALS = 10_000, 1000
_LONGEST = 4096

Refusal = Literal["not_ours", "newer", "too_big", "out_of_reach"]


def read(content: bytes) -> Journal | Refusal:
    """What an export brings, cleaned like anything that is typed and numbered as in the file; or why it is refused.

    What speaks of danger, or would be answered with care if it were typed, is left out and counted; of a goal with such
    an anchor, that alone. Never raises.
    """
    try:
        file = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_no_number)
        if not isinstance(file, dict) or file.get("format") != FORMAT:
            return "not_ours"
        if isinstance(version := file.get("version"), int) and version > VERSION:
            return "newer"
        return _without_danger(_journal(_File.model_validate(file)))
    except (ValueError, RecursionError):  # ValidationError and UnicodeDecodeError are ValueErrors
        return "not_ours"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A name stands twice in one object")
    return found


def _no_number(constant: str) -> float:
    raise ValueError(constant)


_Text = Annotated[str, Field(max_length=_LONGEST)]
_Number = Annotated[int, Field(ge=0, lt=2**53)]
_Moment = Annotated[int, Field(ge=0, lt=2**33)]  # UTC epoch seconds
_Day = Annotated[
    datetime.date, Field(strict=False, ge=datetime.date(2000, 1, 1), le=datetime.date(2200, 1, 1))
]  # written as text in JSON


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class _Win(_Part):
    number: _Number
    text: _Text
    at: _Moment
    day: _Day
    goal: _Number | None = None
    part: bool = False
    note: _Text = ""
    minute: Annotated[int, Field(ge=0, lt=1440)] | None = None


class _Note(_Part):
    number: _Number
    text: _Text
    at: _Moment
    day: _Day


class _Goal(_Part):
    number: _Number
    name: _Text
    step: _Text
    area: _Text = ""
    state: Literal["offered", "active", "listed"]
    anchor: _Text = ""


class _File(_Part):
    wins: Annotated[list[_Win], Field(max_length=MOST_WINS)]
    goals: Annotated[list[_Goal], Field(max_length=MOST_GOALS)]
    notes: Annotated[list[_Note], Field(max_length=MOST_WINS)]


def _journal(file: _File) -> Journal:
    wins = (_win(win) for win in file.wins)
    notes = (Note(note.number, own_words(note.text, _LONGEST), note.at, note.day) for note in file.notes)
    named = (_goal(goal) for goal in file.goals)
    return Journal(
        tuple(win for win in wins if win.text),
        tuple(goal for goal in named if goal.name and goal.step),
        tuple(note for note in notes if note.text),
    )


def _win(win: _Win) -> Win:
    text = own_words(win.text)
    kind, note = goals.kind(text), own_words(win.note)
    return Win(win.number, text, win.at, win.day, kind, win.goal, part=win.part, note=note, minute=win.minute)


def _goal(goal: _Goal) -> Goal:
    area = goal.area if goal.area in {known.key for known in goals.areas()} else ""
    name, step, anchor = (own_words(text, LONGEST_NAME) for text in (goal.name, goal.step, goal.anchor))
    return Goal(goal.number, name, step, area, goal.state, anchor)


def _without_danger(journal: Journal) -> Journal:
    wins = tuple(win for win in journal.wins if not _needs_care(win.text, win.note))
    named = tuple(goal for goal in journal.goals if not _needs_care(goal.name, goal.step))
    notes = tuple(note for note in journal.notes if not _danger(note.text))
    anchors = sum(_needs_care(goal.anchor) for goal in named)
    found = len(journal.wins) + len(journal.goals) + len(journal.notes) + anchors
    left_out = found - len(wins) - len(named) - len(notes)
    return Journal(wins, tuple(map(_without_harm, named)), notes, left_out)


def _without_harm(goal: Goal) -> Goal:
    """The goal, without an anchor that would not be kept if it were typed: each nudge would say it."""
    kind = not _needs_care(goal.anchor) and not plainly_harsh(goal.anchor)
    return goal if kind else structs.replace(goal, anchor="")


def _needs_care(*texts: str) -> bool:
    return any(text and (goals.needs_care(text) or _danger(text)) for text in texts)


def _danger(text: str) -> bool:
    concern = assess(text)
    return concern.raised or bool(concern.routes)
