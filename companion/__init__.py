"""What Small Wins thinks and says. Pure: no clock, database, network, Telegram or asyncio in here.

`companion.respond.respond(event, person, now) -> Turn` is the door.
"""
