"""What we say, as Bot API calls, and what is tried when Telegram refuses one."""

import datetime
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import Upload
from bot.messages import Call, call_of, simpler
from companion.buttons import Button
from companion.replies import Delete, Document, Key, Picture, React, Say, Sayable, Tidy
from storage import outbox
from storage.bodies import as_photo, asked_to_draw, body
from storage.store import Store
from tests.databases import KEY

DID = Key("I did that", Button("did", 3, datetime.date(2026, 11, 22), "0a1b"), "success")
REST = Key("Not today", Button("rest"))
DID_KEY = {"text": "I did that", "callback_data": "1|0a1b|did|3|20261122", "style": "success"}
REST_KEY = {"text": "Not today", "callback_data": "1|-|rest||"}
SAID = {"chat_id": 5, "text": "One <b>sip</b>?", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
CAPTIONED = {"chat_id": 5, "caption": "All of <b>it</b>", "parse_mode": "HTML"}
PARTY = {"message_effect_id": "5046509860389126442"}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    yield store
    await store.close()


def keyboard(*rows: list[dict[str, str]]) -> dict[str, object]:
    return {"reply_markup": {"inline_keyboard": list(rows)}}


# Each thing that a turn can say is one call, written as storage writes it and read as the sender reads it.
@pytest.mark.parametrize(
    ("reply", "call"),
    [
        (Say("One <b>sip</b>?"), Call("sendMessage", SAID)),
        (Say("One <b>sip</b>?", silent=True), Call("sendMessage", SAID | {"disable_notification": True})),
        (Say("One <b>sip</b>?", effect="party"), Call("sendMessage", SAID | PARTY)),
        (Say("One <b>sip</b>?", ((DID,), (REST,))), Call("sendMessage", SAID | keyboard([DID_KEY], [REST_KEY]))),
        (
            Say("One <b>sip</b>?", ((REST,),), edits=9, silent=True, effect="party"),
            Call("editMessageText", SAID | keyboard([REST_KEY]) | {"message_id": 9}),
        ),
        (
            Say("One <b>sip</b>?", ((REST,),), ask_location="Share where I am"),
            Call(
                "sendMessage",
                SAID
                | {
                    "reply_markup": {
                        "keyboard": [
                            [{"text": "Share where I am", "request_location": True}],
                            [{"text": "Not today"}],
                        ],
                        "one_time_keyboard": True,
                        "resize_keyboard": True,
                    }
                },
            ),
        ),
        (Tidy(9), Call("editMessageReplyMarkup", {"chat_id": 5, "message_id": 9}, decoration=True)),
        (
            React(9, "🎉"),
            Call(
                "setMessageReaction",
                {"chat_id": 5, "message_id": 9, "reaction": [{"type": "emoji", "emoji": "🎉"}]},
                decoration=True,
            ),
        ),
        (Delete((7, 9)), Call("deleteMessages", {"chat_id": 5, "message_ids": [7, 9]}, decoration=True)),
        (
            Document("wins.json", b'{"a":\n1}\n', "All of <b>it</b>"),
            Call("sendDocument", CAPTIONED, files={"document": Upload("wins.json", b'{"a":\n1}\n')}),
        ),
    ],
    ids=[
        "plain", "silent", "effect", "buttons", "edit", "location", "tidy", "react", "delete", "document",
    ],
)  # fmt: skip
async def test_calls(store: Store, reply: Sayable, call: Call) -> None:
    await store.run(lambda connection: outbox.put(connection, 5, reply, 0))
    rows = await store.run(lambda connection: outbox.claim(connection, "reply", 0, 5))
    assert [call_of(row.person_id, row.body) for row in rows] == [call]


# A picture goes up as a file, or by the name that Telegram has for it.
@pytest.mark.parametrize(
    ("picture", "said", "files"),
    [(b"\x89PNG\n", {}, {"photo": Upload("picture.png", b"\x89PNG\n")}), (None, {"photo": "AgAC-id"}, {})],
)
def test_pictures(picture: bytes | None, said: dict[str, Any], files: dict[str, Upload]) -> None:
    drawn = asked_to_draw(body(Picture("all", b"{}", keys=((REST,),), known_as="AgAC-id")))
    assert drawn is not None
    call = call_of(5, as_photo(drawn, picture))
    assert call == Call("sendPhoto", {"chat_id": 5} | keyboard([REST_KEY]) | said, files=files)


# A row that no version of ours wrote is told apart, not guessed at.
@pytest.mark.parametrize("unknown", [b"", b"{}", b"[]", b'{"kind": "shout"}', b'{"kind": "tidy", "message_id": "x"}'])
def test_unknown_rows(unknown: bytes) -> None:
    with pytest.raises((ValueError, LookupError)):
        call_of(5, unknown)


SENT = Call("sendMessage", SAID | PARTY | keyboard([DID_KEY], [REST_KEY]))
EDITED = Call("editMessageText", SAID | {"message_id": 9})
UNPARSED = {name: value for name, value in SAID.items() if name != "parse_mode"} | {"text": "One sip?"}
FILE = {"document": Upload("wins.json", b"{}")}
BARE = {name: value for name, value in DID_KEY.items() if name != "style"}


# Telegram's refusals, and the next thing that is tried: plainer, never less said; None when nothing is left to drop.
@pytest.mark.parametrize(
    ("call", "refusal", "next_call"),
    [
        (SENT, "Can't use message effects in the chat", Call("sendMessage", SAID | keyboard([BARE], [REST_KEY]))),
        (Call("sendMessage", SAID), "Can't parse entities: unsupported start tag", Call("sendMessage", UNPARSED)),
        (Call("sendMessage", UNPARSED), "Can't parse entities: unsupported start tag", None),
        (
            Call("sendDocument", CAPTIONED, files=FILE),
            "Can't parse entities: unsupported start tag",
            Call("sendDocument", {"chat_id": 5, "caption": "All of it"}, files=FILE),
        ),
        (Call("sendMessage", SAID), "Message is too long", None),
        (EDITED, "Message to edit not found", Call("sendMessage", SAID)),
        (EDITED, "Message can't be edited", Call("sendMessage", SAID)),
        (EDITED, "There is no text in the message to edit", Call("sendMessage", SAID)),
        (Call("sendMessage", SAID), "Message to edit not found", None),
    ],
)
def test_simpler(call: Call, refusal: str, next_call: Call | None) -> None:
    assert simpler(call, refusal) == next_call


# Whatever Telegram says, simplifying ends after a few tries, and the words stay.
@given(st.lists(st.sampled_from(["can't parse entities", "message to edit not found", "BUTTON_DATA_INVALID", "?"])))
def test_simplifying_ends(refusals: list[str]) -> None:
    call: Call | None = Call("editMessageText", SENT.parameters | {"message_id": 9})
    tries = 0
    for refusal in [*refusals, *["?"] * 3]:
        if call is None:
            break
        assert "sip" in orjson.dumps(call.parameters["text"]).decode()
        call, tries = simpler(call, refusal), tries + 1
    assert call is None
    assert tries <= 4
