"""The operator asks how the bot is; everybody else asks in vain."""

import pytest

from tests.world import World, world

SECRET = "washed the sesame bowl"


# The one whom OPERATOR_IDS names hears counts and no words; to Bob it is a command that nobody knows. No id is logged.
async def test_status(caplog: pytest.LogCaptureFixture) -> None:
    async with world(bot=False) as w:
        w.operators = frozenset({w.alice.id})
        await w.start_bot()
        await w.bob.settles_in()
        await w.bob.tells(f"/win {SECRET}")
        answer = await w.alice.tells("/status")
        assert "People: 1. Reached: 1." in answer
        assert "Wins: 1." in answer
        assert "small-wins " in answer
        assert SECRET not in answer
        assert str(w.bob.id) not in answer
        assert await w.bob.tells("/status") == await w.bob.tells("/xyzzy")
        assert await stranger_hears(w, "/status") == await stranger_hears(w, "/xyzzy")
        assert str(w.alice.id) not in caplog.text


async def stranger_hears(w: World, text: str) -> str:
    return await (await w.meets("Carol")).tells(text)
