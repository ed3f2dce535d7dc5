"""Rehearsals of the talk that has to go right: on real HTTP, through restarts and a Telegram that fails."""

import pytest

from tests.crisis import ACTIVE, DANGER, SAFE, UNSURE
from tests.human import Human
from tests.world import World

TROUBLES = 4
WAYS_TO_FAIL = ("500", "502_html", "429", "401", "drop", "lose_reply", "not_json")


@pytest.fixture
async def alice(w: World) -> Human:
    """Alice of Leeds, who has a goal and hellos."""
    await w.alice.settles_in(goal="rinse one cup")
    return w.alice


# The whole of it: danger, numbers, a way without a call, a restart in the middle, days of quiet, and safe again.
async def test_a_rehearsed_danger(w: World, alice: Human) -> None:
    await alice.says(DANGER)
    first = await alice.hears()
    assert "Emergency: 999 or 112" in first.text.split("\n")
    assert first.buttons == ("I'm with someone", "Show numbers again", "I can't call")
    assert "SHOUT to 85258" in await alice.chooses("I can't call")
    await w.stop_bot()
    await alice.says("done")
    await w.start_bot()
    calm = await alice.hears()
    assert "Nothing is asked of you now" in calm.text
    assert SAFE in calm.buttons
    await w.forward(days=4)
    assert await alice.hears_all() == []
    assert "Are you safe now?" in await alice.tells("watered the fern")
    assert "stay quiet" in await alice.chooses(SAFE)
    assert "hello tomorrow" in await alice.chooses("Hello tomorrow")
    await w.forward(days=1, hours=2)
    assert [heard.is_nudge for heard in await alice.hears_all()] == [True]
    assert "You did that" in await alice.tells("done")
    assert await w.wins_of(alice) == ["put one dish in the sink", "watered the fern"]  # the smallest step again


# A false alarm: one press, and the next hello comes as planned.
async def test_a_false_alarm(w: World, alice: Human) -> None:
    assert "Did you mean" in await alice.tells(UNSURE)
    assert "I read that wrongly" in await alice.chooses("You misread me")
    await w.forward(days=1, hours=2)
    assert [heard.is_nudge for heard in await alice.hears_all()] == [True]


# Somebody else is in danger: lines for helpers, and a day without hellos.
async def test_a_friend_in_danger(w: World, alice: Human) -> None:
    assert "ask them directly" in await alice.tells("my friend keeps saying she wants to die, what do i do")
    await w.forward(hours=23)
    assert await alice.hears_all() == []


# A stranger, before Begin: answered at once, and nothing of it waits for their Begin.
async def test_a_stranger(w: World) -> None:
    assert "findahelpline.com" in await w.bob.tells(f"/goal {DANGER}")
    assert "116 123" in await w.bob.tells("UK")
    await w.bob.tells("/start")
    assert "pills" not in await w.bob.chooses("Begin")


# Whatever shape the words come in: a goal, a goodbye as a win, an edit, a caption, a forward, a quotation.
@pytest.mark.parametrize(
    "text", ["goal for today: end it all", "wrote my goodbye letters, done ✅", "/start end_it_all"]
)
async def test_goals_and_wins(w: World, alice: Human, text: str) -> None:
    said = await alice.tells(text)
    assert "999" in said
    assert "You did that" not in said
    assert await w.wins_of(alice) == []


async def test_other_shapes(w: World, alice: Human) -> None:
    """An edit, a caption, a forward, a quotation of a message from elsewhere."""
    await alice.tells("what a day")
    await alice.edits(DANGER)
    assert "999" in (await alice.hears()).text
    await alice.does("attachment", kind="video", caption=DANGER)
    assert "999" in (await alice.hears()).text
    await alice.does("forward", text=DANGER, from_name="Carol")
    assert "someone else's" in (await alice.hears()).text
    await w.gets(message=quoting(alice, DANGER))
    assert "999" in (await alice.hears()).text


def quoting(person: Human, words: str) -> dict[str, object]:
    who = {"id": person.id, "first_name": person.name}
    return {
        "message_id": 99_999,
        "date": 1_772_438_400,
        "from": who | {"is_bot": False},
        "chat": who | {"type": "private"},
        "text": "this",
        "quote": {"text": words, "position": 0},
    }


# Telegram fails in any way, again and again: the answer to danger arrives all the same.
@pytest.mark.parametrize("kind", WAYS_TO_FAIL)
async def test_arrives_through_trouble(w: World, odd_traffic: None, alice: Human, kind: str) -> None:
    await w.levers.fault(kind, "sendMessage", times=TROUBLES, person=alice.id)
    await alice.says(ACTIVE)
    await w.forward(hours=6)
    assert "ending your life" in (await alice.hears_all())[-1].text


# What was to be celebrated while Telegram failed is taken back: the answer to danger is the next that they hear.
async def test_no_late_celebration(w: World, odd_traffic: None, alice: Human) -> None:
    await w.levers.fault("500", "sendPhoto", times=1, person=alice.id)  # the third win comes with the picture
    await alice.says("/win took a shower")
    await alice.says(ACTIVE)
    await w.forward(minutes=10)
    heard = [heard.text for heard in await alice.hears_all()]
    assert "ending your life" in heard[0]
    assert not any("You did that" in text for text in heard)
