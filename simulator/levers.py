"""The levers: clock, faults, limits, delivery, transcript. What a test bench would do."""

from dataclasses import asdict, dataclass

from aiohttp import web

from simulator.errors import UserApiError
from simulator.faults import Faults
from simulator.json_requests import answer, optional, query_number, read_json, required
from simulator.limits import Limiter
from simulator.records import JSON
from simulator.telegram import Telegram
from simulator.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Levers:
    """The handlers of `/simulator/…`."""

    telegram: Telegram
    faults: Faults
    limiter: Limiter
    transcript: Transcript

    def routes(self) -> list[web.RouteDef]:
        """Every request of docs/simulator.md's levers."""
        return [
            web.get("/simulator/clock", self.clock),
            web.post("/simulator/clock", self.move_clock),
            web.post("/simulator/clock/follow", self.follow_clock),
            web.get("/simulator/faults", self.list_faults),
            web.post("/simulator/faults", self.add_fault),
            web.delete("/simulator/faults", self.clear_faults),
            web.post("/simulator/limits", self.limit),
            web.post("/simulator/delivery", self.deliver),
            web.post("/simulator/update", self.queue_update),
            web.get("/simulator/transcript", self.read_transcript),
            web.delete("/simulator/transcript", self.clear_transcript),
        ]

    def _clock_json(self) -> JSON:
        clock = self.telegram.clock
        return {"now": clock.now(), **asdict(clock.setting), "moving": clock.moving}

    async def clock(self, _request: web.Request) -> web.Response:
        return answer(self._clock_json())

    async def move_clock(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        clock = self.telegram.clock
        jump = optional(body, "jump", bool, default=False)
        forward = None if "to" in body else required(body, "forward", float)
        async for now in clock.move(forward=forward, to=optional(body, "to", float, 0.0), jump=jump):
            self.telegram.tell_everyone("clock", now=now)
            self.telegram.journal.commit()
        return answer(self._clock_json())

    async def follow_clock(self, request: web.Request) -> web.Response:
        settled = required(await read_json(request), "settled", int)
        return answer(asdict(await self.telegram.clock.follow(settled)))

    async def list_faults(self, _request: web.Request) -> web.Response:
        return answer(self.faults.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        return answer({"id": self.faults.add(await read_json(request)).id})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self.faults.rules.clear()
        return answer([])

    async def limit(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        self.limiter.set(optional(body, "per_second", float, 0.0), optional(body, "per_chat_per_second", float, 0.0))
        return answer(body)

    async def deliver(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        delivery = self.telegram.updates.delivery
        delivery.duplicate = optional(body, "duplicate", float, 0.0)
        delivery.shuffle = optional(body, "shuffle", bool, default=False)
        self.telegram.updates.pace.on = optional(body, "poll_delays", bool, default=False)
        return answer(asdict(delivery) | {"poll_delays": self.telegram.updates.pace.on})

    async def queue_update(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        kind = next((name for name in body if name != "update_id"), None)
        if kind is None:
            raise UserApiError("an update has a field that names its kind")
        update = self.telegram.updates.add_any(kind, _chat_of(body[kind]), body)
        self.telegram.journal.commit()
        return answer({"update_id": update.id})

    async def read_transcript(self, request: web.Request) -> web.Response:
        return answer(self.transcript.after(int(query_number(request, "after", 0))))

    async def clear_transcript(self, _request: web.Request) -> web.Response:
        self.transcript.clear()
        return answer([])


def _chat_of(payload: object) -> int:
    match payload:
        case {"chat": {"id": int(chat)}} | {"message": {"chat": {"id": int(chat)}}} | {"from": {"id": int(chat)}}:
            return chat
        case _:
            return 0
