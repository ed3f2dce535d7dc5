import pytest

from tests.conversation import Conversation, settled


@pytest.fixture
def alice() -> Conversation:
    """Alice after her first minutes, on a Monday at 14:05: "clean the house" is her goal, her hello is at 09:30."""
    return settled()


@pytest.fixture
def washing(alice: Conversation) -> Conversation:
    """Alice with one goal, three rungs up its ladder."""
    alice.says("/goals")
    alice.taps("• clean the house")
    for _ in range(3):
        alice.taps("Bigger")
    return alice
