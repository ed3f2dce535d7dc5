"""The terminal client: what it prints, and what typed lines do."""

import asyncio
import io
import os
import pty
import sys
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from simulator.server import Running
from simulator.terminal import chat
from simulator.terminal_screen import Screen
from simulator.terminal_words import Look
from tests.simulator.bench import Levers, Phone, Wire

PARTY = "5046509860389126442"
ANSI = "\x1b["


class Paper(io.StringIO):
    """What the client printed, for those who wait for a certain line."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Event()

    def write(self, text: str) -> int:
        """Prints, and tells who waits."""
        self.written.set()
        return super().write(text)

    async def until(self, words: str) -> str:
        """Waits for these words; all that was printed since the last wait ended."""
        async with asyncio.timeout(5):
            while words not in self.getvalue():
                self.written.clear()
                await self.written.wait()
        printed = self.getvalue()
        self.seek(0)
        self.truncate()
        return printed


class Session:
    """Ada at the terminal, and the bot at the other end."""

    def __init__(self, paper: Paper, wire: Wire, phone: Phone, keys: int) -> None:
        self.paper = paper
        self.wire = wire
        self.phone = phone
        self.keys = keys

    def types(self, line: str) -> None:
        """Types a line and Enter."""
        os.write(self.keys, f"{line}\n".encode())

    async def bot(self, method: str, **parameters: Any) -> Any:
        """A Bot API request that succeeds."""
        answer = await self.wire.call(method, **parameters)
        assert answer.status == 200, answer.body
        return answer.body["result"]

    async def says(self, text: str, *rows: list[dict[str, Any]], **more: Any) -> int:
        """The bot sends a text, with rows of inline buttons if given; the message id."""
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        sent = await self.bot("sendMessage", chat_id=self.phone.id, text=text, **markup, **more)
        message_id: int = sent["message_id"]
        return message_id

    async def hears(self, kind: str) -> Any:
        """The next update's content, which is of that kind; confirmed."""
        [update] = await self.bot("getUpdates", timeout=5, limit=1)
        await self.bot("getUpdates", offset=update["update_id"] + 1, timeout=0)
        return update[kind]


def choice(text: str, **more: Any) -> dict[str, Any]:
    """An inline button that sends its own text back."""
    return {"text": text} | (more or {"callback_data": text})


@pytest.fixture
async def ada(running: Running, wire: Wire, http: Any) -> AsyncIterator[Session]:
    """Ada, who has just come to the terminal."""
    read, write = os.pipe()
    paper = Paper()
    screen = Screen(paper, Look(width=60, zone=UTC), echo=False)
    client = asyncio.create_task(chat(running.url, "Ada", screen, read))
    await paper.until("You are Ada")
    person = next(person.id for person in running.telegram.people.values() if person.first_name == "Ada")
    session = Session(paper, wire, Phone(http, person), write)
    session.types("/start")
    await session.hears("message")
    yield session
    session.types(":quit")
    await asyncio.wait_for(client, 5)
    os.close(read)
    os.close(write)


# Buttons are numbered in reading order; a number presses, the answer and the change are printed.
async def test_pressing(ada: Session) -> None:
    message_id = await ada.says("One sip?", [choice("I did that"), choice("Smaller")], [choice("Not today")])
    await ada.paper.until("  One sip?\n  [1] I did that  [2] Smaller  [3] Not today\n")
    ada.types("3")
    query = await ada.hears("callback_query")
    assert query["data"] == "Not today"
    await ada.bot("answerCallbackQuery", callback_query_id=query["id"], text="Tomorrow is open.", show_alert=True)
    await ada.paper.until("(alert): Tomorrow is open.")
    await ada.bot("editMessageText", chat_id=ada.phone.id, message_id=message_id, text="Rest well.")
    await ada.paper.until("(edited)\n  Rest well.")


# What is no number of a button is text; so is a number that nothing answers to, and whatever follows :say.
@pytest.mark.parametrize(
    ("typed", "sent"), [("done", "done"), ("8", "8"), (":say 1", "1"), ("  half ", "half"), ("/win", "/win")]
)
async def test_writing(ada: Session, typed: str, sent: str) -> None:
    await ada.says("One sip?", [choice("I did that")])
    await ada.paper.until("[1] I did that")
    ada.types(typed)
    assert (await ada.hears("message"))["text"] == sent


# Buttons that are taken off an unchanged message are not worth reading it again for; what comes next is read.
async def test_buttons_taken_off(ada: Session) -> None:
    message_id = await ada.says("One sip?", [choice("I did that")])
    await ada.paper.until("[1] I did that")
    await ada.bot("editMessageReplyMarkup", chat_id=ada.phone.id, message_id=message_id)
    await ada.says("Kept.")
    printed = await ada.paper.until("  Kept.")
    assert "One sip?" not in printed
    assert "changed" not in printed


