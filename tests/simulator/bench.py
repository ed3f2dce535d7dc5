"""What stands around the bot in a test: a person's phone, the levers, and the bare wire."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(frozen=True, slots=True)
class Phone:
    """What a person does in the chat, through the user API."""

    http: aiohttp.ClientSession
    id: int

    async def get(self, what: str, **query: int) -> Any:
        """The answer to GET /user/{id}/{what}."""
        async with self.http.get(f"/user/{self.id}/{what}", params=query) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, what: str, **body: object) -> Any:
        """The answer to POST /user/{id}/{what} with a JSON body."""
        async with self.http.post(f"/user/{self.id}/{what}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def photo(self, content: bytes, caption: str = "") -> Any:
        """Sends a picture; the shown message."""
        form = aiohttp.FormData({"caption": caption})
        form.add_field("photo", content, filename="photo.png")
        async with self.http.post(f"/user/{self.id}/photo", data=form) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def file(self, name: str, content: bytes) -> Any:
        """Sends a file of any kind; the shown message."""
        form = aiohttp.FormData({"caption": ""})
        form.add_field("document", io.BytesIO(content), filename=name)
        async with self.http.post(f"/user/{self.id}/document", data=form) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def saves(self, shown: Mapping[str, Any]) -> bytes:
        """The file of a shown message."""
        async with self.http.get(shown["document_url"]) as response:
            assert response.status == 200, await response.text()
            return await response.read()

    async def writes(self, text: str, **more: object) -> int:
        """Writes a text; its message id."""
        message_id: int = (await self.post("text", text=text, **more))["message_id"]
        return message_id

    async def taps(self, message_id: int, row: int = 0, column: int = 0) -> str:
        """Presses an inline button; the id of the callback query."""
        query_id: str = (await self.post("tap", message_id=message_id, row=row, column=column))["callback_query_id"]
        return query_id

    async def sees(self) -> list[dict[str, Any]]:
        """The shown messages of the chat, oldest first."""
        messages: list[dict[str, Any]] = (await self.get("chat"))["messages"]
        return messages

    async def shown(self, message_id: int) -> dict[str, Any]:
        """One shown message."""
        return next(message for message in await self.sees() if message["message_id"] == message_id)

    async def awaits(self, kind: str, after: int) -> tuple[int, dict[str, Any]]:
        """The first event of that kind later than `after`: its sequence number and itself."""
        while True:
            for event in (await self.get("events", after=after, timeout=5))["events"]:
                after = event["sequence"]
                if event["kind"] == kind:
                    return after, event


@dataclass(frozen=True, slots=True)
class Levers:
    """The test bench at /simulator/."""

    http: aiohttp.ClientSession

    async def get(self, what: str, **query: int) -> Any:
        """The answer to GET /simulator/{what}."""
        async with self.http.get(f"/simulator/{what}", params=query) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, what: str, **body: object) -> Any:
        """The answer to POST /simulator/{what} with a JSON body."""
        async with self.http.post(f"/simulator/{what}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def clear(self, what: str) -> None:
        """DELETE /simulator/{what}."""
        async with self.http.delete(f"/simulator/{what}") as response:
            assert response.status < 300, await response.text()

    async def fault(self, kind: str, method: str = "*", **more: object) -> None:
        """Adds a rule of faults."""
        await self.post("faults", kind=kind, method=method, **more)

    async def passes(self, seconds: int) -> None:
        """Lets virtual time pass in one jump."""
        now = (await self.get("clock"))["now"]
        await self.post("clock", to=now + seconds, jump=True)

    async def transcript(self) -> list[dict[str, Any]]:
        """Every Bot API request and answer so far."""
        found = await self.get("transcript")
        entries: list[dict[str, Any]] = found["entries"] if isinstance(found, dict) else found
        return entries

    async def refusal(self) -> str:
        """The description in the newest answer."""
        description: str = (await self.transcript())[-1]["answer"]["description"]
        return description


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over the wire."""

    status: int
    headers: Mapping[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Wire:
    """Bot API requests as bytes on the wire, for what no client would send."""

    http: aiohttp.ClientSession
    token: str

    async def call(self, method: str, /, **parameters: object) -> Answer:
        """POSTs the parameters as JSON."""
        return await self.send("POST", method, json=parameters)

    async def catch_up(self) -> None:
        """Two round trips: whatever set out before has reached the server by then."""
        for _ in range(2):
            await self.call("getMe")

    async def send(self, verb: str, method: str, **request: Any) -> Answer:
        """Any request to a method; `request` as aiohttp's own keywords."""
        return await self.at(verb, f"/bot{self.token}/{method}", **request)

    async def at(self, verb: str, path: str, **request: Any) -> Answer:
        """Any request to any path."""
        async with self.http.request(verb, path, **request) as response:
            body = await response.json() if "json" in response.content_type else await response.read()
            return Answer(response.status, dict(response.headers), body)
