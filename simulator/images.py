"""The size of a picture, read from its header: PNG and JPEG."""

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_BOXES: Final = (90, 320, 800, 1280)


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where `data` is neither a PNG nor a JPEG."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    return _jpeg_dimensions(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_dimensions(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 if marker in _BARE_MARKERS else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def photo_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes that Telegram makes of a photo, smallest first: fitted into its boxes, never enlarged."""
    longest = max(width, height)
    boxes = [box for box in _BOXES if box < longest] or [longest]
    if longest <= _BOXES[-1] and boxes[-1] != longest:
        boxes.append(longest)
    return [(max(1, round(width * box / longest)), max(1, round(height * box / longest))) for box in boxes]
