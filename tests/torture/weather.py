"""How Telegram fails meanwhile: rules of faults, drawn for each round."""

from dataclasses import dataclass
from random import Random

from tests.simulator.bench import Levers

_KINDS: dict[str, dict[str, float]] = {
    "delay": {"share": 0.5, "seconds": 0.15},
    "drop": {"share": 0.05},
    "lose_reply": {"share": 0.05},
    "not_json": {"share": 0.03},
    "429": {"share": 0.03, "retry_after": 1},
    "500": {"share": 0.1},
    "502_html": {"share": 0.1},
}
_POLLS = ("drop", "lose_reply", "500", "409", "not_json")
_BREAKS = frozenset({"drop", "lose_reply", "not_json"})
_STOPS_HALF_WAY = frozenset({"500", "502_html"})


@dataclass(frozen=True, slots=True)
class Weather:
    """`sends` strike what is said, `polls` getUpdates; of `twice` updates each comes again."""

    sends: tuple[str, ...]
    polls: tuple[str, ...]
    twice: float

    @property
    def breaks(self) -> bool:
        """Whether it leaves open what arrived."""
        return bool(_BREAKS & {*self.sends})

    @property
    def loses_hellos(self) -> bool:
        """Whether it leaves open if a hello was said, which then is not repeated."""
        return self.breaks or bool(_STOPS_HALF_WAY & {*self.sends})

    async def begin(self, levers: Levers) -> None:
        """Sets the levers; what was set before is gone."""
        await levers.clear("faults")
        for method in ("sendMessage", "sendPhoto", "editMessageText"):
            for kind in self.sends:
                await levers.fault(kind, method, **_KINDS[kind])
        for kind in self.polls:
            await levers.fault(kind, "getUpdates", share=0.2)
        await levers.post("delivery", duplicate=self.twice, shuffle=self.twice > 0)


FAIR = Weather((), (), 0.0)


def drawn(random: Random) -> Weather:
    """Fair every third time."""
    if random.random() < 1 / 3:
        return FAIR
    sends = tuple(random.sample(sorted(_KINDS), random.randint(0, 3)))
    return Weather(sends, tuple(random.sample(_POLLS, random.randint(0, 2))), random.choice((0.0, 0.3, 1.0)))
