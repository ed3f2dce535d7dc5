"""However updates are delivered, each counts once and each is answered: twice, mixed, late, across restarts."""

import asyncio
import re

import pytest

from tests.human import PATIENCE, Human
from tests.world import World, world


def numbers(prefix: str, count: int) -> list[str]:
    return [f"{prefix} {number}" for number in range(count)]


async def writes(person: Human, wins: list[str]) -> None:
    for win in wins:
        await person.says(f"/win {win}")


def unnamed(wins: list[str], said: str) -> list[str]:
    """The wins that no answer names."""
    return [win for win in wins if not re.search(rf"\b{win}\b", said, re.IGNORECASE)]


async def answered(person: Human, wins: list[str]) -> None:
    """Waits until each win was celebrated by name, in whatever order and however often."""
    async with asyncio.timeout(PATIENCE):
        while wins:
            wins = unnamed(wins, (await person.hears()).text)


@pytest.fixture
async def cast(w: World) -> list[Human]:
    """Alice and Bob, who have said Begin."""
    for person in (w.alice, w.bob):
        await person.goes_through("/start", "[Begin]", "[Nothing yet]")
    return [w.alice, w.bob]


# Every update twice: every "done" is one win, every message has one answer.
async def test_twice(w: World, cast: list[Human]) -> None:
    await w.levers.post("delivery", duplicate=1.0)
    await writes(w.alice, numbers("tea", 10))
    assert len(await w.alice.hears_all()) == 10
    assert await w.wins_of(w.alice) == numbers("tea", 10)[::-1]


# Mixed between chats: each person's words keep their order.
async def test_mixed(w: World, cast: list[Human]) -> None:
    await w.stop_bot()
    await w.levers.post("delivery", shuffle=True, duplicate=0.5)
    people = [*cast, *[await w.meets(name) for name in ("Carol", "Dan", "Eve")]]
    for person in people[2:]:
        await person.says("/start")
    for win in numbers("tea", 8):
        for person in people:
            await person.says(f"/win {win}")
    await w.start_bot()
    for person in cast:
        assert len(await person.hears_all()) == 8
        assert await w.wins_of(person) == numbers("tea", 8)[::-1]
    for person in people[2:]:
        assert all("Begin" in heard.buttons for heard in await person.hears_all())


# The bot is stopped in the middle and started again on its database, three times.
async def test_bot_restarted(w: World, cast: list[Human]) -> None:
    wins = numbers("tea", 24)
    for part in range(3):
        await writes(w.alice, wins[part * 8 : part * 8 + 4])
        await w.stop_bot()
        await writes(w.alice, wins[part * 8 + 4 : part * 8 + 8])
        await w.start_bot()
    await answered(w.alice, wins)
    await w.settled()
    assert await w.wins_of(w.alice) == wins[::-1]


# Telegram goes away with what was written, and comes back with it; the bot waits for it.
async def test_telegram_restarted(w: World, cast: list[Human]) -> None:
    wins = numbers("tea", 6)
    await w.levers.fault("502_html", "getUpdates")
    await writes(w.alice, wins[:1])
    await w.alice.hears()  # came by the poll that was under way
    await writes(w.alice, wins[1:4])
    await w.stop_telegram()
    await w.start_telegram()
    await writes(w.alice, wins[4:])
    await answered(w.alice, wins[1:])
    await w.settled()
    assert await w.wins_of(w.alice) == wins[::-1]


# One poll fails, in each way that there is: what it should have brought comes with the next.
async def test_a_poll_fails() -> None:
    kinds = ("lose_reply", "502_html", "not_json", "drop", "429", "409")
    kept = await asyncio.gather(*[wins_after_a_poll_with(kind) for kind in kinds])
    assert dict(zip(kinds, kept, strict=True)) == dict.fromkeys(kinds, numbers("tea", 5)[::-1])


async def wins_after_a_poll_with(fault: str) -> list[str]:
    """What of five wins is kept in a world where one poll fails."""
    async with world() as w:
        await w.alice.goes_through("/start", "[Begin]", "[Nothing yet]")
        await w.levers.fault(fault, "getUpdates", times=1)
        await writes(w.alice, ["tea 0"])
        await w.alice.hears()
        await writes(w.alice, numbers("tea", 5)[1:])
        await answered(w.alice, numbers("tea", 5)[1:])
        await w.settled()
        return await w.wins_of(w.alice)


# A second program polls with the same token: it is told so in the log, gives way, and goes on when it is alone.
async def test_two_pollers(w: World, odd_traffic: None, cast: list[Human], caplog: pytest.LogCaptureFixture) -> None:
    other = await w.wire.call("getUpdates", timeout=0)
    assert other.status == 200
    await writes(w.alice, numbers("tea", 5))
    other = await w.wire.call("getUpdates", timeout=0)
    assert len(other.body["result"]) >= 1  # it sees them too, and does not acknowledge
    await answered(w.alice, numbers("tea", 5))
    await w.settled()
    assert await w.wins_of(w.alice) == numbers("tea", 5)[::-1]
    assert "Another program is polling with this bot's token" in caplog.text


# Answers are slow and lost, updates come twice, and the bot is restarted: still one win for each.
async def test_all_at_once(w: World, odd_traffic: None, cast: list[Human]) -> None:
    await w.levers.post("delivery", duplicate=0.5, shuffle=True, poll_delays=False)
    await w.levers.fault("lose_reply", "sendMessage", share=0.3)
    await w.levers.fault("delay", "sendMessage", share=0.3, seconds=0.05)
    wins = numbers("tea", 20)
    for part in (wins[:10], wins[10:]):
        for win in part:
            await asyncio.gather(*[person.says(f"/win {win}") for person in cast])
        await w.stop_bot()
        await w.start_bot()
    await w.levers.clear("faults")
    for person in cast:
        await w.settled()
        assert await w.wins_of(person) == wins[::-1]
        assert unnamed(wins, "\n".join(heard.text for heard in await person.hears_all())) == []
