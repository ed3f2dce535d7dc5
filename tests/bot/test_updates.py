"""Every kind of update, and what is made of it: an event, or nothing on purpose."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.heard import Heard
from bot.telegram import ALLOWED_UPDATES, Translator, person_of
from companion.events import Event, Said, SpokenToInGroup
from tests.bot.updates import ALICE, GROUP, IGNORED, IN_GROUP, MEANINGS, USER, edited, message, tap


# Half a surrogate pair, as a client cuts an emoji, is legal JSON: what stands beside it is heard, danger above all.
@pytest.mark.parametrize("shape", [message, edited])
async def test_half_an_emoji(translator: Translator, shape: Callable[..., dict[str, Any]]) -> None:
    whole = json.dumps({"update_id": 1} | shape(text="I want to die \ud83d")).encode()
    heard = await translator.translate(whole)
    assert heard is not None
    assert isinstance(heard.event, Said)
    assert heard.event.text == "I want to die \ufffd"


# What a person does in a private chat is an event of theirs; a group that speaks to us has a turn of its own.
@pytest.mark.parametrize(("update", "event"), [row[1:] for row in MEANINGS], ids=[row[0] for row in MEANINGS])
async def test_meaning(translator: Translator, update: dict[str, Any], event: Event) -> None:
    heard = await translator.translate(orjson.dumps({"update_id": 1} | update))
    assert heard is not None
    assert heard.event == event
    assert heard.person_id == (GROUP if isinstance(event, SpokenToInGroup) else ALICE)
    assert heard.person_id == person_of(update)


# What is not said to us in private is ignored on purpose.
@pytest.mark.parametrize("update", [row[1] for row in IGNORED], ids=[row[0] for row in IGNORED])
async def test_ignored(translator: Translator, update: dict[str, Any]) -> None:
    assert await translator.translate(orjson.dumps({"update_id": 1} | update)) is None


# A press outside a private chat changes nothing, but stops waiting.
@pytest.mark.parametrize(
    "update",
    [
        tap(message={"message_id": 5, "date": 1_790_000_000, **IN_GROUP, "text": "hi"}, data="1|-|did||"),
        {"callback_query": {"id": "q", "from": USER, "chat_instance": "c", "inline_message_id": "i", "data": "x"}},
    ],
    ids=["in a group", "under an inline message"],
)
async def test_presses_elsewhere(translator: Translator, update: dict[str, Any]) -> None:
    assert await translator.translate(orjson.dumps({"update_id": 1} | update)) == Heard(ALICE, None, "q")


# An update of a shape that PTB can't read raises; the next one is read as if nothing had been.
@pytest.mark.parametrize(
    "update",
    [{"message": {"text": "no chat"}}, {"message": 5}, {"callback_query": {"id": "q"}}],
    ids=["no chat", "no object", "no user"],
)
async def test_unreadable(translator: Translator, update: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        await translator.translate(orjson.dumps({"update_id": 1} | update))
    assert await translator.translate(orjson.dumps({"update_id": 2} | message(text="tea"))) is not None


# PTB's Application remembers no chat of those it handled: there would be no end to them.
async def test_nothing_is_remembered(translator: Translator) -> None:
    await translator.translate(orjson.dumps({"update_id": 1} | message(text="tea")))
    application = translator._application
    assert not application._chat_ids_to_be_updated_in_persistence
    assert not application._user_ids_to_be_updated_in_persistence


NAMES = st.sampled_from(["message", "chat", "id", "from", "callback_query"])
SCALARS = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner))


# Whatever JSON stands in an update, whose turn it is can be told without an error.
@given(JSON)
def test_person_of_anything(update: object) -> None:
    assert isinstance(person_of(update), int)


# `update_id` aside, PTB must be able to stand any update that this Telegram sends for the kinds that we ask for.
def test_allowed_updates_are_known() -> None:
    assert set(ALLOWED_UPDATES) <= set(Update.ALL_TYPES)
