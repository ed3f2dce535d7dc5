"""Simulated weeks: what is said unasked, day by day, to somebody who answers as a test says."""

import datetime
from collections.abc import Callable

from companion.people import Goal
from storage import goals
from tests.conversation import Conversation, Heard

SIZES = ["Easy", "OK", "Hard", "Undo"]  # the buttons under the question about a step's size

Answers = Callable[[int, Heard], str]
"""What is written after the hello of that day (counted from 1): a text, "[a button]" or "" for nothing."""


def local(talk: Conversation, second: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(second, talk.settings.zone_info)


def unasked(talk: Conversation, days: int) -> list[tuple[int, Heard]]:
    """(day from 1, message) of what comes in the next days when nothing is answered."""
    return lived(talk, days, lambda _day, _hello: "")


def lived(talk: Conversation, days: int, answers: Answers) -> list[tuple[int, Heard]]:
    """(day from 1, message) of what comes unasked in days that are lived as `answers` says."""
    came = []
    for day in range(1, days + 1):
        heard = [message for message in talk.passes(days=1) if message.lane == "nudge"]
        came += [(day, message) for message in heard]
        for message in heard:
            say(talk, answers(day, message))
    return came


def live(talk: Conversation, days: int, size: str, answer: str = "done") -> list[Heard]:
    """So many days, each hello answered so and each question about the size so; what was heard."""
    before = len(talk.heard)
    for _ in range(days):
        talk.passes(days=1)
        heard = say(talk, answer)
        if heard and heard[-1].labels == SIZES and size:
            talk.taps(size)
    return talk.heard[before:]


def say(talk: Conversation, answer: str) -> list[Heard]:
    if answer.startswith("["):
        return talk.taps(answer.strip("[]"))
    return talk.says(answer) if answer else []


def goal(talk: Conversation, name: str = "") -> Goal:
    """Their goal of that name; the first where none is given."""
    found = goals.load(talk.connection, talk.person)
    return next(one for one in found if not name or one.name == name)


def with_steps(talk: Conversation, *steps: str) -> Conversation:
    """Active goals of these steps in place of what they had; the step is the name."""
    for old in goals.load(talk.connection, talk.person):
        goals.remove(talk.connection, talk.person, old.number)
    day = local(talk, talk.now).date()
    for number, step in enumerate(steps, 900):
        goals.keep(talk.connection, talk.person, Goal(number, step, step, since=day))
    talk.connection.execute("UPDATE people SET next_number = 1000")
    return talk
