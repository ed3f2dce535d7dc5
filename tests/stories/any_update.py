"""Updates of every kind that the machine-readable Bot API knows, each made of the fewest fields that it may have."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bot_api import BotApi, Schema

_ARRAY = "Array of "
_SIMPLE: dict[str, object] = {"Integer": 7, "String": "words", "Boolean": True, "Float": 1.5}


@dataclass(frozen=True, slots=True)
class AnyUpdate:
    """Makes updates of one person, wherever they name a user or a chat."""

    api: BotApi
    person: int

    def kinds(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(name, update) for each kind of update."""
        for kind, field in self.api.types["Update"].fields.items():
            if kind != "update_id":
                yield kind, {kind: self._value(field.types[0])}

    def messages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(name, update) for a private message with each field that one can have."""
        schema = self.api.types["Message"]
        for name, field in schema.fields.items():
            message = {"from": self._value("User"), **self._object(schema), name: self._value(field.types[0])}
            yield name, {"message": message}

    def _value(self, name: str) -> Any:
        if name.startswith(_ARRAY):
            return [self._value(name.removeprefix(_ARRAY))]
        match name:
            case "User":
                return {"id": self.person, "is_bot": False, "first_name": "Alice"}
            case "Chat":
                return {"id": self.person, "type": "private", "first_name": "Alice"}
        if name in _SIMPLE:
            return _SIMPLE[name]
        schema = self.api.types[name]
        return self._value(schema.alternatives[0]) if schema.alternatives else self._object(schema)

    def _object(self, schema: Schema) -> dict[str, Any]:
        required = {name: field for name, field in schema.fields.items() if field.required}
        return {name: field.literal or self._value(field.types[0]) for name, field in required.items()}
