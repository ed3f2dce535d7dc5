from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage import people
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY
from tests.scheduler.post import ALICE, BOB, NOW, Post


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty database."""
    opened = await Store.open(tmp_path / "small-wins.db", KEY)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def post() -> Post:
    """Telegram, as a lane sees it."""
    return Post()


@pytest_asyncio.fixture
async def people_here(store: Store) -> None:
    """Alice, Bob and some more have joined: of strangers no outcome is kept."""

    def join(connection: Connection) -> None:
        for person_id in (ALICE, BOB, *range(100)):
            people.join(connection, person_id, "0a1b2c", NOW)

    await store.run(join)
