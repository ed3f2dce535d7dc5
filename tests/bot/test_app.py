"""The whole bot against a simulated Telegram: conversations, the clock, stopping and starting again."""

from tests.world import world


# From the first word to a kept win, then the hello of the next morning.
async def test_a_first_day() -> None:
    async with world() as w:
        await w.alice.says("/start")
        assert "Begin" in (await w.alice.hears()).buttons
        await w.alice.taps("Begin")
        assert "Sat up" in (await w.alice.hears()).buttons
        await w.alice.taps("Sat up")
        assert "You did that" in (await w.alice.hears()).text
