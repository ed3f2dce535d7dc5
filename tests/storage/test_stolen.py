"""A stolen database, without its master key, shows no word of anybody."""

from pathlib import Path

import orjson
import pytest

from companion.events import Said
from companion.rapport import Rapport
from storage import inbox, opening, people
from storage.inbox import Arrived
from storage.people import Passed
from storage.vault import Connection
from tests.conversation import ALICE, Conversation
from tests.databases import KEY

CANARY = "quokkazanzibar"  # in everything that Alice writes
STRANGER = 7_000_000_001
WORDLESS = {"people", "care", "held_files"}
"""Tables in which what is sealed is not in her words; files that are sent are tried in the tests of /import."""


@pytest.fixture
def alice(tmp_path: Path) -> Conversation:
    """Alice, settled in, her database a file."""
    path = tmp_path / "small-wins.db"
    connection = opening.connect(path)
    opening.prepare(connection, path, KEY)
    return Conversation(connection).settles_in()


def writes_everywhere(alice: Conversation) -> None:
    """Each way in which words are kept, or wait."""
    word = CANARY
    alice.says(f"/goal read the {word}")
    alice.says(f"/win found the {word}")
    alice.taps("Add note")
    alice.says(f"a {word} note")
    alice.says(f"{word} and {word}, whatever that may mean to you")
    alice.taps("Keep as note")
    alice.says("/goals")
    alice.taps("• clean the house")
    alice.taps("Rename")
    alice.says(f"the {word} house")
    alice.taps("After what?")
    alice.says(f"after {word}")
    alice.says("/wins " + word)
    alice.says(f"/goal clean the {word} kitchen")
    alice.says(f"{word} half said")
    people.remember(alice.connection, ALICE, Passed(rapport=Rapport(heavy_line=word)))
    inbox.put(alice.connection, [Arrived(1, ALICE, orjson.dumps({"text": word}))], alice.now)
    Conversation(alice.connection, STRANGER).happens(Said(f"/goal {word}", 1))


def opened(connection: Connection, table: str) -> list[bytes]:
    """What is sealed in the table, with all keys at hand."""
    numbers = {"goals": "number", "wins": "number", "notes": "number", "inbox": "update_id", "outbox": "id"}
    person = "id" if table == "people" else "person_id"
    query = f"SELECT {person}, {numbers.get(table, '0')}, body FROM {table} WHERE length(body)"
    box = connection.vault.transit if table in ("inbox", "outbox", "doorsteps") else connection.vault
    return [box.open(person_id, table, row, body) or b"" for person_id, row, body in connection.execute(query)]


# Every table that keeps words holds hers, and no file shows one of them, nor the town that she named.
def test_no_word(alice: Conversation, tmp_path: Path) -> None:
    writes_everywhere(alice)
    tables = {name for (name,) in alice.connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%body %'")}
    kept = {table: b" ".join(opened(alice.connection, table)) for table in tables}
    assert {table for table, words in kept.items() if CANARY.encode() not in words} <= WORDLESS
    assert b"Leeds" in kept["people"]
    assert people.load(alice.connection, ALICE, alice.now).rapport.heavy_line == CANARY
    for file in tmp_path.iterdir():
        content = file.read_bytes().lower()
        for word in (CANARY, "leeds", "dish"):
            assert word.encode() not in content, (file.name, word)
            assert word.encode("utf-16-le") not in content, (file.name, word)
    alice.connection.close()
