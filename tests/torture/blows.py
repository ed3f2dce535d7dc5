"""What is done to the bot while people write to it and their hellos fall due. Each leaves it running, or dead."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress

from tests.torture import disks, evidence
from tests.torture.processes import Bot
from tests.torture.stage import Stage

HOUR = 3600.0  # simulated seconds
_SUSPENDED = 9 * HOUR
_BALLAST = 24 * 2**20  # bytes of write-ahead log
_LOOK_AGAIN = 0.002  # seconds
_NOTICED = 1.0  # seconds: by then what was just said has come
_START_TAKES = 2.5  # seconds, about: so that some kills come in the middle of it

Blow = Callable[[Stage], Awaitable[None]]


async def killed(stage: Stage) -> None:
    """SIGKILL, some times in a row: at any moment, also before it is up again, or while a message is on its way."""
    for _ in range(stage.random.randint(1, stage.scale.kills_in_a_row)):
        await stage.random.choice((_a_start, _a_message))(stage)
        await stage.kill_bot()
        await stage.bot.start()


async def stopped(stage: Stage) -> None:
    """SIGTERM in the middle of everything."""
    await stage.bot.ready()
    await _a_while(stage, _START_TAKES)
    await ended(stage)
    await stage.bot.start()


async def ended(stage: Stage) -> None:
    """SIGTERM: what is on its way lands, and nothing is left open."""
    stage.bot.send(signal.SIGTERM)
    code = await stage.bot.ended()
    unsure = stage.toll.nudges_in_flight + stage.toll.replies_in_flight
    await stage.note_in_flight()
    if code or stage.toll.nudges_in_flight + stage.toll.replies_in_flight > unsure:
        stage.blame(f"SIGTERM: exit code {code}, messages left open")


async def frozen(stage: Stage) -> None:
    """SIGSTOP, now and then longer than any request waits."""
    await _a_while(stage, 1)
    async with _asleep(stage):
        await asyncio.sleep(stage.random.choice((0.5, 2, stage.scale.longest_freeze)))


async def suspended(stage: Stage) -> None:
    """The computer sleeps for nine hours, and goes on where it was."""
    await _a_while(stage, 1)
    stage.slept_through = True
    async with _asleep(stage):
        stage.move_clock(forward=_SUSPENDED)
        await asyncio.sleep(0.3)


async def two_at_once(stage: Stage) -> None:
    """Somebody starts it a second time on the same database."""
    await stage.bot.ready()
    second = Bot(stage.bot.folder, stage.telegram.url)
    try:
        await second.start()
        code = await second.ended()
    finally:
        await second.kill()
    if code != 2 or "is running already" not in stage.bot.log:
        stage.blame(f"a second instance ended with {code}")


async def clock_stepped(stage: Stage) -> None:
    """The clock is set an hour forward, and back, and that again."""
    for seconds in (HOUR, -HOUR, -HOUR, HOUR):
        stage.move_clock(forward=seconds)
        await _a_while(stage, 0.8)


async def telegram_restarted(stage: Stage) -> None:
    """Telegram's server is killed in the middle of its answers."""
    await stage.bot.ready()
    await _a_while(stage, 1)
    async with _asleep(stage):
        await stage.count_broken()
        await stage.note_in_flight()
        await stage.telegram.kill()
    await _a_while(stage, 2)
    await stage.telegram.start()
    await stage.restore_weather()


async def disk_full(stage: Stage) -> None:
    """The disk is full; where it is not ours to fill, no file may grow any more."""
    await stage.bot.ready()
    await _a_while(stage, 0.5)
    home = stage.bot.folder
    log = home / "small-wins.db-wal"
    size = log.stat().st_size if log.exists() else 0
    most = size + stage.random.randint(0, 8192)
    to_the_brim = home.is_mount() and stage.random.random() < 2 / 3
    with disks.full(home) if to_the_brim else disks.no_growth(stage.bot.pid, most):
        await _a_while(stage, 4)


