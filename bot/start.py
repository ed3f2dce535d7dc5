"""Starting for real and trying out: until a signal, or until something ends it that only a person can mend."""

import asyncio
import gc
import importlib.metadata
import logging
import signal
import sys
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from bot import logs, tryout
from bot.advice import STOPPERS, advice
from bot.app import Clock, background, running
from bot.following import follow_clock, offset_of, set_offset
from bot.settings import Settings
from bot.tryout import SimulatorFailed

log = logging.getLogger(__name__)


async def start(settings: Settings) -> int:
    """Runs the bot against Telegram. Returns the exit code: 0 after INT or TERM, 2 after a sentence on stderr."""
    logs.start(settings.log_level, (settings.token,), sys.stderr, settings.log_format)
    return await _until_stopped(_serve(settings))


async def try_out(settings: Settings, *, terminal: bool, browser: bool) -> int:
    """Runs the bot against a simulator of its own, shown in the browser or here. Returns the exit code, as `start`."""
    return await _until_stopped(_serve_simulator(settings, terminal=terminal, browser=browser))


async def _until_stopped(work: Coroutine[Any, Any, None]) -> int:
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):  # a second one changes nothing: stopping ends by itself
        loop.add_signal_handler(number, lambda: task.cancelling() or task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        log.info("Small Wins has stopped.", extra={"event": "stopped"})
        return 0
    except SimulatorFailed:
        sys.stderr.write("The simulator has ended; above stands why.\n")
        return 2
    except STOPPERS as error:
        sys.stderr.write(f"{advice(error)}\n")
        return 2
    return 0


async def _serve(settings: Settings) -> None:
    async with running(settings, Clock()) as app:
        gc.collect()
        gc.freeze()  # words and word lists live as long as we do: each full look over them held everybody up for 75 ms
        figures = {"bot": app.ptb.bot.username, "version": importlib.metadata.version("small-wins")}
        log.info("Small Wins is ready: https://t.me/%(bot)s", figures, extra={"event": "started"})
        await app.ended()


async def _serve_simulator(settings: Settings, *, terminal: bool, browser: bool) -> None:
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(tryout.simulator())
        screen = stack.enter_context(tryout.LOG.open("a", encoding="utf-8")) if terminal else sys.stderr
        logs.start(settings.log_level, (simulator.token,), screen, settings.log_format)
        clock = Clock(await offset_of(simulator.url))
        bot = running(tryout.settings(settings, simulator), clock, simulated=True)
        app = await stack.enter_async_context(bot)
        following = follow_clock(simulator.url, partial(set_offset, app))
        app.tasks.append(await stack.enter_async_context(background(following)))
        app.tasks.append(await stack.enter_async_context(background(simulator.ended())))
        if terminal:
            app.tasks.append(await stack.enter_async_context(background(tryout.chat_here(simulator.url))))
        else:
            await _invite(simulator.url, browser=browser)
        await app.ended()


async def _invite(url: str, *, browser: bool) -> None:
    sys.stdout.write(f"Open {url} in your browser: that is a Telegram of your own. Ctrl-C ends it.\n")
    sys.stdout.flush()
    if browser and tryout.has_browser():
        await tryout.show(url)
