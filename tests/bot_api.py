"""Checks Bot API traffic against the machine-readable Bot API.

`BotApi` is built from that form (one object with "methods" and "types") and names every fault it finds in a
request or an answer; no faults means an empty list. The data is no part of the project: `find()` says whether it
lies beside it, and whoever checks with it skips where it does not.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

_DATA = Path("shared", "data", "bot-api-10.0.json")
_LITERAL = re.compile(r"(?:always|must be) \"?(\w+)\"?$")
_ATTACHED = re.compile(r"attach://([^\"\\\s]+)")
_ARRAY = "Array of "
_BOOLEANS = {"true", "false", "1", "0", "yes", "no", ""}


def find() -> Path | None:
    """The data file beside the checkout of the project, or None where there is none."""
    path = Path(__file__).parents[2] / _DATA
    return path if path.is_file() else None


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method or a field of a type; `literal` is the only value it may have, where there is one."""

    types: tuple[str, ...]
    required: bool
    literal: str | None


@dataclass(frozen=True, slots=True)
class Schema:
    """A method or a type. `alternatives` are the types of a union or the results of a method."""

    name: str
    fields: Mapping[str, Field]
    alternatives: tuple[str, ...]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From one entry of "methods" or "types"."""
        fixed = "subtype_of" in raw
        fields = {
            field["name"]: Field(
                types=tuple(field["types"]),
                required=field["required"],
                literal=_literal(field.get("description", "")) if fixed else None,
            )
            for field in raw.get("fields", ())
        }
        return cls(raw["name"], fields, tuple(raw.get("returns") or raw.get("subtypes") or ()))


@dataclass(frozen=True, slots=True)
class BotApi:
    """The Bot API's methods, by name in lower case, and its types, by name."""

    methods: Mapping[str, Schema]
    types: Mapping[str, Schema]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the data file."""
        return cls.read(json.loads(path.read_bytes()))

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """From the data file's content."""
        methods = {name.lower(): Schema.read(entry) for name, entry in raw["methods"].items()}
        types = {name: Schema.read(entry) for name, entry in raw["types"].items() if name != "InputFile"}
        return cls(methods, types)

    def entry_faults(self, entry: Mapping[str, Any]) -> list[str]:
        """Faults of one entry of the simulator's transcript.

        The request of a refused call is not looked at: being wrong may be why it was refused. Nor is an answer
        that is no JSON object, unless its status claims success.
        """
        method, status, answer = entry["method"], entry["status"], entry["answer"]
        faults = self.request_faults(method, entry["request"]) if status == 200 else []
        if isinstance(answer, Mapping) or status == 200:
            faults += self.answer_faults(method, status, answer)
        return [f"{entry['n']} {method}: {fault}" for fault in faults]

    def request_faults(self, method: str, request: Mapping[str, object]) -> list[str]:
        """Faults of a call's parameters, given as JSON values or as the strings of a form.

        A part of any name is good where a parameter refers to it as attach://name.
        """
        schema = self.methods.get(method.lower())
        if schema is None:
            return ["unknown method"]
        attached = set(_ATTACHED.findall(json.dumps(request)))
        plain = {
            name: _from_form(value, schema.fields[name]) if name in schema.fields else value
            for name, value in request.items()
            if name not in attached
        }
        return self._object(plain, schema, "")

    def answer_faults(self, method: str, status: int, answer: object) -> list[str]:
        """Faults of the answer to a call: of its envelope, and of the result or the error in it."""
        match answer:
            case {"ok": True, "result": result, **rest}:
                schema = self.methods.get(method.lower())
                returns = schema.alternatives if schema else ()
                faults = [] if status == 200 else [f"ok with status {status}"]
                rest.pop("description", None)  # undocumented: the real server explains some successes
                return faults + _unknown(rest, "") + self._value(result, returns, "result")
            case {"ok": False, "error_code": int(code), "description": str(), **rest}:
                faults = [] if code == status else [f"error_code {code} with status {status}"]
                parameters = rest.pop("parameters", {})
                return faults + _unknown(rest, "") + self._value(parameters, ("ResponseParameters",), "parameters")
        return [f"no envelope: {answer!r:.80}"]

    def _value(self, value: object, names: Iterable[str], at: str) -> list[str]:
        """The faults of `value` as the one of the named types that it comes nearest to."""
        fitting = [name for name in names if self._fits(value, name)]
        if not fitting:
            return [f"{at}: {value!r:.80} is no {' or '.join(names)}"]
        return min((self._inside(value, name, at) for name in fitting), key=len)

    def _fits(self, value: object, name: str) -> bool:
        if name.startswith(_ARRAY):
            return isinstance(value, list)
        return isinstance(value, Mapping) if name in self.types else _is_simple(value, name)

    def _inside(self, value: object, name: str, at: str) -> list[str]:
        match value:
            case list():
                inner = (name.removeprefix(_ARRAY),)
                return [fault for n, item in enumerate(value) for fault in self._value(item, inner, f"{at}[{n}]")]
            case Mapping() if name in self.types:
                schema = self.types[name]
                if schema.alternatives:
                    return self._value(value, schema.alternatives, at)
                return self._object(value, schema, f"{at}.")
        return []

    def _object(self, value: Mapping[str, object], schema: Schema, at: str) -> list[str]:
        known = {name: item for name, item in value.items() if name in schema.fields}
        faults = _unknown(value.keys() - known.keys(), at)
        faults += [
            f"{at}{name}: missing" for name, field in schema.fields.items() if field.required and name not in known
        ]
        for name, item in known.items():
            field = schema.fields[name]
            faults += self._value(item, field.types, at + name)
            if field.literal not in (None, item):
                faults.append(f"{at}{name}: {item!r:.80} is not {field.literal!r}")
        return faults


def _literal(description: str) -> str | None:
    found = _LITERAL.search(description)
    return found[1] if found else None


def _unknown(names: Iterable[object], at: str) -> list[str]:
    return [f"{at}{name}: unknown" for name in sorted(map(str, names))]


def _is_simple(value: object, name: str) -> bool:
    match name:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "InputFile":
            return value is not None
    return False


def _from_form(value: object, field: Field) -> object:
    """A form's string as the JSON value it stands for; as it is where a string is allowed or it stands for none."""
    if not isinstance(value, str) or "String" in field.types or "InputFile" in field.types:
        return value
    if field.types == ("Boolean",) and value.lower() in _BOOLEANS:
        return value.lower() in {"true", "1", "yes"}
    try:
        decoded: object = json.loads(value)
    except ValueError:
        return value
    return decoded
