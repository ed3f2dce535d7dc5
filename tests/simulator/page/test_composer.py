"""Writing: commands, replies, edits, keyboards, attachments, and the way there without a mouse."""

import pytest
from playwright.async_api import expect

from tests.simulator.page.visitor import Visitor, choice, inline

COMMANDS = [
    {"command": "goal", "description": "A goal, big or vague"},
    {"command": "goals", "description": "All of them"},
    {"command": "win", "description": "Keep something you did"},
]


# The button beside the field lists all commands; a click sends one.
async def test_commands_menu(ada: Visitor) -> None:
    await ada.bot("setMyCommands", commands=COMMANDS)
    await ada.button("Commands").click()
    await expect(ada.page.get_by_role("option")).to_have_count(3)
    await ada.picture("commands")
    await ada.page.get_by_role("option", name="/win").click()
    assert (await ada.bot_hears("message"))["text"] == "/win"
    await expect(ada.page.get_by_role("option")).to_have_count(0)


CHOICES = [
    ("/w", ["Enter"], "/win"),
    ("/goal", ["Enter"], "/goal"),
    ("/goal", ["ArrowDown", "Enter"], "/goals"),
    ("/", ["ArrowUp", "Enter"], "/win"),
    ("/g", ["Tab", "x", "Enter"], "/goal x"),
    ("/w", ["Escape", "Enter"], "/w"),
]


# Typing "/" filters; Tab fills in for words to follow, an exact name goes before a longer one, arrows choose.
async def test_choosing_commands_by_keyboard(ada: Visitor) -> None:
    await ada.bot("setMyCommands", commands=COMMANDS)
    await expect(ada.button("Commands")).to_be_visible()
    for typed, keys, sent in CHOICES:
        await ada.field.press_sequentially(typed)
        for key in keys:
            await ada.page.keyboard.press(key)
        assert (await ada.bot_hears("message"))["text"] == sent


# From an empty field up to the messages, into a message's menu, and back with the reply begun: no mouse.
async def test_replying_by_keyboard(ada: Visitor) -> None:
    message_id = await ada.bot_says("Which town sets your clock?")
    await expect(ada.message(message_id)).to_be_visible()
    await ada.field.focus()
    await ada.page.keyboard.press("ArrowUp")
    await expect(ada.message(message_id)).to_be_focused()
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_role("menuitemradio").first).to_be_focused()
    await ada.page.keyboard.press("ArrowUp")
    await ada.page.keyboard.press("Escape")
    await expect(ada.message(message_id)).to_be_focused()
    await ada.page.keyboard.press("Shift+F10")
    await ada.page.get_by_role("menuitem", name="Reply").press("Enter")
    await expect(ada.field).to_be_focused()
    await ada.page.keyboard.type("Leeds")
    await ada.page.keyboard.press("Enter")
    assert (await ada.bot_hears("message"))["reply_to_message"]["message_id"] == message_id


# Shift+Tab from the field leads through its neighbours to the newest buttons; Enter presses, the focus stays.
async def test_pressing_by_keyboard(ada: Visitor) -> None:
    await ada.bot_says("One sip?", reply_markup=inline([choice("I did that"), choice("Smaller")]))
    await expect(ada.button("Smaller")).to_be_visible()
    await ada.field.focus()
    await ada.page.keyboard.press("Shift+Tab")
    await expect(ada.button("Smaller")).to_be_focused()
    await ada.page.keyboard.press("Enter")
    query = await ada.bot_hears("callback_query")
    await ada.bot("answerCallbackQuery", callback_query_id=query["id"])
    await expect(ada.button("Smaller")).to_have_attribute("aria-busy", "false")
    await expect(ada.button("Smaller")).to_be_focused()


# An edited message goes to the bot as such, and stands changed in its place.
async def test_editing(ada: Visitor) -> None:
    written = await ada.phone.writes("I had a shwoer")
    await ada.bot_hears("message")
    await ada.message(written).click(button="right")
    await ada.page.get_by_role("menuitem", name="Edit").click()
    await expect(ada.field).to_have_value("I had a shwoer")
    await ada.field.fill("I had a shower")
    await ada.field.press("Enter")
    assert (await ada.bot_hears("edited_message"))["text"] == "I had a shower"
    await expect(ada.message(written)).to_contain_text("edited")
    await expect(ada.field).to_have_value("")


