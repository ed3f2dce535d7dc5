"""In a group it answers only who addresses it, that it speaks in private, and keeps nothing of anybody."""

from typing import Any

import pytest

from tests.world import World

GROUP = {"id": -1_000_000_000_500, "type": "supergroup", "title": "sesame"}
EVE = {"id": 5_000_000_009, "is_bot": False, "first_name": "sesame"}
NAME = "@SmallWinsBot"


def said(text: str, **more: object) -> dict[str, Any]:
    """A message in the group, with its mention marked as Telegram does."""
    at = text.find(NAME)
    mention = {"entities": [{"type": "mention", "offset": at, "length": len(NAME)}]} if at >= 0 else {}
    return {"message_id": 5, "date": 1, "chat": GROUP, "from": EVE, "text": text, **mention, **more}


ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
OTHER_BOT = {"id": 5_000_000_010, "is_bot": True, "first_name": "sesame"}

ADDRESSED = (
    {"message": said(f"/start{NAME} sesame")},
    {"message": said(f"/win{NAME.upper()} sesame")},
    {"message": said(f"sesame {NAME}, what do you say?")},
    {"message": said(f"/start{NAME}") | {"from": ANONYMOUS, "sender_chat": GROUP}},
    {"message": said(f"/start{NAME}", message_thread_id=3, is_topic_message=True)},
)
NOT_ADDRESSED: tuple[dict[str, Any], ...] = (
    {"message": said("sesame done")},
    {"message": said("/start sesame")},
    {"message": said("/start@SomeOtherBot sesame")},
    {"message": said("I want to end it all, sesame")},
    {"message": said(f"sesame {NAME}") | {"from": OTHER_BOT}},
    {"message": said("sesame", new_chat_members=[EVE])},
    {"message": said("sesame", photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}])},
    {"edited_message": said(f"/start{NAME} sesame", edit_date=2)},
    {"channel_post": said(f"/start{NAME} sesame") | {"chat": GROUP | {"type": "channel"}}},
    {
        "my_chat_member": {
            "chat": GROUP,
            "from": EVE,
            "date": 1,
            "old_chat_member": {"status": "left", "user": EVE},
            "new_chat_member": {"status": "member", "user": EVE},
        }
    },
    {
        "callback_query": {
            "id": "7",
            "from": EVE,
            "chat_instance": "1",
            "data": "1|-|begin||",
            "message": said("sesame"),
        }
    },
)


async def after(w: World, update: dict[str, Any]) -> list[dict[str, Any]]:
    """What was said after the update; nothing of it is in the database then."""
    await w.gets(**update)
    await w.settled()
    kept = await w.app.store.run(lambda connection: "".join(connection.iterdump()))
    assert "sesame" not in kept
    assert str(GROUP["id"]) not in kept
    people = await w.app.store.run(lambda connection: connection.execute("SELECT count(*) FROM people").fetchone()[0])
    assert people == 0
    return await w.calls("sendMessage")


# Addressed by name, by a person or an anonymous admin, in a topic or not, it says once that it speaks in private, as a
# reply: so it stands in that topic.
@pytest.mark.parametrize("update", ADDRESSED)
async def test_addressed(w: World, odd_traffic: None, update: dict[str, Any]) -> None:
    (said_there,) = await after(w, update)
    assert said_there["chat_id"] == GROUP["id"]
    assert said_there["reply_parameters"]["message_id"] == update["message"]["message_id"]


# However often a group names it within a minute, it says so once.
async def test_addressed_often(w: World, odd_traffic: None) -> None:
    for number in range(5):
        await w.gets(message=said(f"sesame {NAME}", message_id=number + 5))
    assert len(await after(w, {"message": said(f"/help{NAME}", message_id=99)})) == 1


# What is not meant for it, it does not answer: not even where it would have to help in private.
@pytest.mark.parametrize("update", NOT_ADDRESSED, ids=lambda update: next(iter(update)))
async def test_not_addressed(w: World, odd_traffic: None, update: dict[str, Any]) -> None:
    assert await after(w, update) == []
