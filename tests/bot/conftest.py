"""The environment in which the bot's parts run."""

import pytest


@pytest.fixture(autouse=True)
def ptb_with_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `bot.app` sets it: PTB warns of every duration that it reads otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
