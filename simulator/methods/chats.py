"""What the bot may know of a chat."""

from typing import Any

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_of
from simulator.methods.sending import quoted


def getChat(call: Call) -> Any:
    """The full description of a private chat."""
    person = chat_of(call)
    full = person.chat() | {
        "accent_color_id": person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    pinned = [each for each in call.telegram.messages_of(person.id) if each.pinned and not each.deleted]
    return full | ({"pinned_message": quoted(pinned[-1])} if pinned else {})


def getUserProfilePhotos(call: Call) -> Any:
    """Nobody here has a profile photo."""
    if call.parameters.integer("user_id") not in call.telegram.people:
        raise bad_request("invalid user_id specified")
    return {"total_count": 0, "photos": []}
