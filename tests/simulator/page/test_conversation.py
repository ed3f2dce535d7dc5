"""What the page shows of a conversation, and what reaches the bot of it."""

import re

import aiohttp
from playwright.async_api import Browser, expect

from tests.simulator.bench import Phone, Wire
from tests.simulator.page.visitor import Visitor, choice, inline, visit

PARTY = "5046509860389126442"
LONGEST = 4096


# An empty chat says what the bot can do; its one big button writes /start.
async def test_starting(browser: Browser, http: aiohttp.ClientSession, wire: Wire) -> None:
    await wire.call("setMyDescription", description="One tiny step a day.")
    person = (await (await http.get("/user/people")).json())[0]
    new = await visit(browser, Phone(http, person["id"]), wire)
    await expect(new.page.get_by_text("One tiny step a day.")).to_be_visible()
    await expect(new.field).to_be_hidden()
    await new.picture("empty")
    await new.button("Start").click()
    assert (await new.bot_hears("message"))["text"] == "/start"
    await expect(new.field).to_be_focused()
    await new.page.context.close()


# A tap waits visibly until the bot answers; the answer is a passing notice, the edit replaces the text.
async def test_tapping_a_button(ada: Visitor) -> None:
    message_id = await ada.bot_says("One sip?", reply_markup=inline([choice("I did that"), choice("Smaller")]))
    done = ada.button("I did that")
    await done.click()
    await expect(done).to_have_attribute("aria-busy", "true")
    query = await ada.bot_hears("callback_query")
    assert query["data"] == "I did that"
    await ada.bot("answerCallbackQuery", callback_query_id=query["id"], text="Kept.")
    await expect(ada.page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    await expect(done).not_to_have_attribute("aria-busy", "true")
    await ada.bot("editMessageText", chat_id=ada.phone.id, message_id=message_id, text="One sip. You did that.")
    await expect(ada.message(message_id)).to_contain_text("You did that.")
    await expect(ada.message(message_id)).to_contain_text("edited")
    await expect(done).to_be_hidden()


# An alert asks to be closed, and gives the focus back to the button.
async def test_an_alert(ada: Visitor) -> None:
    await ada.bot_says("Sure?", reply_markup=inline([choice("Yes")]))
    await ada.button("Yes").click()
    query = await ada.bot_hears("callback_query")
    await ada.bot("answerCallbackQuery", callback_query_id=query["id"], text="Erased.", show_alert=True)
    await expect(ada.page.get_by_role("alertdialog")).to_contain_text("Erased.")
    await ada.page.keyboard.press("Enter")
    await expect(ada.page.get_by_role("alertdialog")).to_be_hidden()
    await expect(ada.button("Yes")).to_be_focused()


# Buttons with an address are links; those that copy fill the clipboard; neither tells the bot.
async def test_link_and_copy_buttons(ada: Visitor) -> None:
    await ada.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    buttons = [choice("Read", url="https://example.org/"), choice("Copy", copy_text={"text": "heavy"})]
    await ada.bot_says("Here", reply_markup=inline(buttons))
    await expect(ada.page.get_by_role("link", name="Read")).to_have_attribute("href", "https://example.org/")
    await ada.button("Copy").click()
    await expect(ada.page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert await ada.page.evaluate("navigator.clipboard.readText()") == "heavy"


# What the person writes appears once and reaches the bot; what the bot deletes goes.
async def test_writing_and_deleting(ada: Visitor) -> None:
    await ada.field.fill("I sat up")
    await ada.field.press("Enter")
    heard = await ada.bot_hears("message")
    assert heard["text"] == "I sat up"
    await expect(ada.page.get_by_role("article").filter(has_text="I sat up")).to_have_count(1)
    await expect(ada.field).to_have_value("")
    await ada.bot("deleteMessage", chat_id=ada.phone.id, message_id=heard["message_id"])
    await expect(ada.page.get_by_role("article").filter(has_text="I sat up")).to_have_count(0)


# Formatting becomes elements; times stand in the reader's zone; a spoiler shows itself when asked.
async def test_formatting(ada: Visitor) -> None:
    text = (
        "<b>bold</b> <i>slanted</i> <u>under</u> <s>struck</s> <code>x = 1</code> "
        "<a href='https://example.org'>link</a> <tg-spoiler>hidden</tg-spoiler> "
        "<blockquote>quote</blockquote><pre>pre</pre><tg-time unix='1751358600' format='t'>some time</tg-time>"
    )
    message = ada.message(await ada.bot_says(text, parse_mode="HTML"))
    for tag, words in {
        "strong": "bold",
        "em": "slanted",
        "u": "under",
        "s": "struck",
        "code": "x = 1",
        "pre": "pre",
    }.items():
        await expect(message.locator(tag)).to_have_text(words)
    await expect(message.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    await expect(message.locator("time.moment")).to_have_text("09:30")
    spoiler = message.get_by_role("button", name="Hidden words: show")
    await spoiler.focus()
    await spoiler.press("Enter")
    await expect(spoiler).to_have_count(0)
    await expect(message.locator(".spoiler")).to_have_text("hidden")


# Text is text: markup in it stays words, and addresses that run code are no links.
async def test_text_is_never_markup(ada: Visitor) -> None:
    words = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;\u200b"
    message = ada.message(await ada.bot_says(words))
    await expect(message.locator(".words")).to_have_text("<img src=x onerror=alert(1)><script>alert(2)</script>&amp;")
    assert await message.locator("img, script").count() == 0


# A tapped command is sent; a link to this very bot starts it with its payload.
async def test_commands_and_deep_links(ada: Visitor) -> None:
    username = (await ada.wire.call("getMe")).body["result"]["username"]
    link = f"<a href='https://t.me/{username}?start=water'>begin</a>"
    await ada.bot_says(f"/forget erases it, or {link}", parse_mode="HTML")
    await ada.button("/forget").click()
    assert (await ada.bot_hears("message"))["text"] == "/forget"
    await ada.button("begin").click()
    assert (await ada.bot_hears("message"))["text"] == "/start water"


# A photo opens over the whole window; Escape closes it and the focus is back.
async def test_photo(ada: Visitor, dot: bytes) -> None:
    form = aiohttp.FormData({"chat_id": str(ada.phone.id), "caption": "One light"})
    form.add_field("photo", dot, filename="light.png")
    await ada.wire.send("POST", "sendPhoto", data=form)
    thumbnail = ada.button("Photo: One light")
    await expect(thumbnail.locator("img")).to_have_js_property("complete", value=True)
    assert await thumbnail.locator("img").evaluate("image => image.naturalWidth") > 0
    await thumbnail.click()
    await expect(ada.page.get_by_role("dialog", name="Photo")).to_contain_text("One light")
    await ada.page.keyboard.press("Escape")
    await expect(ada.page.get_by_role("dialog")).to_have_count(0)
    await expect(thumbnail).to_be_focused()


# An effect paints the canvas over the page and leaves it again; it can be asked for once more.
async def test_effect(ada: Visitor) -> None:
    await ada.page.clock.install()
    await ada.bot_says("A shower. You did that.", message_effect_id=PARTY)
    canvas = ada.page.locator("#effects")
    await expect(canvas).to_be_visible()
    await ada.page.clock.run_for(900)
    pixels = "canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data"
    assert await canvas.evaluate(f"canvas => {pixels}.some(Boolean)")
    await ada.picture("effect")
    await ada.page.clock.run_for(6000)
    await expect(canvas).to_be_hidden()
    await ada.button("Play the 🎉 effect again").click()
    await expect(canvas).to_be_visible()


# Both sides' reactions are shown; the person's own is picked in the message's menu and taken back by a tap.
async def test_reactions(ada: Visitor) -> None:
    message_id = await ada.bot_says("Rinse one cup.")
    await ada.message(message_id).click(button="right")
    await ada.picture("message-menu")
    await ada.page.get_by_role("menuitemradio", name="React with ❤").click()
    own = ada.button("Your reaction ❤: take it back")
    await expect(own).to_be_visible()
    assert (await ada.phone.shown(message_id))["reactions"]["person"] == "❤"
    await own.click()
    await expect(own).to_have_count(0)
    written = await ada.phone.writes("I did it")
    reaction = [{"type": "emoji", "emoji": "🎉"}]
    await ada.bot("setMessageReaction", chat_id=ada.phone.id, message_id=written, reaction=reaction)
    await expect(ada.message(written).get_by_role("img", name=re.compile("reacted with 🎉"))).to_be_visible()


# While the bot types, the header and the dots say so; a draft grows in place; the message takes over.
async def test_typing_and_draft(ada: Visitor) -> None:
    await ada.bot("sendChatAction", chat_id=ada.phone.id, action="typing")
    await expect(ada.page.locator("#bot-status")).to_have_text("is typing…")
    await ada.bot("sendMessageDraft", chat_id=ada.phone.id, draft_id=1, text="One dish")
    await expect(ada.page.locator(".draft")).to_have_text("One dish")
    await ada.bot_says("One dish in the sink.")
    await expect(ada.page.locator(".draft")).to_have_count(0)
    await expect(ada.page.locator("#bot-status")).to_have_text("bot")


# The longest message, as one word, stays inside its bubble and the page inside its window.
async def test_long_words_wrap(ada: Visitor) -> None:
    await ada.bot_says("x" * LONGEST, reply_markup=inline([choice("Donaudampfschifffahrtsgesellschaft"), choice("No")]))
    await expect(ada.page.get_by_role("article")).to_have_count(2)
    for width in (320, 390, 1280):
        await ada.page.set_viewport_size({"width": width, "height": 700})
        for part in ("document.documentElement", "document.querySelector('#log')"):
            assert await ada.page.evaluate(f"{part}.scrollWidth <= {part}.clientWidth"), (width, part)


# Each message finds its own direction, line by line, whatever its neighbours.
async def test_right_to_left(ada: Visitor) -> None:
    message = ada.message(await ada.bot_says("שלום, one cup"))
    assert await message.locator(".text").evaluate("text => getComputedStyle(text).direction") == "rtl"
    assert await message.locator(".bubble").evaluate("bubble => getComputedStyle(bubble).unicodeBidi") == "isolate"


# Scrolling up brings what lies further back, without a jump and without a double.
async def test_older_messages(browser: Browser, phone: Phone, wire: Wire) -> None:
    for number in range(120):
        await phone.writes(f"number {number}")
    reader = await visit(browser, phone, wire)
    await expect(reader.page.get_by_role("article")).to_have_count(50)
    await reader.page.locator("#log").evaluate("log => log.scrollTop = 0")
    await expect(reader.page.get_by_role("article")).to_have_count(100)
    await reader.page.locator("#log").evaluate("log => log.scrollTop = 0")
    await expect(reader.page.get_by_role("article")).to_have_count(121)
    await expect(reader.page.get_by_role("article").nth(1)).to_contain_text("number 0")
    await reader.page.context.close()
