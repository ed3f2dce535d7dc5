"""Someone at the chat page, and the bot at the other end: both sides of one private chat."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page

from tests.simulator.bench import Phone, Wire

PICTURES = Path(__file__).parents[3] / "artefacts"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser page on the simulator, shown as `phone`'s person."""

    page: Page
    phone: Phone
    wire: Wire

    async def bot_says(self, text: str, **more: Any) -> int:
        """The bot sends a text; its message id."""
        message_id: int = await self.bot("sendMessage", chat_id=self.phone.id, text=text, **more)
        return message_id

    async def bot(self, method: str, **parameters: Any) -> Any:
        """A Bot API request that succeeds; a sent message's id, or the result."""
        answer = await self.wire.call(method, **parameters)
        assert answer.status == 200, answer.body
        result = answer.body["result"]
        return result["message_id"] if isinstance(result, dict) and "message_id" in result else result

    async def bot_hears(self, kind: str) -> Any:
        """The next update's content, which is of that kind; confirmed."""
        updates = await self.bot("getUpdates", timeout=5, limit=1)
        assert kind in updates[0], updates
        await self.bot("getUpdates", offset=updates[0]["update_id"] + 1, timeout=0)
        return updates[0][kind]

    def message(self, message_id: int) -> Locator:
        """The message on the page."""
        return self.page.locator(f"#message-{message_id}")

    def button(self, name: str) -> Locator:
        """The button of exactly that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def field(self) -> Locator:
        """Where the person writes."""
        return self.page.get_by_role("textbox", name="Message")

    async def picture(self, name: str) -> None:
        """Keeps what the page looks like, for people to look at."""
        PICTURES.mkdir(exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


async def visit(browser: Browser, phone: Phone, wire: Wire, **context: Any) -> Visitor:
    """Opens the page as that person; `context` as Playwright's browser contexts take it."""
    room = await browser.new_context(
        **{"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London"} | context
    )
    await room.add_init_script(f"localStorage.person ??= '{phone.id}'")
    page = await room.new_page()
    page.set_default_timeout(10_000)
    await page.goto(str(phone.http._base_url))
    await page.locator("html[data-ready]").wait_for()
    return Visitor(page, phone, wire)


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


def choice(text: str, **more: Any) -> dict[str, Any]:
    """An inline button that sends its own text back."""
    return {"text": text} | (more or {"callback_data": text})
