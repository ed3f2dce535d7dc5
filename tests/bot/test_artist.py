"""Drawing in processes of their own: killed, hanging or broken, they leave a kind answer possible and no zombie."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.artist import AT_ONCE, Artist, NotDrawn, end
from companion.picture import Mark, Part, request

REQUEST = request("day_garden", [Part([Mark("light", 0.4)], 1)])


def program(code: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-c", code)


def children() -> set[str]:
    """The processes that this one has started and not yet seen the end of."""
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


async def test_a_picture_is_drawn() -> None:
    """The real thing: a request in, a PNG out, and no process left."""
    before = children()
    assert (await Artist().draw(REQUEST)).startswith(b"\x89PNG")
    assert children() == before


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(60)",
        "import os; os.kill(os.getpid(), 9)",
        "raise SystemExit(3)",
        "input(); print(end='')",
    ],
)
async def test_a_process_that_hangs_or_dies_is_tried_again_and_then_let_go(code: str) -> None:
    """NotDrawn, and nothing of it runs on."""
    before = children()
    with pytest.raises(NotDrawn):
        await Artist(program(code), longest=0.2).draw(REQUEST)
    assert children() == before


async def test_what_nobody_reads_does_not_keep_a_process() -> None:
    """As when the bot was frozen: its time is over while a large picture comes, and asyncio reads no more of it."""
    process = await asyncio.create_subprocess_exec(
        *program("import time; print('x' * 10_000_000); time.sleep(60)"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    pipe = process._transport.get_pipe_transport(1)
    while pipe.is_reading():  # noqa: ASYNC110 - it stops by itself, once enough lies there
        await asyncio.sleep(0.01)
    async with asyncio.timeout(20):
        await end(process)
    assert process.returncode == -9


async def test_a_second_attempt_helps_where_the_first_was_killed(tmp_path: Path) -> None:
    """Killed once, as by a system short of memory, the picture comes all the same."""
    mark = tmp_path / "been-here"
    code = (
        f"import os, pathlib\np = pathlib.Path({str(mark)!r})\n"
        "if not p.exists(): p.touch(); os.kill(os.getpid(), 9)\nprint('drawn', end='')"
    )
    assert await Artist(program(code)).draw(REQUEST) == b"drawn"


async def test_a_program_that_is_not_there_is_no_picture() -> None:
    """As on a machine that can start no more processes."""
    with pytest.raises(NotDrawn):
        await Artist(("/nowhere/at-all",)).draw(REQUEST)


async def test_no_more_than_a_few_are_drawn_at_once(tmp_path: Path) -> None:
    """A crowd that asks together does not take every core: each process sees at most so many beside it."""
    code = (
        f"import os, pathlib, sys\nhere = pathlib.Path({str(tmp_path)!r}) / str(os.getpid())\nhere.touch()\n"
        "sys.stdin.buffer.read()\nprint(len(list(here.parent.iterdir())), end='')\nhere.unlink()"
    )
    artist = Artist(program(code))
    seen = await asyncio.gather(*(artist.draw(REQUEST) for _ in range(6)))
    assert all(1 <= int(number) <= AT_ONCE for number in seen)


async def test_whoever_stops_waiting_leaves_no_process(tmp_path: Path) -> None:
    """A bot that is told to stop ends its drawing processes."""
    before = children()
    started = tmp_path / "started"
    code = f"import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    drawing = asyncio.create_task(Artist(program(code)).draw(REQUEST))
    while not started.exists():  # noqa: ASYNC110 - a file of another process
        await asyncio.sleep(0.01)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert children() == before
