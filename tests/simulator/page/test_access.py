"""The page for everyone: names, contrast, sizes, colours, motion."""

import pytest
from playwright.async_api import Browser, expect

from tests.simulator.bench import Phone, Wire
from tests.simulator.page.visitor import DESKTOP, PHONE, Visitor, choice, inline, visit

PARTY = "5046509860389126442"
LEAST_CONTRAST = 4.5
STYLES = ("primary", "success", "danger")
MARKUP = inline([choice(style, callback_data=style, style=style) for style in STYLES], [choice("plain")])

NAMELESS = """() => [...document.querySelectorAll("button, a, textarea, input:not([hidden])")]
    .filter((node) => !(node.getAttribute("aria-label") ?? node.textContent).trim())
    .map((node) => node.outerHTML)"""

# Relative luminance and contrast as WCAG 2 defines them; light text on the nearest opaque background.
CONTRAST = """(selector) => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    const opaque = (colour) => (channels(colour)[3] ?? 1) > 0.9 && colour !== "rgba(0, 0, 0, 0)";
    const own = (node) => getComputedStyle(node).backgroundColor;
    const back = (node) => (opaque(own(node)) ? own(node) : back(node.parentElement));
    return [...document.querySelectorAll(selector)].map((node) => {
        const pair = [light(getComputedStyle(node).color), light(back(node))].sort((one, other) => other - one);
        return (pair[0] + 0.05) / (pair[1] + 0.05);
    });
}"""
TEXTS = (
    ".titles h1", ".titles p", "#now", ".mark", ".moves button", ".day", ".in .words", ".out .words", ".in .meta",
    ".out .meta", ".key", ".key[data-style=primary]", ".key[data-style=success]", ".key[data-style=danger]", ".in a",
    ".person b", ".person small", ".stand-in", ".row-button", ".reply b", ".reply span", "#input",
)  # fmt: skip


async def furnish(visitor: Visitor) -> None:
    """A little of everything."""
    written = await visitor.phone.writes("I had a shower")
    reply = {"message_id": written}
    await visitor.bot_says("You did that. https://example.org", reply_parameters=reply, reply_markup=MARKUP)
    await expect(visitor.button("plain")).to_be_visible()


# Text stands out from what it lies on, by day and by night.
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(browser: Browser, phone: Phone, wire: Wire, scheme: str) -> None:
    ada = await visit(browser, phone, wire, color_scheme=scheme, reduced_motion="reduce")
    await furnish(ada)
    ratios = {selector: await ada.page.evaluate(CONTRAST, selector) for selector in TEXTS}
    assert [selector for selector, found in ratios.items() if not found] == []
    assert {selector: found for selector, found in ratios.items() if min(found) < LEAST_CONTRAST} == {}
    await ada.page.context.close()


# Every control has a name, messages arrive in a polite log, and there is one heading that names the chat.
async def test_names_and_landmarks(ada: Visitor) -> None:
    await ada.bot("setMyName", name="Small Wins")
    await furnish(ada)
    assert await ada.page.evaluate(NAMELESS) == []
    await expect(ada.page.get_by_role("log", name="Messages")).to_have_attribute("aria-live", "polite")
    await expect(ada.page.get_by_role("heading", level=1)).to_have_text("Small Wins")
    for landmark in ("main", "complementary", "banner"):
        assert await ada.page.get_by_role(landmark).count() <= 1
    await expect(ada.page.get_by_text("stand-in for Telegram").first).to_be_visible()


# The first key leads past everything to the field.
async def test_skip_link(ada: Visitor) -> None:
    await ada.page.keyboard.press("Tab")
    await expect(ada.page.get_by_role("link", name="Skip to the message field")).to_be_focused()
    await ada.page.keyboard.press("Enter")
    await expect(ada.field).to_be_focused()


# From 320 pixels (a desktop at 400 %) up, nothing is cut off or needs sideways scrolling.
@pytest.mark.parametrize("size", [(320, 568), (640, 400), (390, 844), (1280, 800)])
async def test_sizes(browser: Browser, phone: Phone, wire: Wire, size: tuple[int, int]) -> None:
    ada = await visit(browser, phone, wire, viewport={"width": size[0], "height": size[1]})
    await furnish(ada)
    assert await ada.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Attach", "Send", "+1 h", "Next morning", "Tomorrow"):
        await expect(ada.button(name)).to_be_in_viewport(ratio=1)
    assert await ada.page.locator("#stage").evaluate("stage => stage.clientHeight") > size[1] / 4
    await ada.picture(f"size-{size[0]}")
    await ada.page.context.close()


# The colours follow the system until the person chooses; the choice stays.
async def test_colours(browser: Browser, phone: Phone, wire: Wire) -> None:
    ada = await visit(browser, phone, wire, color_scheme="dark")
    surface = "getComputedStyle(document.querySelector('.bar')).backgroundColor"
    dark = await ada.page.evaluate(surface)
    toggle = ada.page.get_by_role("button", name="Colours:")
    await toggle.click()
    light = await ada.page.evaluate(surface)
    assert light == "rgb(255, 255, 255)" != dark
    await ada.page.reload()
    await ada.page.locator("html[data-ready]").wait_for()
    assert await ada.page.evaluate(surface) == light
    await toggle.click()
    assert await ada.page.evaluate(surface) == dark
    await ada.page.context.close()


# Who prefers less motion sees a still glow, and nothing falls.
async def test_less_motion(browser: Browser, phone: Phone, wire: Wire) -> None:
    ada = await visit(browser, phone, wire, reduced_motion="reduce")
    await ada.page.clock.install()
    await ada.bot_says("You did that.", message_effect_id=PARTY)
    await expect(ada.page.locator("#glow")).to_have_text("🎉")
    await expect(ada.page.locator("#effects")).to_be_hidden()
    await ada.picture("glow")
    await ada.page.clock.run_for(2000)
    await expect(ada.page.locator("#glow")).to_be_hidden()
    await ada.page.context.close()


# The same chat on a phone and a desktop, by day and by night: pictures for people to judge.
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("phone", PHONE), ("desktop", DESKTOP)])
async def test_pictures(
    browser: Browser, phone: Phone, wire: Wire, scheme: str, name: str, size: dict[str, int]
) -> None:
    look = {"color_scheme": scheme, "viewport": size, "device_scale_factor": 2 if name == "phone" else 1}
    ada = await visit(browser, phone, wire, **look)
    await furnish(ada)
    await ada.picture(f"chat-{name}-{scheme}")
    assert await ada.page.get_by_role("article").count() == 3
    await ada.page.context.close()
