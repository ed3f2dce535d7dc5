"""Short forms of fairness and storm, without a stop-watch; the long ones are commands of their own."""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import AnyHttpUrl, SecretStr

from bot.app import Clock, running
from bot.settings import Settings
from storage import turns
from tests.databases import KEY
from tests.torture.crowd import people
from tests.torture.crowd.bot import failing
from tests.torture.crowd.telegram import TOKEN, Telegram, serve

PATIENCE = 30.0  # seconds
OTHERS = people.numbers(20)
FLOODER, HANGING, FAILING, BLOCKED = people.numbers(4, OTHERS[-1] + 1)
CROWD = people.numbers(120, BLOCKED + 1)
GROUP = -1_000_000_000_001
NUDGES = 1000  # a second


@asynccontextmanager
async def bot(telegram: Telegram, writers: Sequence[int], crowd: range = CROWD[:0]) -> AsyncIterator[None]:
    """The bot itself among all these; the crowd's hellos are due."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "small-wins.db"
        now = int(time.time())  # noqa: TID251 - the bot's own clock is real here
        await people.settle(database, crowd, now, writers)
        if crowd:
            await people.fall_due(database, crowd, now)
        async with serve(telegram) as url:
            settings = Settings(
                telegram_bot_token=SecretStr(TOKEN), telegram_api_url=AnyHttpUrl(url),
                database_url=f"sqlite:///{database}", small_wins_key=SecretStr(KEY.hex()), nudges_per_second=NUDGES,
            )  # fmt: skip
            async with running(settings, Clock()):
                yield


async def until(telegram: Telegram, so: Callable[[], bool]) -> None:
    """Returns when it is so; looks at each message that Telegram takes."""
    async with asyncio.timeout(PATIENCE):
        while not so():
            telegram.progress.clear()
            await telegram.progress.wait()


# Behind everything that makes trouble at once, others are answered: a flood, somebody to whom nothing gets through,
# updates that nobody can read, turns that fail, somebody who blocked the bot, a group that answers as one.
@pytest.mark.slow
async def test_nobody_waits_for_trouble(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(turns, "take", failing(turns.take, FAILING))
    telegram = Telegram(delay=0, hanging={HANGING}, blocked={BLOCKED})
    async with bot(telegram, [*OTHERS, FLOODER, HANGING, FAILING, BLOCKED]):
        for turn in range(150):
            telegram.writes(FLOODER, f"/win cup {turn}", measured=False)
            telegram.writes_in_group(GROUP, FLOODER + turn, "@crowd_bot done")
        for person in (HANGING, FAILING, BLOCKED) * 5:
            telegram.writes(person, "done", measured=False)
            telegram.taps(HANGING, "made up")
            telegram.brings(message={"message_id": 1, "text": "no chat, no date"})
        for person in OTHERS:
            telegram.writes(person, "done")
        await until(telegram, lambda: not telegram.unanswered)
        answers = Counter(telegram.answered)
        telegram.let_go.set()
    assert all(answers[person] == 1 for person in OTHERS)
    assert answers[FLOODER] < 60
    assert answers[GROUP] <= 1
    assert answers[HANGING] == answers[BLOCKED] == answers[FAILING] == 0


# Everybody due at once has one hello, through a pause that Telegram asked for in the middle of it; during that pause
# nobody is tried, and who writes is answered.
@pytest.mark.slow
async def test_a_storm() -> None:
    telegram = Telegram(delay=0)
    async with bot(telegram, OTHERS, CROWD):
        await until(telegram, lambda: len(telegram.hellos) > len(CROWD) / 2)
        before = len(telegram.hellos)
        telegram.flooded_until = time.monotonic() + 1
        await until(telegram, lambda: bool(telegram.refused))
        for person in OTHERS:
            telegram.writes(person, "done")
        await until(telegram, lambda: not telegram.unanswered)
        assert len(telegram.hellos) == before
        await until(telegram, lambda: len(telegram.hellos) == len(CROWD))
    assert sorted(person for _, person in telegram.hellos) == [*CROWD]
    assert telegram.refused[-1] - telegram.refused[0] < 0.5
