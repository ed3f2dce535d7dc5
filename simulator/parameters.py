"""A request's parameters, however they came: query, form, multipart or JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

_LEADING_INTEGER: Final = re.compile(r"\s*([+-]?\d+)")
_TRUE: Final = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart request."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name: text, an Upload, or (from JSON bodies) anything that JSON can hold.

    Reading is as lenient as Telegram's: a number may be text, and text that is no number counts as 0.
    """

    values: Mapping[str, object]

    def given(self, name: str) -> bool:
        """Whether there is such a parameter with a value."""
        return self.values.get(name, "") != ""

    def text(self, name: str) -> str:
        """The value as text; "" where it is missing."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        return "" if isinstance(value, Upload) else orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number: its leading digits."""
        if not self.given(name):
            return default
        found = _LEADING_INTEGER.match(self.text(name))
        return int(found[1]) if found else 0

    def flag(self, name: str) -> bool:
        """Whether the value says yes: true, True, yes or 1."""
        return self.text(name).lower() in _TRUE

    def decoded(self, name: str) -> Any:
        """The value as JSON, None where it is missing. Raises ValueError where it is not JSON."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            return value
        return orjson.loads(value) if value else None

    def upload(self, name: str) -> Upload | None:
        """The file given under that name, directly or by an attach:// reference to another part."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.values.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None

    def as_json(self) -> dict[str, Any]:
        """What the transcript keeps: every value, files by name and size."""
        return {
            name: {"file": value.name, "size": len(value.data)} if isinstance(value, Upload) else value
            for name, value in self.values.items()
        }
