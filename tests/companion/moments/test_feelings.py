"""Feelings and small talk: a short true answer each, nothing kept, nothing celebrated."""

import pytest

from tests.conversation import Conversation

KEPT = ("goals", "wins", "notes")
# What is said, and a word of the answer or a button that tells which it is.
SAID = {
    "scared of tomorrow": "Help lines",
    "I'm so scared": "Help lines",
    "sad and lonely": "Help lines",
    "😭": "Help lines",
    "I'm lonely": "Help lines",
    "angry": "Leave it",
    "I'm such a failure": "Tiny step",
    "i'm so useless": "rough|hard thing|not kept",
    "I can't sleep": "Leave it",
    "I miss my mum": "sorry|loss|words",
    "feeling a bit better today": "[Gg]ood",
    "you are a fucking useless piece of shit bot": "simple program",
    "what a stupid app this is, who makes your rubbish": "simple program",
    "I hate you": "simple program",
    "are you real?": "program",
    "who are you": "program",
    "do you love me?": "program|rules|arms",
    "I love you": "program|rules|arms",
    "hug": "program|rules|arms",
    "what do you know about me?": "/export",
    "is this private?": "/forget",
    "tell me a joke": "coffee",
    "lol": "Ha",
    "thanks, that helps": "welcome",
    "good night": "Till",
}


def kept(talk: Conversation) -> list[object]:
    return [talk.connection.execute(f"SELECT * FROM {table}").fetchall() for table in KEPT]


# In every state, with whatever was asked before: heard, and that is all.
@pytest.mark.parametrize("before", ["", "/goal", "/win", "/today", "pause"])
@pytest.mark.parametrize(("said", "answer"), SAID.items())
def test_heard(said: str, answer: str, before: str, nudged: Conversation) -> None:
    if before:
        nudged.says(before)
    owned = kept(nudged)
    heard = nudged.says(said)[-1]
    assert any(word in heard.text or word in heard.labels for word in answer.replace("[Gg]ood", "Good|good").split("|"))
    assert "You did that" not in heard.text
    assert kept(nudged) == owned


# The words of a feeling are never said back.
@pytest.mark.parametrize("said", ["I'm a failure", "i'm so useless", "I'm pathetic"])
def test_not_said_back(said: str, nudged: Conversation) -> None:
    assert said.rsplit(maxsplit=1)[-1] not in nudged.says(said)[0].text


# Good news is no win until they say so.
@pytest.mark.parametrize(
    ("answer", "total", "notes"), [("It's a win", 3, 0), ("Keep as note", 2, 1), ("Leave it", 2, 0)]
)
@pytest.mark.parametrize("said", ["I got the job!!", "I passed my exam", "good news, the scan was clear"])
def test_news(said: str, answer: str, total: int, notes: int, nudged: Conversation) -> None:
    assert nudged.says(said)[0].labels == ["Keep as note", "It's a win", "Leave it"]
    nudged.taps(answer)
    assert nudged.total == total
    assert len(kept(nudged)[2]) == notes


# A heavy day brings a step that works lying down, in whatever words, with a nudge open or not, with a goal or none.
@pytest.mark.parametrize(
    "said", ["heavy", "in bed", "numb", "no energy", "everything is grey", "meh", "so low today", "😩"]
)
def test_heavy(said: str, nudged: Conversation) -> None:
    assert "Rest today" in nudged.says(said)[0].labels
    nudged.taps("Rest today")
    nudged.passes(hours=20)
    assert "Rest today" in nudged.says(said)[0].labels


# Long and mixed texts are never celebrated; where they tell of something hard, that is said.
@pytest.mark.parametrize(
    ("said", "says"),
    [
        (
            "my boss yelled at me and then I missed the bus and I don't even know why I bother, but I ate lunch",
            "heavy|carry",
        ),
        (
            "I'm exhausted, the kids are ill, my mother calls every hour, and I did do the dishes in the end",
            "heavy|carry",
        ),
        ("so today was the lake and there were ducks and a man with a kite, and a boat that had no oars", "program"),
        ("done " * 20, "program"),
    ],
)
def test_long(said: str, says: str, nudged: Conversation) -> None:
    heard = nudged.says(said)[0]
    assert any(word in heard.text for word in says.split("|"))
    assert heard.labels == ["Keep as note", "Tiny step", "Rest today", "Leave it"]
    assert nudged.total == 2


# Emoji alone, other scripts, the longest message, noise: a calm short line, within what Telegram takes.
@pytest.mark.parametrize(
    "said",
    [
        "🦆🦆🦆",
        "🏳️‍🌈",
        "...",
        "?!?!",
        "שלום לך אני לא יודע מה לומר",
        "لا أعرف ماذا أقول لك اليوم",
        "我今天不知道说什么",
        "ж" * 4096,
        "a" * 4096,
        "lorem ipsum " * 341,
        "🦆" * 2000,
        "\u202eevil\u202c text here",
        "<b>bold</b><script>alert(1)</script>",
        "'; DROP TABLE wins; --",
        "{step} {act} %s %d {0}",
        "fuck " * 800,
        "you suck " * 400,
    ],
)
def test_odd_input(said: str, nudged: Conversation) -> None:
    owned = kept(nudged)
    heard = nudged.says(said)
    assert len(heard) == 1
    assert 0 < len(heard[0].text) <= 300
    assert kept(nudged) == owned


# A win or a goal of emoji alone is asked about, not kept.
@pytest.mark.parametrize("asked", ["/win", "/goal"])
def test_emoji_are_no_words(asked: str, alice: Conversation) -> None:
    owned = kept(alice)
    alice.says(asked)
    assert alice.says("🦆🦆")[0].text
    assert kept(alice) == owned


# *Surprise me* brings a new tiny step each time: in two weeks of four a day, none comes twice.
def test_surprises(alice: Conversation) -> None:
    steps = []
    for _ in range(14 * 4):
        alice.says("/goal")
        steps.append(alice.taps("Surprise me")[-1].text.split(": ")[1])
        alice.passes(hours=6)
    assert len(set(steps)) == len(steps)


# "Not good" is a feeling, not an answer to be let go of; "I'm ok" is no riddle.
@pytest.mark.parametrize("said", ["not good", "could be better", "not great"])
@pytest.mark.parametrize("days", [0, 1])  # before a hello and after it
def test_not_good(said: str, days: int, alice: Conversation) -> None:
    alice.passes(days=days)
    assert "Rest today" in alice.says(said)[0].labels


def test_ok_as_a_feeling(alice: Conversation) -> None:
    """No note, no win, no goal of it."""
    assert alice.says("I'm ok")[0].labels == []
