"""Updates pushed to a webhook."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client

SECRET = "a-Secret_7"


@dataclass(frozen=True, slots=True)
class Hook:
    """A bot's endpoint: answers with the given statuses in turn, then 200, and keeps what came."""

    url: str
    statuses: list[int] = field(default_factory=list)
    came: asyncio.Queue[tuple[str | None, dict[str, Any]]] = field(default_factory=asyncio.Queue)

    async def texts(self, count: int) -> list[str]:
        """The texts of the next messages that come."""
        async with asyncio.timeout(5):
            return [(await self.came.get())[1]["message"]["text"] for _ in range(count)]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        endpoint.came.put_nowait((secret, await request.json()))
        return web.Response(status=endpoint.statuses.pop(0) if endpoint.statuses else 200)

    app = web.Application()
    app.router.add_post("/updates", take)
    async with TestServer(app) as server:
        endpoint = Hook(str(server.make_url("/updates")))
        yield endpoint


# Updates are posted with the secret, one after the other, and leave the queue.
async def test_delivery(client: Client, phone: Phone, hook: Hook) -> None:
    assert await client.call("set_webhook", url=hook.url, secret_token=SECRET) is True
    await phone.writes("one")
    await phone.writes("two")
    async with asyncio.timeout(5):
        first, second = await hook.came.get(), await hook.came.get()
    assert [first[0], second[0]] == [SECRET, SECRET]
    assert [first[1]["message"]["text"], second[1]["message"]["text"]] == ["one", "two"]
    assert second[1]["update_id"] > first[1]["update_id"]


# What waited when the webhook was set is delivered, too, unless it was to be dropped.
@pytest.mark.parametrize(("drop", "texts"), [(False, ["before", "after"]), (True, ["after"])])
async def test_what_waited(client: Client, phone: Phone, hook: Hook, drop: bool, texts: list[str]) -> None:
    await phone.writes("before")
    await client.call("set_webhook", url=hook.url, drop_pending_updates=drop)
    await phone.writes("after")
    assert await hook.texts(len(texts)) == texts


# An update that was not taken comes again at once, before the next one of its chat; the failure is told.
async def test_a_retry(client: Client, phone: Phone, hook: Hook) -> None:
    hook.statuses.append(500)
    await client.call("set_webhook", url=hook.url)
    await phone.writes("one")
    await phone.writes("two")
    assert await hook.texts(3) == ["one", "one", "two"]
    info = await client.call("get_webhook_info")
    assert "500" in info["last_error_message"]
    assert "last_error_date" in info


# A queue that is stuck holds up no other: a tap overtakes a text that is not taken.
async def test_queues_beside_each_other(client: Client, phone: Phone, hook: Hook) -> None:
    markup = {"inline_keyboard": [[{"text": "Done", "callback_data": "done"}]]}
    sent = await client.call("send_message", chat_id=phone.id, text="One dish?", reply_markup=markup)
    hook.statuses.extend([500, 500])
    await client.call("set_webhook", url=hook.url)
    await phone.writes("stuck")
    assert await hook.texts(2) == ["stuck", "stuck"]
    await phone.taps(sent["message_id"])
    async with asyncio.timeout(5):  # the text would come again after two seconds
        _, update = await hook.came.get()
    assert update["callback_query"]["data"] == "done"


# Setting a webhook ends the poll that waits.
async def test_a_poll_ends_at_a_webhook(client: Client, wire: Wire, hook: Hook) -> None:
    poll = asyncio.create_task(client.call("get_updates", timeout=10))
    await wire.catch_up()
    await wire.call("setWebhook", url=hook.url)
    with pytest.raises(client.errors[409]):
        await poll


# While a webhook is set nobody can poll; without it they can again.
async def test_polling_beside_a_webhook(client: Client, levers: Levers, phone: Phone, hook: Hook) -> None:
    await client.call("set_webhook", url=hook.url)
    assert (await client.call("get_webhook_info"))["url"] == hook.url
    with pytest.raises(client.errors[409]):
        await client.call("get_updates")
    assert await levers.refusal() == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert await client.call("delete_webhook") is True
    await phone.writes("hello")
    assert [update["message"]["text"] for update in await client.call("get_updates")] == ["hello"]
    assert hook.came.empty()


# The filter that is set with the webhook holds for it.
async def test_the_filter_of_a_webhook(client: Client, phone: Phone, hook: Hook) -> None:
    await client.call("set_webhook", url=hook.url, allowed_updates=["edited_message"])
    message_id = await phone.writes("first")
    await phone.post("edit", message_id=message_id, text="second")
    async with asyncio.timeout(5):
        _, update = await hook.came.get()
    assert update["edited_message"]["text"] == "second"
