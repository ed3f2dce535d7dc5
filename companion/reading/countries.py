"""Countries and their states, by any name that people give them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from companion.reading.gazetteer import gazetteer, key
from companion.reading.lexicon import Phrases, phrases, table
from companion.reading.normal import LONGEST, tokens

_FLAG_A: Final = 0x1F1E6
_MOST_TOKENS: Final = 20


def country(text: str, language: str = "en") -> str | None:
    """The country that a text names (in any large language, as a flag or as a code), as ISO 3166-1 alpha-2.

    Of "Leeds, UK" the last part is read. A code that is also a word ("it") counts in capitals.
    """
    del language  # every language is read, whatever the chat's own
    text = text[:LONGEST]
    flag = _flag(text)
    if flag:
        return flag
    parts = [part for part in text.replace("\n", ",").split(",") if key(part)]
    return _country(parts[-1]) if parts else None


def without_around(text: str) -> str:
    """The text without "I live in", "near", "please" and the like; as it was where nothing else is left."""
    said = tokens(text)
    if len(said) > _MOST_TOKENS:
        return text
    kept = [word for kind, words in _around().find(said) if kind is None for word in words]
    return " ".join(kept) or text


def region(text: str, *, country_only: bool = False) -> tuple[str, str] | None:
    """The country and the state ("" for the whole country) that narrow a search: "TX" is ("US", "TX")."""
    name = key(text)
    state = None if country_only else _states().get(name) or _states().get(text.strip(" .").lower())
    if state:
        return state
    code = _country(text)
    return (code, "") if code else None


def _country(text: str) -> str | None:
    for said in (text, without_around(text)):
        plain = said.strip(" .!?")
        listed = table("en", "places")["not_codes"]
        known = _countries().get(key(plain)) or gazetteer().country(key(plain))
        if known:
            return known
        if len(plain) == 2 and (plain.isupper() or plain.lower() not in listed) and plain.upper() in _codes():
            return plain.upper()
    return None


def _flag(text: str) -> str | None:
    letters = [chr(ord(sign) - _FLAG_A + ord("A")) for sign in text if 0 <= ord(sign) - _FLAG_A < 26]
    code = "".join(letters[:2])
    return code if code in _codes() else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(line.rpartition("\t")[2] for line in gazetteer().countries.decode().splitlines() if line)


@cache
def _countries() -> Mapping[str, str]:
    return {key(name): code for code, names in table("en", "places")["countries"].items() for name in names}


@cache
def _states() -> Mapping[str, tuple[str, str]]:
    """State names and codes; where two countries share a code ("SA", "NT"), the first listed has it."""
    found: dict[str, tuple[str, str]] = {}
    for code, states in table("en", "places")["regions"].items():
        for state, names in states.items():
            own = [state.lower()] if code == "US" else []
            for name in (*names, *own):
                found.setdefault(key(name), (code, state))
    return found


@cache
def _around() -> Phrases:
    return phrases(dict.fromkeys(table("en", "places")["around"], "around"))
