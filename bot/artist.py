"""Has pictures drawn: in processes of their own, so that nobody waits for one but who asked for it."""

import asyncio
import logging
import sys
from contextlib import suppress

log = logging.getLogger(__name__)

AT_ONCE = 2  # processes: drawing takes a core for a quarter of a second
LONGEST = 10.0  # seconds for one picture
TRIES = 2


class NotDrawn(Exception):  # noqa: N818 - said by `draw`
    """The picture could not be drawn, whatever was tried."""


class Artist:
    """`command` reads a request on its standard input and writes the PNG to its standard output."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-I", "-m", "drawing"), *, longest: float = LONGEST):
        self._command = command
        self._longest = longest
        self._free = asyncio.Semaphore(AT_ONCE)

    async def draw(self, request: bytes) -> bytes:
        """The PNG of this request (drawing/__main__.py says what stands in it). Raises NotDrawn; no process is left."""
        async with self._free:
            for _ in range(TRIES):
                if picture := await self._attempt(request):
                    return picture
        raise NotDrawn

    async def _attempt(self, request: bytes) -> bytes | None:
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
            )
        except OSError as error:  # no memory, no more processes
            log.warning("No picture was drawn: %s", type(error).__name__)
            return None
        try:
            picture, _ = await asyncio.wait_for(process.communicate(request), self._longest)
        except TimeoutError:
            log.warning("A picture took longer than %g s", self._longest)
            return None
        finally:
            await asyncio.shield(end(process))
        if process.returncode:
            log.warning("A picture was not drawn: its process ended with %s", process.returncode)
        return picture if process.returncode == 0 else None


async def end(process: asyncio.subprocess.Process) -> None:
    """Ends it where it runs, and takes what it wrote: asyncio reads no more of a pipe that nobody empties, and a wait
    for the process is one for the pipe's end, too."""
    with suppress(ProcessLookupError):  # it has ended, as it should
        process.kill()
    await process.communicate()
