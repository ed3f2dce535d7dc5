"""The Bot API over HTTP: tokens, methods, files; and the faults and limits that a test bench orders."""

import asyncio
import mimetypes
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import orjson
from aiohttp import web

from simulator.errors import ApiError, api_error
from simulator.faults import Fault, Faults
from simulator.limits import Limiter
from simulator.methods.call import Call, Described, chat_id
from simulator.methods.registry import METHODS, WAITING_METHODS
from simulator.parameters import Parameters
from simulator.telegram import Telegram
from simulator.transcript import Transcript
from simulator.transport import read_parameters, refusal, success

_TOKEN: Final = re.compile(r"\d{1,20}:[A-Za-z0-9_-]+")
_HANG_SECONDS: Final = 3600.0
_HTML: Final = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class BotApi:
    """The handlers of `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    telegram: Telegram
    faults: Faults
    limiter: Limiter
    transcript: Transcript

    def routes(self) -> list[web.RouteDef]:
        """GET and POST, as Telegram takes both."""
        return [
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self.download),
            web.route("*", r"/bot{token:[^/]+}/{method}", self.handle),
            web.route("*", r"/bot{token:[^/]+}{rest:(?:/.*)?}", self.no_method),
        ]

    async def no_method(self, request: web.Request) -> web.Response:
        """A token and no method's name."""
        return refusal(self._token_error(request.match_info["token"]) or api_error(404))

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file, at the path that getFile gave."""
        if error := self._token_error(request.match_info["token"]):
            return refusal(error)
        file = self.telegram.files.at_path(request.match_info["path"])
        if file is None:
            return refusal(api_error(404))
        kind = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
        return web.Response(body=self.telegram.files.data(file), content_type=kind)

    def _person(self, parameters: Parameters) -> int | None:
        """Whom the request is about: the chat, or who pressed the button that it answers."""
        pressed = self.telegram.callbacks.get(parameters.text("callback_query_id"))
        return pressed.person if pressed else chat_id(parameters)

    def _token_error(self, token: str) -> ApiError | None:
        if token == self.telegram.token:
            return None
        return api_error(401, "" if _TOKEN.fullmatch(token) else ": invalid token specified")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request to a method: read, struck by a fault or answered, written down."""
        method = request.match_info["method"]
        parameters, person = Parameters({}), None
        try:
            if error := self._token_error(request.match_info["token"]):
                raise error
            parameters = await read_parameters(request)
            person = self._person(parameters)
            response = await self._struck(request, method, parameters, person)
        except ApiError as error:
            response = refusal(error)
        if self.transcript.on:
            self._write_down(method, parameters, person, response)
        return response

    async def _struck(
        self, request: web.Request, method: str, parameters: Parameters, person: int | None
    ) -> web.Response:
        fault = self.faults.strike(method, person) if self.faults.rules else None
        if fault is None:
            return await self._answer(method, parameters, person)
        match fault.kind:
            case "delay":
                await asyncio.sleep(fault.seconds)
                return await self._answer(method, parameters, person)
            case "drop":
                return _hung_up(request)
            case "lose_reply":
                with suppress(ApiError):
                    await self._answer(method, parameters, person)
                return _hung_up(request)
            case "hang":
                await asyncio.sleep(_HANG_SECONDS)
                return _hung_up(request)
            case _:
                return _refused(fault)

    async def _answer(self, method: str, parameters: Parameters, person: int | None) -> web.Response:
        """Does what is asked; what it changed is on disk when this returns."""
        self.limiter.admit(method, person)
        call = Call(self.telegram, parameters)
        name = method.lower()
        try:
            if name in METHODS:
                result = METHODS[name](call)
            elif name in WAITING_METHODS:
                result = await WAITING_METHODS[name](call)
            else:
                raise api_error(404, ": method not found")
        finally:
            self.telegram.journal.commit()
        return _success(result)

    def _write_down(self, method: str, parameters: Parameters, person: int | None, response: web.Response) -> None:
        body = response.body if isinstance(response.body, bytes) else b""
        self.transcript.add(
            {
                "at": self.telegram.clock.now(),
                "method": method,
                "person": person,
                "request": parameters.as_json(),
                "status": response.status,
                "answer": orjson.loads(body) if response.content_type == "application/json" else None,
            }
        )


def _success(result: Any) -> web.Response:
    if isinstance(result, Described):
        return success(result.result, result.description)
    return success(result)


def _hung_up(request: web.Request) -> web.Response:
    """Closes the connection; the answer that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def _refused(fault: Fault) -> web.Response:
    match fault.kind:
        case "502_html":
            return web.Response(status=502, text=_HTML, content_type="text/html")
        case "not_json":
            return web.Response(status=200, text="{not json", content_type="text/plain")
        case _:
            return refusal(fault.error())
