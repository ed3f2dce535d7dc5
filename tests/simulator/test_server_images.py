"""The size of a picture, read from its first bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.images import dimensions, photo_sizes

SIDE = st.integers(1, 9_000)


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\x00\x00\x00"


def jpeg(width: int, height: int, frame: int = 0xC0, before: bytes = b"") -> bytes:
    """The beginning of a JPEG: an application's segment, whatever comes before the frame, the frame."""
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    return b"\xff\xd8" + application + before + struct.pack(">BBHBHHB", 0xFF, frame, 11, 8, height, width, 3)


# Both formats tell their size, a JPEG in any kind of frame and behind other segments.
@given(SIDE, SIDE, st.sampled_from([0xC0, 0xC1, 0xC2, 0xCF]), st.sampled_from([b"", b"\xff\xc4\x00\x04\x00\x00"]))
def test_dimensions(width: int, height: int, frame: int, before: bytes) -> None:
    assert dimensions(png(width, height)) == (width, height)
    assert dimensions(jpeg(width, height, frame, before)) == (width, height)


# What is no picture, or ends too early, has no size.
@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"GIF89a", png(5, 5)[:20], jpeg(5, 5)[:24], png(0, 5), b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\0\0"],
)
def test_no_picture(data: bytes) -> None:
    assert dimensions(data) is None


# No bytes at all make it stumble or search for ever.
@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes(data: bytes, before: bytes) -> None:
    size = dimensions(before + data)
    assert size is None or min(size) > 0


# A photo comes in growing sizes that keep its proportions and never exceed it.
@given(SIDE, SIDE)
def test_sizes(width: int, height: int) -> None:
    sizes = photo_sizes(width, height)
    assert sizes == sorted(sizes)
    assert sizes[-1] == (width, height) or max(sizes[-1]) == 1280
    for each_width, each_height in sizes:
        assert 1 <= each_width <= width
        assert 1 <= each_height <= height
