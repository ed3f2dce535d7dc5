"""The program as a process of its own: how it starts, is killed, is stopped, and what it says."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from simulator.server import Running, serve
from tests.program import program, real
from tests.simulator.bench import Phone

pytestmark = pytest.mark.slow


@pytest.fixture
async def telegram() -> AsyncIterator[Running]:
    async with serve(page=False) as running:
        yield running


async def ending(folder: Path, *arguments: str, **settings: str) -> tuple[int | None, str, str]:
    """The exit code and what was written, of a program that ends by itself."""
    async with program(folder, *arguments, **settings) as process, asyncio.timeout(20):
        output, errors = await process.communicate()
        return process.returncode, output.decode(), errors.decode()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def until(happened: Callable[[], object]) -> None:
    while not happened():  # noqa: ASYNC110 - what happens in another process sets no Event
        await asyncio.sleep(0.005)


WINS = "SELECT count(*) FROM wins"
WAITING = "SELECT count(*) FROM inbox WHERE state = 'waiting'"


# Killed at once whenever an update has been handed over: each win is kept, and exactly once.
async def test_kill_9_loses_nothing(telegram: Running, tmp_path: Path) -> None:
    updates = telegram.telegram.updates
    async with aiohttp.ClientSession(telegram.url) as http, asyncio.timeout(60):
        alice = Phone(http, telegram.telegram.add_person("Alice").id)
        async with program(tmp_path, **real(telegram)):
            await begins(alice)
        for number in range(3):
            async with program(tmp_path, **real(telegram)) as process:
                for part in range(3):
                    await alice.writes(f"/win cup {number}{part}")
                await until(lambda: any(update.delivered for update in updates.pending()) or not updates.pending())
                process.kill()
                await process.wait()
        async with program(tmp_path, **real(telegram)) as process:
            await alice.writes("/win the last cup")  # so that something is pending until this one runs
            await until(lambda: not updates.pending())
            process.terminate()
            assert await process.wait() == 0
    with closing(sqlite3.connect(tmp_path / "data" / "small-wins.db")) as connection:
        wins, waiting = (connection.execute(query).fetchone()[0] for query in (WINS, WAITING))
        assert wins + waiting == 10  # the last may be stored and acknowledged, and its turn not yet taken


async def begins(person: Phone) -> None:
    await person.writes("/start")
    after, shown = await person.awaits("message", 0)
    while shown["message"]["out"]:
        after, shown = await person.awaits("message", after)
    await person.taps(shown["message"]["message_id"])
    await person.awaits("answered", after)


# A second one on the same database is told so, and the first goes on; a look at it holds nobody up.
async def test_one_at_a_time(telegram: Running, tmp_path: Path) -> None:
    async with program(tmp_path, **real(telegram)) as first:
        async with asyncio.timeout(20):
            assert first.stderr
            assert b"is ready" in await first.stderr.readline()
        code, _, errors = await ending(tmp_path, **real(telegram))
        assert (code, first.returncode) == (2, None)
        assert "running already" in errors
        code, output, _ = await ending(tmp_path, "status", **real(telegram))
        assert code == 0
        assert f"Process {first.pid} runs the bot" in output
        first.terminate()
        async with asyncio.timeout(20):
            assert "event=stopped" in (await first.communicate())[1].decode()


# A token that Telegram does not know, and the sentence that tells which setting to change. The token is not said.
async def test_wrong_token(telegram: Running, tmp_path: Path) -> None:
    settings = real(telegram) | {"TELEGRAM_BOT_TOKEN": "12:AAF-wrong", "LOG_LEVEL": "DEBUG"}
    code, output, errors = await ending(tmp_path, **settings)
    assert code == 2
    assert "Set TELEGRAM_BOT_TOKEN" in errors
    assert "AAF-wrong" not in output + errors


# Without a network it says so once and waits; it can be stopped all the same.
async def test_no_network(tmp_path: Path) -> None:
    settings = {"TELEGRAM_BOT_TOKEN": "12:AAF", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    async with program(tmp_path, **settings) as process, asyncio.timeout(20):
        assert process.stderr
        assert b"can't be reached" in await process.stderr.readline()
        process.terminate()
        assert await process.wait() == 0


# Wrong settings are all named, and nothing is started or made.
async def test_wrong_settings(tmp_path: Path) -> None:
    code, _, errors = await ending(tmp_path, TELEGRAM_BOT_TOKEN="mine", NUDGES_PER_SECOND="many")
    assert code == 2
    assert "TELEGRAM_BOT_TOKEN: " in errors
    assert "NUDGES_PER_SECOND: " in errors
    assert names(tmp_path) == []


# Without a token it opens a Telegram of its own; Ctrl-C ends both. What was tried out is no database for a real bot.
async def test_trying_out(telegram: Running, tmp_path: Path) -> None:
    async with program(tmp_path) as process, asyncio.timeout(20):
        assert process.stdout
        line = (await process.stdout.readline()).decode()
        url = line.split()[1]
        async with aiohttp.ClientSession(url) as http:
            async with http.get("/user/people") as response:
                person = Phone(http, (await response.json())[0]["id"])
            await begins(person)
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0
        with pytest.raises(aiohttp.ClientConnectionError):
            async with aiohttp.ClientSession(url) as http:
                await http.get("/")
    assert names(tmp_path / "data") == ["try"]
    tried = {"DATABASE_URL": "sqlite:///data/try/small-wins.db"}
    code, _, errors = await ending(tmp_path, **real(telegram) | tried)
    assert code == 2
    assert "try-out" in errors


# `check` finds all well, changing nothing; `backup` copies what a run has left.
async def test_check_and_backup(telegram: Running, tmp_path: Path) -> None:
    code, output, _ = await ending(tmp_path, "check", **real(telegram))
    assert (code, output.count("fine")) == (0, 7)
    assert names(tmp_path) == []
    async with program(tmp_path, **real(telegram)) as process, asyncio.timeout(20):
        assert process.stderr
        await process.stderr.readline()
        code, output, _ = await ending(tmp_path, "backup", "copy.db", **real(telegram))
        assert (code, (tmp_path / "copy.db").read_bytes()[:6]) == (0, b"SQLite")
        code, _, errors = await ending(tmp_path, "backup", "data/small-wins.db", **real(telegram))
        assert (code, "of its own" in errors) == (2, True)


# `check` names everything that is wrong at once, with what to do about it.
async def test_check_finds_faults(telegram: Running, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("not a database, but long enough to be one" * 100)
    wrong = {"TELEGRAM_BOT_TOKEN": "12:AAF-wrong", "DATABASE_URL": "sqlite:///note.txt"}
    code, output, errors = await ending(tmp_path, "check", **real(telegram) | wrong)
    assert code == 2
    assert [line.split()[0] for line in output.splitlines()].count("CHANGE") == 2
    assert "TELEGRAM_BOT_TOKEN" in output
    assert "note.txt is damaged" in output
    assert "AAF-wrong" not in output + errors


# However the program ends, the simulator that it started ends too: the next start finds its state free.
async def test_no_simulator_is_left_behind(tmp_path: Path) -> None:
    async with asyncio.timeout(60):
        for _ in range(2):
            async with program(tmp_path, "--no-browser") as process:
                assert process.stdout
                assert b"http://127.0.0.1" in await process.stdout.readline()
                process.kill()
                await process.wait()
