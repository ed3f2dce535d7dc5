"""One request to a method, and the checks that many methods share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.errors import api_error, bad_request
from simulator.parameters import Parameters
from simulator.records import Message, Person
from simulator.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Call:
    """A method's request. The method answers with the JSON of its result, or raises ApiError."""

    telegram: Telegram
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Described:
    """A result that comes with words, as those of the webhook methods do."""

    description: str
    result: Any = True


Method = Callable[[Call], Any]


def chat_id(parameters: Parameters) -> int | None:
    """The chat that a request names, None where it is none of ours."""
    try:
        return int(parameters.text("chat_id"))
    except ValueError:
        return None


def chat_of(call: Call) -> Person:
    """The person whose chat the request names. Raises ApiError where there is no such chat."""
    if not call.parameters.given("chat_id"):
        raise bad_request("chat_id is empty")
    number = chat_id(call.parameters)
    person = call.telegram.people.get(number) if number is not None else None
    if person is None:
        raise bad_request("chat not found")
    if person.deactivated:
        raise api_error(403, "user is deactivated")
    return person


def recipient(call: Call) -> Person:
    """The person whom the request writes to. Raises a 403 where the bot may not."""
    person = chat_of(call)
    if person.blocked:
        raise api_error(403, "bot was blocked by the user")
    if not person.started:
        raise api_error(403, "bot can't initiate conversation with a user")
    return person


def message_of(call: Call, person: Person, missing: str) -> Message:
    """The message that the request names. Raises a 400 that says `missing` where there is none."""
    if not call.parameters.given("message_id"):
        raise bad_request("message identifier is not specified")
    message = call.telegram.message_in(person.id, call.parameters.integer("message_id"))
    if message is None:
        raise bad_request(missing)
    return message
