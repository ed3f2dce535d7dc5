"""Being several people, and moving the clock."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import aiohttp
from playwright.async_api import Browser, Route, expect

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.conftest import newcomer
from tests.simulator.page.visitor import PHONE, Visitor, visit

LONDON = ZoneInfo("Europe/London")


# Someone new has a chat of their own; what one began to write waits for them.
async def test_being_someone_else(ada: Visitor) -> None:
    await ada.bot_says("Hello Ada")
    await ada.field.fill("half a thought")
    await ada.button("Someone else").click()
    await ada.page.get_by_label("First name").fill("Bob <b>")
    await ada.page.get_by_label("Language of their Telegram").select_option("Deutsch")
    await ada.button("Add").click()
    await expect(ada.button("Start")).to_be_visible()
    await expect(ada.page.get_by_text("Hello Ada")).to_have_count(0)
    await ada.button("Start").click()
    heard = await ada.bot_hears("message")
    assert heard["from"]["first_name"] == "Bob <b>"
    assert heard["from"]["language_code"] == "de"
    await ada.page.get_by_role("button", name="Ada").click()
    await expect(ada.page.get_by_text("Hello Ada")).to_be_visible()
    await expect(ada.field).to_have_value("half a thought")


# On a phone the people are a sheet; choosing closes it, so does Escape, and the focus is where it was.
async def test_people_on_a_phone(browser: Browser, phone: Phone, http: aiohttp.ClientSession, wire: Wire) -> None:
    await newcomer(http, wire, "Bob")
    ada = await visit(browser, phone, wire, viewport=PHONE, has_touch=True, is_mobile=True)
    sheet = ada.page.get_by_role("complementary", name="Who you are")
    await expect(sheet).to_be_hidden()
    await ada.button("Change who you are").click()
    await expect(sheet).to_be_visible()
    await expect(sheet.get_by_role("button", name="Ada")).to_have_attribute("aria-current", "true")
    await ada.page.keyboard.press("Escape")
    await expect(ada.button("Change who you are")).to_be_focused()
    await ada.button("Change who you are").click()
    await ada.picture("people-phone")
    await sheet.get_by_role("button", name="Bob").click()
    await expect(sheet).to_be_hidden()
    await ada.page.context.close()


# A long press by finger opens a message's menu, and lifting the finger leaves it open.
async def test_long_press(browser: Browser, phone: Phone, wire: Wire) -> None:
    ada = await visit(browser, phone, wire, viewport=PHONE, has_touch=True, is_mobile=True)
    message = ada.message(await ada.bot_says("One sip?"))
    await expect(message).to_be_visible()
    box = await message.bounding_box()
    assert box
    finger = await ada.page.context.new_cdp_session(ada.page)
    point = {"x": box["x"] + 20, "y": box["y"] + 15}
    await finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    await expect(ada.page.get_by_role("menu")).to_be_visible()
    await finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await ada.page.get_by_role("menuitem", name="Reply").tap()
    await expect(ada.page.get_by_text("Reply to Small Wins")).to_be_visible()
    await ada.page.context.close()


# Blocking closes the chat and refuses the bot; unblocking opens both again.
async def test_blocking(ada: Visitor) -> None:
    await ada.button("Block the bot").click()
    assert (await ada.bot_hears("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await expect(ada.field).to_be_hidden()
    assert (await ada.wire.call("sendMessage", chat_id=ada.phone.id, text="?")).status == 403
    await ada.button("Unblock").click()
    await expect(ada.field).to_be_visible()
    await ada.bot_says("Good to hear from you.")
    await expect(ada.page.get_by_text("Good to hear from you.")).to_be_visible()


# A deleted account asks first, and can then no longer write.
async def test_deleting_an_account(ada: Visitor) -> None:
    await ada.button("Delete this account").click()
    await ada.button("Cancel").click()
    await expect(ada.field).to_be_visible()
    await ada.button("Delete this account").click()
    await ada.button("Delete account").click()
    await expect(ada.page.get_by_text("This account is deleted.")).to_be_visible()
    await expect(ada.field).to_be_hidden()


# "Next morning" is the next 09:31 of the browser's zone.
async def test_next_morning(ada: Visitor, levers: Levers) -> None:
    before = datetime.fromtimestamp((await levers.get("clock"))["now"], LONDON)
    await ada.button("Next morning").click()
    await expect(ada.page.locator("#now")).to_contain_text("09:31")
    now = datetime.fromtimestamp((await levers.get("clock"))["now"], LONDON)
    assert (now.hour, now.minute) == (9, 31)
    assert before < now
    assert (now - before).total_seconds() <= 25 * 3600


# The buttons move by what they say, and the days in the chat are named anew.
async def test_moving_on(ada: Visitor, levers: Levers) -> None:
    await ada.bot_says("Before")
    await expect(ada.page.get_by_text("Today")).to_be_visible()
    before = (await levers.get("clock"))["offset"]
    await ada.button("Tomorrow").click()
    await expect(ada.page.get_by_text("Yesterday")).to_be_visible()
    await expect(ada.page.locator("#clock-state")).to_be_empty()
    assert round((await levers.get("clock"))["offset"] - before) == 24 * 3600
    await ada.button("+1 h").click()
    await expect(ada.page.locator("#clock-state")).to_be_empty()
    assert round((await levers.get("clock"))["offset"] - before) == 25 * 3600


# While a bot still works through a step, the page says that the clock is moving.
async def test_moving_is_visible(ada: Visitor, levers: Levers) -> None:
    version = (await levers.post("clock/follow", settled=-1))["version"]
    first_step = asyncio.create_task(levers.post("clock/follow", settled=version))
    await ada.button("+1 h").click()
    await expect(ada.page.locator("#clock-state")).to_have_text("Moving…")
    await expect(ada.button("Tomorrow")).to_have_attribute("aria-disabled", "true")
    await ada.picture("moving")
    following = asyncio.create_task(follow(levers, (await first_step)["version"]))
    await expect(ada.page.locator("#clock-state")).to_be_empty()
    following.cancel()


async def follow(levers: Levers, settled: int) -> None:
    """A bot that settles at once, step by step."""
    while True:
        settled = (await levers.post("clock/follow", settled=settled))["version"]


# A lost connection is said once; when it is back, what was missed is there, once.
async def test_connection_loss(ada: Visitor) -> None:
    async def fail(route: Route) -> None:
        await route.abort("connectionrefused")

    await ada.page.route("**/user/**", fail)
    await ada.bot_says("The one that breaks the open poll")
    await expect(ada.page.get_by_text("No connection to the simulator")).to_be_visible()
    await ada.bot_says("Sent meanwhile")
    await ada.page.unroute("**/user/**", fail)
    await expect(ada.page.get_by_text("Sent meanwhile")).to_have_count(1)
    await expect(ada.page.get_by_text("No connection to the simulator")).to_be_hidden()
