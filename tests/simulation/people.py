"""Made-up people: what they do when something is heard, and what they do of themselves. Seeded, so replayable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.conversation import Heard

HOUR, DAY = 3600, 24 * 3600  # seconds

TOWNS = (
    *("Leeds", "Honolulu", "Tokyo", "Auckland", "Apia", "Kiritimati", "Los Angeles", "New York", "Berlin", "Mumbai"),
    *("Kathmandu", "Australia/Lord_Howe", "Santiago, Chile", "Beirut", "Cairo", "Nairobi", "Reykjavik", "Adelaide"),
)
HELLO_TIMES = ("7:15", "8:00", "9:30", "10:00", "12:30", "18:45", "20:55", "21:30", "22:00", "23:50", "0:10", "2:30")
GOALS = (
    *("clean the house", "drink water", "be kinder to my body", "read more", "brush teeth", "reply to mum"),
    *("sort out my life", "take a short walk", "write one sentence in a journal", "finish the tax papers"),
)
DONE = ("done", "d", "✅", "did it", "half", "a bit", "[I did that]", "[I did that]", "[I did that]")
NOT_DONE = ("not today", "rest", "smaller", "too hard", "heavy", "later", "in an hour", "tonight", "no", "[Not today]")
SIZES = ("[Easy]", "[OK]", "[Hard]", "easy", "ok", "hard")
CHATTER = (
    *("hello", "thanks", "ok", "what?", "/today", "/wins", "/goals", "/settings", "/help", "/people", "my cat is here"),
    *("I took a shower", "yesterday I made my bed", "/win ate soup", "undo", "up", "stay with me", "tell me a joke"),
    *("so much going on and none of it will stay in one place long enough for me to look at it properly today",),
)
WISHES = (
    *("less often", "more often", "weekly", "every other day", "daily", "pause till Monday", "pause for three days"),
    *("quiet week", "stop", "hellos again", "quiet week", "rest"),
)
DANGER = ("I want to kill myself", "I'm safe now", "[I'm safe now]", "[You misread me]")

Deed = tuple[int, str]
"""(seconds from now, what is written; "[x]" is a press of that button, "[*]" of any, "replay" of an old one)."""


@dataclass(frozen=True, slots=True)
class Character:
    """`answers`: deeds after a message that came unasked on that day of theirs. `alone`: deeds of a day without one.
    `town` and `hello`: as chosen at first."""

    kind: str
    town: str
    hello: str
    evening: str
    answers: Callable[[Random, int, Heard], Sequence[Deed]]
    alone: Callable[[Random, int], Sequence[Deed]]


def character(random: Random, number: int) -> Character:
    """The person of that number: every kind comes equally often."""
    kind = list(KINDS)[number % len(KINDS)]
    answers, alone = KINDS[kind](random)
    return Character(
        kind,
        random.choice(TOWNS),
        random.choice(HELLO_TIMES) if random.random() < 0.5 else "9:30",
        random.choice(("18:00", "20:30", "21:30")) if random.random() < 0.3 else "",
        answers,
        alone,
    )


Life = tuple[Callable[[Random, int, Heard], Sequence[Deed]], Callable[[Random, int], Sequence[Deed]]]


def _answer(random: Random, heard: Heard, done: float) -> list[Deed]:
    """One answer, within minutes or hours, now and then after midnight; done with that probability."""
    after = int(random.expovariate(1 / (2 * HOUR)))
    said = random.choice(DONE) if random.random() < done else random.choice(NOT_DONE)
    if random.random() < 0.2 and heard.labels:
        said = f"[{random.choice(heard.labels)}]"
    return [(after, said), (after + 60, random.choice(SIZES))]


def _keen(_: Random) -> Life:
    def alone(random: Random, day: int) -> Sequence[Deed]:
        wants = [(5 * HOUR, f"/goal {random.choice(GOALS)}"), (5 * HOUR + 60, "[Tomorrow]")] if day % 23 == 2 else []
        return [*wants, (7 * HOUR, random.choice(CHATTER))] if random.random() < 0.3 else wants

    return lambda random, _day, heard: _answer(random, heard, 0.93), alone


def _fading(first: Random) -> Life:
    half_life = first.randint(4, 40)
    back = first.random() < 0.4 and first.randint(60, 330)

    def answers(random: Random, day: int, heard: Heard) -> Sequence[Deed]:
        return _answer(random, heard, 0.7) if random.random() < 0.5 ** (day / half_life) else ()

    def alone(random: Random, day: int) -> Sequence[Deed]:
        return [(HOUR, random.choice(CHATTER))] if back and day == back else ()

    return answers, alone


def _chaotic(_: Random) -> Life:
    def alone(random: Random, day: int) -> Sequence[Deed]:
        deeds: list[Deed] = []
        while random.random() < 0.6:
            said = random.choice((*CHATTER, *CHATTER, *WISHES, "[*]", "[*]", "[*]", "replay", *DONE, *NOT_DONE))
            if random.random() < 0.03:
                said = random.choice((*DANGER, *(f"I moved to {town}" for town in TOWNS), "/goal " + GOALS[day % 10]))
            deeds.append((random.randrange(DAY), said))
        return deeds

    return lambda random, _day, heard: _answer(random, heard, 0.4) if random.random() < 0.4 else (), alone


def _travelling(first: Random) -> Life:
    stays = first.randint(1, 12)

    def alone(random: Random, day: int) -> Sequence[Deed]:
        return [(random.randrange(DAY), f"I moved to {random.choice(TOWNS)}")] if day % stays == 0 else ()

    return lambda random, _day, heard: _answer(random, heard, 0.6) if random.random() < 0.7 else (), alone


def _silent(_: Random) -> Life:
    return lambda _random, _day, _heard: (), lambda _random, _day: ()


def _returning(first: Random) -> Life:
    there, away = first.randint(2, 30), first.randint(3, 90)

    def present(day: int) -> bool:
        return day % (there + away) < there

    def answers(random: Random, day: int, heard: Heard) -> Sequence[Deed]:
        return _answer(random, heard, 0.6) if present(day) and random.random() < 0.8 else ()

    def alone(random: Random, day: int) -> Sequence[Deed]:
        return [(6 * HOUR, random.choice((*CHATTER, *DONE)))] if day and day % (there + away) == 0 else ()

    return answers, alone


KINDS = {
    "keen": _keen,
    "fading": _fading,
    "chaotic": _chaotic,
    "travelling": _travelling,
    "silent": _silent,
    "returning": _returning,
}
