"""What the terminal client has printed, and what of it can be pressed."""

from dataclasses import dataclass, field
from typing import TextIO

from simulator.records import JSON
from simulator.terminal_words import DIM, Look, buttons_of, message_lines, reaction_words


@dataclass(slots=True)
class Screen:
    """One chat in plain lines. `echo` also prints what was typed here a moment ago."""

    out: TextIO
    look: Look
    echo: bool
    bot: str = "Bot"
    pressable: JSON | None = None
    typed_here: set[int] = field(default_factory=set)
    reactions: dict[int, list[str]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def begin(self, bot: str, messages: list[JSON]) -> None:
        """A chat from its latest messages on."""
        self.bot, self.pressable = bot, None
        for message in messages:
            self._show(message)

    def happened(self, event: JSON) -> None:
        """One event of the user API."""
        match event["kind"]:
            case "message":
                self._arrived(event["message"])
            case "edited":
                self._changed(event["message"])
            case "deleted":
                self._forget(event["message"]["message_id"])
                self.note("a message was deleted")
            case "reaction":
                self._reacted(event["message"])
            case "answered":
                self._answered(event)

    def note(self, text: str) -> None:
        """An aside."""
        self.lines(*(self.look.paint(DIM, line) for line in self.look.wrap(f"* {text}")))

    def lines(self, *lines: str) -> None:
        """Lines as they are, at once, also into a pipe."""
        self.out.write("".join(f"{line}\n" for line in lines))
        self.out.flush()

    def _arrived(self, message: JSON) -> None:
        if self.echo or message["message_id"] not in self.typed_here:
            self._show(message)

    def _show(self, message: JSON) -> None:
        self._forget(message["message_id"])
        if buttons_of(message):
            self.pressable = message
        self.reactions[message["message_id"]] = reaction_words(message, self.bot)
        self.texts[message["message_id"]] = message.get("text", "")
        self.lines(*message_lines(message, self.bot, self.look))

    def _changed(self, message: JSON) -> None:
        """Buttons that are taken off are not worth reading the message again for."""
        if not buttons_of(message) and self.texts.get(message["message_id"]) == message.get("text"):
            self._forget(message["message_id"])
            return
        self.note("changed:")
        self._show(message)

    def _forget(self, message_id: int) -> None:
        if self.pressable and self.pressable["message_id"] == message_id:
            self.pressable = None

    def _reacted(self, message: JSON) -> None:
        before = self.reactions.get(message["message_id"], [])
        self.reactions[message["message_id"]] = reaction_words(message, self.bot)
        for words in self.reactions[message["message_id"]]:
            if words not in before:
                self.note(words)

    def _answered(self, answer: JSON) -> None:
        said = " ".join(filter(None, [answer.get("text"), answer.get("url")]))
        if said:
            self.note(f"{self.bot}{' (alert)' if answer.get('show_alert') else ''}: {said}")
