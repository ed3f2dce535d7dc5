"""No request, however odd, makes the server stumble: it is answered or refused."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ApiError, UserApiError
from simulator.faults import Faults
from simulator.journal import Journal
from simulator.methods.call import Call
from simulator.methods.registry import METHODS
from simulator.parameters import Parameters
from simulator.shown import shown_message
from simulator.telegram import Telegram, open_telegram

NAMES = (
    "chat_id", "message_id", "message_ids", "text", "caption", "parse_mode", "entities", "caption_entities",
    "reply_markup", "reply_parameters", "reply_to_message_id", "message_effect_id", "link_preview_options", "photo",
    "document", "file_id", "latitude", "longitude", "action", "draft_id", "reaction", "callback_query_id", "commands",
    "scope", "language_code", "name", "description", "menu_button", "url", "secret_token", "allowed_updates",
    "user_id", "max_connections",
)  # fmt: skip
FIELDS = (
    "inline_keyboard", "keyboard", "force_reply", "remove_keyboard", "text", "callback_data", "url", "copy_text",
    "web_app", "style", "type", "emoji", "message_id", "quote", "offset", "length", "command", "description", "chat_id",
    "user_id", "is_disabled", "allow_sending_without_reply", "request_location",
)  # fmt: skip
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 2**63 - 1), st.floats(allow_nan=False), st.text(max_size=6),
    st.sampled_from(["bold", "emoji", "🎉", "chat", "default", "http://[", "tg://x", "HTML", "attach://x", "{", "[]"]),
)  # fmt: skip
NESTED = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)
BUTTON = st.fixed_dictionaries({"text": PLAIN}, optional=dict.fromkeys(FIELDS[5:10], NESTED))
ROWS = st.lists(st.lists(BUTTON | PLAIN, max_size=2), max_size=2)
OBJECT = st.dictionaries(st.sampled_from(FIELDS), NESTED, max_size=6)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "reply_markup": st.dictionaries(st.sampled_from(FIELDS[:4]), ROWS | PLAIN),
        "text": st.text(min_size=1),
        "entities": st.lists(OBJECT, max_size=2),
        "reply_parameters": OBJECT,
        "reaction": st.lists(OBJECT, max_size=2),
        "commands": st.lists(OBJECT, max_size=2),
        "scope": OBJECT,
        "menu_button": OBJECT,
        "link_preview_options": OBJECT,
    },
)
"""Parameters of nearly the right shape, which get further."""


def telegram() -> Telegram:
    """Alice, who has pressed Start, and one message of each side."""
    world = open_telegram(Journal(), "123:token")
    alice = next(iter(world.people.values()))
    alice = world.people.put(alice.id, replace(alice, started=True))
    world.add_message(alice, {"text": "/start"}, out=True)
    world.add_message(alice, {"text": "Hello"}, out=False)
    return world


# Every method takes any parameters: it answers with what JSON can hold, or refuses as the Bot API refuses.
@given(
    st.sampled_from(sorted(METHODS)),
    st.dictionaries(st.sampled_from(NAMES), NESTED, max_size=8),
    SHAPED,
    st.booleans(),
)
def test_any_parameters(method: str, parameters: dict[str, Any], shaped: dict[str, Any], addressed: bool) -> None:
    world = telegram()
    parameters |= shaped
    if addressed:
        parameters |= {"chat_id": next(iter(world.people)), "message_id": 2}
    with suppress(ApiError):
        METHODS[method](Call(world, Parameters(parameters)))
    assert [shown_message(message) for message in world.messages.values()]


# A rule of faults is understood or refused, and an understood one never stumbles over a request.
@given(st.dictionaries(st.sampled_from(["kind", "method", "person", "times", "share", "seconds", "id"]), PLAIN))
def test_any_fault(fields: dict[str, Any]) -> None:
    faults = Faults()
    with suppress(UserApiError):
        faults.add(fields)
    faults.strike("sendMessage", 1)
    with suppress(UserApiError):
        faults.add(fields | {"kind": "500"})
    assert len(faults.as_json()) <= 2
