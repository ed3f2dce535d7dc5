"""What stands around a sign: its sentence, whose it is, and whether it is denied, remembered or invented."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal

from companion.care.grammar import STOP
from companion.care.rules import Found, Traces
from companion.reading.normal import LONGEST

Person = Literal["first", "third", "infant"]
_PERSONS: Final[tuple[Person, ...]] = ("first", "third", "infant")
_THIRD: Final[Person] = "third"
_LOOK_BACK: Final = 8
_TIGHT: Final = 5
_NEIGHBOURS: Final = 4
_ASIDE: Final = 25


class Spans:
    """Stretches of a text; each question costs the same however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def within(self, start: int, end: int) -> bool:
        """Whether one, of the next few that begin there, lies between two places."""
        first = bisect_left(self._spans, (start, 0))
        return any(last <= end for _, last in self._spans[first : first + _NEIGHBOURS])

    def after(self, place: int) -> int:
        """Where the first from a place on begins; LONGEST where there is none."""
        first = bisect_left(self._spans, (place, 0))
        return self._spans[first][0] if first < len(self._spans) else LONGEST

    def around(self, start: int, end: int) -> bool:
        """Whether one holds all that lies between two places."""
        return self._reach[bisect_right(self._spans, (start, LONGEST))] >= end

    @cached_property
    def _reach(self) -> list[int]:
        return [*accumulate((end for _, end in self._spans), max, initial=0)]


class Surroundings:
    """The words that surround the signs of one text, by name; each question costs the same in a text of any length."""

    def __init__(self, text: Traces) -> None:
        self._text = text
        self._stops = [-1, *(at for at, symbol in enumerate(text.symbols) if symbol == STOP), len(text.symbols)]
        self._spans: dict[str, Spans] = {}

    def has(self, name: str, start: int = 0, end: int = LONGEST) -> bool:
        """Whether something of that name stands between two places."""
        return self._stand(name).within(start, end)

    def _stand(self, name: str) -> Spans:
        if name not in self._spans:
            self._spans[name] = Spans(self._text.find("context", name))
        return self._spans[name]

    @cached_property
    def _persons(self) -> list[tuple[int, Person]]:
        return sorted((start, person) for person in _PERSONS for start, _ in self._text.find("context", person))

    def whose(self, sign: Found) -> Person:
        """Whom a sign and the words before it speak of; the writer where nobody is named."""
        before, inside = self._named(sign)
        reported = self.has("says", max(self._sentence(sign)[0], sign.start - _LOOK_BACK), sign.start)
        return before[-1] if before and (reported or "first" not in inside) else "first"

    def of_another(self, sign: Found) -> bool:
        """Whether words that can be said of others are: somebody is named, and no "I" after that."""
        before, inside = self._named(sign)
        return "third" in inside or (bool(before) and before[-1] != "first")

    def sufferer(self, sign: Found) -> Person:
        """Whose an emergency of the body is: of the one named last, up to its end; the writer's where nobody is.

        Not of those who are only with somebody, nor of a pet that stands near; of one that the sign itself names.
        """
        start = max(self._sentence(sign)[0], sign.start - _LOOK_BACK)
        first, last = (bisect_left(self._sufferers, (at, "")) for at in (start, sign.end))
        if first == last:
            return "first"
        at, person = self._sufferers[last - 1]
        return "third" if person == "third" or (person == "infant" and at >= sign.start) else "first"

    @cached_property
    def _sufferers(self) -> list[tuple[int, Person]]:
        company = self._stand("company")
        relatives = [(start, _THIRD) for start, _ in self._text.find("context", "relative")]
        return sorted((at, person) for at, person in [*self._persons, *relatives] if not company.around(at, at + 1))

    def _named(self, sign: Found) -> tuple[list[Person], list[Person]]:
        start = max(self._sentence(sign)[0], sign.start - _LOOK_BACK)
        first, middle, last = (bisect_left(self._persons, (at, "")) for at in (start, sign.start, sign.end))
        persons = [person for _, person in self._persons[first:last]]
        return persons[: middle - first], persons[middle - first :]

    def invented(self, sign: Found) -> bool:
        """Whether its sentence is about a film, a song, a game, the news, up to where it turns to something else."""
        start, end = self._sentence(sign)
        return self.has("fiction", start, min(end, self._stand("aside").after(sign.end)))

    def exaggerated(self, cause: str) -> bool:
        """Whether a short text names such a cause, "trivial" or "mundane", and nothing heavy beside it."""
        return self._stops[-1] <= _ASIDE and self.has(cause) and not self.has("heavy")

    def beside(self, sign: Found, cause: str) -> bool:
        """Whether its own sentence names such a cause."""
        return self.has(cause, *self._sentence(sign))

    def long_past(self, sign: Found) -> bool:
        """Whether it is told as something of years ago that is over."""
        return self._told_of("remote", sign)

    def last_year(self, sign: Found) -> bool:
        """Whether it is told as something of the year before that hasn't come back."""
        return self._told_of("year_ago", sign)

    def _told_of(self, time: str, sign: Found) -> bool:
        start, end = self._sentence(sign)
        return self._as_past(sign) and self.has(time, start, end) and not self.has("now", start, end)

    def _as_past(self, sign: Found) -> bool:
        return self.has("past", max(self._sentence(sign)[0], sign.start - _TIGHT), sign.end)

    def mourned(self, sign: Found) -> bool:
        """Whether it is told as past, with a death from its sentence on and nothing that is so now."""
        start, end = self._sentence(sign)
        return self._as_past(sign) and self.has("departed", start) and not self.has("now", start, end)

    def denied(self, sign: Found, within: int) -> bool:
        """Whether a "not" stands among the last words before it."""
        return self.has("negation", max(self._sentence(sign)[0], sign.start - within), sign.start)

    def hedged(self, sign: Found) -> bool:
        """Whether a "today" or "yet" takes back what its sentence denies."""
        return self.has("hedge", *self._sentence(sign))

    def reserved(self, sign: Found) -> bool:
        """Whether its sentence goes on with a "but"."""
        return self.has("reserve", sign.end, self._sentence(sign)[1])

    def _sentence(self, sign: Found) -> tuple[int, int]:
        after = bisect_left(self._stops, sign.start)
        return self._stops[after - 1] + 1, self._stops[after]
