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


ADDRESSED = (
    {"message": said(f"/start{NAME} sesame")},
    {"message": said(f"/win{NAME.upper()} sesame")},
    {"message": said(f"sesame {NAME}, what do you say?")},
)
NOT_ADDRESSED: tuple[dict[str, Any], ...] = (
    {"message": said("sesame done")},
    {"message": said("/start sesame")},
    {"message": said("/start@SomeOtherBot sesame")},
    {"message": said("I want to end it all, sesame")},
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


async def after(w: World, update: dict[str, Any]) -> list[int]:
    """The chats that were written to after the update; nothing of it is in the database then."""
    await w.gets(**update)
    await w.settled()
    kept = await w.app.store.run(lambda connection: "".join(connection.iterdump()))
    assert "sesame" not in kept
    people = await w.app.store.run(lambda connection: connection.execute("SELECT count(*) FROM people").fetchone()[0])
    assert people == 0
    return [call["chat_id"] for call in await w.calls("sendMessage")]


# Addressed by name, it says once that it speaks in private.
@pytest.mark.parametrize("update", ADDRESSED)
async def test_addressed(w: World, odd_traffic: None, update: dict[str, Any]) -> None:
    assert await after(w, update) == [GROUP["id"]]


# What is not meant for it, it does not answer: not even where it would have to help in private.
@pytest.mark.parametrize("update", NOT_ADDRESSED, ids=lambda update: next(iter(update)))
async def test_not_addressed(w: World, odd_traffic: None, update: dict[str, Any]) -> None:
    assert await after(w, update) == []
