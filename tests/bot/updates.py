"""Updates of every kind, as Telegram sends them, and what they mean."""

import datetime
from typing import Any

from companion.buttons import Button
from companion.events import Event, Left, Located, Returned, Said, SentFile, SentUnreadable, SpokenToInGroup, Tapped

ALICE = 4_300_000_001
GROUP = -100_200_300
BOT = {"id": 77, "is_bot": True, "first_name": "Small Wins", "username": "SmallWinsBot"}
USER = {"id": ALICE, "is_bot": False, "first_name": "Alice"}
PRIVATE = {"id": ALICE, "type": "private", "first_name": "Alice"}
IN_GROUP = {"chat": {"id": GROUP, "type": "supergroup", "title": "Tea"}}
PLACE = {"latitude": 53.8, "longitude": -1.5}


def message(**fields: Any) -> dict[str, Any]:
    return {"message": {"message_id": 7, "date": 1_790_000_000, "chat": PRIVATE, "from": USER, **fields}}


def edited(**fields: Any) -> dict[str, Any]:
    return {"edited_message": message(edit_date=1_790_000_060, **fields)["message"]}


def tap(**fields: Any) -> dict[str, Any]:
    shown = {"message_id": 5, "date": 1_790_000_000, "chat": PRIVATE, "text": "One sip?"}
    return {"callback_query": {"id": "q", "from": USER, "chat_instance": "c", "message": shown, **fields}}


