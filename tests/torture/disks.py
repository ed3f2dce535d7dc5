"""Disks that are small, full or read-only. Root gets real ones, by mounts; others what comes nearest."""

import asyncio
import os
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

_SIZE = 192 * 2**20  # bytes: more than everything needs
_CHUNK = bytes(2**16)


@asynccontextmanager
async def small(folder: Path) -> AsyncIterator[None]:
    """A disk of the folder's own, which can be filled without harm to others."""
    if os.geteuid():
        yield
        return
    await _run("mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", str(folder))
    try:
        yield
    finally:
        await _run("umount", "--lazy", str(folder))


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Not a byte is left on the folder's own disk, which must be a `small` one."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            while file.write(_CHUNK) == len(_CHUNK):
                pass
    except OSError:
        pass
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def no_growth(pid: int, most: int) -> Iterator[None]:
    """The process may write no file beyond so many bytes."""
    usual = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, usual[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, usual)


@asynccontextmanager
async def read_only(folder: Path) -> AsyncIterator[None]:
    """By permissions, which mean nothing to root: then by a mount of the folder on itself."""
    if os.geteuid():
        _permit(folder, 0o500, 0o400)
        try:
            yield
        finally:
            _permit(folder, 0o700, 0o600)
        return
    await _run("mount", "--bind", str(folder), str(folder))
    try:
        await _run("mount", "-o", "remount,ro,bind", str(folder))
        yield
    finally:
        await _run("umount", str(folder))


def _permit(folder: Path, mode: int, of_files: int) -> None:
    folder.chmod(mode)
    for file in folder.iterdir():
        file.chmod(of_files)


async def _run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0, command
