"""The benchmarks' programs do what they are measured for: a contender that answered nobody would be very fast."""

import asyncio
import contextlib
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import export, schedule, size
from benchmarks.bare_server import TOKEN, Run, serve
from benchmarks.chart import Panel, draw
from benchmarks.contenders import aiogram_echo, jobs, program, ptb_gather, raw_aiohttp, telebot_echo
from benchmarks.contenders.small_wins import bot
from benchmarks.contest import contest
from benchmarks.population import People, fill
from bot.app import Clock

NUDGE = b'{"text": "One sip?", "reply_markup": {"inline_keyboard": [[{"text": "I did that", "callback_data": "1"}]]}}'
WITHIN = 60  # seconds


async def do(run: Run, contender: Coroutine[Any, Any, None]) -> None:
    """Lets a contender do the run in this process, which knows its library already."""
    task = asyncio.create_task(contender)
    await asyncio.wait([task, asyncio.create_task(run.ended.wait())], timeout=WITHIN, return_when="FIRST_COMPLETED")
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_small_wins_answers_and_nudges_everybody(tmp_path: Path) -> None:
    """The very program, on a database that the benchmarks filled."""
    run = Run(updates=6, people=6, nudges=5)
    await fill(tmp_path / "small-wins.db", People(6, kept=11), People(5, first=6, due_at=Clock().now() - 1))
    cost = await contest(run, partial(bot, database=tmp_path / "small-wins.db", nudges_per_second=1000), WITHIN)
    assert (len(run.answered), len(run.nudged), run.repeated) == (6, 5, 0)
    assert cost.resident > 1
    assert b"I did that" in run.sample


# Each text has an answer, in whatever shape the library asks and answers.
@pytest.mark.parametrize("echo", [aiogram_echo, telebot_echo])
async def test_each_echo_answers_everybody(echo: Any) -> None:
    run = Run(updates=120, people=200)
    async with serve(run) as address:
        await do(run, echo.main(address, TOKEN))
    assert len(run.answered) == 120
    assert min(run.latencies) > 0


async def test_ptb_echoes_at_a_pace() -> None:
    """As a program of its own, since it brings its own loop; a text is handed out only once it is written."""
    run = Run(updates=8, people=8, rate=50)
    await contest(run, partial(program, "ptb_echo"), WITHIN)
    assert len(run.answered) == 8
    assert run.seconds >= 7 / 50


# The same body to each person, once.
@pytest.mark.parametrize("poster", [raw_aiohttp, ptb_gather])
async def test_those_who_only_post_post_to_everybody(poster: Any) -> None:
    run = Run(updates=0, people=1, delay=0.01, nudges=7)
    async with serve(run) as address:
        await do(run, poster.main(address, TOKEN, 7, 3, NUDGE))
    assert (len(run.nudged), run.repeated) == (7, 0)
    assert b"sip" in run.sample


async def test_ptb_with_one_job_per_person_does_both() -> None:
    """Its jobs run at their moment, and it echoes."""
    run = Run(updates=3, people=3, nudges=4)
    at = Clock().now() + 2
    await contest(run, lambda address: program("ptb_jobs", address, "aiohttp", 4, at, 3, given=NUDGE), WITHIN)
    assert (len(run.answered), len(run.nudged)) == (3, 4)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
async def test_schedulers_with_one_job_per_person_are_measured(kind: str) -> None:
    """A start, some memory, a change that takes its time."""
    figures = await jobs.main(kind, "daily", 30)
    assert figures["start"] > 0
    assert figures["change"] > 0


async def test_the_schedule_is_measured(tmp_path: Path) -> None:
    """Looking, claiming and changing are done on people whose hello is due."""
    due_at = Clock().now() + 3600
    await fill(tmp_path / "small-wins.db", People(30), People(20, first=30, due_at=due_at))
    assert min(await schedule.work(tmp_path / "small-wins.db", due_at, claimed=10)) > 0


async def test_a_year_is_lived_through(tmp_path: Path) -> None:
    """Every hello that is to be answered was said, and each answer is a win."""
    _, wins = await size.year(tmp_path, people=2, days=10, kept=8)
    assert wins == 8


async def test_an_export_is_written_and_read_back(tmp_path: Path) -> None:
    """The whole year goes through both."""
    assert min(await export._measure(tmp_path)) > 0


def test_a_chart_shows_every_value() -> None:
    """As SVG that can be read, with an aim where there is one."""
    chart = draw("Costs & sizes", [1000, 1_000_000], [Panel("a < b", [3, 41], 50), Panel("bytes", [0, 860])])
    words = [text.text for text in ElementTree.fromstring(chart).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own
    assert words[0] == "Costs & sizes"
    assert {"a < b", "3", "41", "≤ 50", "860", "1,000", "1 million"} <= set(words)
