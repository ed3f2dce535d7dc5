"""The picture over the wire: with the first win, and again when it is asked for."""

from tests.world import World


# The first win brings the picture of it: a photo with the celebration under it and its buttons; and one upload is
# enough, however often the same picture is asked for.
async def test_the_first_win_and_after(w: World) -> None:
    await w.alice.goes_through("/start", "[Begin]", "[Sat up]")
    first = (await w.alice.phone.sees())[-1]
    assert "Your first win is kept" in first["caption"]
    assert [key["text"] for row in first["keyboard"] for key in row] == ["Next", "Undo"]
    assert (first["photo"][-1]["width"], first["photo"][-1]["height"]) == (720, 900)
    await w.alice.tells("/picture")
    await w.alice.tells("/win opened the curtains")
    await w.alice.tells("/picture")
    sent = [call["photo"] if isinstance(call.get("photo"), str) else "uploaded" for call in await w.calls("sendPhoto")]
    assert sent == ["uploaded", first["photo"][-1]["file_id"], "uploaded"]


# A picture under which buttons were settled keeps its words; undone, the win is out of the next one.
async def test_buttons_under_a_picture(w: World) -> None:
    await w.alice.goes_through("/start", "[Begin]", "[Sat up]")
    assert "Taken back: sat up" in await w.alice.chooses("Undo")
    taken_off = [shown for shown in await w.alice.phone.sees() if shown.get("photo")][-1]
    assert "Your first win is kept" in taken_off["caption"]
    assert taken_off["keyboard"] is None
    assert "Nothing is in it so far" in await w.alice.tells("/picture")
