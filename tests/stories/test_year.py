"""A year of hellos through clock changes and moves: one for each intended date, at the right minute, none twice."""

import datetime
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from companion.history import LAST_WORD
from tests.human import Human
from tests.world import World

EACH_DATE = [datetime.date(2026, 3, 3) + datetime.timedelta(days=day) for day in range(365)]
SUMMER = (datetime.date(2026, 4, 20), datetime.date(2026, 10, 1))


@dataclass(slots=True)
class Diary:
    """What a person's clock showed, in their zone of then, whenever a hello came."""

    human: Human
    zone: zoneinfo.ZoneInfo
    hellos: list[datetime.datetime] = field(default_factory=list)

    async def listen(self) -> None:
        """Notes the next hello; every other one is answered."""
        while not (heard := await self.human.hears()).is_nudge:
            pass
        self.hellos.append(datetime.datetime.fromtimestamp(heard.shown["date"], self.zone))
        if len(self.hellos) % 2:
            await self.human.says("done")

    async def moves(self, town: str, zone: str, hello: str) -> None:
        """They live elsewhere from now on, and like another time there."""
        await self.human.hears_all()
        assert town in await self.human.tells(f"moved to {town}")
        await self.human.tells("/settings")
        await self.human.chooses("Hello time")
        assert hello in await self.human.tells(hello)
        self.zone = zoneinfo.ZoneInfo(zone)


def dates_of(hellos: Sequence[datetime.datetime]) -> list[datetime.date]:
    """Those in the year; one more may have come while the other person's last was waited for."""
    return [hello.date() for hello in hellos if hello.date() <= EACH_DATE[-1]]


def unusual(hellos: Sequence[datetime.datetime], usual: str) -> dict[str, str]:
    """The dates on which the hello came at another time than the usual one."""
    return {f"{hello:%Y-%m-%d}": f"{hello:%H:%M:%S}" for hello in hellos if f"{hello:%H:%M:%S}" != f"{usual}:00"}


async def live(w: World, alice: Diary, bob: Diary) -> None:
    """The year: Alice moves twice, Bob wants no hellos in summer."""
    moves = [
        (datetime.date(2026, 6, 10), "Santiago", "America/Santiago", "00:30"),
        (datetime.date(2026, 9, 30), "Apia", "Pacific/Apia", "00:30"),
    ]
    while w.now.date() <= EACH_DATE[-1]:
        due = await w.until_next_check_in()
        if due.kind == LAST_WORD:
            continue  # a look whether somebody has been silent for half a year: nobody has
        if due.person_id == bob.human.id:
            await bob.listen()
            if bob.hellos[-1].date() == SUMMER[0]:
                await bob.human.tells("pause till 1 October")
            continue
        await alice.listen()
        if moves and alice.hellos[-1].date() == moves[0][0]:
            await alice.moves(*moves.pop(0)[1:])


# Bob's 01:30 is skipped in one night and comes twice in another. Alice moves to Santiago, whose clocks skip 00:30 in
# September, and on across the date line to Apia. Every date has its hello, once.
@pytest.mark.slow
async def test_a_year(w: World) -> None:
    london = zoneinfo.ZoneInfo("Europe/London")
    alice, bob = Diary(w.alice, london), Diary(w.bob, london)
    await w.alice.settles_in(hello="09:30")
    await w.bob.settles_in(hello="01:30")
    for person in (w.alice, w.bob):
        await person.tells("no more letters")  # what comes is a hello
    await live(w, alice, bob)
    assert [heard for person in (w.alice, w.bob) for heard in await person.hears_all() if heard.is_nudge] == []
    assert dates_of(bob.hellos) == [date for date in EACH_DATE if not SUMMER[0] < date < SUMMER[1]]
    assert unusual(bob.hellos, "01:30") == {"2026-03-29": "02:30:00"}
    repeated = next(hello for hello in bob.hellos if hello.date() == datetime.date(2026, 10, 25))
    assert repeated.utcoffset() == datetime.timedelta(hours=1)
    assert dates_of(alice.hellos) == EACH_DATE
    assert unusual([hello for hello in alice.hellos if hello.tzinfo == london], "09:30") == {}
    assert unusual([hello for hello in alice.hellos if hello.tzinfo != london], "00:30") == {"2026-09-06": "01:30:00"}
