from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY, database
from tests.storage.rows import joined


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty database."""
    opened = await Store.open(tmp_path / "small-wins.db", KEY)
    yield opened
    await opened.close()


@pytest.fixture
def connection() -> Connection:
    """The same in memory, for what needs no more than its tables."""
    return database()


@pytest.fixture
def people_here(connection: Connection) -> None:
    """Alice and Bob have joined."""
    joined(connection)
