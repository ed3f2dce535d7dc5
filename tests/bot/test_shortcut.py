"""The shortcut for the commonest updates means what PTB and our handlers mean, wherever it answers."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.shortcut import heard_at_once
from bot.telegram import Translator
from tests.bot.updates import (
    BOT,
    FILE,
    FORWARD,
    IGNORED,
    IN_GROUP,
    MEANINGS,
    PLACE,
    PRIVATE,
    USER,
    entity,
    message,
    tap,
)

NAME = BOT["username"]
EXAMPLES = [(name, update) for name, update, _ in MEANINGS] + IGNORED
TAKEN = {name: update for name, update in EXAMPLES if heard_at_once({"update_id": 1} | update, NAME) is not None}


# The commonest kinds take the shortcut, and only they.
def test_taken() -> None:
    texts = {"text", "longest text", "hostile text", "command", "command to us", "command to another", "reply"}
    presses = {"press", "press with made-up data", "press with hostile data", "press on what is gone"}
    assert set(TAKEN) == texts | presses


# What takes the shortcut means the same to PTB.
@pytest.mark.parametrize("update", TAKEN.values(), ids=TAKEN.keys())
async def test_examples(translator: Translator, update: dict[str, Any]) -> None:
    raw = {"update_id": 1} | update
    assert heard_at_once(raw, NAME) == await translator.by_ptb(copy.deepcopy(raw))


TEXTS = st.text() | st.builds(
    "/{}@{}{}".format, st.sampled_from(["win", "x", "ß"]), st.sampled_from([NAME, NAME.upper(), "Other"]), st.text()
)
PEOPLE = st.sampled_from([USER, BOT, USER | {"is_bot": None}, USER | {"language_code": "de", "is_premium": True}])
CHATS = st.just(PRIVATE) | st.sampled_from([IN_GROUP["chat"], {"id": 5, "type": "channel", "title": "News"}])
IDS = st.integers(-(2**63), 2**63)
SHOWN = st.builds(lambda chat, text: message(chat=chat, text=text)["message"], CHATS, st.text())
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "message_id": IDS,
    "from": PEOPLE,
    "chat": CHATS,
    "text": TEXTS,
    "entities": st.sampled_from([[], [entity("bot_command", 0, 4)], [entity("mention", 90, 5)]]),
    "reply_to_message": st.none() | st.just({}) | SHOWN,
    "link_preview_options": st.just({"is_disabled": True}),
    "forward_origin": st.just(FORWARD),
    "edit_date": st.integers(0, 2**31),
    "via_bot": st.just(BOT),
    "sender_chat": CHATS,
    "caption": st.text(),
    "location": st.just(PLACE),
    "voice": st.just(FILE | {"duration": 2}),
    "pinned_message": SHOWN,
    "new_chat_title": st.text(),
    "hologram": st.just({"depth": 3}),
}
MESSAGES = st.fixed_dictionaries({}, optional=PARTS).map(lambda fields: message(**fields))
PLAIN = st.fixed_dictionaries({name: PARTS[name] for name in ("message_id", "chat", "from", "text")})
PLAIN_MESSAGES = st.builds(lambda fields: message(**fields), PLAIN)
DATA = st.text() | st.from_regex(r"1\|[0-9a-f]{8}\|[a-z_]{1,9}\|\d{0,3}\|(\d{8})?", fullmatch=True)
PRESSES = st.fixed_dictionaries(
    {"from": PEOPLE, "message": SHOWN, "data": DATA},
    optional={"game_short_name": st.text(), "inline_message_id": st.text()},
).map(lambda fields: tap(**fields))
OTHER_PRESSES = st.fixed_dictionaries({}, optional={"message": st.none(), "data": st.none()}).map(lambda it: tap(**it))
UPDATES = PLAIN_MESSAGES | MESSAGES | PRESSES | OTHER_PRESSES


# So it does for any update of the kinds that it knows, whatever stands in it.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # a translator keeps nothing between updates
@given(update=UPDATES)
async def test_agreement(translator: Translator, update: dict[str, Any]) -> None:
    raw = {"update_id": 1} | update
    if (at_once := heard_at_once(raw, NAME)) is not None:
        assert at_once == await translator.by_ptb(copy.deepcopy(raw))


# An update that holds anything beside is PTB's to read.
@given(UPDATES, st.sampled_from(["poll", "edited_message", "telepathy"]))
def test_two_in_one(update: dict[str, Any], beside: str) -> None:
    assert heard_at_once({"update_id": 1, beside: {}} | update, NAME) is None


NAMES = st.sampled_from(["update_id", "message", "callback_query", "chat", "id", "from", "text", "data", "message_id"])
SCALARS = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner))


# Whatever JSON an update is, the shortcut raises nothing.
@given(JSON, JSON)
def test_any_shape(update: object, inner: object) -> None:
    heard_at_once(update, NAME)
    for kind in ("message", "callback_query"):
        heard_at_once({"update_id": 1, kind: inner}, NAME)
