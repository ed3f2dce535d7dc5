"""The picture of one's wins: all of them, one month, the whole time in small ones; how it looks; one to share."""

import datetime
from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from companion.buttons import Button
from companion.moments.moment import Moment, side_by_side
from companion.months import first_of, name_of, number_of
from companion.people import Question
from companion.picture import LOOKS, Mark, Part, chapters, request
from companion.replies import Picture, Say, Show
from companion.turns import Ask, Change, Turn
from companion.words import Shown, book, counted

TOTALS = frozenset({1, 3, 7, 10, 25, 50})  # with these wins the picture comes by itself, and with every hundred
ENOUGH_TO_COMPARE = 5  # wins from which on the kinds of most of them are named


def comes_along(moment: Moment, wins: int = 1) -> bool:
    """Whether the picture comes with the wins that are kept now. In plain mode it waits to be asked for."""
    totals = range(moment.person.wins_total + 1, moment.person.wins_total + 1 + wins)
    return not moment.person.settings.plain and any(total in TOTALS or total % 100 == 0 for total in totals)


# ---------------------------------------------------------------- asked for


def show(moment: Moment, _: Button | str | None = None) -> Turn:
    return Turn((Ask(None),), (Show("picture_all"),))


def month(moment: Moment, button: Button) -> Turn:
    """The month that the button names (years times twelve and months), else this one."""
    return Turn((Ask(None),), (Show("picture_month", button.number or number_of(moment.today)),))


def year(moment: Moment, _: Button | str | None = None) -> Turn:
    return Turn((Ask(None),), (Show("picture_year"),))


def share(moment: Moment, button: Button) -> Turn:
    """The same picture without a word and without buttons: it can be forwarded as it is."""
    kind = "picture_month" if button.number else "picture_all"
    return moment.turn("picture_to_share", Show(kind, button.number or 0, said=Say("")))


# ---------------------------------------------------------------- how it looks


def look(moment: Moment, _: Button) -> Turn:
    keys = [moment.key("look_is", at, label=_label(moment, name)) for at, name in enumerate(LOOKS)]
    return Turn((Ask(Question("look")),), (moment.say("look_which", rows=side_by_side(keys)),))


def look_is(moment: Moment, button: Button) -> Turn:
    """Their picture looks so from now on, and is shown."""
    chosen = list(LOOKS)[(button.number or 0) % len(LOOKS)]
    changed = Change(structs.replace(moment.person.settings, picture=chosen))
    return moment.tidied() + Turn((Ask(None), changed), (Show("picture_all", search=chosen),))


def look_written(moment: Moment, _: Question, text: str) -> Turn | None:
    labels = [_label(moment, name).casefold() for name in LOOKS]
    typed = text.casefold().strip(" .!")
    return look_is(moment, Button("look_is", labels.index(typed))) if typed in labels else None


def _label(moment: Moment, name: str) -> str:
    return book(moment.language).phrases["looks"][name]


# ---------------------------------------------------------------- worded

_SENTENCES = {  # by what is shown: of no win, of some, of wins that most have something in common
    "picture_all": ("picture_all_none", "picture_all", "picture_all_most"),
    "picture_month": ("picture_month_none", "picture_month", "picture_month_most"),
    "picture_year": ("picture_year_none", "picture_year", "picture_year_most"),
}


def span(show: Show) -> tuple[datetime.date, datetime.date]:
    """The days that the picture shows: from the first until before the second."""
    if show.kind != "picture_month":
        return datetime.date.min, datetime.date.max
    return first_of(show.number), first_of(show.number + 1)


def picture(moment: Moment, show: Show, marks: Sequence[Mark], beyond: int, total: int) -> Picture:
    """`marks` of the wins that it shows, oldest first, and how many older ones there are; `total`: wins of all time.

    Drawn when it is sent."""
    parts = _parts(marks, total) if show.kind == "picture_year" and marks else [Part(marks, total, beyond)]
    said = show.said or _said(moment, show, marks, total)
    return Picture(
        show.kind.removeprefix("picture_"),
        request(show.search or moment.person.settings.picture, parts),
        said.text,
        said.keys,
        otherwise=_otherwise(moment, said),
        effect=said.effect,
        nudge=said.nudge,
    )


def _parts(marks: Sequence[Mark], total: int) -> list[Part]:
    """Chapters, each with the wins of all time by its end."""
    parts, by_then = [], total - len(marks)
    for chapter in chapters(marks):
        by_then += len(chapter)
        parts.append(Part(chapter, by_then))
    return parts


def _said(moment: Moment, show: Show, marks: Sequence[Mark], total: int) -> Say:
    """What stands under it says the same to whoever can't see it."""
    count = len(marks) if show.kind == "picture_month" else total
    most = _most(moment, marks)
    none, some, mostly = _SENTENCES[show.kind]
    name = none if not count else mostly if most else some
    return moment.say(
        name,
        number=show.number or None,
        wins=counted("small_wins", count, moment.language),
        most=most,
        month=name_of(show.number, moment.language) if show.number else "",
    )


def _most(moment: Moment, marks: Sequence[Mark]) -> Shown:
    """The one or two kinds that most of the wins are of; empty where there are few or they are of many kinds."""
    names = book(moment.language).phrases["kinds"]
    found = Counter(mark.kind for mark in marks).most_common(2)
    if len(marks) < ENOUGH_TO_COMPARE or sum(count for _, count in found) * 2 < len(marks):
        return Shown("")
    named = [names[kind] for kind, _ in found if kind in names]
    return Shown(names["and"].join(named))


def _otherwise(moment: Moment, said: Say) -> str:
    """The words, where it can't be drawn: nothing of them is held back for it."""
    return "\n\n".join(filter(None, (said.text, moment.say("picture_later").text)))


COMMANDS = {"picture": show, "year": year}
TAPS = {
    "see_picture": show,
    "picture_month": month,
    "picture_look": look,
    "look_is": look_is,
    "picture_share": share,
}
QUESTIONS = {"look": look_written}
