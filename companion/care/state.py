"""What is remembered of a danger that was seen: how heavy it was and when, never the words.

The state is called CRISIS. From what a person wrote about themselves it lasts until they say that they are safe, or
that they were misread; only "third_person", what was or may have been about somebody else, ends by itself after a day.
"""

import msgspec
from msgspec import structs

LASTING = (  # the heaviest last
    "mania",
    "eating",
    "abuse",
    "psychosis",
    "harm_to_others",
    "medical",
    "unsure",
    "ideation_passive",
    "self_harm",
    "ideation_active",
    "imminent",
)
NOT_MISREAD = ("self_harm", "ideation_active", "imminent")  # plain enough to stay until they say that they are safe
DAY = 24 * 3600  # seconds, as all below
LAPSES = DAY  # the state that is not a lasting one
ASKED_AFTER = 3 * DAY  # what they write later than this is answered with "are you safe now?"
QUIET_AFTER = 3 * DAY  # nothing unasked for so long after they said that they are safe
HIDDEN_AFTER = 30 * DAY
HIDDEN_AREAS = frozenset(  # keys of companion.goals.areas(): means, last affairs, giving things away
    {"medication & care", "money & paperwork", "money", "giving", "decluttering"}
)
BODY_AREAS = frozenset({"food", "movement", "outdoors"})  # where a step never grows after an eating cue


class Care(msgspec.Struct, frozen=True):
    """One person's. Moments are UTC epoch seconds, 0 for never."""

    state: str = ""  # a kind or route of Concern, or "unsure": the heaviest since they were last safe; "" for none
    since: int = 0  # when it was last seen
    language: str = "en"  # of their words, and so of what is answered
    answered: bool = False  # they pressed a button since: only then an imminent danger's have "I'm safe now"
    quiet_until: int = 0  # nothing unasked before
    subdued_until: int = 0  # no effects, no pictures and nothing unasked but a chosen hello before
    hidden_until: int = 0  # HIDDEN_AREAS are not spoken of before
    eating_until: int = 0  # no step of BODY_AREAS grows before

    def in_crisis(self, now: int) -> bool:
        return bool(self.state) and (self.state in LASTING or now < self.since + LAPSES)

    def quiet(self, now: int) -> bool:
        """Whether nothing may be said unasked."""
        return now < self.quiet_until or self.in_crisis(now)

    def subdued(self, now: int) -> bool:
        """Whether wins are kept without effects and pictures, whatever they chose about hellos."""
        return now < self.subdued_until

    def hides(self, area: str, now: int) -> bool:
        """Whether steps of this area are neither offered nor named."""
        return area in HIDDEN_AREAS and (now < self.hidden_until or self.in_crisis(now))

    def holds_back(self, area: str, now: int) -> bool:
        """Whether no bigger step of this area is offered."""
        return area in BODY_AREAS and now < self.eating_until

    def alarmed(self, state: str, language: str, now: int, *, eating: bool = False) -> "Care":
        """After a danger was seen: the heavier of this one and what was known."""
        known = self.state if self.in_crisis(now) else ""
        return structs.replace(
            self,
            state=max((state, known), key=_weight),
            since=now,
            language=language,
            answered=False,
            eating_until=now + HIDDEN_AFTER if eating else self.eating_until,
        )

    def safe(self, now: int) -> "Care":
        """After they said that they are safe."""
        return structs.replace(self.quieted(now), state="", answered=False, hidden_until=now + HIDDEN_AFTER)

    def quieted(self, now: int) -> "Care":
        """After they chose that nothing is said unasked."""
        return structs.replace(self, quiet_until=now + QUIET_AFTER, subdued_until=now + QUIET_AFTER)

    def misread(self) -> "Care":
        """After they said that there was no danger: as if nothing had been seen. An earlier cue is not taken back."""
        eating_until = 0 if self.state == "eating" else self.eating_until
        return structs.replace(self, state="", answered=False, eating_until=eating_until)

    @property
    def over_at(self) -> int | None:
        """When nothing of this is needed any more, None while they are in a lasting crisis."""
        if self.state in LASTING:
            return None
        lapsed = self.since + LAPSES if self.state else 0
        return max(lapsed, self.quiet_until, self.subdued_until, self.hidden_until, self.eating_until)


def _weight(state: str) -> int:
    return LASTING.index(state) + 1 if state in LASTING else 0
