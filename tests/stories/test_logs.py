"""Nothing of a person is logged, and never the token: not at DEBUG, not when everything fails, in no format."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from companion.events import Event, Said
from companion.flood import Attention
from companion.turns import Turn
from storage import turns
from storage.vault import Connection
from tests.world import World

CANARY = "sesame"
TEXTS = (
    "/win {} tea", "{}", "/wins {}", "/goal {}", "/{}", "moved to {}", "I took a {}", "pause till {}", "why {}",
    "I want to end it all, {}",
)  # fmt: skip


@pytest.fixture
def log(w: World) -> Iterator[io.StringIO]:
    """The log of the real program at its most talkative, in both formats; afterwards logging is as it was."""
    names = ["", *logs._TALKATIVE]
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = list(logging.getLogger().handlers)
    stream = io.StringIO()
    logs.start("DEBUG", (w.telegram.token,), stream)
    logs.start("DEBUG", (w.telegram.token,), stream, "json")
    yield stream
    logging.getLogger().handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def says_nothing(log: io.StringIO, w: World) -> None:
    written = log.getvalue()
    assert CANARY not in written.casefold()
    secret = w.telegram.token.partition(":")[2]
    assert secret not in written
    assert str(w.alice.id) not in written


# Words in every place where a person can put them.
async def test_a_whole_story(w: World, log: io.StringIO) -> None:
    alice = await w.meets(f"{CANARY} the first")
    await alice.tells(f"/start {CANARY}_tea")
    await alice.tells(f"{CANARY} {CANARY}")
    await alice.goes_through("[Begin]", "/start", f"/goal {CANARY} tea", "[Keep mine]")
    for text in TEXTS:
        await alice.tells(text.format(CANARY))
    await alice.goes_through(f"/win opened the {CANARY}", "Add note", f"a note on {CANARY}")
    await alice.edits(f"another note on {CANARY}")
    await alice.does("forward", text=f"{CANARY} forwarded", from_name=CANARY)
    await alice.does("attachment", kind="voice", caption=CANARY)
    await alice.does("attachment", kind="contact")
    await w.settled()
    assert CANARY in "".join(await w.wins_of(alice))
    says_nothing(log, w)


@pytest.fixture
def turns_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that hears of failing fails, and says with what."""
    original = turns.take

    def take(connection: Connection, person_id: int, event: Event, now: int, attention: Attention) -> Turn:
        if isinstance(event, Said) and event.text.startswith("fail"):
            raise RuntimeError(event)
        return original(connection, person_id, event, now)

    monkeypatch.setattr(turns, "take", take)


# Updates and turns that fail, Telegram that refuses or answers nonsense, a hello that can't be sent.
async def test_when_all_fails(w: World, log: io.StringIO, odd_traffic: None, turns_fail: None) -> None:
    await w.alice.settles_in(goal=f"/goal {CANARY} tea")
    await w.alice.says(f"fail {CANARY}")
    await w.gets(message={"text": CANARY, "from": CANARY})
    await w.gets(callback_query={"id": "7", "data": CANARY})
    for kind in ("400", "500", "502_html", "not_json", "drop", "403"):
        await w.levers.fault(kind, "sendMessage", times=1)
        await w.alice.says(f"/win {kind} {CANARY}")
        await w.forward(minutes=10)
    stumbled = f'Bad Request: can\'t parse entities: Unsupported start tag "{CANARY}" at byte offset 3'
    await w.levers.fault("400", "sendMessage", times=5, description=stumbled)
    await w.alice.says(f"/goal {CANARY} tea")
    await w.forward(days=1)
    assert "unsupported start tag" in log.getvalue()
    await w.levers.fault("not_json", "getUpdates", times=1)
    await w.alice.says(CANARY)
    await w.alice.says(CANARY)
    await w.settled()
    assert "event=stepped_aside" in log.getvalue()
    assert '"event": "stepped_aside"' in log.getvalue()
    says_nothing(log, w)
