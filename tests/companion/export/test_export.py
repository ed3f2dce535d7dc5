"""A copy of everything: two files, from every state, that leave nothing out and hold nobody's page in danger."""

import html.parser
import re
import tomllib
from pathlib import Path
from typing import Any

import orjson
import pytest

from storage import exports
from tests.conversation import Conversation, Heard, database, settled

ROOT = Path(__file__).parents[3]
NOBODYS = {"identity", "time_zones", "sealing", "nightly", "listening", "wrong_numbers", "dangers"}
"""Tables in which no row is about one person."""
OF_STRANGERS = {"doorsteps"}
"""Gone when the person joins."""


@pytest.fixture
def alice() -> Conversation:
    return settled()


def files(heard: list[Heard]) -> tuple[str, dict[str, Any]]:
    page, data, *pictures = heard
    assert {picture.kind for picture in pictures} <= {"picture"}
    assert (page.kind, data.kind) == ("document", "document")
    return page.content.decode(), orjson.loads(data.content)


# Two files with names that tell what they are; then the pictures, of all wins, and of the whole time; a caption each.
def test_two_files_and_pictures(alice: Conversation) -> None:
    page, data, *pictures = alice.says("/export")
    assert [len(orjson.loads(picture.content)["parts"]) for picture in pictures] == [1, 2]
    assert [(picture.text, picture.labels) for picture in pictures] == [
        ("The picture of your wins so far.", []),
        ("The same wins, from the first day on, in small pictures.", []),
    ]
    assert (page.name, data.name) == ("small-wins-2026-03-02.html", "small-wins-2026-03-02.json")
    assert "read or print" in page.text
    assert "/import" in data.text


# What people own stands in both files, in their own words.
def test_their_words_are_in_both(alice: Conversation) -> None:
    alice.says("/win took a shower")
    alice.taps("Add note")
    alice.says("with <b>hot</b> water & soap")
    page, data = files(alice.says("export my data"))
    assert [win["text"] for win in data["wins"]] == ["sat up", "put one dish in the sink", "took a shower"]
    assert data["wins"][2]["note"] == "with <b>hot</b> water & soap"
    assert data["goals"][0]["name"] == "clean the house"
    assert data["person"]["settings"]["town"] == "Leeds"
    assert "with &lt;b&gt;hot&lt;/b&gt; water &amp; soap" in page
    assert "clean the house" in page
    assert (data["format"], data["version"]) == ("small-wins-export", 1)


# Whatever somebody is asked or has chosen: a copy comes, and what was asked stays open.
@pytest.mark.parametrize(
    "state",
    [
        (),
        ("/settings",),
        ("pause for a week",),
        ("/goal",),
        ("I can't place this",),
        ("no more hellos",),
        ("I want to kill myself",),
    ],
)
def test_from_every_state(alice: Conversation, state: tuple[str, ...]) -> None:
    for step in state:
        alice.says(step)
    files(alice.says("/export"))


# Whoever has not joined has nothing here, and is told so.
def test_strangers() -> None:
    stranger = Conversation()
    stranger.says("/start")
    assert stranger.says("/export")[0].text == "There's nothing of yours here."


# A table that is not exported would be forgotten here: each one is, or holds nothing about one person.
def test_every_table() -> None:
    tables = {
        name
        for (name,) in database().execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_")
    }
    assert tables - NOBODYS - OF_STRANGERS == {
        "people",
        *exports.OWNED,
        *exports.ON_THEIR_WAY,
    }


# The name of each thing in the file is one that docs/export.md explains.
def test_the_schema_is_documented(alice: Conversation) -> None:
    alice.passes(days=1)
    _, data = files(alice.says("/export"))
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "export.md").read_text("utf-8")))
    assert set(_names(data)) - documented == set()


def _names(value: object) -> set[str]:
    match value:
        case dict():
            return set(value) | {name for key, inner in value.items() if key != "said" for name in _names(inner)}
        case list():
            return {name for inner in value for name in _names(inner)}
    return set()


class _Page(html.parser.HTMLParser):
    """What a browser would make of it: the tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


# The page names its language, has one heading of the first rank, fetches nothing and runs nothing, whatever was typed.
def test_the_page_is_self_contained(alice: Conversation) -> None:
    alice.says('/win <script src="https://evil.example/x.js"></script> <img src=x onerror=alert(1)>')
    alice.taps("It's a win") if "It's a win" in alice.heard[-1].labels else None
    page, _ = files(alice.says("/export"))
    read = _Page()
    read.feed(page)
    names = [tag for tag, _ in read.tags]
    assert (names[0], read.tags[0][1]) == ("html", {"lang": "en"})
    assert names.count("h1") == 1
    assert not {"script", "img", "link", "iframe", "object"} & set(names)
    assert not [
        name for _, attributes in read.tags for name in attributes if name in {"src", "href"} or name[:2] == "on"
    ]
    assert "default-src 'none'" in page
    assert "url(" not in page


# The words of the page are words of ours like all others: none stands in the template.
def test_the_template_has_no_words() -> None:
    template = (ROOT / "companion" / "export" / "page.html").read_text("utf-8")
    body = template.partition("<body>")[2]
    assert re.sub(r"<[^>]*>|\$\w+|\s", "", body) == ""
    phrases = tomllib.loads((ROOT / "companion" / "words" / "en" / "phrases.toml").read_text("utf-8"))["export"]
    assert "title" in phrases
