"""Nothing but aiohttp: one body, read from standard input, posted to COUNT people, IN_FLIGHT at a time."""

import asyncio
import sys

import aiohttp
import orjson

from benchmarks.bare_server import FIRST_PERSON


async def main(address: str, token: str, count: int, in_flight: int, body: bytes) -> None:
    nudge = orjson.loads(body)
    url = f"{address}/bot{token}/sendMessage"
    people = iter(range(FIRST_PERSON + 1, FIRST_PERSON + 1 + count))

    async def post_to_the_next(session: aiohttp.ClientSession) -> None:
        for person in people:
            body = orjson.dumps(nudge | {"chat_id": person})
            async with session.post(url, data=body, headers={"Content-Type": "application/json"}) as response:
                await response.read()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=in_flight)) as session:
        await asyncio.gather(*(post_to_the_next(session) for _ in range(in_flight)))
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.stdin.buffer.read()))
