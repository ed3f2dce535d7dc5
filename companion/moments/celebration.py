"""Celebrating a win: which words, and how loud. What was done is said, never who the person is."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import structs

from companion.buttons import several
from companion.goals.ladders import rung_area
from companion.moments.moment import Moment
from companion.moments.picture import comes_along
from companion.people import UNSET, Win
from companion.replies import React, Say
from companion.words import Shown, book, counted, shown

QUIET_REACTION = "🕊"
ROUND_TOTALS = frozenset({25, 50})  # and every hundred
BED = "bed"  # key of companion.goals.areas()
AGAIN = "win_again"  # the one sentence that counts how often
TIMES_APART = 5  # of the same step: the fifth time, the tenth ...
_WITH_SIZE: Final[Mapping[str, str]] = {"win_tenth": "win_tenth_size", "win_round": "win_round_size"}
AFTER_REST = datetime.timedelta(days=3)  # later than this a rest is not spoken of: it would be a word about a gap


def celebrated(moment: Moment, kept: Win, *, late: bool = False, asks_size: bool = False) -> tuple[Say | React, ...]:
    """The celebration, as loud as the person's dial says. Quiet is a mark on what they wrote, and a line without a
    sound, since that carries Undo. `asks_size`: with the question how big the step was."""
    sentence = _sentence(moment, kept, late=late)
    if asks_size:
        sentence = _WITH_SIZE.get(sentence, "win_size")
    return _as_loud(moment, _said(moment, kept, sentence), 1)


def _as_loud(moment: Moment, said: Say, wins: int) -> tuple[Say | React, ...]:
    if moment.person.settings.celebration != "quiet":
        return (structs.replace(said, with_picture=True) if comes_along(moment, wins) else said,)
    line = structs.replace(said, silent=True)
    marked = moment.message_id is not None and not moment.tapped and not moment.person.settings.plain
    return (React(moment.message_id or 0, QUIET_REACTION), line) if marked else (line,)


def celebrated_together(moment: Moment, kept: Sequence[Win]) -> tuple[Say | React, ...]:
    """One message for all that one text told of, as loud as the dial says, with a way to take all of it back."""
    if len(kept) == 1:
        return celebrated(moment, kept[0])
    acts = [moment.said_back(win.text) for win in kept]
    said = moment.say(
        "wins_together",
        number=several(kept[-1].number, len(kept)),
        leave_out=_not_now(moment),
        effect=effect(moment),
        list=Shown("\n".join(f"• {shown(act[:1].upper() + act[1:])}" for act in acts)),
        lights=counted("lights", moment.person.wins_total + len(kept), moment.language),
    )
    return _as_loud(moment, said, len(kept))


def celebrated_whole(moment: Moment, whole: Win) -> tuple[Say | React, ...]:
    """A part has become the whole, as loud as the dial says: it has its light already."""
    said = moment.say(
        "now_whole",
        number=whole.number,
        day=whole.asked_on,
        effect=effect(moment),
        act=moment.said_back(whole.text),
        lights=counted("lights", moment.person.wins_total, moment.language),
    )
    return _as_loud(moment, said, 0)


def is_floor(kept: Win, language: str) -> bool:
    """Whether reading our message was all that was done."""
    return kept.part and kept.text == book(language).sentences["read_this"].text[0]


def effect(moment: Moment) -> str:
    return "party" if moment.person.settings.celebration == "party" else ""


def _said(moment: Moment, kept: Win, sentence: str) -> Say:
    return moment.say(
        sentence,
        number=kept.number,
        day=kept.asked_on,
        leave_out=_not_now(moment),
        effect=effect(moment),
        act=moment.said_back(kept.text),
        lights=counted("lights", moment.person.wins_total + 1, moment.language),
        times=counted("times", _times(moment, kept), moment.language) if sentence == AGAIN else "",
    )


def _not_now(moment: Moment) -> tuple[str, ...]:
    """The buttons that have their time earlier or later: "next" leads through the first minutes."""
    return ("next",) if moment.person.settings.hellos != UNSET else ("add_note",)


def _sentence(moment: Moment, kept: Win, *, late: bool) -> str:
    """The most special that fits. Those by kind of act come for about half of the wins, in no rhythm that a person's
    days could fall in with (the Thue-Morse sequence), so that neither kind of words wears out."""
    total = moment.person.wins_total + 1
    by_kind = f"win_{kept.kind}"
    fitting = {
        "win_first": total == 1,
        "win_quiet": moment.person.settings.celebration == "quiet",
        "win_late": late,
        "win_yesterday": kept.day < moment.today,
        "win_tenth": total == 10,
        "win_round": total in ROUND_TOTALS or total % 100 == 0,
        "win_floor": is_floor(kept, moment.language),
        "win_part": kept.part,
        "win_after_rest": _after_rest(moment),
        AGAIN: _times(moment, kept) % TIMES_APART == 0,
        by_kind: total.bit_count() % 2 == 1 and by_kind in book(moment.language).sentences and not _in_bed(kept),
        "win_unplanned": kept.goal is None,
    }
    return next((name for name, fits in fitting.items() if fits), "win_step")


def _in_bed(kept: Win) -> bool:
    """Whether it is a step of getting up: "wiggle your toes" is no housework, though its area is the bed."""
    return rung_area(kept.text) == BED


def _after_rest(moment: Moment) -> bool:
    """Whether it is the first win since a rest day."""
    rested, last = moment.person.settings.rested_on, moment.person.last_win
    if rested is None or not rested < moment.today <= rested + AFTER_REST:
        return False
    return last is None or last.day <= rested


def _times(moment: Moment, kept: Win) -> int:
    """Which time it is that this very step is done; 1 where it was another one before."""
    goal = moment.person.goal(kept.goal)
    same = goal is not None and goal.step_since is None and kept.text == goal.step
    return goal.times + 1 if goal and same else 1
