"""The packed towns of the world (`companion/words/cities.bin`, written by tools/pack_cities.py), searched in place."""

import re
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, islice
from os.path import commonprefix
from typing import IO, Final

import msgspec

from companion.reading.normal import normal

RECORD: Final = struct.Struct("<iiIHI2s3s")
"""Latitude and longitude in 1/100,000 degree, population, zone, where its name begins, country, region."""
SECTIONS: Final = ("records", "names", "zones", "keys", "shared", "lengths", "towns", "countries")
_HEADER: Final = struct.Struct(f"<{len(SECTIONS)}I")
_WIDENED: Final = 4  # times as long as packed, which no section is: so that its buffer need not grow
_DEGREE: Final = 100_000
_BLOCK: Final = 16  # keys, of which only the first one's place is known at once
_LETTERS: Final = str.maketrans({"ð": "d", "þ": "th", "ə": "e", "ħ": "h", "ŋ": "n", "ŧ": "t", "ƒ": "f"})
_SAINT: Final = re.compile(r"\b(?:saint|sainte|sankt|ste)\b")
_BETWEEN: Final = re.compile(r"[^\w\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f]+|_+")


class Place(msgspec.Struct, frozen=True):
    """A town: its country as ISO 3166-1 alpha-2, its zone as an IANA name, degrees north and east."""

    name: str
    country: str
    zone: str
    latitude: float
    longitude: float
    population: int


def key(text: str) -> str:
    """What names are compared by: normal, "saint" as "st", without spaces, hyphens or apostrophes."""
    return _BETWEEN.sub("", _SAINT.sub("st", normal(text).translate(_LETTERS)))


class Gazetteer(msgspec.Struct, frozen=True):
    """Towns by number, the largest first, and the sorted keys of all their names; all of it as packed: a quarter of a
    million names are 20 MB as Python holds them."""

    records: bytes
    names: bytes
    zones: tuple[str, ...]
    keys: bytes  # of each, what comes after that which it shares with the one before: half of what they are whole
    shared: bytes  # bytes that each key shares with the one before; none, for the first of a block
    lengths: bytes  # of the rest of each key
    blocks: "array[int]"  # where each block of keys begins
    towns: "array[int]"
    countries: bytes  # lines of "\nkey\tcode"

    def __len__(self) -> int:
        return len(self.records) // RECORD.size

    def place(self, town: int) -> Place:
        """The town of this number."""
        latitude, longitude, population, zone, start, country, _ = self._record(town)
        name = self.names[start : self.names.index(b"\n", start)].decode()
        return Place(name, country.decode(), self.zones[zone], latitude / _DEGREE, longitude / _DEGREE, population)

    def region(self, town: int) -> tuple[str, str]:
        """Its country and the code of its state or nation there, "" where none is kept."""
        *_, country, region = self._record(town)
        return country.decode(), region.rstrip(b"\0").decode()

    def named(self, name_key: str) -> list[int]:
        """The towns with this key among their names, the largest first."""
        wanted = name_key.encode()
        block = max(0, bisect_left(range(len(self.blocks)), wanted, key=self._first) - 1)
        start, name = self.blocks[block], b""
        found = []
        for at in range(block * _BLOCK, len(self.lengths)):
            end = start + self.lengths[at]
            name, start = name[: self.shared[at]] + self.keys[start:end], end
            if name > wanted:
                break
            if name == wanted:
                found.append(self.towns[at])
        return found

    def country(self, name_key: str) -> str | None:
        """The country with this key among its names."""
        line = f"\n{name_key}\t".encode()
        at = self.countries.find(line) + len(line)
        return self.countries[at : at + 2].decode() if at >= len(line) else None

    def everywhere(self) -> Iterator[tuple[int, float, float]]:
        """Every town's number, latitude and longitude in degrees."""
        for town, (latitude, longitude, *_) in enumerate(RECORD.iter_unpack(self.records)):
            yield town, latitude / _DEGREE, longitude / _DEGREE

    def summaries(self) -> Iterator[tuple[int, str, str, str, int]]:
        """Every town's number, country, region, zone and population, the largest first."""
        for town, (_, _, population, zone, _, country, region) in enumerate(RECORD.iter_unpack(self.records)):
            yield town, country.decode(), region.rstrip(b"\0").decode(), self.zones[zone], population

    def _record(self, town: int) -> tuple[int, int, int, int, int, bytes, bytes]:
        latitude, longitude, population, zone, start, country, region = RECORD.unpack_from(
            self.records, town * RECORD.size
        )
        return latitude, longitude, population, zone, start, country, region

    def _first(self, block: int) -> bytes:
        """The first key of a block."""
        start = self.blocks[block]
        return self.keys[start : start + self.lengths[block * _BLOCK]]


def front_coded(names: Sequence[bytes]) -> dict[str, bytes]:
    """The sections "keys", "shared" and "lengths" of the sorted keys."""
    before = [b"" if at % _BLOCK == 0 else names[at - 1] for at in range(len(names))]
    shared = [len(commonprefix([name, last])) for name, last in zip(names, before, strict=True)]  # noqa: RUF071 - no paths
    rests = [name[length:] for name, length in zip(names, shared, strict=True)]
    return {"keys": b"".join(rests), "shared": bytes(shared), "lengths": bytes(map(len, rests))}


def pack(sections: Mapping[str, bytes]) -> bytes:
    """One blob of the SECTIONS, each compressed."""
    packed = [zlib.compress(sections[name], 9) for name in SECTIONS]
    return _HEADER.pack(*map(len, packed)) + b"".join(packed)


@cache
def gazetteer() -> Gazetteer:
    """The packaged towns; read on first use."""
    with (files("companion.words") / "cities.bin").open("rb") as blob:
        found = _unpack(blob)
    starts = accumulate(found["lengths"], initial=0)
    return Gazetteer(
        records=found["records"],
        names=found["names"],
        zones=tuple(found["zones"].decode().splitlines()),
        keys=found["keys"],
        shared=found["shared"],
        lengths=found["lengths"],
        blocks=array("I", islice(starts, 0, len(found["lengths"]), _BLOCK)),
        towns=_numbers(found["towns"]),
        countries=b"\n" + found["countries"],
    )


def _unpack(blob: IO[bytes]) -> dict[str, bytes]:
    """The sections, unpacked one by one: all at once would take twice the memory that they take in the end."""
    lengths = _HEADER.unpack(blob.read(_HEADER.size))
    return {
        name: zlib.decompress(blob.read(length), bufsize=_WIDENED * length)
        for name, length in zip(SECTIONS, lengths, strict=True)
    }


def _numbers(data: bytes) -> "array[int]":
    numbers = array("H", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
