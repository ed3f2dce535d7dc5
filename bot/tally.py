"""What may come by the thousand in a minute is counted, and told as one line."""

import asyncio
import logging

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds


class Unreachables:
    """Messages that ended at somebody who blocked the bot, or is no more."""

    def __init__(self) -> None:
        self._messages = 0
        self._timer: asyncio.TimerHandle | None = None

    def count(self) -> None:
        """One more; the log hears of it within EVERY seconds."""
        self._messages += 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(EVERY, self.tell)

    def tell(self) -> None:
        """Now, if there is something to tell."""
        if self._timer is None:
            return
        self._timer.cancel()
        log.info(
            "%(messages)d messages ended at people who blocked the bot or are no more: they hear no more hellos",
            {"messages": self._messages},
            extra={"event": "unreachable"},
        )
        self._messages, self._timer = 0, None
