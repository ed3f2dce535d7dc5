"""The bot's reactions to messages, and its answers to pressed buttons."""

from typing import Any, Final

from simulator.errors import bad_request
from simulator.methods.call import Call, message_of, recipient

ANSWERABLE_SECONDS: Final = 60
LONGEST_ANSWER: Final = 200
_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
_EMOJIS: Final = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 "
    "🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
EMOJIS: Final = frozenset(_EMOJIS.split())
"""The emojis that Telegram takes as reactions, without variation selectors."""


def bare_emoji(emoji: str) -> str:
    """The emoji without the variation selectors that some keyboards add."""
    return emoji.replace("\ufe0f", "")


def setMessageReaction(call: Call) -> Any:
    """Puts the bot's one reaction on a message, in the place of the one before; an empty list removes it."""
    emoji = _reaction(call)
    message = message_of(call, recipient(call), "message to react not found")
    if emoji != message.bot_reaction:
        call.telegram.change_message(message, "reaction", bot_reaction=emoji)
    return True


def _reaction(call: Call) -> str | None:
    try:
        reactions = call.parameters.decoded("reaction")
    except ValueError:
        reactions = 0
    if reactions is None:
        return None
    if not isinstance(reactions, list):
        raise bad_request("can't parse reaction types JSON object")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    match reactions:
        case []:
            return None
        case [{"type": "emoji", "emoji": str(emoji)}] if bare_emoji(emoji) in EMOJIS:
            return bare_emoji(emoji)
        case [{"type": str()}]:
            raise bad_request("REACTION_INVALID")
        case _:
            raise bad_request("can't parse reaction types JSON object")


def answerCallbackQuery(call: Call) -> Any:
    """Ends the waiting of a pressed button; once, and within 60 simulated seconds."""
    parameters = call.parameters
    text = parameters.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.telegram.callbacks.remove(parameters.text("callback_query_id"))
    if query is None or call.telegram.clock.now() - query.at > ANSWERABLE_SECONDS:
        raise bad_request(_TOO_OLD)
    call.telegram.tell(
        query.person,
        "answered",
        callback_query_id=query.id,
        text=text,
        show_alert=parameters.flag("show_alert"),
        url=parameters.text("url") or None,
    )
    return True
