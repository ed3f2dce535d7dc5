"""The user API: what a person's phone does, over HTTP."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Any, Final

import orjson
from aiohttp import web

from simulator.errors import UserApiError
from simulator.events import Event
from simulator.json_requests import answer, optional, query_number, read_json, required
from simulator.methods.profile import commands_for, menu_button, words
from simulator.parameters import Upload
from simulator.person_actions import PersonActions
from simulator.records import Person
from simulator.shown import shown_event, shown_message
from simulator.telegram import BOT_USERNAME, Telegram

LONGEST_POLL: Final = 60.0
MOST_SHOWN: Final = 500
_KEEP_ALIVE_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class UserApi:
    """The handlers of `/user/…`."""

    telegram: Telegram
    actions: PersonActions

    def routes(self) -> list[web.RouteDef]:
        """Every request of docs/simulator.md's user API."""
        posts = {
            "text": self.text, "tap": self.tap, "edit": self.edit, "react": self.react,
            "location": self.location, "photo": self.photo, "document": self.document, "attachment": self.attachment,
            "forward": self.forward, "delete": self.delete, "block": self.block, "unblock": self.unblock,
            "deactivate": self.deactivate,
        }  # fmt: skip
        return [
            web.get("/user/people", self.people),
            web.post("/user/people", self.add_person),
            web.get("/user/bot", self.bot),
            web.get(r"/user/{id:\d+}/chat", self.chat),
            web.get(r"/user/{id:\d+}/events", self.events),
            web.get(r"/user/{id:\d+}/stream", self.stream),
            web.get(r"/user/{id:\d+}/files/{file}", self.file),
            *(web.post(rf"/user/{{id:\d+}}/{name}", handler) for name, handler in posts.items()),
        ]

    def _person(self, request: web.Request) -> Person:
        return self._known(int(request.match_info["id"]))

    def _known(self, number: int) -> Person:
        person = self.telegram.people.get(number)
        if person is None:
            raise UserApiError("no such person", 404)
        return person

    def _done(self, value: Any) -> web.Response:
        self.telegram.journal.commit()
        return answer(value)

    async def people(self, _request: web.Request) -> web.Response:
        return answer([asdict(person) for person in self.telegram.people.values()])

    async def add_person(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        name = required(body, "first_name", str).strip()
        if not name:
            raise UserApiError("first_name must not be empty")
        language = optional(body, "language_code", str, "")
        return self._done(asdict(self.telegram.add_person(name, language or None)))

    async def bot(self, request: web.Request) -> web.Response:
        number = int(query_number(request, "person", 0))
        person = self._known(number) if number else next(iter(self.telegram.people.values()))
        language = person.language_code or ""
        said = {name: words(self.telegram, name, language) for name in ("name", "description", "short_description")}
        return answer(
            {
                "id": self.telegram.bot_id,
                "username": BOT_USERNAME,
                **said,
                "commands": commands_for(self.telegram, person),
                "menu_button": menu_button(self.telegram, person),
            }
        )

    async def chat(self, request: web.Request) -> web.Response:
        person = self._person(request)
        before = query_number(request, "before", float("inf"))
        limit = min(max(int(query_number(request, "limit", 50)), 1), MOST_SHOWN)
        newest_first = (self.telegram.messages[number] for number in reversed(self.telegram.chats[person.id]))
        wanted = (message for message in newest_first if message.id < before and not message.deleted)
        page = [shown_message(message) for message in itertools.islice(wanted, limit)]
        return answer({"sequence": self.telegram.counters.value("sequence"), "messages": page[::-1]})

    async def events(self, request: web.Request) -> web.Response:
        person, after = self._person(request), int(query_number(request, "after", 0))
        seconds = min(max(query_number(request, "timeout", 25), 0), LONGEST_POLL)
        counters = self.telegram.counters
        began_anew = after > counters.value("sequence")  # a client that remembers a state that is gone
        happened = await self.telegram.events.wait(person.id, after, 0 if began_anew else seconds)
        return answer({"sequence": counters.value("sequence"), "events": [shown_event(event) for event in happened]})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request)
        resumed = request.headers.get("Last-Event-ID", "")
        after = int(resumed) if resumed.isdecimal() else int(query_number(request, "after", 0))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        async for chunk in self._chunks(person, after):
            await response.write(chunk)
        return response

    async def _chunks(self, person: Person, after: int) -> AsyncIterator[bytes]:
        """Server-sent events without end; a comment now and then shows a connection that is gone."""
        yield b"retry: 1000\n\n"
        while True:
            happened = await self.telegram.events.wait(person.id, after, _KEEP_ALIVE_SECONDS)
            yield b"".join(map(_server_sent, happened)) or b": still here\n\n"
            after = happened[-1].sequence if happened else after

    async def file(self, request: web.Request) -> web.Response:
        file = self.telegram.files.rows.get(request.match_info["file"])
        if file is None:
            raise UserApiError("no such file", 404)
        data = self.telegram.files.data(file)
        if file.kind != "photo":  # never shown here: a page would act with the rights of this one
            return web.Response(body=data, content_type="application/octet-stream")
        return web.Response(body=data, content_type="image/png" if file.path.endswith(".png") else "image/jpeg")

    async def text(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        reply_to = required(body, "reply_to", int) if body.get("reply_to") is not None else None
        sent = self.actions.write(self._person(request), required(body, "text", str), reply_to)
        return self._done(shown_message(sent))

    async def tap(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        place = (required(body, name, int) for name in ("message_id", "row", "column"))
        return self._done({"callback_query_id": self.actions.tap(self._person(request), *place)})

    async def edit(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        number, text = required(body, "message_id", int), required(body, "text", str)
        return self._done(shown_message(self.actions.edit(self._person(request), number, text)))

    async def react(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        emoji = optional(body, "emoji", str, "") or None
        number = required(body, "message_id", int)
        return self._done(shown_message(self.actions.react(self._person(request), number, emoji)))

    async def location(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        point = (required(body, "latitude", float), required(body, "longitude", float))
        return self._done(shown_message(self.actions.locate(self._person(request), *point)))

    async def photo(self, request: web.Request) -> web.Response:
        fields = await request.post()
        photo, caption = fields.get("photo"), fields.get("caption", "")
        if not isinstance(photo, web.FileField) or not isinstance(caption, str):
            raise UserApiError("a file named photo is needed")
        sent = self.actions.photograph(self._person(request), photo.file.read(), caption)
        return self._done(shown_message(sent))

    async def document(self, request: web.Request) -> web.Response:
        fields = await request.post()
        file, caption = fields.get("document"), fields.get("caption", "")
        if not isinstance(file, web.FileField) or not isinstance(caption, str):
            raise UserApiError("a file named document is needed")
        upload = Upload(file.filename, file.content_type, file.file.read())
        return self._done(shown_message(self.actions.send_file(self._person(request), upload, caption)))

    async def attachment(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        kind, caption = required(body, "kind", str), optional(body, "caption", str, "")
        return self._done(shown_message(self.actions.attach(self._person(request), kind, caption)))

    async def forward(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        text, name = required(body, "text", str), required(body, "from_name", str)
        return self._done(shown_message(self.actions.forward(self._person(request), text, name)))

    async def delete(self, request: web.Request) -> web.Response:
        number = required(await read_json(request), "message_id", int)
        return self._done(shown_message(self.actions.delete(self._person(request), number)))

    async def block(self, request: web.Request) -> web.Response:
        return self._done(asdict(self.actions.block(self._person(request), blocked=True)))

    async def unblock(self, request: web.Request) -> web.Response:
        return self._done(asdict(self.actions.block(self._person(request), blocked=False)))

    async def deactivate(self, request: web.Request) -> web.Response:
        return self._done(asdict(self.actions.deactivate(self._person(request))))


def _server_sent(event: Event) -> bytes:
    return b"id: %d\ndata: %s\n\n" % (event.sequence, orjson.dumps(shown_event(event)))
