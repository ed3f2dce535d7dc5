"""Small talk in every language, and longer thanks."""

import pytest

from companion.reading import talk, warm


# Thanks, greetings and goodbyes of other languages are heard in a chat of any.
@pytest.mark.parametrize("language", ["en", "de", "hi"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((thanks, "thanks") for thanks in ("danke", "Gracias!", "merci beaucoup", "спасибо", "ありがとう")),
        *((bye, "bye") for bye in ("tschüss", "do widzenia", "до завтра", "buenas noches")),
        *((hello, "greeting") for hello in ("hola", "bonjour", "merhaba", "नमस्ते", "你好")),
        ("sorry i was gone so long", "sorry"),
        ("wat", "lost"),
    ],
)
def test_small_talk_of_all_languages(text: str, kind: str, language: str) -> None:
    assert talk(text, language) == kind


# Longer thanks and good feelings are heard as such.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thank you, that is a nice way to put it. I feel a little lighter than yesterday.", "thanks"),
        ("thank you so much, this really helps me", "thanks"),
        ("I actually feel good today", "good"),
        ("that made me smile", "thanks"),
        ("had a lovely day with the kids", "good"),
    ],
)
def test_longer_thanks(text: str, kind: str) -> None:
    assert warm(text) == kind


# A "but", a "not", a question, a wish or a farewell beside them: then it is not plain.
@pytest.mark.parametrize(
    "text",
    [
        "thanks for nothing",
        "thank you but it did not help",
        "I don't feel better",
        "thank you, can you do it again",
        "I wish I could feel good",
        "thank you for everything, goodbye",
        "do you feel good?",
        "put the kettle on",
    ],
)
def test_no_plain_thanks(text: str) -> None:
    assert warm(text) is None