# Once its buttons are gone, a message's numbers are plain text again.
async def test_buttons_that_are_gone(ada: Session) -> None:
    message_id = await ada.says("One sip?", [choice("I did that")])
    await ada.bot("editMessageText", chat_id=ada.phone.id, message_id=message_id, text="Done.")
    await ada.paper.until("  Done.")
    ada.types("1")
    assert (await ada.hears("message"))["text"] == "1"


# Effects and reactions are said in words.
async def test_decorations(ada: Session) -> None:
    await ada.says("You did that.", message_effect_id=PARTY)
    await ada.paper.until("* with confetti 🎉")
    ada.types("I had a shower")
    written = (await ada.hears("message"))["message_id"]
    reaction = [{"type": "emoji", "emoji": "🎉"}]
    await ada.bot("setMessageReaction", chat_id=ada.phone.id, message_id=written, reaction=reaction)
    await ada.paper.until("reacted with 🎉 to “I had a shower”")


# Links and words to copy are printed; a place asked for is explained, and sent when given.
async def test_other_buttons(ada: Session) -> None:
    await ada.says("See", [choice("Read", url="https://example.org/"), choice("Copy", copy_text={"text": "heavy"})])
    await ada.paper.until("[2] Copy")
    ada.types("1")
    await ada.paper.until("* https://example.org/")
    ada.types("2")
    await ada.paper.until("* heavy")
    keys = {"keyboard": [[{"text": "Leeds"}, {"text": "Where I am", "request_location": True}]]}
    await ada.bot("sendMessage", chat_id=ada.phone.id, text="Town?", reply_markup=keys)
    await ada.paper.until("[1] Leeds  [2] Where I am")
    ada.types("1")
    assert (await ada.hears("message"))["text"] == "Leeds"
    ada.types("2")
    await ada.paper.until(":location LAT LON")
    ada.types(":location 53.8 -1.55")
    assert (await ada.hears("message"))["location"]["latitude"] == pytest.approx(53.8)


# Someone else has a chat of their own, and is followed from then on.
async def test_being_someone_else(ada: Session) -> None:
    ada.types(":as Bob")
    await ada.paper.until("You are Bob")
    ada.types(":people")
    await ada.paper.until("→ Bob")
    ada.types("/start")
    heard = await ada.hears("message")
    assert heard["from"]["first_name"] == "Bob"
    await ada.bot("sendMessage", chat_id=heard["chat"]["id"], text="Hello Bob")
    await ada.paper.until("Hello Bob")


# The clock moves by what was typed.
@pytest.mark.parametrize(("move", "seconds"), [("+1h", 3600), ("+30m", 1800), ("+2d", 172800), ("tomorrow", 86400)])
async def test_moving_the_clock(ada: Session, levers: Levers, move: str, seconds: int) -> None:
    ada.types(f":clock {move}")
    await ada.paper.until("* It is ")
    assert (await levers.get("clock"))["offset"] == pytest.approx(seconds, abs=5)


# What cannot be done is said, and the client goes on.
@pytest.mark.parametrize("typed", [":clock sideways", ":location here", f":say {'x' * 5000}"])
async def test_refusals(ada: Session, typed: str) -> None:
    ada.types(typed)
    await ada.paper.until("* ")
    ada.types(":help")
    await ada.paper.until(":quit")


# As a program: with a pipe or a file for a keyboard it does what it reads, lets the bot speak, and ends well.
@pytest.mark.slow
@pytest.mark.parametrize("source", ["pipe", "file"])
async def test_without_a_terminal(running: Running, tmp_path: Path, source: str) -> None:
    script = tmp_path / "script"
    script.write_text("/start\n:people", encoding="utf-8")
    with script.open("rb") as file:
        command = (sys.executable, "-m", "simulator.terminal", running.url, "--person", "Cleo")
        client = await asyncio.create_subprocess_exec(
            *command,
            stdin=file if source == "file" else asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        output, _ = await client.communicate(None if source == "file" else script.read_bytes())
    assert client.returncode == 0
    printed = output.decode()
    assert "  /start" in printed
    assert "→ Cleo  started" in printed
    assert ANSI not in printed


# On a terminal there are colours, unless NO_COLOR says otherwise.
@pytest.mark.slow
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
async def test_colours(running: Running, environment: dict[str, str], coloured: bool) -> None:
    keyboard, terminal = pty.openpty()
    client = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator.terminal", running.url),
        stdin=terminal,
        stdout=terminal,
        env={name: value for name, value in os.environ.items() if name != "NO_COLOR"} | environment,
    )
    os.write(keyboard, b":quit\n")
    assert await asyncio.wait_for(client.wait(), 10) == 0
    assert (ANSI.encode() in os.read(keyboard, 65536)) is coloured
    os.close(keyboard)
    os.close(terminal)


# Where nothing answers, one sentence says so.
@pytest.mark.slow
async def test_nobody_there() -> None:
    client = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator.terminal", "http://127.0.0.1:9"),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await client.communicate()
    assert client.returncode == 1
    assert complaint.startswith(b"Nothing answers at http://127.0.0.1:9.")
