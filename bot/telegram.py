"""What an update means: Telegram's JSON -> PTB's `Update` -> its handlers -> an event of ours.

Each kind of update has one small function; a kind without one is ignored on purpose (see `_ignored`). The two commonest
shapes take a shortcut, which means the same (bot/shortcut.py).
"""

from collections.abc import Callable
from typing import Any

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Document, Message, MessageEntity, Update, User
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.heard import Heard, commands, is_name, without_name
from bot.request import loads
from bot.shortcut import heard_at_once
from companion import buttons
from companion.events import Event, Left, Located, Returned, Said, SentFile, SentUnreadable, SpokenToInGroup, Tapped

PTB = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

# What a message can hold instead of text. Some set two fields: the telling one stands first.
_UNREADABLE = (
    "animation", "audio", "checklist", "contact", "dice", "game", "document", "giveaway", "giveaway_winners", "invoice",
    "live_photo", "paid_media", "photo", "poll", "sticker", "story", "video", "video_note", "voice",
)  # fmt: skip


def person_of(update: object) -> int:
    """The chat or user whose turn a raw update is, 0 where there is none. Never raises: the update may be anything."""
    match update:
        case {"callback_query": {"from": {"id": int(person_id)}}}:
            return person_id
        case (
            {"message": {"chat": {"id": int(person_id)}}}
            | {"edited_message": {"chat": {"id": int(person_id)}}}
            | {"my_chat_member": {"chat": {"id": int(person_id)}}}
        ):
            return person_id
    return 0


def on_message(message: Message, bot: User) -> Heard | None:
    """A new message in a private chat."""
    if message.from_user is not None and message.from_user.is_bot:
        return None
    return Heard(message.chat.id, _content(message, bot))


def on_edited_message(message: Message, bot: User) -> Heard | None:
    """Changed words are read again. Other changes (a live location moves every few seconds) say nothing."""
    if message.text is None and message.caption is None:
        return None
    return on_message(message, bot)


def on_group_message(message: Message, bot: User) -> Heard | None:
    """A new message in a group: ours only when it names us, and when no other bot wrote it: two would never end."""
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return None
    words = message.text or message.caption or ""
    if commands(words, _name(bot)) or _mentions(message, bot):
        return Heard(message.chat.id, SpokenToInGroup(message.message_id))
    return None


def on_tap(query: CallbackQuery, _bot: User) -> Heard:
    """A pressed button. Ours stand in private chats alone; any other press is answered and ignored."""
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return Heard(query.from_user.id, None, query.id)
    button = buttons.decode(query.data or "")
    return Heard(query.from_user.id, Tapped(button, message.message_id), query.id)


def on_membership(member: ChatMemberUpdated, _bot: User) -> Heard | None:
    """In a private chat this is the person blocking or unblocking us; in a group it is nothing to us."""
    if member.chat.type != ChatType.PRIVATE:
        return None
    gone = member.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    return Heard(member.chat.id, Left() if gone else Returned())


def _content(message: Message, bot: User) -> Event:
    if message.text is not None:
        return Said(
            without_name(message.text, _name(bot)),
            message.message_id,
            reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
            edited=message.edit_date is not None,
            forwarded=message.forward_origin is not None,
            quoted=_quoted(message, bot),
        )
    if message.location is not None:
        return Located(message.location.latitude, message.location.longitude, message.message_id)
    if message.document is not None and message.edit_date is None and _is_json(message.document):
        size = message.document.file_size or 0
        return SentFile(message.document.file_id, size, message.caption or "", message.message_id)
    kind = next((name for name in _UNREADABLE if getattr(message, name)), "unknown")
    return SentUnreadable(kind, message.caption or "", message.message_id)


def _quoted(message: Message, bot: User) -> str:
    """What they quote, of whatever chat; nothing where the words are ours."""
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
    return message.quote.text if message.quote is not None and not ours else ""


def _is_json(document: Document) -> bool:
    """What an export of ours is sent as; some clients forget the type, some the name."""
    return document.mime_type == "application/json" or (document.file_name or "").lower().endswith(".json")


def _name(bot: User) -> str:
    return bot.username or ""


def _mentions(message: Message, bot: User) -> bool:
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    return any(
        (entity.type == MessageEntity.MENTION and is_name(words[1:], _name(bot)))
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == bot.id)
        for entity, words in entities.items()
    )


def _ignored(_update_id: int, _bot: User) -> None:
    """Channels, service messages, edits in groups, kinds that we never asked for: nothing is kept or said."""


class StatelessApplication(PTB):
    """PTB notes the chat and user of every update for a persistence, also without one: 100,000 people, 15 MB."""

    __slots__ = ()

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Nothing is noted."""


class Translator:
    """Turns stored updates into what they mean, one at a time, with a PTB Application that is initialized."""

    def __init__(self, application: PTB) -> None:
        self._application = application
        self._heard: Heard | None = None
        self._error: Exception | None = None

    def register(self) -> None:
        """Adds our handlers to the application: the first that fits an update is the only one."""
        private = filters.ChatType.PRIVATE
        content = ~filters.StatusUpdate.ALL  # tries 40 filters: after text, which has none of what it excludes
        new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        heard = self._hearing("message", on_message)
        self._application.add_handlers(
            [
                MessageHandler(filters.TEXT & private & new, heard),
                CallbackQueryHandler(self._hearing("callback_query", on_tap)),
                MessageHandler(private & new & content, heard),
                MessageHandler(private & edited, self._hearing("edited_message", on_edited_message)),
                MessageHandler(filters.ChatType.GROUPS & new, self._hearing("message", on_group_message)),
                ChatMemberHandler(self._hearing("my_chat_member", on_membership)),
                TypeHandler(Update, self._hearing("update_id", _ignored)),
            ]
        )
        self._application.add_error_handler(self._failed)

    async def translate(self, body: bytes) -> Heard | None:
        """What the update in `body` (JSON) means; None when nothing. Raises whatever its shape makes PTB raise."""
        update = loads(body)
        at_once = heard_at_once(update, _name(self._application.bot.bot))
        return await self.by_ptb(update) if at_once is None else at_once

    async def by_ptb(self, update: dict[str, Any]) -> Heard | None:
        """`translate` for a raw update of any kind; it is changed by that."""
        self._heard = self._error = None
        await self._application.process_update(Update.de_json(update, self._application.bot))
        if self._error is not None:
            raise self._error
        return self._heard

    def _hearing(self, field: str, hear: Callable[[Any, User], Heard | None]) -> Callable[..., Any]:
        async def handle(update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
            self._heard = hear(getattr(update, field), self._application.bot.bot)

        return handle

    async def _failed(self, _update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        self._error = context.error