async def database_locked(stage: Stage) -> None:
    """Another process holds the database's write lock, now and then longer than SQLite waits."""
    await stage.bot.ready()
    await _a_while(stage, 0.5)
    with closing(sqlite3.connect(stage.bot.database, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(stage.random.choice((0.5, 2, 6)))
        other.execute("ROLLBACK")


async def huge_log(stage: Stage) -> None:
    """Somebody reads for long while much is written; then both are killed, and the write-ahead log has to be read."""
    await stage.bot.ready()
    with (
        closing(sqlite3.connect(stage.bot.database, isolation_level=None)) as reader,
        closing(sqlite3.connect(stage.bot.database, isolation_level=None, timeout=30)) as writer,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM inbox").fetchone()
        writer.execute("CREATE TABLE ballast (bytes BLOB) STRICT")
        writer.execute("INSERT INTO ballast VALUES (zeroblob(:size))", {"size": _BALLAST})
        writer.execute("DROP TABLE ballast")
        await _a_while(stage, 1)
        await stage.kill_bot()
        await stage.bot.start()
        await stage.bot.ready()


async def read_only(stage: Stage) -> None:
    """It is started where nothing can be written: it says so, and changes nothing."""
    await stage.bot.ready()
    stage.bot.send(signal.SIGTERM)
    await stage.bot.ended()
    async with disks.read_only(stage.bot.folder):
        await stage.bot.start()
        if (code := await stage.bot.ended()) != 2:
            stage.blame(f"on a read-only file system it ended with {code}")
    await stage.bot.start()


async def turned_read_only(stage: Stage) -> None:
    """The file system under it turns read-only, as after an error of the disk; where there is none of our own to break,
    no byte can be written. It goes on, ends when it is told to, and is started again once the disk was mended."""
    await stage.bot.ready()
    await _a_while(stage, 1)
    home = stage.bot.folder
    if not home.is_mount():
        with disks.no_growth(stage.bot.pid, 0):
            await _a_while(stage, 3)
        return
    disks.turn_read_only(home)
    await stage.reports_cup(stage.people[0])
    await asyncio.sleep(_NOTICED + stage.random.uniform(0, 3))
    if stage.bot.alive:
        stage.bot.send(signal.SIGTERM)
    if code := await stage.bot.ended():
        stage.blame(f"on a file system that turned read-only it ended with {code}")
    await stage.note_in_flight()
    await disks.mend(home)
    await stage.bot.start()


@asynccontextmanager
async def _asleep(stage: Stage) -> AsyncIterator[None]:
    stage.bot.send(signal.SIGSTOP)
    try:
        yield
    finally:
        stage.bot.send(signal.SIGCONT)


async def _a_start(stage: Stage) -> None:
    await _a_while(stage, _START_TAKES)


async def _a_message(stage: Stage) -> None:
    """Returns while the bot waits for what Telegram says of a message, a hello if there is one soon."""
    lane = stage.random.choice(("reply", "nudge", "nudge"))
    with suppress(TimeoutError):
        async with asyncio.timeout(_START_TAKES):
            await stage.bot.ready()
            while not evidence.is_sending(stage.bot.database, lane):  # noqa: ASYNC110 - another process sets no Event
                await asyncio.sleep(_LOOK_AGAIN)


async def _a_while(stage: Stage, most: float) -> None:
    """Some moment within `most` seconds."""
    await asyncio.sleep(stage.random.uniform(0, most))


OTHERS: tuple[Blow, ...] = (
    stopped, frozen, suspended, two_at_once, clock_stepped, telegram_restarted, disk_full, database_locked,
    huge_log, read_only, turned_read_only,
)  # fmt: skip
SURVIVED: tuple[Blow, ...] = (disk_full, frozen, clock_stepped, telegram_restarted, database_locked, two_at_once)
"""Those that leave the process alive."""
