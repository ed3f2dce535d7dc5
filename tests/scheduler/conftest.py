from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage.store import Store
from tests.scheduler.post import Post


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty database."""
    opened = await Store.open(tmp_path / "small-wins.db")
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def post() -> Post:
    """Telegram, as a lane sees it."""
    return Post()
