"""People who have not begun, who block, come back, or are gone."""

from typing import Any

import pytest

from tests.simulator.bench import Levers, Phone
from tests.simulator.clients import Client

SENDING: list[tuple[str, dict[str, Any]]] = [
    ("send_message", {"text": "hello"}),
    ("send_chat_action", {"action": "typing"}),
]


# One person is there from the start, and has never written.
async def test_the_first_person(levers: Levers, client: Client) -> None:
    async with levers.http.get("/user/people") as response:
        (person,) = await response.json()
    assert person["id"] > 2**32
    assert (person["started"], person["blocked"], person["deactivated"]) == (False, False, False)
    with pytest.raises(client.errors[403]):
        await client.call("send_message", chat_id=person["id"], text="hello")
    assert await levers.refusal() == "Forbidden: bot can't initiate conversation with a user"


# Whoever has blocked the bot, or has left Telegram, cannot be reached by any kind of message.
@pytest.mark.parametrize(("method", "parameters"), SENDING)
@pytest.mark.parametrize(
    ("deed", "description"),
    [("block", "Forbidden: bot was blocked by the user"), ("deactivate", "Forbidden: user is deactivated")],
)
async def test_out_of_reach(
    client: Client,
    levers: Levers,
    phone: Phone,
    deed: str,
    description: str,
    method: str,
    parameters: dict[str, Any],
) -> None:
    await phone.post(deed)
    with pytest.raises(client.errors[403]):
        await client.call(method, chat_id=phone.id, **parameters)
    assert await levers.refusal() == description


# Blocking and unblocking are told as changes of the bot's membership; afterwards messages arrive again.
async def test_block_and_unblock(client: Client, phone: Phone) -> None:
    await phone.post("block")
    await phone.post("unblock")
    changes = [update["my_chat_member"] for update in await client.call("get_updates")]
    steps = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert steps == [("member", "kicked"), ("kicked", "member")]
    assert changes[0]["new_chat_member"]["until_date"] == 0
    assert changes[0]["chat"]["id"] == changes[0]["from"]["id"] == phone.id
    assert changes[0]["new_chat_member"]["user"]["is_bot"] is True
    assert (await client.call("send_message", chat_id=phone.id, text="Welcome back"))["text"] == "Welcome back"


# Whoever is gone leaves no update behind.
async def test_deactivation_is_silent(client: Client, phone: Phone) -> None:
    await phone.post("deactivate")
    assert await client.call("get_updates") == []


# A chat tells the person's name and what both clients require of a full chat.
async def test_a_chat(client: Client, phone: Phone) -> None:
    chat = await client.call("get_chat", chat_id=phone.id)
    assert (chat["id"], chat["type"], chat["first_name"]) == (phone.id, "private", "Alice")
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= chat.keys()


# A person without pictures has none.
async def test_profile_photos(client: Client, phone: Phone) -> None:
    photos = await client.call("get_user_profile_photos", user_id=phone.id)
    assert (photos["total_count"], photos.get("photos", [])) == (0, [])
