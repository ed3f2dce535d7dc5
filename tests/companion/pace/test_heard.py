"""When a person was last heard of: what the silence is counted from, and the erasure after half a year."""

import pytest

from tests.conversation import Conversation, settled


def heard_at(chat: Conversation) -> int:
    found: int = chat.connection.execute("SELECT heard_at FROM people").fetchone()[0]
    return found


@pytest.fixture
def alice() -> Conversation:
    return settled()


# Whatever they do themselves is noted, to the hour.
@pytest.mark.parametrize("doing", ["hello there", "[I did that]", "photo"])
def test_own_doing(doing: str, alice: Conversation) -> None:
    alice.passes(days=2)
    match doing:
        case "photo":
            alice.sends("photo")
        case "hello there":
            alice.says(doing)
        case _:
            alice.taps(doing.strip("[]"))
    first = alice.now
    assert heard_at(alice) == first
    alice.passes(minutes=50)
    alice.says("thanks")
    assert heard_at(alice) == first
    alice.passes(minutes=15)
    alice.says("thanks")
    assert heard_at(alice) == alice.now


# A hello that we say is nothing that they did.
def test_our_doing(alice: Conversation) -> None:
    before = heard_at(alice)
    assert alice.passes(days=2)
    assert heard_at(alice) == before


# Somebody who did not join has nothing noted.
def test_stranger() -> None:
    stranger = Conversation()
    stranger.says("/start")
    stranger.passes(hours=3)
    stranger.says("hello")
    assert stranger.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
