"""A day of torment: people write, their hellos fall due, blows fall; then everything is counted."""

import asyncio
import datetime
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import aiohttp

from tests.human import Human
from tests.torture import evidence
from tests.torture.blows import Blow
from tests.torture.evidence import Kept, Nudged, Shown
from tests.torture.stage import BEGIN, Stage
from tests.torture.weather import FAIR, Weather

_BEFORE, _AFTER = 20.0, 30.0  # simulated seconds around the hello
_ROOM_BY = 120.0  # simulated seconds: a hello waits for the cap for as long as yesterday's messages came late
_MOST_REPORTS = 6  # of a person in a round: far from what counts as a flood
_FLOOD = 2.0  # seconds
_NOON = datetime.timedelta(hours=4)  # after BEGIN


@dataclass(frozen=True, slots=True)
class Day:
    """One round. `since`: the newest message of each person before it."""

    number: int
    since: dict[int, int]

    @property
    def noon(self) -> float:
        return (BEGIN + _NOON + datetime.timedelta(days=1 + self.number)).timestamp()

    @property
    def date(self) -> str:
        return (BEGIN + datetime.timedelta(days=1 + self.number)).date().isoformat()


async def torment(stage: Stage, number: int, blow: Blow, later: Blow | None, weather: Weather) -> None:
    """One round: `blow` falls while hellos are due, `later` while they are answered. Counts into the toll."""
    day = Day(number, {person.id: await _newest(person) for person in stage.people})
    stage.slept_through, stage.weather = False, weather
    await _to(stage, day.noon - _BEFORE)
    flood = asyncio.create_task(_flood(stage, number))
    await stage.restore_weather()
    await asyncio.sleep(stage.random.uniform(0, _FLOOD / 2))
    stage.move_clock(to=day.noon)
    await blow(stage)
    await flood
    await calm(stage, day.noon)
    hellos = await _hellos(stage, day)
    accepted = await _answer(stage, hellos, later)
    await calm(stage, day.noon)
    await _count(stage, day, hellos, accepted)
    stage.toll.rounds += 1


async def calm(stage: Stage, at_least: float) -> None:
    """The blows and faults are over; returns when everything has come to its end, at that moment or later."""
    stage.weather, weather = FAIR, stage.weather
    await stage.restore_weather()
    if not stage.bot.alive:
        await stage.bot.start()
    await stage.bot.ready()
    await stage.moved()
    await _to(stage, at_least + _ROOM_BY)
    await stage.settled()
    stage.weather = weather


async def _to(stage: Stage, moment: float) -> None:
    if await stage.now() < moment:
        stage.move_clock(to=moment)
    await stage.moved()


def _ids(messages: Iterable[Shown]) -> list[int]:
    return [message["message_id"] for message in messages]


async def _newest(person: Human) -> int:
    return max((shown["message_id"] for shown in await person.phone.sees()), default=0)


async def _flood(stage: Stage, number: int) -> None:
    """Everybody reports cups, each at moments of their own."""
    dice = [stage.dice(number, place, "reports") for place in range(len(stage.people))]
    await asyncio.gather(*map(_reports, [stage] * len(dice), stage.people, dice))


async def _reports(stage: Stage, person: Human, random: Random) -> None:
    for _ in range(random.randint(1, _MOST_REPORTS)):
        await asyncio.sleep(random.uniform(0, 2 * _FLOOD / _MOST_REPORTS))
        await stage.reports_cup(person)


async def _hellos(stage: Stage, day: Day) -> dict[int, list[Shown]]:
    """What everybody got of today's, while nobody has answered it yet."""
    shown = {person.id: await evidence.shown_since(person, day.since[person.id]) for person in stage.people}
    return {person: list(filter(evidence.is_hello, messages)) for person, messages in shown.items()}


async def _answer(stage: Stage, hellos: dict[int, list[Shown]], later: Blow | None) -> set[int]:
    """Most people answer their hello, some of them more than once. Whose "done" Telegram surely accepted."""
    accepted: set[int] = set()
    answering = [
        _answers(person, hellos[person.id][0], accepted, stage.dice(stage.toll.rounds, place, "answers"))
        for place, person in enumerate(stage.people)
        if hellos[person.id] and stage.random.random() < 0.8
    ]
    under_way = asyncio.gather(*answering)
    await stage.restore_weather()
    if later is not None:
        await later(stage)
    await under_way
    return accepted


async def _answers(person: Human, hello: Shown, accepted: set[int], random: Random) -> None:
    button = evidence.place_of("I did that", hello)
    for _ in range(random.randint(1, 3)):
        with suppress(aiohttp.ClientError, AssertionError):  # the button is gone once its press was answered
            if random.random() < 0.7:
                await person.phone.taps(hello["message_id"], *button)
            else:
                await person.phone.writes("done", reply_to=hello["message_id"])
            accepted.add(person.id)
        await asyncio.sleep(random.uniform(0, 0.5))


async def _count(stage: Stage, day: Day, hellos: dict[int, list[Shown]], accepted: set[int]) -> None:
    await stage.count_broken()
    kept = evidence.kept(stage.bot.database, int(day.noon - 3600))
    chats = {person.id: await evidence.shown_since(person, day.since[person.id]) for person in stage.people}
    faults = [*_wins(kept, chats), *_answered(stage, kept, chats), *_nudged(stage, day, kept, hellos, chats)]
    faults += [f"{person}: {kept.answering[person, day.date]} wins for one hello" for person in accepted
               if kept.answering[person, day.date] != 1]  # fmt: skip
    if kept.poison or not kept.sound:
        faults.append(f"{kept.poison} poisoned updates, sound: {kept.sound}")
    for fault in faults:
        stage.blame(fault)


def _wins(kept: Kept, chats: dict[int, list[Shown]]) -> list[str]:
    """Each report is one win."""
    reports = [cup for shown in chats.values() for cup in evidence.reported(shown)]
    return [f"cup {cup} is {kept.cups[cup]} wins" for cup in reports if kept.cups[cup] != 1]


def _answered(stage: Stage, kept: Kept, chats: dict[int, list[Shown]]) -> list[str]:
    """Each report is answered, but for what two broken connections swallowed."""
    faults = []
    for person, shown in chats.items():
        reports, answers = evidence.reported(shown), evidence.answered(shown)
        missing = [cup for cup in reports if not answers[cup]]
        stage.toll.reports += len(reports)
        stage.toll.repeats += sum(answers.values()) - len(answers)
        stage.toll.let_go += len(missing)
        if len(missing) > (kept.let_go[person] if stage.weather.breaks else 0):
            faults.append(f"{person}: no answer to cups {missing}")
    return faults


def _nudged(
    stage: Stage, day: Day, kept: Kept, hellos: dict[int, list[Shown]], chats: dict[int, list[Shown]]
) -> list[str]:
    """One hello each; none only where nobody can know what became of it, or the day was slept through."""
    faults = [
        f"{person}: a hello again"
        for person, shown in chats.items()
        if len({*_ids(filter(evidence.is_hello, shown)), *_ids(hellos[person])}) > len(hellos[person])
    ]
    for person, said in hellos.items():
        nudge: Nudged = (person, "hello", day.date)
        stage.toll.hellos += len(said)
        if len(said) > 1:
            faults.append(f"{person}: {len(said)} hellos")
        elif not said and nudge in stage.unsure:
            stage.toll.lost_at_kills += 1
        elif not said and nudge in kept.unknown and stage.weather.loses_hellos:
            stage.toll.lost_on_the_way += 1
        elif not said and not stage.slept_through:
            faults.append(f"{person}: no hello")
    return faults
