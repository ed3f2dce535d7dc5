import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.store import Store
from tests.storage.rows import database, joined


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty database."""
    opened = await Store.open(tmp_path / "small-wins.db")
    yield opened
    await opened.close()


@pytest.fixture
def connection() -> sqlite3.Connection:
    """The same in memory, for what needs no more than its tables."""
    return database()


@pytest.fixture
def people_here(connection: sqlite3.Connection) -> None:
    """Alice and Bob have joined."""
    joined(connection)
