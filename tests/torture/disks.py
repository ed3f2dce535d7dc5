"""Disks that are small, full or read-only. Root gets real ones, by mounts; others what comes nearest."""

import asyncio
import os
import resource
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

_SIZE = 192 * 2**20  # bytes: more than everything needs
_CHUNK = bytes(2**16)


@asynccontextmanager
async def small(folder: Path) -> AsyncIterator[None]:
    """A disk of the folder's own, which can be filled and broken without harm to others."""
    if os.geteuid():
        yield
        return
    image = _image(folder)
    with image.open("wb") as file:
        file.truncate(_SIZE)
    await _run("mkfs.ext4", "-q", str(image))
    await _mount(folder)
    try:
        yield
    finally:
        await _run("umount", "--lazy", str(folder))
        image.unlink()


def turn_read_only(folder: Path) -> None:
    """What Linux does with a disk that failed: who has files open can write them no more. Only of a `small` one."""
    mounts = (line.split() for line in Path("/proc/mounts").read_text().splitlines())
    device = next(device for device, place, *_ in mounts if place == str(folder))
    Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error").write_text("broken")


async def mend(folder: Path) -> None:
    """Somebody checks the disk and mounts it anew; no file of it may be open."""
    await _run("umount", str(folder))
    await _run("e2fsck", "-p", str(_image(folder)), may=(0, 1))
    await _mount(folder)


def _image(folder: Path) -> Path:
    return folder.with_suffix(".img")


async def _mount(folder: Path) -> None:
    await _run("mount", "-o", "loop,errors=remount-ro", str(_image(folder)), str(folder))
    await _run("chmod", "700", str(folder))


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


async def _run(*command: str, may: Sequence[int] = (0,)) -> None:
    """`may`: the exit codes that are as good as none."""
    process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL)
    assert await process.wait() in may, command
