"""Pictures and documents, up and down."""

import io
import struct
import zlib

import aiohttp
import pytest
from yarl import URL

from simulator.server import Running
from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client


def _png(width: int, height: int) -> bytes:
    """A real PNG picture of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


CARD = _png(640, 400)


# A picture comes back in several sizes of its own proportions, the largest being itself, with its parsed caption.
async def test_a_picture(client: Client, phone: Phone) -> None:
    sent = await client.call(
        "send_photo",
        chat_id=phone.id,
        photo=client.file(CARD, "card.png"),
        caption="<b>Two</b> lights",
        parse_mode="HTML",
    )
    sizes = sent["photo"]
    assert len(sizes) > 1
    assert max((size["width"], size["height"]) for size in sizes) == (640, 400)
    assert all(size["width"] * 400 == pytest.approx(size["height"] * 640, rel=0.02) for size in sizes)
    assert sent["caption"] == "Two lights"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert await client.download(sizes[-1]["file_id"]) == CARD


# Sent once, a picture is sent again by its id, without its bytes; it is the same file.
async def test_a_picture_again(client: Client, phone: Phone, second_phone: Phone) -> None:
    first = await client.call("send_photo", chat_id=phone.id, photo=client.file(CARD, "card.png"))
    again = await client.call("send_photo", chat_id=second_phone.id, photo=first["photo"][-1]["file_id"])
    assert again["photo"][-1]["file_unique_id"] == first["photo"][-1]["file_unique_id"]
    shown = await second_phone.shown(again["message_id"])
    async with second_phone.http.get(shown["photo_url"]) as response:
        assert await response.read() == CARD


# A file travels under the parameter's own name, or under any name that the parameter points at.
@pytest.mark.parametrize(("part", "parameter"), [("photo", None), ("card", "attach://card")])
async def test_ways_of_attaching(wire: Wire, phone: Phone, part: str, parameter: str | None) -> None:
    form = aiohttp.FormData({"chat_id": str(phone.id)})
    if parameter:
        form.add_field("photo", parameter)
    form.add_field(part, CARD, filename="card.png")
    answer = await wire.send("POST", "sendPhoto", data=form)
    assert answer.body["result"]["photo"][-1]["width"] == 640


# What is no picture, and what is too long below one, is refused.
async def test_refused_pictures(client: Client, levers: Levers, phone: Phone) -> None:
    cases = [
        (b"no picture at all", "", "IMAGE_PROCESS_FAILED"),
        (CARD, "x" * 1025, "message caption is too long"),
    ]
    for content, caption, description in cases:
        with pytest.raises(client.errors[400]):
            await client.call("send_photo", chat_id=phone.id, photo=client.file(content, "a.png"), caption=caption)
        assert await levers.refusal() == f"Bad Request: {description}"


# Pictures have a largest size.
async def test_a_picture_too_big(wire: Wire, phone: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(phone.id)})
    form.add_field("photo", io.BytesIO(CARD + bytes(10 * 2**20)), filename="card.png")
    answer = await wire.send("POST", "sendPhoto", data=form)
    assert answer.body["description"] == "Bad Request: file is too big"


# Without a picture there is nothing to send.
async def test_no_picture(wire: Wire, phone: Phone) -> None:
    answer = await wire.call("sendPhoto", chat_id=phone.id)
    assert answer.body["description"] == "Bad Request: there is no photo in the request"


# A caption is edited without touching the picture.
async def test_an_edited_caption(client: Client, phone: Phone) -> None:
    sent = await client.call("send_photo", chat_id=phone.id, photo=client.file(CARD, "card.png"), caption="one")
    edited = await client.call(
        "edit_message_caption",
        chat_id=phone.id,
        message_id=sent["message_id"],
        caption="_two_",
        parse_mode="MarkdownV2",
    )
    assert edited["caption"] == "two"
    assert edited["caption_entities"] == [{"type": "italic", "offset": 0, "length": 3}]
    assert edited["photo"] == sent["photo"]


# A document keeps its name and its bytes.
async def test_a_document(client: Client, phone: Phone) -> None:
    content = b"date,win\n2026-11-22,one dish\n"
    sent = await client.call("send_document", chat_id=phone.id, document=client.file(content, "wins.csv"))
    assert (sent["document"]["file_name"], sent["document"]["file_size"]) == ("wins.csv", len(content))
    assert await client.download(sent["document"]["file_id"]) == content


# A person's picture reaches the bot with its caption, and can be fetched.
async def test_a_persons_picture(client: Client, phone: Phone) -> None:
    await phone.photo(CARD, caption="my clean sink")
    (update,) = await client.call("get_updates")
    assert update["message"]["caption"] == "my clean sink"
    assert await client.download(update["message"]["photo"][-1]["file_id"]) == CARD


# A file's address may carry the token with its colon percent-encoded, and is nobody's without a token.
async def test_file_addresses(running: Running, wire: Wire, phone: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(phone.id)})
    form.add_field("photo", CARD, filename="card.png")
    sent = (await wire.send("POST", "sendPhoto", data=form)).body["result"]
    file = (await wire.call("getFile", file_id=sent["photo"][-1]["file_id"])).body["result"]
    assert file["file_size"] == len(CARD)
    for token, status in ((wire.token, 200), (wire.token.replace(":", "%3A"), 200), ("1:nobody", 401)):
        address = URL(f"{running.url}/file/bot{token}/{file['file_path']}", encoded=True)
        async with wire.http.get(address) as response:
            assert response.status == status
