"""What must hold of every message in every life, worked out anew from what is heard and what was chosen."""

import datetime
import re
import zoneinfo
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from companion.checkins import is_quiet
from companion.history import LAST_WORD
from companion.people import DAYS_BETWEEN_HELLOS, Person
from companion.replies import Nudge, Say, Show
from companion.turns import Turn
from tests.words_linter import ANYWHERE, NEVER_CLAIMED, lint, masked

DAY, FORTNIGHT = 24 * 3600, 14  # seconds; days
MOST_UNASKED = 2
LONGEST_SILENCE = 28  # days from what was heard last to the farewell, for weekly hellos that fell on a pause's end
ASKED_FOR = frozenset({"later", "with_me"})


@dataclass
class Watch:
    """Watches one life. `faults` names what broke a rule, with the second at which it did."""

    faults: list[str] = field(default_factory=list)
    messages: Counter[str] = field(default_factory=Counter)
    _unasked: deque[int] = field(default_factory=lambda: deque(maxlen=MOST_UNASKED))
    _dates: set[tuple[str, datetime.date]] = field(default_factory=set)
    _worded: dict[str, datetime.date] = field(default_factory=dict)
    _offered: dict[str, datetime.date] = field(default_factory=dict)
    _linted: set[str] = field(default_factory=set)
    _farewell: bool = False
    _heard_at: int = 0
    _total: int = 0

    def heard_of(self, now: int) -> None:
        """The person did something themselves."""
        self._heard_at, self._farewell = now, False

    def turn(self, before: Person, turn: Turn, after: Person, now: int, *, undone: bool) -> None:
        """Everything that a turn said and changed."""
        for reply in turn.replies:
            said = reply.said if isinstance(reply, Show) else reply
            if isinstance(said, Say):
                self.messages[said.nudge.kind if said.nudge else "reply"] += 1
                self._check(f"{now} {said.text!r}", self._of_message(before, said, now))
        fell = after.wins_total < self._total and after.joined
        self._check(f"{now}", ["the total fell"] if fell and not undone else [])
        self._check(f"{now}", _of_plans(after, now, quiet=self._farewell))
        self._total = after.wins_total

    def _check(self, where: str, faults: Iterator[str] | list[str]) -> None:
        self.faults += [f"{fault}: {where}" for fault in faults]

    def _of_message(self, person: Person, said: Say, now: int) -> Iterator[str]:
        yield from self._of_words(person, said)
        local = datetime.datetime.fromtimestamp(now, zoneinfo.ZoneInfo(person.settings.zone))
        yield from self._of_offers(said, local.date())
        if said.nudge is None:
            return
        if said.text:  # a letter is worded by storage
            yield from self._of_wording(person, said, said.nudge)
        if (said.nudge.kind, said.nudge.date) in self._dates:
            yield f"a second {said.nudge.kind} for {said.nudge.date}"
        self._dates.add((said.nudge.kind, said.nudge.date))
        if person.care.quiet(now) and said.nudge.kind != LAST_WORD:
            yield "unasked in danger"
        if said.nudge.kind not in ASKED_FOR:
            yield from self._of_unasked(person, said, said.nudge, now)

    def _of_words(self, person: Person, said: Say) -> Iterator[str]:
        """No forbidden word of ours; a nudge passes all of the linter's rules."""
        text = _without_theirs(person, said.text)
        names_of_others = any(key.button.verb in ("wrong_number", "country") for row in said.keys for key in row)
        if text in self._linted or names_of_others or said.until_confirmed:  # help lines' own names
            return
        self._linted.add(text)
        shown = masked(text)
        for name, pattern in (*ANYWHERE, *((("never claimed", NEVER_CLAIMED),) if said.nudge else ())):
            yield from (f"{name} {hit[0]!r}" for hit in pattern.finditer(shown))
        if said.nudge:
            yield from lint(text, "nudge")
        if len([key for row in said.keys for key in row]) > (4 if said.nudge else 14):
            yield "too many buttons"

    def _of_wording(self, person: Person, said: Say, nudge: Nudge) -> Iterator[str]:
        wording = _without_theirs(person, said.text)
        last = self._worded.get(wording)
        if last and (nudge.date - last).days < FORTNIGHT:
            yield f"worded as on {last}"
        self._worded[wording] = nudge.date

    def _of_unasked(self, person: Person, said: Say, nudge: Nudge, now: int) -> Iterator[str]:
        settings = person.settings
        if len(self._unasked) == MOST_UNASKED and now - self._unasked[0] < DAY:
            yield "a third in a day"
        self._unasked.append(now)
        of_kind = {"evening": settings.evening_minute, "letter": settings.letter_minute}
        chosen = of_kind.get(nudge.kind, settings.hello_minute)
        local = datetime.datetime.fromtimestamp(now, zoneinfo.ZoneInfo(settings.zone))
        if is_quiet(local.hour * 60 + local.minute) and not is_quiet(chosen or 0):
            yield "in the quiet hours"
        if settings.paused_until and nudge.date < settings.paused_until:
            yield "in a pause"
        if settings.hellos not in DAYS_BETWEEN_HELLOS:
            yield "to somebody who wants none"
        if self._farewell or now - self._heard_at > LONGEST_SILENCE * DAY:
            yield "after the farewell"
        self._farewell = self._farewell or said.text.startswith("I'll stay quiet from here")

    def _of_offers(self, said: Say, date: datetime.date) -> Iterator[str]:
        """An offer is made once, then not for a fortnight."""
        for key in (key for row in said.keys for key in row if key.button.verb in ("make_smaller", "make_bigger")):
            offer = f"{key.button.verb} {key.button.number}"
            last = self._offered.get(offer)
            if last and (date - last).days < FORTNIGHT - 1:  # a date less: theirs may end some hours after midnight
                yield f"offered as on {last}"
            self._offered[offer] = date


def _of_plans(person: Person, now: int, *, quiet: bool) -> Iterator[str]:
    """Where hellos are wanted there is a next one, in the future, but for those to whom we said farewell: of them there
    is no more than the look whether they were told until when all is kept."""
    wanted = person.joined and person.settings.hellos in DAYS_BETWEEN_HELLOS and not quiet
    hello = next((plan for plan in person.plans if plan.kind == "hello"), None)
    if wanted and hello is None:
        yield "no hello is planned"
    if quiet and any(plan.kind != LAST_WORD for plan in person.plans):
        yield "planned after the farewell"
    if hello and hello.due_at <= now - 6 * 3600:
        yield "a hello is planned for the past"


def _without_theirs(person: Person, text: str) -> str:
    """The message with the person's own words, and numbers, taken out: what is left are words of ours."""
    theirs = {one for goal in person.goals for one in (goal.name, goal.step, goal.eased_step, goal.anchor) if one}
    for words in sorted(theirs, key=len, reverse=True):
        text = re.sub(re.escape(words), "cup", text, flags=re.IGNORECASE)
    return text
