"""Whatever arrives is answered or let go on purpose, and nobody behind it waits."""

import logging
from typing import Any

import pytest

from tests.bot_api import BotApi
from tests.stories.any_update import AnyUpdate
from tests.world import World

PEOPLE_SEND = {
    "animation", "audio", "checklist", "contact", "dice", "document", "game", "giveaway", "live_photo", "location",
    "paid_media", "photo", "poll", "sticker", "story", "text", "venue", "video", "video_note", "voice",
}  # fmt: skip
TELEGRAM_TELLS = {
    "chat_background_set", "connected_website", "delete_chat_photo", "forum_topic_created",
    "group_chat_created", "message_auto_delete_timer_changed", "new_chat_members", "new_chat_title", "pinned_message",
    "proximity_alert_triggered", "users_shared", "video_chat_started", "web_app_data", "write_access_allowed",
}  # fmt: skip
PRIVATE = {"id": 5_000_000_001, "type": "private", "first_name": "Carol"}
CAROL = {"id": 5_000_000_001, "is_bot": False, "first_name": "Carol"}
MESSAGE = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": CAROL}
# What has a kind that we know in a shape that we don't, and what nobody has ever seen.
UNREADABLE: tuple[dict[str, Any], ...] = (
    {"message": {"message_id": 1, "text": "sesame: no chat, no date"}},
    {"message": MESSAGE | {"chat": {"id": 5_000_000_001, "title": "sesame, but no type"}}},
    {"message": MESSAGE | {"from": "sesame"}},
    {"message": MESSAGE | {"date": "sesame"}},
    {"message": MESSAGE | {"text": ["sesame"]}},
    {"message": MESSAGE | {"text": {"sesame": 1}}},
    {"message": MESSAGE | {"photo": "sesame"}},
    {"message": "sesame"},
    {"message": ["sesame"]},
    {"message": 7},
    {"message": {"chat": {"id": "sesame"}}},
    {"message": {"chat": {"id": 10**30}, "text": "sesame"}},
    {"message": MESSAGE | {"chat": PRIVATE | {"id": 10**30}, "text": "sesame"}},
    {"callback_query": {"id": "1", "data": "sesame"}},
    {"callback_query": {"id": "1", "from": CAROL, "chat_instance": "1", "data": ["sesame"], "message": MESSAGE}},
    {"callback_query": {"from": {"id": -1}}},
    {"my_chat_member": {"chat": PRIVATE, "from": CAROL, "date": 1, "old_chat_member": "sesame"}},
)
UNKNOWN: tuple[dict[str, Any], ...] = (
    {"telepathy": {"from": CAROL, "thought": "sesame"}},
    {"telepathy": None},
    {"telepathy": [[[]]]},
    {"message": None},
    {"channel_post": MESSAGE | {"chat": {"id": -1001, "type": "channel", "title": "News"}, "text": "sesame"}},
    {"inline_query": {"id": "1", "from": CAROL, "query": "sesame", "offset": ""}},
    {"poll_answer": {"poll_id": "1", "user": CAROL, "option_ids": [0], "option_persistent_ids": ["0"]}},
)


@pytest.fixture
def api(bot_api: BotApi | None) -> BotApi:
    """The machine-readable Bot API; without it there is nothing to make updates of."""
    if bot_api is None:
        pytest.skip("the machine-readable Bot API is not beside the project")
    return bot_api


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.levelno >= logging.WARNING]


async def comes(w: World, update: dict[str, Any]) -> None:
    """The update arrives, and Bob's "done" behind it is answered."""
    await w.gets(**update)
    await w.bob.says("done")
    assert await w.bob.hears()


# Every kind of update there is can be read, asked for or not.
async def test_every_kind(w: World, api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    await w.alice.settles_in()
    for _, update in AnyUpdate(api, w.alice.id).kinds():
        await comes(w, update)
    await w.settled()
    assert warnings(caplog) == []


# A private message with each field that one can have: what people send is answered, what Telegram tells is not.
async def test_every_message(w: World, api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    await w.alice.settles_in()
    answered: set[str] = set()
    silent: set[str] = set()
    for name, update in AnyUpdate(api, w.alice.id).messages():
        await comes(w, update)
        (answered if await w.alice.hears_all() else silent).add(name)
    assert answered >= PEOPLE_SEND
    assert silent >= TELEGRAM_TELLS
    assert warnings(caplog) == []


# What can't be read is named by its number alone, tried three times at most, and forgotten.
async def test_unreadable(w: World, caplog: pytest.LogCaptureFixture, odd_traffic: None) -> None:
    for update in UNREADABLE:
        await comes(w, update)
    await w.settled()
    assert len(warnings(caplog)) == len(UNREADABLE)
    for _ in range(4):
        await w.forward(minutes=5)
    assert len(warnings(caplog)) == 3 * len(UNREADABLE)
    kept = await w.app.store.run(lambda connection: "".join(connection.iterdump()))
    assert "sesame" not in caplog.text + kept


# What is of no kind of ours is let go without a word.
async def test_unknown(w: World, caplog: pytest.LogCaptureFixture, odd_traffic: None) -> None:
    for update in UNKNOWN:
        await comes(w, update)
    await w.settled()
    kept = await w.app.store.run(lambda connection: "".join(connection.iterdump()))
    assert "sesame" not in kept
    assert warnings(caplog) == []
