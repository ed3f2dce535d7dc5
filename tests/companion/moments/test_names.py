"""Words and code name the same things: no sentence, button or command that nobody can reach."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.care import phrases, replies
from companion.handlers import COMMANDS, FOR_STRANGERS, QUESTIONS, TAPS, TAPS_FOR_STRANGERS
from companion.words import book
from tests.conversation import Conversation

COMPANION = Path(__file__).parents[3] / "companion"
ROOMS = ("moments", "export")
CODE = [*(file for room in ROOMS for file in sorted((COMPANION / room).glob("*.py"))), *COMPANION.glob("*.py")]
SENTENCES = book().sentences
UNDER_SENTENCES = {verb for sentence in SENTENCES.values() for verb in sentence.buttons}
IN_CRISIS = phrases.phrases("en").labels.keys()


def nodes() -> Iterator[ast.AST]:
    for file in CODE:
        yield from ast.walk(ast.parse(file.read_text("utf-8")))


def strings() -> set[str]:
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def prefixes() -> set[str]:
    """How the names begin that code puts together, such as "talk_" of f"talk_{kind}"."""
    firsts = [node.values[0] for node in nodes() if isinstance(node, ast.JoinedStr) and node.values]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant) and str(first.value).endswith("_")}


def called(*methods: str) -> set[str]:
    """The plain strings handed first to these methods."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    firsts = [call.args[0] for call in calls if call.func.attr in methods and call.args]  # type: ignore[attr-defined]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


# Every sentence is said somewhere: a writer never polishes one that nobody will read.
def test_every_sentence_is_said() -> None:
    said = strings()
    begun = tuple(prefixes())
    assert {name for name in SENTENCES if name not in said and not name.startswith(begun)} == set()


# Every sentence that code names exists.
def test_every_named_sentence_exists() -> None:
    assert called("say", "turn") - SENTENCES.keys() == set()


# Names put together from parts lead to sentences, each of them.
@pytest.mark.parametrize(
    "name",
    [
        *(f"talk_{kind}" for kind in ("greeting", "thanks", "program", "insult")),
        *(f"hellos_{often}" for often in ("daily", "other_day", "weekly", "off")),
    ],
)
def test_composed_names(name: str) -> None:
    assert name in SENTENCES


# Every press that means something stands under a sentence, or on a button that code makes.
def test_every_tap_has_a_button() -> None:
    assert TAPS.keys() - UNDER_SENTENCES - IN_CRISIS - called("key") == set()


# Every button under a sentence means something, and has its words.
def test_every_button_has_a_tap_and_a_label() -> None:
    assert UNDER_SENTENCES - TAPS.keys() == set()
    assert UNDER_SENTENCES - book().labels.keys() == set()


# No label is kept for a button that is gone.
def test_every_label_is_used() -> None:
    assert book().labels.keys() - UNDER_SENTENCES - called("key") == set()


# Labels differ whatever the case, since each can be typed.
def test_labels_differ() -> None:
    folded = [label.casefold() for label in book().labels.values()]
    assert len(folded) == len(set(folded))


# Every question that is asked is one that an answer is read for, or one that only says what is being spoken of.
def test_every_question_is_read() -> None:
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    asked = {
        str(call.args[0].value)
        for call in calls
        if call.func.id == "Question" and isinstance(call.args[0], ast.Constant)  # type: ignore[attr-defined]
    }
    assert asked - QUESTIONS.keys() == {"step", "card"}
    assert QUESTIONS.keys() - asked - {*replies.QUESTIONS.values(), "crisis_quiet", "crisis_still"} == set()


# Telegram's menu shows the commands that there are, and no other.
def test_the_menu_shows_every_command() -> None:
    profile = tomllib.loads((COMPANION / "words" / "en" / "profile.toml").read_text("utf-8"))
    assert profile["commands"].keys() == COMMANDS.keys()


# What strangers may use exists.
def test_what_strangers_may_use() -> None:
    assert COMMANDS.keys() >= FOR_STRANGERS
    assert TAPS.keys() >= TAPS_FOR_STRANGERS


# Every command answers: alone, with words after it, and to strangers too.
@pytest.mark.parametrize("argument", ["", " some words", "\nsome\nwords"])
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_answers(command: str, argument: str, alice: Conversation, stranger: Conversation) -> None:
    assert alice.says(f"/{command}{argument}")
    assert stranger.says(f"/{command}{argument}")


# Commands are read in any case; an unknown one says so and leads to help; a lone slash is no crash.
@pytest.mark.parametrize(
    ("text", "begins"), [("/TODAY", "Today"), ("/nonsense", "I don't know"), ("/", "I don't know"), ("/ ", "I don't")]
)
def test_odd_commands(text: str, begins: str, alice: Conversation) -> None:
    assert alice.says(text)[0].text.startswith(begins)
