"""`/status`: who gets it, and that nothing filled into a log line gets into it."""

import logging

import pytest

from bot.heard import Heard
from bot.operator import Operators, Troubles
from companion.events import Event, Said, Tapped
from storage.outbox import unsent
from tests.databases import database

ALICE, BOB = 5_000_000_001, 5_000_000_002
NOON = 1_772_452_800


def troubles() -> Troubles:
    return Troubles(lambda: NOON)


# Warnings and errors are counted by their fixed words, of our own lines alone: what is filled in is nobody's to read.
def test_troubles_by_kind() -> None:
    counted = troubles()
    with counted.listening():
        for secret in ("sesame", "sesam"):
            logging.getLogger("bot.worker").error("Update %s stepped aside", secret)
        logging.getLogger("bot.intake").warning(f"Telegram says {secret}")  # noqa: G004 - what must not be told
        logging.getLogger("aiohttp.client").warning("%s is open: sesame", secret)
        logging.getLogger("bot.worker").info("%s", secret)
    logging.getLogger("bot.worker").error("after")
    kinds = {trouble.kind: trouble.times for trouble in counted.latest_first()}
    assert kinds == {
        "Update %s stepped aside": 2,
        "bot.intake in test_troubles_by_kind": 1,
        "aiohttp.client in test_troubles_by_kind": 1,
    }


# One of the operators asks, in these words; nobody else, nothing else, and nothing that they merely passed on.
@pytest.mark.parametrize(
    ("person", "event", "answered"),
    [
        (ALICE, Said("/status", 7), True),
        (ALICE, Said(" /Status ", 7), True),
        (BOB, Said("/status", 7), False),
        (ALICE, Said("/status please", 7), False),
        (ALICE, Said("status", 7), False),
        (ALICE, Said("/status", 7, forwarded=True), False),
        (ALICE, Tapped(None, 7), False),
    ],
    ids=str,
)
def test_who_is_answered(person: int, event: Event, *, answered: bool) -> None:
    connection = database()
    operators = Operators(frozenset({ALICE}), troubles())
    assert operators.answer(connection, Heard(person, event), NOON) is answered
    assert unsent(connection, person) == answered
