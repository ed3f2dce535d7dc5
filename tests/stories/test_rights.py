"""What is theirs: a copy, the way back in, and everything gone; through Telegram, with real files."""

import json
import zipfile
from io import BytesIO
from typing import Any

import orjson
import pytest

from tests.human import Human
from tests.world import World


async def export(human: Human) -> tuple[bytes, bytes]:
    """The two files, saved from the chat."""
    await human.says("/export")
    page, data, *_pictures = await human.hears_all()
    assert [heard.shown["document"]["file_name"].rpartition(".")[2] for heard in (page, data)] == ["html", "json"]
    return await human.phone.saves(page.shown), await human.phone.saves(data.shown)


async def texts(human: Human) -> list[str]:
    """What stands in the chat, of both sides."""
    return [shown.get("text") or shown.get("caption", "") for shown in await human.phone.sees()]


# A copy comes as two files; everything is forgotten; months later the file brings every win back, once.
async def test_there_and_back(w: World) -> None:
    await w.alice.settles_in()
    await w.alice.goes_through("/win took a shower", "/win opened the curtains")
    page, data = await export(w.alice)
    assert "opened the curtains" in page.decode()
    await w.alice.goes_through("/forget", "[Erase it all]")
    assert [bool(shown.get("document")) for shown in await w.alice.phone.sees() if not shown["out"]][-3:] == [
        *(True, True),  # the files stay: whoever saves them tomorrow finds them
        False,
    ]
    await w.forward(days=3)
    await w.alice.goes_through("/start", "[Begin]")
    await w.alice.phone.file("my old wins.json", data)
    (asked,) = await w.alice.hears_all()
    assert asked.buttons == ("Add them", "Leave them")
    await w.alice.chooses("Add them")
    assert await w.wins_of(w.alice) == ["opened the curtains", "took a shower"]
    await w.alice.phone.file("again.json", data)
    assert "here already" in (await w.alice.hears_all())[0].text
    assert len(await w.wins_of(w.alice)) == 2


# Forgetting takes our messages of the last two days out of the chat. The last line stays, and so does what they wrote.
async def test_forgetting_clears_the_chat(w: World) -> None:
    await w.alice.settles_in()
    await w.forward(days=3)
    await w.alice.goes_through("/win took a shower", "/forget", "[Erase it all]")
    shown = [message for message in await w.alice.phone.sees() if not message["out"]]
    recent = [message["text"] for message in shown if message["date"] > w.now.timestamp() - 2 * 24 * 3600]
    assert len(recent) == 1
    assert recent[0].startswith("Erased, all of it")
    assert "/win took a shower" in await texts(w.alice)
    kept = await w.app.store.run(lambda connection: "".join(connection.iterdump()))
    assert str(w.alice.id) not in kept


# Without an answer from Telegram the deletion waits, and is not lost when the program stops meanwhile.
async def test_the_deletion_outlives_the_program(w: World) -> None:
    await w.alice.settles_in()
    await w.alice.goes_through("/win took a shower", "/forget")
    await w.levers.post("faults", method="deleteMessages", kind="500")
    await w.alice.taps("Erase it all")
    await w.stop_bot()
    async with w.http.delete("/simulator/faults"):
        pass
    await w.start_bot()
    await w.forward(minutes=10)
    assert [text for text in await texts(w.alice) if "shower" in text] == ["/win took a shower"]
    assert (await texts(w.alice))[-1].startswith("Erased, all of it")


ZIPPED = BytesIO()
with zipfile.ZipFile(ZIPPED, "w") as archive:
    archive.writestr("small-wins.json", b"{}")


# What is no export of ours, or can't be had, is answered kindly; the bot goes on.
@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("wins.zip", ZIPPED.getvalue(), "I can't see pictures or files"),
        ("wins.json", ZIPPED.getvalue(), "isn't an export of mine"),
        ("wins.json", b"[" * 100_000, "isn't an export of mine"),
        ("wins.JSON", b'{"format": "small-wins-export", "version": 9}', "newer"),
        ("wins.json", b" " * 5_000_001, "bigger than any export"),
    ],
)
async def test_other_files(w: World, name: str, content: bytes, answer: str) -> None:
    await w.alice.settles_in()
    await w.alice.goes_through("/import")
    await w.alice.phone.file(name, content)
    assert [answer in heard.text for heard in await w.alice.hears_all()] == [True]
    assert await w.alice.tells("/today")


# A file that Telegram does not hand over is tried again, and then given up with a word.
@pytest.mark.parametrize(("times", "answer"), [(1, "here already"), (9, "couldn't fetch")])
async def test_a_file_out_of_reach(w: World, times: int, answer: str) -> None:
    await w.alice.settles_in()
    _, data = await export(w.alice)
    await w.levers.fault("500", "getFile", times=times)
    await w.alice.phone.file("wins.json", data)
    for _ in range(3):
        await w.forward(minutes=1)
    assert answer in "".join([heard.text for heard in await w.alice.hears_all()])


# A file of theirs is no file of ours: what Bob exported can be brought to Alice, and stays Bob's too.
async def test_other_people_are_untouched(w: World) -> None:
    for human in (w.alice, w.bob):
        await human.settles_in()
    await w.bob.goes_through("/win fed the cat")
    _, data = await export(w.bob)
    kept: dict[str, Any] = orjson.loads(data)
    assert kept["person"]["id"] == w.bob.id
    await w.alice.phone.file("bob.json", json.dumps(kept).encode())
    await w.alice.hears_all()
    await w.alice.chooses("Add them")
    assert await w.wins_of(w.alice) == await w.wins_of(w.bob) == ["fed the cat"]
