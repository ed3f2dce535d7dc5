"""A world per story. What went over the Bot API in it is checked afterwards against the machine-readable Bot API,
where that lies beside the project; a story with wrong traffic on purpose asks for `odd_traffic`."""

from collections.abc import AsyncIterator

import pytest

from tests.bot_api import BotApi
from tests.world import World, world


@pytest.fixture
def odd_traffic() -> None:
    """Says that the story's requests or answers are made wrong by a lever."""


@pytest.fixture
async def w(request: pytest.FixtureRequest, bot_api: BotApi | None) -> AsyncIterator[World]:
    """Everything there is, with the bot running."""
    async with world() as w:
        yield w
        if bot_api and "odd_traffic" not in request.fixturenames:
            assert [fault for entry in await w.levers.transcript() for fault in bot_api.entry_faults(entry)] == []
