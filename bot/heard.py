"""What was heard: an update's event and whose turn it is; and how a command names the bot that it is for."""

import re

import msgspec

from companion.events import Event

_COMMAND_TO = re.compile(r"(/\w+)@(\w+)")


class Heard(msgspec.Struct, frozen=True):
    """An update's event and whose turn it is; `query` is the id of a button press that waits to be answered."""

    person_id: int
    event: Event | None
    query: str = ""


def without_name(text: str, username: str) -> str:
    """`/win@our_bot tea` as `/win tea`. What names another bot stays: it is text, and text is read."""
    command = _COMMAND_TO.match(text)
    return command[1] + text[command.end() :] if command and is_name(command[2], username) else text


def commands(text: str, username: str) -> bool:
    """Whether the text begins with a command that names this bot."""
    command = _COMMAND_TO.match(text)
    return command is not None and is_name(command[2], username)


def is_name(name: str, username: str) -> bool:
    """Whether both are one Telegram name, which knows no case."""
    return name.lower() == username.lower()
