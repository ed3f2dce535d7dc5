"""Telegram fails: a reply comes at least once, a hello at most once, and both go on when it is well again."""

import pytest

from tests.human import Heard, Human
from tests.world import World


async def hello(w: World, person: Human) -> list[Heard]:
    """What a person gets of their next hello until a minute before it is let go."""
    await w.until_next_check_in()
    await w.forward(minutes=119)
    return [heard for heard in await person.hears_all() if heard.is_nudge]


@pytest.fixture
async def alice(w: World) -> Human:
    """Alice, who has a goal and hellos."""
    await w.alice.settles_in(goal="rinse one cup")
    return w.alice


# One request of a kind fails once: how often the words arrive then, as a reply and as a hello.
@pytest.mark.parametrize(
    ("kind", "replies", "hellos"),
    [
        ("500", 1, 0),  # nobody can know, so a hello is not repeated
        ("502_html", 1, 0),
        ("429", 1, 1),
        ("401", 1, 1),
        ("drop", 1, 0),
        ("lose_reply", 2, 1),
        ("not_json", 1, 0),
    ],
)
async def test_one_fault(w: World, odd_traffic: None, alice: Human, kind: str, replies: int, hellos: int) -> None:
    await w.levers.fault(kind, "sendMessage", times=1, person=alice.id)
    await alice.says("/today")
    await w.forward(minutes=10)
    assert len(await alice.hears_all()) == replies
    await w.levers.fault(kind, "sendMessage", times=1, person=alice.id)
    assert len(await hello(w, alice)) == hellos
    assert len(await hello(w, alice)) == 1


# A hello that Telegram can't take for two hours is let go; that of the next day comes.
async def test_out_of_order_for_hours(w: World, odd_traffic: None, alice: Human) -> None:
    await w.levers.fault("401", "sendMessage", person=alice.id)
    await w.until_next_check_in()
    await w.forward(hours=3)
    await w.levers.clear("faults")
    assert await alice.hears_all() == []
    assert len(await hello(w, alice)) == 1


# While hellos have to wait because there are too many, whoever writes is answered.
async def test_too_many_hellos(w: World, odd_traffic: None, alice: Human) -> None:
    await w.levers.fault("429", "sendMessage", times=1, person=alice.id, retry_after=1)
    await w.until_next_check_in()
    await w.bob.says("/start")
    assert "Begin" in (await w.bob.hears()).buttons
    assert await alice.hears_all() == []
    await w.forward(minutes=1)
    assert [heard.is_nudge for heard in await alice.hears_all()] == [True]


# Blocked: no hello goes out, nothing is lost, and after unblocking all goes on.
async def test_blocked(w: World, alice: Human) -> None:
    await alice.tells("/win opened the curtains")
    await alice.does("block")
    await w.levers.clear("transcript")
    await w.forward(days=3)
    assert await w.calls("sendMessage") == []
    await alice.does("unblock")
    assert len(await hello(w, alice)) == 1
    assert await w.wins_of(alice) == ["opened the curtains"]


# Blocked without our being told: one hello is refused and no other is tried, until they write.
async def test_blocked_unnoticed(w: World, odd_traffic: None, alice: Human) -> None:
    await w.levers.fault("403", "sendMessage", person=alice.id)
    await w.levers.clear("transcript")
    await w.forward(days=3)
    assert len(await w.calls("sendMessage")) == 1
    await w.levers.clear("faults")
    assert await alice.tells("/today")
    assert len(await hello(w, alice)) == 1


# Somebody who deleted their account is not written to any more.
async def test_deactivated(w: World, alice: Human) -> None:
    await alice.does("deactivate")
    await w.levers.clear("transcript")
    await w.forward(days=3)
    assert len(await w.calls("sendMessage")) == 1


# What Telegram refuses of a decorated message is left off; the words arrive, once.
@pytest.mark.parametrize(
    "refusal",
    [
        "EFFECT_ID_INVALID",
        "can't use message effects in the chat",
        "can't parse entities: byte offset 3",
        "STYLE_INVALID",
    ],
)
async def test_decorations(w: World, odd_traffic: None, alice: Human, refusal: str) -> None:
    await alice.goes_through("/settings", "[Celebration]", "[Party]")
    await w.levers.fault("400", "sendMessage", times=1, description=f"Bad Request: {refusal}")
    await alice.says("/win ate soup & bread")
    celebrations = await alice.hears_all()
    assert ["te soup & bread" in heard.text for heard in celebrations] == [True]
    assert celebrations[0].buttons


# Presses, reactions and edits that fail are nobody's trouble.
@pytest.mark.parametrize("method", ["answerCallbackQuery", "editMessageReplyMarkup", "setMessageReaction"])
@pytest.mark.parametrize("kind", ["400", "500", "drop"])
async def test_lesser_calls(w: World, odd_traffic: None, alice: Human, method: str, kind: str) -> None:
    await alice.goes_through("/settings", "[Celebration]", "[Quiet]")
    await w.levers.fault(kind, method, times=1)
    await alice.says("/win ate soup")
    await w.forward(minutes=5)
    assert await alice.hears_all()
    await alice.phone.taps((await alice.phone.sees())[-1]["message_id"], 0, 0)
    await w.forward(minutes=5)
    assert await alice.hears_all()
    assert await w.wins_of(alice) == ["ate soup"]


# A page that can't be changed any more comes as a new message.
async def test_edits(w: World, odd_traffic: None, alice: Human) -> None:
    await alice.tells("/settings")
    await w.levers.fault("400", "editMessageText", times=1, description="Bad Request: message can't be edited")
    await alice.taps("More settings")
    page = await alice.hears()
    assert "More settings" in page.text
    assert not page.edited
