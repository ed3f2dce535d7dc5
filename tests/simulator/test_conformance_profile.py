"""What the bot tells of itself: commands, names, descriptions and the menu button, with their fallbacks."""

from typing import Any

import pytest

from tests.simulator.bench import Phone
from tests.simulator.clients import Client

START = {"command": "start", "description": "Begin"}
WINS = {"command": "wins", "description": "Your wins"}
EVERY_PRIVATE_CHAT = {"type": "all_private_chats"}


# Commands belong to a scope and a language, and are found there alone by who asks for just those.
async def test_commands(client: Client) -> None:
    assert await client.call("get_my_commands") == []
    assert await client.call("set_my_commands", commands=[START, WINS]) is True
    assert await client.call("set_my_commands", commands=[WINS], scope=EVERY_PRIVATE_CHAT, language_code="tr") is True
    assert await client.call("get_my_commands") == [START, WINS]
    assert await client.call("get_my_commands", scope=EVERY_PRIVATE_CHAT) == []
    assert await client.call("get_my_commands", scope=EVERY_PRIVATE_CHAT, language_code="tr") == [WINS]
    assert await client.call("delete_my_commands") is True
    assert await client.call("get_my_commands") == []


# A private chat shows the nearest list: its own, that of private chats, the default; its language before any.
@pytest.mark.parametrize(
    ("scope", "language"),
    [
        ({"type": "default"}, ""),
        ({"type": "default"}, "en"),
        (EVERY_PRIVATE_CHAT, ""),
        (EVERY_PRIVATE_CHAT, "en"),
        ({"type": "chat"}, ""),
        ({"type": "chat"}, "en"),
    ],
)
async def test_the_nearest_commands_are_shown(
    client: Client, phone: Phone, scope: dict[str, Any], language: str
) -> None:
    nearest = scope | ({"chat_id": phone.id} if scope["type"] == "chat" else {})
    await client.call("set_my_commands", commands=[START], scope={"type": "default"})
    await client.call("set_my_commands", commands=[START], language_code="de")
    await client.call("set_my_commands", commands=[WINS], scope=nearest, language_code=language)
    async with phone.http.get("/user/bot", params={"person": phone.id}) as response:
        assert (await response.json())["commands"] == [WINS]


# Name and descriptions are kept per language and fall back to those without one.
@pytest.mark.parametrize(
    ("what", "field", "longest"),
    [
        ("my_name", "name", 64),
        ("my_description", "description", 512),
        ("my_short_description", "short_description", 120),
    ],
)
async def test_texts(client: Client, what: str, field: str, longest: int) -> None:
    assert await client.call(f"set_{what}", **{field: "x" * longest}) is True
    assert await client.call(f"set_{what}", **{field: "Küçük"}, language_code="tr") is True
    assert await client.call(f"get_{what}") == {field: "x" * longest}
    assert await client.call(f"get_{what}", language_code="tr") == {field: "Küçük"}
    assert await client.call(f"get_{what}", language_code="de") == {field: "x" * longest}
    with pytest.raises(client.errors[400]):
        await client.call(f"set_{what}", **{field: "x" * (longest + 1)})


# The person's phone shows what the bot told.
async def test_the_profile_on_the_phone(client: Client, phone: Phone) -> None:
    await client.call("set_my_name", name="Small Wins")
    await client.call("set_my_short_description", short_description="One tiny step.")
    async with phone.http.get("/user/bot", params={"person": phone.id}) as response:
        bot = await response.json()
    assert (bot["name"], bot["short_description"]) == ("Small Wins", "One tiny step.")
    assert (await client.call("get_me"))["first_name"] == "Small Wins"


# The menu button of a chat falls back to the default one.
async def test_the_menu_button(client: Client, phone: Phone) -> None:
    assert await client.call("set_chat_menu_button", menu_button={"type": "commands"}) is True
    assert (await client.call("get_chat_menu_button"))["type"] == "commands"
    assert (await client.call("get_chat_menu_button", chat_id=phone.id))["type"] == "commands"
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.org/"}}
    assert await client.call("set_chat_menu_button", chat_id=phone.id, menu_button=app) is True
    assert await client.call("get_chat_menu_button", chat_id=phone.id) == app
    assert (await client.call("get_chat_menu_button"))["type"] == "commands"
