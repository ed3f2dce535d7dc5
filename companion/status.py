"""How the bot is, for those who run it: counts, kinds and versions, and nobody's words or names."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from companion.care import lines
from companion.care.ages import ages
from companion.replies import Say
from companion.words import Shown, book, cut, render, shown

MOST_LINES = 10  # of one list
_LONGEST_LINE = 80  # characters


class WrongNumber(msgspec.Struct, frozen=True):
    """How often a number was called wrong so far, and on which day (UTC) last."""

    country: str
    number: int
    times: int
    last_on: str


class Trouble(msgspec.Struct, frozen=True):
    """A kind of warning or error since the start; `last_at` in UTC epoch seconds."""

    kind: str
    times: int
    last_at: int


class Queue(msgspec.Struct, frozen=True):
    """How many wait, and for how many seconds the oldest of them has."""

    waiting: int
    oldest: int


class Queues(msgspec.Struct, frozen=True):
    """What waits to be done: updates to be heard, answers and hellos to be said, check-ins that are due."""

    updates: Queue
    replies: Queue
    nudges: Queue
    check_ins: Queue


class Lateness(msgspec.Struct, frozen=True):
    """How many hellos went out in the last 24 hours, and within how many seconds of their time: half of them, 99 of
    100, all of them."""

    sent: int
    half: int
    most: int
    latest: int


class Figures(msgspec.Struct, frozen=True):
    """What the database counts."""

    people: int
    reachable: int
    recent: int  # heard of in the last seven days
    goals: int
    wins: int
    queues: Queues
    poison: int  # updates set aside for good in the last two days
    lateness: Lateness
    outcomes: Mapping[str, int]  # of messages settled in the last two days
    dangers: Sequence[tuple[str, str, int]]  # day (UTC), class, times, of the last seven days
    wrong_numbers: Sequence[WrongNumber]


def status(figures: Figures, troubles: Sequence[Trouble], versions: str, now: int) -> Say:
    """The answer to `/status` at `now` (UTC epoch seconds)."""
    of_troubles = _list(
        "status_troubles",
        "status_troubles_none",
        (f"{it.times} × {it.kind}, {_minute(it.last_at)}" for it in troubles),
    )
    return Say("\n\n".join([*in_words(figures, now), of_troubles, shown(versions, limit=400)]))


def in_words(figures: Figures, now: int) -> list[str]:
    """The figures at `now` (UTC epoch seconds), a paragraph of HTML each."""
    numbers = ages(_day(now))
    return [
        _text("status_people", **_counts(figures, "people", "reachable", "recent", "goals", "wins")),
        _text("status_waiting", **_waiting(figures.queues), poison=f"{figures.poison:,}"),
        _hellos(figures.lateness),
        _list(
            "status_sent", "status_sent_none", (f"{name}: {times}" for name, times in sorted(figures.outcomes.items()))
        ),
        _list(
            "status_dangers",
            "status_dangers_none",
            (f"{day}: {times} × {kind}" for day, kind, times in figures.dangers),
        ),
        _list("status_wrong", "status_wrong_none", map(_wrong, figures.wrong_numbers)),
        _text("status_numbers", old=f"{sum(age.old for age in numbers)}", all=f"{len(numbers)}"),
    ]


def _waiting(queues: Queues) -> dict[str, str]:
    return {
        "updates": f"{queues.updates.waiting:,}",
        "oldest": f"{queues.updates.oldest:,}",
        "replies": f"{queues.replies.waiting:,}",
        "oldest_reply": f"{queues.replies.oldest:,}",
        "nudges": f"{queues.nudges.waiting:,}",
        "due": f"{queues.check_ins.waiting:,}",
        "oldest_due": f"{queues.check_ins.oldest:,}",
    }


def _hellos(lateness: Lateness) -> str:
    if not lateness.sent:
        return _text("status_hellos_none")
    return _text("status_hellos", **_counts(lateness, "sent", "half", "most", "latest"))


def _wrong(report: WrongNumber) -> str:
    name = lines.numbers(report.country).get(report.number, "")
    return f"{report.times} × {report.country} {report.number} {name}, {report.last_on}"


def _counts(figures: Figures | Lateness, *names: str) -> dict[str, str]:
    return {name: f"{getattr(figures, name):,}" for name in names}


def _list(name: str, of_none: str, entries: Iterable[str]) -> str:
    """The sentence with its list; the other where nothing is in it."""
    known = [shown(cut(entry, _LONGEST_LINE)) for entry in entries]
    if not known:
        return _text(of_none)
    left_out = [_text("status_more", number=f"{len(known) - MOST_LINES}")] if len(known) > MOST_LINES else []
    return _text(name, list=Shown("\n".join(known[:MOST_LINES] + left_out)))


def _text(name: str, **slots: str) -> str:
    return render(book().sentences[name].variant(0), slots)


def _minute(at: int) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%Y-%m-%d %H:%M")


def _day(now: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(now, datetime.UTC).date()
