"""HTTP to parameters, and results to the Bot API's envelope."""

from typing import Any, Final
from urllib.parse import parse_qsl

import orjson
from aiohttp import web

from simulator.errors import ApiError, api_error, bad_request
from simulator.parameters import Parameters, Upload

LARGEST_BODY: Final = 55 * 1024 * 1024


async def read_parameters(request: web.Request) -> Parameters:
    """The request's parameters; those in the address go before those in the body.

    Raises ApiError 400 for a body that cannot be read and 413 for one that is too large.
    """
    try:
        body = await _body(request) if request.body_exists else {}
    except web.HTTPRequestEntityTooLarge:
        raise api_error(413) from None
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except ValueError:
        raise bad_request("can't parse request body") from None
    return Parameters({**body, **request.query} if request.query_string else body)


async def _body(request: web.Request) -> dict[str, object]:
    match request.content_type:
        case "application/json":
            decoded = orjson.loads(await request.read() or b"{}")
            if not isinstance(decoded, dict):
                raise bad_request("can't parse request body: an object was expected")
            return decoded
        case "multipart/form-data":
            return await _multipart(request)
        case "application/x-www-form-urlencoded":
            form = (await request.read()).decode()
            return dict(parse_qsl(form, keep_blank_values=True, errors="strict", max_num_fields=1000))
        case _:
            await request.read()
            return {}


async def _multipart(request: web.Request) -> dict[str, object]:
    fields = await request.post()
    read: dict[str, object] = {}
    for name, value in fields.items():
        if isinstance(value, web.FileField):
            read[name] = Upload(value.filename, value.content_type, value.file.read())
        else:
            read[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return read


def success(result: Any, description: str | None = None) -> web.Response:
    """The envelope of an answer."""
    envelope = {"ok": True, "result": result}
    if description:
        envelope["description"] = description
    return web.Response(body=orjson.dumps(envelope), content_type="application/json")


def refusal(error: ApiError) -> web.Response:
    """The envelope of an error; its status is its error_code."""
    envelope: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.retry_after is not None:
        envelope["parameters"] = {"retry_after": error.retry_after}
        headers["Retry-After"] = str(error.retry_after)
    return web.Response(
        body=orjson.dumps(envelope), status=error.code, content_type="application/json", headers=headers
    )
