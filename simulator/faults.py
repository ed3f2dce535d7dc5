"""Faults that a test bench orders: which request they strike, and what happens to it."""

import random
from dataclasses import asdict, dataclass, field
from typing import Final

from simulator.errors import ApiError, UserApiError, api_error, too_many_requests
from simulator.records import JSON

KINDS: Final = frozenset(
    {"delay", "drop", "lose_reply", "hang", "429", "403", "400", "401", "409", "500", "502_html", "not_json"}
)
_NUMBER: Final = (int, float)
_FIELDS: Final[dict[str, type | tuple[type, ...]]] = {
    "kind": str, "method": str, "person": int, "times": int, "share": _NUMBER, "seconds": _NUMBER,
    "retry_after": int, "description": str,
}  # fmt: skip
_REASONS: Final = {
    400: "chat not found",
    403: "bot was blocked by the user",
    409: "terminated by other getUpdates request; make sure that only one bot instance is running",
}


@dataclass(slots=True)
class Fault:
    """A rule. It strikes requests of `method` ("*": any) for `person` (None: anyone).

    It strikes a `share` of them, `times` at most (None: without end).
    """

    id: int
    kind: str
    method: str = "*"
    person: int | None = None
    times: int | None = None
    share: float = 1.0
    seconds: float = 1.0
    retry_after: int = 1
    description: str | None = None

    def concerns(self, method: str, person: int | None) -> bool:
        """Whether the rule is about such a request."""
        return self.method.lower() in {"*", method.lower()} and self.person in {None, person}

    def error(self) -> ApiError:
        """What a fault with a status answers."""
        if self.kind == "429":
            return too_many_requests(self.retry_after)
        code = int(self.kind)
        if self.description is not None:
            return ApiError(code, self.description)
        return api_error(code, _REASONS.get(code, ""))


@dataclass(slots=True)
class Faults:
    """The rules in force, in the order they were made; the first that strikes counts."""

    rules: list[Fault] = field(default_factory=list)
    dice: random.Random = field(default_factory=random.Random)
    _made: int = 0

    def add(self, fields: JSON) -> Fault:
        """A new rule from a lever's request. Raises UserApiError for an unknown kind or field."""
        given = {name: value for name, value in fields.items() if value is not None}
        for name, value in given.items():
            if name not in _FIELDS or not isinstance(value, _FIELDS[name]) or isinstance(value, bool):
                raise UserApiError(f"{name} is no field of a fault, or of another type; it has {', '.join(_FIELDS)}")
        if given.get("kind") not in KINDS:
            raise UserApiError(f"unknown kind of fault; known are {', '.join(sorted(KINDS))}")
        self._made += 1
        rule = Fault(self._made, **given)
        self.rules.append(rule)
        return rule

    def strike(self, method: str, person: int | None) -> Fault | None:
        """The rule that strikes this request, if one does."""
        for rule in self.rules:
            if rule.concerns(method, person) and self.dice.random() < rule.share:
                self._count(rule)
                return rule
        return None

    def _count(self, rule: Fault) -> None:
        if rule.times is None:
            return
        rule.times -= 1
        if rule.times <= 0:
            self.rules.remove(rule)

    def as_json(self) -> list[JSON]:
        """The rules as the lever lists them."""
        return [asdict(rule) for rule in self.rules]
