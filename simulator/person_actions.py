"""What a person does on their phone, and what the bot is told of it."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from simulator.attachments import attachment
from simulator.errors import ApiError, UserApiError
from simulator.methods.media import store_document, store_photo
from simulator.methods.reactions import EMOJIS, bare_emoji
from simulator.methods.sending import LONGEST_CAPTION, LONGEST_TEXT, quoted
from simulator.parameters import Upload
from simulator.records import JSON, CallbackQuery, Message, Person
from simulator.telegram import Telegram
from simulator.text.formatting import plain


@dataclass(frozen=True, slots=True)
class PersonActions:
    """Everything that `/user/{id}/…` can do. Raises UserApiError where a phone would not offer it."""

    telegram: Telegram

    def write(self, person: Person, text: str, reply_to: int | None = None) -> Message:
        """Sends a text."""
        return self._send(person, _text(text), reply_to)

    def forward(self, person: Person, text: str, from_name: str) -> Message:
        """Passes on a message of somebody who hides their account."""
        origin = {"type": "hidden_user", "sender_user_name": from_name, "date": self._now()}
        return self._send(person, {"forward_origin": origin, **_text(text)})

    def locate(self, person: Person, latitude: float, longitude: float) -> Message:
        """Shares a place."""
        return self._send(person, {"location": {"latitude": latitude, "longitude": longitude}})

    def photograph(self, person: Person, data: bytes, caption: str) -> Message:
        """Sends a picture."""
        try:
            sizes = store_photo(self.telegram, data)
        except ApiError as error:
            raise UserApiError(error.description) from None
        return self._send(person, {"photo": sizes, **_caption(caption)})

    def send_file(self, person: Person, file: Upload, caption: str) -> Message:
        """Sends a file of any kind."""
        try:
            document = store_document(self.telegram, file)
        except ApiError as error:
            raise UserApiError(error.description) from None
        return self._send(person, {"document": document, **_caption(caption)})

    def attach(self, person: Person, kind: str, caption: str) -> Message:
        """Sends something that is no text."""
        return self._send(person, {**attachment(self.telegram, kind), **_caption(caption)})

    def _send(self, person: Person, content: JSON, reply_to: int | None = None) -> Message:
        person = self._able(person)
        if not person.started:
            person = self.telegram.people.put(person.id, replace(person, started=True))
        if reply_to is not None:
            content["reply_to_message"] = quoted(self._message(person, reply_to))
        message = self.telegram.add_message(person, content, out=True)
        self.telegram.updates.add("message", person.id, message.body)
        return message

    def _able(self, person: Person) -> Person:
        if person.deactivated:
            raise UserApiError("this account is deactivated")
        if person.blocked:
            raise UserApiError("this person has blocked the bot; unblock it first")
        return person

    def _message(self, person: Person, number: int) -> Message:
        message = self.telegram.message_in(person.id, number)
        if message is None:
            raise UserApiError("no such message in this chat", 404)
        return message

    def _now(self) -> int:
        return int(self.telegram.clock.now())

    def edit(self, person: Person, number: int, text: str) -> Message:
        """Changes an own message."""
        message = self._message(self._able(person), number)
        if not message.out or "text" not in message.body:
            raise UserApiError("only an own text can be edited")
        body = {name: value for name, value in message.body.items() if name not in {"text", "entities"}}
        body |= _text(text) | {"edit_date": self._now()}
        changed = self.telegram.change_message(message, "edited", body=body, edited=True)
        self.telegram.updates.add("edited_message", person.id, body)
        return changed

    def tap(self, person: Person, number: int, row: int, column: int) -> str:
        """Presses an inline button; returns the id of the callback query.

        A message that is gone meanwhile can still be pressed, as on a phone that has not heard of it yet.
        """
        self._able(person)
        message = self.telegram.messages.get(number)
        if message is None or message.person != person.id:
            raise UserApiError("no such message in this chat", 404)
        data = _button(message, row, column).get("callback_data")
        if data is None:
            raise UserApiError("this button tells the bot nothing")
        query_id = str(secrets.randbits(62))
        self.telegram.callbacks.put(query_id, CallbackQuery(query_id, person.id, self.telegram.clock.now()))
        pressed = {
            "id": query_id,
            "from": person.user(),
            "message": _pressed(message),
            "chat_instance": str(person.id * 7919),
            "data": data,
        }
        self.telegram.updates.add("callback_query", person.id, pressed)
        return query_id

    def react(self, person: Person, number: int, emoji: str | None) -> Message:
        """Puts the person's reaction on a message, or takes it off."""
        message = self._message(self._able(person), number)
        emoji = bare_emoji(emoji) if emoji else None
        if emoji is not None and emoji not in EMOJIS:
            raise UserApiError("Telegram has no such reaction")
        before = message.person_reaction
        if emoji == before:
            return message
        changed = self.telegram.change_message(message, "reaction", person_reaction=emoji)
        reaction = {
            "chat": person.chat(),
            "message_id": number,
            "user": person.user(),
            "date": self._now(),
            "old_reaction": _reactions(before),
            "new_reaction": _reactions(emoji),
        }
        self.telegram.updates.add("message_reaction", person.id, reaction)
        return changed

    def delete(self, person: Person, number: int) -> Message:
        """Removes a message; bots are told nothing of that."""
        return self.telegram.change_message(self._message(person, number), "deleted", deleted=True)

    def block(self, person: Person, *, blocked: bool) -> Person:
        """Blocks the bot or lets it in again."""
        if person.deactivated:
            raise UserApiError("this account is deactivated")
        if person.blocked == blocked:
            return person
        changed = self.telegram.people.put(person.id, replace(person, blocked=blocked))
        bot = self.telegram.bot_user()
        member = {"user": bot, "status": "member"}
        kicked = {"user": bot, "status": "kicked", "until_date": 0}
        change = {
            "chat": person.chat(),
            "from": person.user(),
            "date": self._now(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self.telegram.updates.add("my_chat_member", person.id, change)
        return changed

    def deactivate(self, person: Person) -> Person:
        """Deletes the account; the bot is told nothing until it writes."""
        return self.telegram.people.put(person.id, replace(person, deactivated=True))


def _text(text: str) -> JSON:
    formatted = plain(text)
    if not formatted.text:
        raise UserApiError("an empty message cannot be sent")
    if len(formatted.text) > LONGEST_TEXT:
        raise UserApiError("the message is too long")
    return {"text": formatted.text} | ({"entities": formatted.entities} if formatted.entities else {})


def _caption(text: str) -> JSON:
    formatted = plain(text)
    if len(formatted.text) > LONGEST_CAPTION:
        raise UserApiError("the caption is too long")
    if not formatted.text:
        return {}
    caption: JSON = {"caption": formatted.text}
    return caption | ({"caption_entities": formatted.entities} if formatted.entities else {})


def _button(message: Message, row: int, column: int) -> JSON:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise UserApiError("no such button under this message", 404)
    button: JSON = rows[row][column]
    return button


def _pressed(message: Message) -> JSON:
    if not message.deleted:
        return message.body
    return {"chat": message.body["chat"], "message_id": message.id, "date": 0}


def _reactions(emoji: str | None) -> list[dict[str, Any]]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