def membership(status: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    new = {"user": BOT, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    return {
        "my_chat_member": {
            "chat": chat,
            "from": USER,
            "date": 1_790_000_000,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": new,
        }
    }


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def said(text: str, **more: Any) -> Event:
    return Said(text, 7, **more)


FORWARD = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
NOVEMBER = datetime.date(2026, 11, 22)
HOSTILE = "\u202e<b>&amp;</b>\x00\u200b' OR 1=1 --🫂\U000e0041"
FILE = {"file_id": "f", "file_unique_id": "u"}

MEANINGS: list[tuple[str, dict[str, Any], Event]] = [
    ("text", message(text="put one dish in the sink"), said("put one dish in the sink")),
    ("longest text", message(text="a" * 4096), said("a" * 4096)),
    ("hostile text", message(text=HOSTILE), said(HOSTILE)),
    ("command", message(text="/win tea"), said("/win tea")),
    ("command to us", message(text="/win@smallwinsBOT tea"), said("/win tea")),
    ("command to another", message(text="/win@OtherBot tea"), said("/win@OtherBot tea")),
    ("reply", message(text="done", reply_to_message=message(text="hi")["message"]), said("done", reply_to=7)),
    ("forwarded", message(text="read this", forward_origin=FORWARD), said("read this", forwarded=True)),
    ("edited", edited(text="half"), said("half", edited=True)),
    ("location", message(location=PLACE), Located(53.8, -1.5, 7)),
    (
        "venue",
        message(location=PLACE, venue={"location": PLACE, "title": "Leeds", "address": "Briggate"}),
        Located(53.8, -1.5, 7),
    ),
    ("voice", message(voice=FILE | {"duration": 2}), SentUnreadable("voice", "", 7)),
    (
        "photo",
        message(photo=[FILE | {"width": 1, "height": 1}], caption="my sink"),
        SentUnreadable("photo", "my sink", 7),
    ),
    (
        "edited caption",
        edited(photo=[FILE | {"width": 1, "height": 1}], caption="my sink"),
        SentUnreadable("photo", "my sink", 7),
    ),
    (
        "sticker",
        message(sticker=FILE | {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}),
        SentUnreadable("sticker", "", 7),
    ),
    (
        "animation",
        message(animation=FILE | {"width": 1, "height": 1, "duration": 1}, document=FILE),
        SentUnreadable("animation", "", 7),
    ),
    (
        "what may be an export",
        message(document=FILE | {"mime_type": "application/json", "file_size": 9}, caption="mine"),
        SentFile("f", 9, "mine", 7),
    ),
    ("by its name", message(document=FILE | {"file_name": "Wins.JSON"}), SentFile("f", 0, "", 7)),
    (
        "its caption changed",
        edited(document=FILE | {"mime_type": "application/json"}, caption="mine"),
        SentUnreadable("document", "mine", 7),
    ),
    ("a zip", message(document=FILE | {"file_name": "wins.zip"}), SentUnreadable("document", "", 7)),
    ("contact", message(contact={"phone_number": "1", "first_name": "B"}), SentUnreadable("contact", "", 7)),
    ("dice", message(dice={"emoji": "🎲", "value": 3}), SentUnreadable("dice", "", 7)),
    ("kind of tomorrow", message(hologram={"depth": 3}), SentUnreadable("unknown", "", 7)),
    ("press", tap(data="1|0a1b2c3d|did|3|20261122"), Tapped(Button("did", 3, NOVEMBER, "0a1b2c3d"), 5)),
    ("press with made-up data", tap(data="1|0a1b|did|99999999999999|x"), Tapped(None, 5)),
    ("press with hostile data", tap(data="'; DROP TABLE\x00"), Tapped(None, 5)),
    ("press of a game", tap(game_short_name="chess"), Tapped(None, 5)),
    ("press on what is gone", tap(message={"message_id": 5, "date": 0, "chat": PRIVATE}, data="x"), Tapped(None, 5)),
    ("blocked", membership("kicked"), Left()),
    ("left", membership("left"), Left()),
    ("unblocked", membership("member"), Returned()),
    (
        "command to us in a group",
        message(**IN_GROUP, text="/start@SmallWinsBot", entities=[entity("bot_command", 0, 19)]),
        SpokenToInGroup(7),
    ),
    (
        "mention in a group",
        message(**IN_GROUP, text="🫂 hi @smallwinsbot", entities=[entity("mention", 6, 13)]),
        SpokenToInGroup(7),
    ),
    (
        "mention by name in a group",
        message(**IN_GROUP, text="hi Wins", entities=[entity("text_mention", 3, 4, user=BOT)]),
        SpokenToInGroup(7),
    ),
    (
        "mention under a photo",
        message(
            **IN_GROUP,
            photo=[FILE | {"width": 1, "height": 1}],
            caption="@SmallWinsBot",
            caption_entities=[entity("mention", 0, 13)],
        ),
        SpokenToInGroup(7),
    ),
]


GROUP_CHAT = IN_GROUP["chat"]
CHANNEL = {"chat": {"id": -100_500, "type": "channel", "title": "News"}}
IGNORED: list[tuple[str, dict[str, Any]]] = [
    ("group talk", message(**IN_GROUP, text="nice weather")),
    (
        "another bot's mention in a group",
        message(
            **{**IN_GROUP, "from": {"id": 9, "is_bot": True, "first_name": "Other"}},
            text="@SmallWinsBot",
            entities=[entity("mention", 0, 13)],
        ),
    ),
    ("plain command in a group", message(**IN_GROUP, text="/start", entities=[entity("bot_command", 0, 6)])),
    ("another bot's command", message(**IN_GROUP, text="/start@OtherBot", entities=[entity("bot_command", 0, 15)])),
    ("another's mention", message(**IN_GROUP, text="@other hi", entities=[entity("mention", 0, 6)])),
    ("impossible entity", message(**IN_GROUP, text="hi", entities=[entity("mention", 90, 9)])),
    ("edit in a group", edited(**IN_GROUP, text="/start@SmallWinsBot")),
    ("added to a group", membership("member", GROUP_CHAT)),
    ("removed from a group", membership("kicked", GROUP_CHAT)),
    ("joined", message(**IN_GROUP, new_chat_members=[BOT])),
    ("channel post", {"channel_post": message(**CHANNEL, text="hi @SmallWinsBot")["message"]}),
    ("edited channel post", {"edited_channel_post": message(**CHANNEL, text="/start@SmallWinsBot")["message"]}),
    ("another bot", message(text="beep", **{"from": BOT | {"id": 78}})),
    ("pinned", message(pinned_message=message(text="hi")["message"])),
    ("timer changed", message(message_auto_delete_timer_changed={"message_auto_delete_time": 60})),
    ("background changed", message(chat_background_set={"type": {"type": "chat_theme", "theme_name": "🌱"}})),
    ("live location moved", edited(location=PLACE | {"live_period": 60})),
    ("photo replaced", edited(photo=[FILE | {"width": 1, "height": 1}])),
    ("inline query", {"inline_query": {"id": "1", "from": USER, "query": "tea", "offset": ""}}),
    ("chosen result", {"chosen_inline_result": {"result_id": "1", "from": USER, "query": "tea"}}),
    ("shipping", {"shipping_query": {"id": "1", "from": USER, "invoice_payload": "", "shipping_address": {
        "country_code": "GB", "state": "", "city": "", "street_line1": "", "street_line2": "", "post_code": ""}}}),
    ("checkout", {"pre_checkout_query": {"id": "1", "from": USER, "currency": "XTR", "total_amount": 1,
                                         "invoice_payload": ""}}),
    ("poll", {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                       "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                       "allows_revoting": True, "members_only": False}}),
    ("poll answer", {"poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["a"], "user": USER}}),
    ("member", {"chat_member": membership("member", GROUP_CHAT)["my_chat_member"]}),
    ("join request", {"chat_join_request": {"chat": GROUP_CHAT, "from": USER, "user_chat_id": ALICE, "date": 1}}),
    ("reaction", {"message_reaction": {"chat": PRIVATE, "message_id": 5, "user": USER, "date": 1, "old_reaction": [],
                                       "new_reaction": [{"type": "emoji", "emoji": "👍"}]}}),
    ("reaction count", {"message_reaction_count": {"chat": PRIVATE, "message_id": 5, "date": 1, "reactions": []}}),
    ("boost", {"removed_chat_boost": {"chat": GROUP_CHAT, "boost_id": "b", "remove_date": 1,
                                      "source": {"source": "premium", "user": USER}}}),
    ("business message", {"business_message": message(text="hi", business_connection_id="b")["message"]}),
    ("business deletion", {"deleted_business_messages": {"business_connection_id": "b", "chat": PRIVATE,
                                                         "message_ids": [1]}}),
    ("guest message", {"guest_message": message(text="hi @SmallWinsBot")["message"]}),
    ("kind of tomorrow", {"telepathy": {"from": USER, "thought": "hm"}}),
    ("nothing at all", {}),
]  # fmt: skip
