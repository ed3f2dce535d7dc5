"""The moment in which a person is answered: who, when, and how to say something to them."""

import datetime
import functools
from collections.abc import Callable

import msgspec
from msgspec import structs

from companion.buttons import NO_GENERATION, Button
from companion.checkins import day_of, local_time
from companion.history import Answer, occasion_for_answer, with_answer
from companion.people import About, Goal, Person, Question, Win
from companion.reading import plainly_harsh
from companion.replies import Key, Nudge, Reply, Say, Tidy
from companion.turns import KeepOccasion, Turn
from companion.words import book, render

_WIDEST_ROW = 26  # characters of labels side by side that a narrow phone still shows whole


class Moment(msgspec.Struct, frozen=True):
    """`now` is UTC epoch seconds; `message_id` the message written or tapped, None when nobody wrote."""

    person: Person
    now: int
    message_id: int | None = None
    tapped: bool = False
    today: datetime.date = datetime.date.min  # worked out, whatever is given
    """The person's own day, which ends when they sleep."""

    def __post_init__(self) -> None:
        settings = self.person.settings
        # Worked out once, not at each of the six times that a turn asks for it.
        structs.force_setattr(self, "today", day_of(self.now, settings.zone_info, settings.day_end))

    @property
    def local(self) -> datetime.datetime:
        """What the person's clock shows."""
        return local_time(self.now, self.person.settings.zone_info)

    @property
    def minute(self) -> int:
        """What the person's clock shows, in minutes after midnight."""
        return self.local.hour * 60 + self.local.minute

    @property
    def number(self) -> int:
        """The number for the next thing that this person owns."""
        return self.person.next_number

    @property
    def language(self) -> str:
        return self.person.settings.language

    def say(
        self,
        name: str,
        *,
        number: int | None = None,
        day: datetime.date | None = None,
        rows: tuple[tuple[Key, ...], ...] = (),
        leave_out: tuple[str, ...] = (),
        in_place: bool = False,
        nudge: Nudge | None = None,
        about: About | None = None,
        effect: str = "",
        **slots: str,
    ) -> Say:
        """The sentence `name`: its buttons all carry `number` and `day`; `rows` of further ones go above them.

        `in_place` changes the tapped message instead of sending a new one (never in plain mode: edits are silent).
        """
        sentence = book(self.language).sentences[name]
        own = [self.key(button, number, day) for button in sentence.buttons if button not in leave_out]
        return Say(
            render(sentence.variant(self._wording_number(name, nudge)), slots),
            rows + side_by_side(own),
            edits=self.message_id if in_place and self.tapped and not self.person.settings.plain else None,
            effect="" if self.person.settings.plain else effect,
            nudge=nudge,
            about=about,
            in_turn="" if nudge or len(sentence.text) == 1 else name,
        )

    def _wording_number(self, name: str, nudge: Nudge | None) -> int:
        """What picks the wording, so that none comes again before all have been: the date for a nudge, else how often
        the sentence was said."""
        return nudge.date.toordinal() + self.person.id if nudge else self.person.rapport.said.get(name, 0)

    def hides(self, goal: Goal) -> bool:
        """Whether care has this goal's steps wait: they are neither offered nor named."""
        return self.person.care.hides(goal.area, self.now)

    @property
    def press_id(self) -> str:
        """What a pressed message is known by to the question it opened."""
        return f"{self.message_id}" if self.tapped else ""

    @property
    def question_opened_by_this_button(self) -> Question | None:
        """The open question, where it was opened by an earlier press on this very message."""
        question = self.person.question
        return question if question and self.press_id and question.text == self.press_id else None

    def said_back(self, act: str) -> str:
        """Their words for what they did, as they may be said back: harsh ones about themselves never are."""
        return book(self.language).phrases["unnamed"]["act"] if plainly_harsh(act, self.language) else act

    def key(
        self, verb: str, number: int | None = None, day: datetime.date | None = None, label: str = "", style: str = ""
    ) -> Key:
        """A button that means `verb`; its words come from buttons.toml where no label is given."""
        words = book(self.language)
        generation = self.person.generation if self.person.joined else NO_GENERATION
        return Key(
            label or words.labels[verb], Button(verb, number, day, generation), style or words.styles.get(verb, "")
        )

    def turn(self, *said: Reply | str) -> Turn:
        """A turn that says this and changes nothing; a plain string names a sentence."""
        return Turn(replies=tuple(self.say(reply) if isinstance(reply, str) else reply for reply in said))

    def tidied(self) -> Turn:
        """The tapped message's buttons taken off: its question is settled."""
        if not self.tapped or self.message_id is None or self.person.settings.plain:
            return Turn()
        return Turn(replies=(Tidy(self.message_id),))


def side_by_side(keys: list[Key], widest: int = _WIDEST_ROW) -> tuple[tuple[Key, ...], ...]:
    """The keys in as few rows as a narrow phone shows whole."""
    rows: list[list[Key]] = []
    for key in keys:
        if rows and sum(len(other.label) + 2 for other in rows[-1]) + len(key.label) <= widest:
            rows[-1].append(key)
        else:
            rows.append([key])
    return tuple(map(tuple, rows))


def active(person: Person) -> list[Goal]:
    return [goal for goal in person.goals if goal.active]


def spoken_of(moment: Moment) -> list[Goal]:
    """The active goals whose steps may be named unasked."""
    return [goal for goal in active(moment.person) if not moment.hides(goal)]


def may_speak(moment: Moment, at: int) -> bool:
    """Whether a word that they ask for may come then: not to who is under 18, nor in the quiet after a danger."""
    return not moment.person.under_age and not moment.person.care.quiet(at)


def about_goal(act: Callable[[Moment, Goal, Button], Turn]) -> Callable[[Moment, Button], Turn]:
    """The press of a button that is about a goal: a kind word where that goal is gone."""

    @functools.wraps(act)
    def pressed(moment: Moment, button: Button) -> Turn:
        goal = moment.person.goal(button.number)
        return moment.turn("goal_gone") if goal is None else act(moment, goal, button)

    return pressed


def about_step(act: Callable[[Moment, Goal, Button], Turn]) -> Callable[[Moment, Button], Turn]:
    """As `about_goal`, for what offers or names a step: a kind word also where care has it wait."""

    @about_goal
    def pressed(moment: Moment, goal: Goal, button: Button) -> Turn:
        return moment.turn("goal_waits") if moment.hides(goal) else act(moment, goal, button)

    return pressed


def done_on(person: Person, goal: Goal, day: datetime.date) -> Win | None:
    """The win that this goal already has on that day."""
    return next((win for win in person.recent_wins if win.goal == goal.number and win.day == day), None)


def all_done_on(person: Person, goal: Goal, day: datetime.date) -> bool:
    """Whether that goal has a win on that day that is more than a part."""
    return any(win.goal == goal.number and win.day == day and not win.part for win in person.recent_wins)


def record_answer(
    moment: Moment, goal: int, day: datetime.date, answer: Answer, *, eased: bool = False
) -> KeepOccasion:
    """What came of that goal's step on that day, for the pace."""
    occasion = occasion_for_answer(moment.person.history, goal, day, moment.now)
    return KeepOccasion(with_answer(occasion, answer, eased=eased))
