"""Typed lines, from a terminal, a pipe or a file, without a thread that would outlive the program."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Final

CHUNK: Final = 65536


async def typed_lines(descriptor: int) -> AsyncIterator[str]:
    """The lines of an open file descriptor as they come, without their line ends; ends with the input."""
    chunks: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    try:
        loop.add_reader(descriptor, lambda: chunks.put_nowait(os.read(descriptor, CHUNK)))
    except PermissionError:  # a plain file: never has to be waited for
        for chunk in iter(lambda: os.read(descriptor, CHUNK), b""):
            chunks.put_nowait(chunk)
        chunks.put_nowait(b"")
    try:
        rest = b""
        while chunk := await chunks.get():
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                yield line.decode(errors="replace")
        if rest:
            yield rest.decode(errors="replace")
    finally:
        loop.remove_reader(descriptor)
