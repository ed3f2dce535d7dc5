import pytest

from tests.conversation import Conversation, settled
from tests.crisis import ACTIVE


@pytest.fixture
def stranger() -> Conversation:
    """Somebody who never wrote before."""
    return Conversation()


@pytest.fixture
def alice() -> Conversation:
    """Alice after her first minutes: it is Monday afternoon, "clean the house" is her goal, she has two wins."""
    return settled()


@pytest.fixture
def nudged(alice: Conversation) -> Conversation:
    """Alice on Tuesday at 10:05; the hello of 09:30 named one dish."""
    alice.passes(hours=20)
    return alice


@pytest.fixture
def two(alice: Conversation) -> Conversation:
    """Alice with a second goal, on Tuesday at 10:05: the hello named the dish."""
    alice.says("/goal drink water")
    alice.taps("Tomorrow")
    alice.passes(hours=20)
    return alice


@pytest.fixture
def crisis(alice: Conversation) -> Conversation:
    """Alice after she wrote that she thinks of killing herself."""
    alice.says(ACTIVE)
    return alice
