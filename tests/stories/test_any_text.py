"""Any text in any place: kept as it was meant, shown as it was written, and never a message that Telegram refuses."""

import logging

import pytest

from tests.world import World

TEXTS = {
    "as long as can be": "sock " * 819 + "!",
    "one long word": "x" * 4096,
    "emoji alone": "🧦" * 2048,
    "tags": "<b>sock</b> & <a href='https://example.org'>tea</a> <tg-spoiler>",
    "half a tag": "sock < 5 && </b> <!-- &lt; &#0; &amp",
    "markdown": "*sock* _tea_ [x](tg://user?id=1) ```",
    "slots": "{step} {act} {lights} {0} %s %(x)s $HOME {{}}",
    "right to left": "\u202etac\u202c \u2067שלום\u2069 \u200fgarb",
    "zero width": "\u200bs\u200co\u200dc\ufeffk\u2060",
    "nothing to see": "\u200b\u2060\u00a0\ufeff",
    "control characters": "so\x00ck\x1b[31m\x7f\x08\r\n\ttea",
    "combining": "s\u0335\u0336\u0337\u0338" * 300,
    "not a character": "\ufffe\uffff\U0010ffff\ue000 sock",
    "quotes": "'; DROP TABLE wins; --\" \\",
    "commands": "/win /goal /forget@nobody /",
    "other scripts": "ﷺ 𝔰𝔬𝔠𝔨 ｓｏｃｋ 袜子 носок",
    "lines": "\n".join(["sock"] * 1000),
}
PLACES = ("{}", "/win {}", "/goal {}", "/wins {}", "/start {}", "/{}", "moved to {}", "pause till {}", "yesterday I {}")


async def sends(w: World, text: str) -> None:
    """Alice's message as Telegram would hand it on, whatever is in it."""
    person = {"id": w.alice.id, "is_bot": False, "first_name": "Alice"}
    chat = {"id": w.alice.id, "type": "private", "first_name": "Alice"}
    await w.gets(message={"message_id": 2**30, "date": 1, "chat": chat, "from": person, "text": text[:4096]})


# Each text in each place is answered; nothing that we say of it is refused, and the next hello comes.
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_any_text(w: World, caplog: pytest.LogCaptureFixture, odd_traffic: None, text: str) -> None:
    await w.alice.tells("/start")
    await sends(w, text)
    assert await w.alice.hears_all()
    await w.alice.settles_in()
    for place in PLACES:
        await sends(w, place.format(text))
    assert len(await w.alice.hears_all()) >= len(PLACES)
    for question in ("/goal", "/win"):
        await w.alice.tells(question)
        await sends(w, text)
        assert await w.alice.hears_all(), question
    await w.until_next_check_in()
    refused = [entry["answer"] for entry in await w.levers.transcript() if entry["status"] != 200]
    assert refused == []
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


# What a person wrote is shown as they wrote it, tags and all, wherever we say it back.
async def test_words_come_back_as_written(w: World) -> None:
    await w.alice.settles_in(goal="/goal rinse <b>one</b> cup & saucer")
    await w.until_next_check_in()
    assert "inse <b>one</b> cup & saucer" in (await w.alice.hears()).text
    assert "inse <b>one</b> cup & saucer" in await w.alice.tells("done")
    assert "inse <b>one</b> cup & saucer" in await w.alice.tells("/wins")
    assert await w.wins_of(w.alice) == ["rinse <b>one</b> cup & saucer"]
    assert "fed <i>the</i> cat" in (await w.alice.tells("/win fed <i>the</i> cat")).replace("Fed", "fed")
    await w.alice.chooses("Add note")
    assert "a & b < c" in await w.alice.tells("a & b < c")