# Deleted on the person's side, a message is gone from the page; the bot is not told.
async def test_deleting(ada: Visitor) -> None:
    message_id = await ada.bot_says("One light.")
    await ada.message(message_id).click(button="right")
    await ada.page.get_by_role("menuitem", name="Delete").click()
    await expect(ada.message(message_id)).to_have_count(0)
    assert message_id not in [message["message_id"] for message in await ada.phone.sees()]


# A reply keyboard stands below the field until removed; one of its keys shares a place.
async def test_reply_keyboard(ada: Visitor) -> None:
    keys = {"keyboard": [[{"text": "Leeds"}, {"text": "Share where I am", "request_location": True}]]}
    await ada.bot_says("Which town?", reply_markup=keys)
    keyboard = ada.page.get_by_role("group", name="Reply keyboard")
    await keyboard.get_by_role("button", name="Leeds").click()
    assert (await ada.bot_hears("message"))["text"] == "Leeds"
    await ada.picture("reply-keyboard")
    await keyboard.get_by_role("button", name="Share where I am").click()
    await ada.page.get_by_role("combobox", name="Where").select_option("Tokyo")
    await ada.button("Share").click()
    assert (await ada.bot_hears("message"))["location"]["latitude"] == pytest.approx(35.6762)
    await ada.bot_says("Thanks.", reply_markup={"remove_keyboard": True})
    await expect(keyboard).to_be_hidden()


# A forced reply begins itself: quote, placeholder, focus.
async def test_force_reply(ada: Visitor) -> None:
    markup = {"force_reply": True, "input_field_placeholder": "A town nearby"}
    message_id = await ada.bot_says("Which town?", reply_markup=markup)
    await expect(ada.field).to_be_focused()
    await expect(ada.field).to_have_attribute("placeholder", "A town nearby")
    await ada.page.keyboard.type("Leeds")
    await ada.page.keyboard.press("Enter")
    assert (await ada.bot_hears("message"))["reply_to_message"]["message_id"] == message_id
    await expect(ada.field).to_have_attribute("placeholder", "Message")


ATTACHMENTS = {
    "Voice message": "voice",
    "Sticker": "sticker",
    "Video": "video",
    "Contact": "contact",
    "Poll": "poll",
    "Dice": "dice",
}


# Everything a person can attach arrives as what it is.
async def test_attachments(ada: Visitor) -> None:
    for label, kind in ATTACHMENTS.items():
        await ada.button("Attach").click()
        await ada.page.get_by_role("menuitem", name=label).click()
        heard = await ada.bot_hears("message")
        assert kind in heard
        await expect(ada.message(heard["message_id"])).to_be_visible()
    await ada.picture("attachments")


# A chosen photo is looked at, given a caption, and sent.
async def test_sending_a_photo(ada: Visitor, dot: bytes) -> None:
    async with ada.page.expect_file_chooser() as chooser:
        await ada.button("Attach").click()
        await ada.page.get_by_role("menuitem", name="Photo…").click()
    await (await chooser.value).set_files({"name": "cup.png", "mimeType": "image/png", "buffer": dot})
    await ada.page.get_by_label("Caption").fill("One cup")
    await ada.page.keyboard.press("Enter")
    heard = await ada.bot_hears("message")
    assert heard["caption"] == "One cup"
    assert heard["photo"]
    await expect(ada.button("Photo: One cup")).to_be_visible()


# A chosen file of any kind is sent as it is, and can be saved again from the chat, under its name.
async def test_sending_a_file(ada: Visitor) -> None:
    async with ada.page.expect_file_chooser() as chooser:
        await ada.button("Attach").click()
        await ada.page.get_by_role("menuitem", name="File…").click()
    await (await chooser.value).set_files({"name": "wins.json", "mimeType": "application/json", "buffer": b'{"a": 1}'})
    heard = await ada.bot_hears("message")
    assert heard["document"]["mime_type"] == "application/json"
    async with ada.page.expect_download() as download:
        await ada.page.get_by_role("link", name="Save the file wins.json").click()
    saved = await download.value
    assert saved.suggested_filename == "wins.json"
    assert (await saved.path()).read_bytes() == b'{"a": 1}'


# Words that could not be sent come back into the field, with a word about why.
async def test_a_refusal_keeps_the_words(ada: Visitor) -> None:
    await ada.phone.post("deactivate")
    await ada.field.fill("too late")
    await ada.field.press("Enter")
    await expect(ada.page.locator(".toast")).to_be_visible()
    await expect(ada.field).to_have_value("too late")
