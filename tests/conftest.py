"""What all tests share."""

import hypothesis
import pytest

from tests.bot_api import BotApi, find

# How long an example takes says nothing on a busy machine: speed is shown by benchmarks, never by a test.
hypothesis.settings.register_profile("small-wins", deadline=None)
hypothesis.settings.load_profile("small-wins")


@pytest.fixture(scope="session")
def bot_api() -> BotApi | None:
    """The machine-readable Bot API, where it lies beside the project."""
    path = find()
    return BotApi.load(path) if path else None
