"""The queue of updates: what the bot is told, until it confirms it."""

import asyncio
import random
import time
from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from simulator.clock import Clock
from simulator.counters import Counters
from simulator.errors import api_error
from simulator.poll_pace import PollPace
from simulator.records import JSON, Update, Webhook
from simulator.signals import Signal
from simulator.tables import Table

DEFAULT_KINDS: Final = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
OPTIONAL_KINDS: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS: Final = 24 * 3600
KEPT_CALLBACK_SECONDS: Final = 150
RENUMBERED_AFTER_SECONDS: Final = 7 * 24 * 3600
_OTHER_POLLER: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
_SET_WEBHOOK: Final = "terminated by setWebhook request"
_WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Delivery:
    """How unkindly updates are delivered (a lever)."""

    duplicate: float = 0.0  # share of the updates that come again after they were confirmed
    shuffle: bool = False  # mix the order between chats


@dataclass(slots=True)
class UpdateQueue:
    """Updates in the order of their ids. The rules are those of the open Bot API server."""

    rows: Table[int, Update]
    settings: Table[str, JSON]
    counters: Counters
    clock: Clock
    delivery: Delivery = field(default_factory=Delivery)
    pace: PollPace = field(default_factory=PollPace)
    arrived: Signal = field(default_factory=Signal)
    dice: random.Random = field(default_factory=random.Random)
    _again: list[Update] = field(default_factory=list)
    _poll: int = 0
    _superseded_by: str = ""

    def allowed(self) -> frozenset[str]:
        """The kinds of updates that are made at all."""
        setting = self.settings.get("allowed_updates")
        return frozenset(setting["kinds"]) if setting else DEFAULT_KINDS

    def allow(self, kinds: list[str]) -> None:
        """Takes effect for updates made from now on; without a known kind the default set is back."""
        known = sorted({kind for kind in kinds if kind in DEFAULT_KINDS | OPTIONAL_KINDS})
        if known:
            self.settings.put("allowed_updates", {"kinds": known})
        else:
            self.settings.remove("allowed_updates")

    def webhook(self) -> Webhook:
        """Where updates are posted to."""
        setting = self.settings.get("webhook")
        return Webhook(**setting) if setting else Webhook()

    def set_webhook(self, webhook: Webhook) -> None:
        """Has updates posted there from now on; ends the poll that waits."""
        self.note_webhook(webhook)
        if webhook.url:
            self.supersede(_SET_WEBHOOK)
        else:
            self.arrived.notify()

    def note_webhook(self, webhook: Webhook) -> None:
        """Remembers what became of a post."""
        self.settings.put("webhook", asdict(webhook))

    def add(self, kind: str, chat: int, payload: JSON) -> None:
        """Queues an update, if the bot asked for that kind."""
        if kind in self.allowed():
            self.add_any(kind, chat, {kind: payload})

    def add_any(self, kind: str, chat: int, body: JSON) -> Update:
        """Queues `body` as it is, under a new update_id."""
        at = self.clock.now()
        update = Update(self._next_id(at), kind, chat, at, body)
        self.rows.put(update.id, update)
        self.arrived.notify()
        return update

    def _next_id(self, at: float) -> int:
        silence = at - self.counters.value("update_at")
        self.counters.set("update_at", int(at))
        if silence > RENUMBERED_AFTER_SECONDS and not self.pending():
            return self.counters.set("update", self.dice.randrange(10**8, 2**31 - 10**8))
        return self.counters.next("update")

    def pending(self) -> list[Update]:
        """What waits, oldest first; what has waited too long is dropped."""
        now = self.clock.now()
        for update in [update for update in self.rows.values() if _expired(update, now)]:
            self.rows.remove(update.id)
        return self._again + list(self.rows.values())

    def drop_all(self) -> None:
        """Forgets everything that waits."""
        self._again.clear()
        self.confirm(2**63)

    def confirm(self, offset: int) -> None:
        """Takes out everything below `offset`; a negative one takes out all but the last -`offset`."""
        waiting = list(self.rows)
        done = waiting[:offset] if offset < 0 else [number for number in waiting if number < offset]
        for number in done:
            self.settle(number)

    def settle(self, number: int) -> None:
        """Takes that update out; the lever may have it delivered once more, and then no more."""
        if any(update.id == number for update in self._again):
            self._again = [update for update in self._again if update.id != number]
            return
        update = self.rows.remove(number)
        if update is not None and self.dice.random() < self.delivery.duplicate:
            self._again.append(update)

    def take(self, limit: int) -> list[JSON]:
        """The next updates to deliver; they stay in the queue until confirmed."""
        if self.delivery.shuffle:
            self._shuffle()
        batch = self.pending()[:limit]
        self._again = self._again[limit:]
        for update in batch:
            if not update.delivered and update.id in self.rows:
                self.rows.put(update.id, replace(update, delivered=True))
        return [update.as_json() for update in batch]

    def _shuffle(self) -> None:
        """Deals the ids of what was never delivered anew; within a chat the order stays."""
        fresh = [update for update in self.rows.values() if not update.delivered]
        of_chat: defaultdict[int, deque[Update]] = defaultdict(deque)
        for update in fresh:
            of_chat[update.chat].append(update)
        order = [update.chat for update in fresh]
        self.dice.shuffle(order)
        for number, chat in zip([update.id for update in fresh], order, strict=True):
            self.rows.put(number, replace(of_chat[chat].popleft(), id=number))

    def supersede(self, reason: str) -> int:
        """Ends the poll that waits with a 409 that gives `reason`; returns the number of the next one."""
        self._poll += 1
        self._superseded_by = reason
        self.arrived.notify()
        return self._poll

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """getUpdates: confirms below `offset`, then waits that many real seconds at most for an update.

        Raises a 409 where a webhook is set, and in every older poll that still waits.
        """
        if self.webhook().url:
            raise api_error(409, _WEBHOOK_ACTIVE)
        turn = self.supersede(_OTHER_POLLER)
        limit, seconds = self.pace.adjusted(offset, limit, seconds, time.monotonic())
        if offset:
            self.confirm(offset)
        batch = self.take(limit)
        if not batch and seconds > 0:
            await self.arrived.wait(seconds)
            if turn != self._poll:
                await asyncio.sleep(self.pace.conflict_delay(time.monotonic()))
                raise api_error(409, self._superseded_by)
            batch = self.take(limit)
        return batch


def _expired(update: Update, now: float) -> bool:
    kept = KEPT_CALLBACK_SECONDS if update.kind == "callback_query" else KEPT_SECONDS
    return now - update.at > kept
