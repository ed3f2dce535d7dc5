"""Reading the JSON requests of the user API and the levers, and answering them."""

from typing import Any, TypeVar

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler

from simulator.errors import UserApiError
from simulator.records import JSON

T = TypeVar("T", int, float, str, bool)


def answer(value: Any, status: int = 200) -> web.Response:
    """`value` as a JSON response."""
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")


async def read_json(request: web.Request) -> JSON:
    """The request's JSON object, {} where the body is empty. Raises UserApiError."""
    try:
        body = orjson.loads(await request.read() or b"{}")
    except orjson.JSONDecodeError:
        raise UserApiError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise UserApiError("the body must be a JSON object")
    return body


def required(body: JSON, name: str, kind: type[T]) -> T:
    """The field of that type (whole numbers do for float). Raises UserApiError where it is missing or other."""
    value = body.get(name)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return kind(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UserApiError(f"{name} is needed, as {kind.__name__}")
    return value


def optional(body: JSON, name: str, kind: type[T], default: T) -> T:
    """The same, `default` where the field is missing or null."""
    return default if body.get(name) is None else required(body, name, kind)


def query_number(request: web.Request, name: str, default: float) -> float:
    """A number from the address. Raises UserApiError where it is none."""
    try:
        return float(request.query.get(name, default))
    except ValueError:
        raise UserApiError(f"{name} must be a number") from None


@web.middleware
async def tell_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns a UserApiError into {"error": …}."""
    try:
        return await handler(request)
    except UserApiError as error:
        return answer({"error": str(error)}, error.status)
