"""What Small Wins thinks and says. Pure: no clock, database, network, Telegram or asyncio in here.

`respond(event, person, now) -> Turn` is the door.
"""

from companion.respond import respond

__all__ = ["respond"]
