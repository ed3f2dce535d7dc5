"""Posting updates to the bot's webhook."""

import asyncio
import random
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import aiohttp
import orjson

from simulator.records import Update, Webhook
from simulator.telegram import Telegram

_TIMEOUT: Final = aiohttp.ClientTimeout(total=60)
_FIRST_DELAYS: Final = (0.0, 2.0)
_LONGEST_DELAY: Final = (60.0, 120.0)


@dataclass(slots=True)
class WebhookPoster:
    """Posts what waits while a webhook is set: in order within a queue, queues beside each other."""

    telegram: Telegram
    busy: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    dice: random.Random = field(default_factory=random.Random)

    async def run(self) -> None:
        """Works until it is cancelled."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            try:
                while True:
                    self._start_queues(session)
                    await self.telegram.updates.arrived.wait(60)
            finally:
                tasks = list(self.busy.values())
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _start_queues(self, session: aiohttp.ClientSession) -> None:
        webhook = self.telegram.updates.webhook()
        if not webhook.url:
            return
        for key in {queue_key(update): None for update in self.telegram.updates.pending()}:
            if key not in self.busy and len(self.busy) < webhook.max_connections:
                task = asyncio.create_task(self._drain(session, key))
                self.busy[key] = task
                task.add_done_callback(partial(self._finished, key))

    def _finished(self, key: str, _task: asyncio.Task[None]) -> None:
        del self.busy[key]
        self.telegram.updates.arrived.notify()

    async def _drain(self, session: aiohttp.ClientSession, key: str) -> None:
        """Posts one queue's updates one after the other until it is empty or the webhook is gone."""
        failures = 0
        while (webhook := self.telegram.updates.webhook()).url:
            update = next((each for each in self.telegram.updates.pending() if queue_key(each) == key), None)
            if update is None:
                return
            problem, retry_after = await self._post(session, webhook, update)
            if problem is None:
                self.telegram.updates.settle(update.id)
                failures = 0
            else:
                self._note(problem)
                await asyncio.sleep(max(retry_after, self._delay(failures)))
                failures += 1
            self.telegram.journal.commit()

    def _delay(self, failures: int) -> float:
        """Seconds before the next try: 0, 2, 4, 8 … up to a random cap between 60 and 120."""
        if failures < len(_FIRST_DELAYS):
            return _FIRST_DELAYS[failures]
        return float(min(2**failures, self.dice.uniform(*_LONGEST_DELAY)))

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, update: Update) -> tuple[str | None, float]:
        """What went wrong, None where nothing did, and how many seconds the bot asked for."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        body = orjson.dumps(update.as_json())
        try:
            # A bot on this machine signs its own certificate.
            async with session.post(webhook.url, data=body, headers=headers, ssl=False) as response:
                if response.ok:
                    return None, 0.0
                asked = response.headers.get("Retry-After", "0")
                reason = f"Wrong response from the webhook: {response.status} {response.reason}"
                return reason, float(asked) if asked.isdecimal() else 0.0
        except TimeoutError:
            return "Read timeout expired", 0.0
        except aiohttp.ClientConnectorError:
            return "Connection refused", 0.0
        except aiohttp.ClientError:
            return "Connection reset by peer", 0.0

    def _note(self, problem: str) -> None:
        queue = self.telegram.updates
        now = int(self.telegram.clock.now())
        if queue.webhook().url:
            queue.note_webhook(replace(queue.webhook(), last_error_date=now, last_error_message=problem))


def queue_key(update: Update) -> str:
    """Order is kept within a key only: the chat for messages, and one of its own per other kind."""
    kind = "message" if update.kind in {"message", "edited_message"} else update.kind
    return f"{kind}/{update.chat}"
