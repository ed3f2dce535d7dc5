"""What free sentences ask of the bot, and the many that ask nothing."""

import pytest

from companion.reading import wish


# A short sentence that is clearly one wish.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pause", "pause"), ("pause till Monday", "pause"), ("can you pause for a week please", "pause"),
        ("I need a break", "pause"), ("stop until Monday", "pause"), ("quiet until friday", "pause"),
        ("quiet week", "quiet_week"), ("I want a quiet week please", "quiet_week"), ("less often", "less_often"),
        ("write less often please", "less_often"), ("every other day", "less_often"), ("more often", "more_often"),
        ("stop", "stop"), ("Stop!", "stop"), ("stop messaging me", "stop"), ("can you stop?", "stop"),
        ("start again", "resume"), ("resume", "resume"), ("I'm back", "resume"), ("up", "up"), ("I'm up", "up"),
        ("im up", "up"), ("I just woke up", "up"), ("help", "help"), ("HELP", "help"), ("what can you do?", "help"),
        ("forget me", "forget"), ("delete my data", "forget"), ("export my data", "export"),
        ("settings", "settings"), ("show my wins", "wins"), ("my wins please", "wins"), ("today", "today"),
        ("goals", "goals"), ("my goals", "goals"), ("undo", "undo"), ("oops", "undo"), ("wrong button", "undo"),
        ("show me the picture", "picture"), ("help lines", "people"), ("privacy", "privacy"),
        ("what do you keep?", "privacy"), ("undo all", "undo_all"), ("please undo all of it", "undo_all"),
    ],
)  # fmt: skip
def test_a_wish_is_read(text: str, expected: str) -> None:
    assert wish(text) == expected


# Sentences that hold a wish's word and ask for something else, or nothing.
@pytest.mark.parametrize(
    "text",
    ["", "I paused my movie", "I want to stop living", "stop smoking", "don't stop", "my dog is up", "not up",
     "forget it", "today was good", "I forgot", "help my sister move", "I need help with my goals at work",
     "wins and goals", "undo stop", "what goes up must come down", "the export business is hard", "done", "no",
     "please pause and then start again and show my wins and stop it all"],
)  # fmt: skip
def test_nothing_is_read_into_a_sentence(text: str) -> None:
    assert wish(text) is None


# The commonest wishes in other languages, in a chat of any language.
@pytest.mark.parametrize(
    ("text", "expected"),
    [("Pause bitte", "pause"), ("Hilfe", "help"), ("aide", "help"), ("ayuda", "help"), ("стоп", "stop"),
     ("помощь", "help"), ("mes objectifs", "goals"), ("deshacer", "undo"), ("ruhige Woche", "quiet_week")],
)  # fmt: skip
def test_wishes_in_other_languages(text: str, expected: str) -> None:
    assert wish(text) == expected
    assert wish(text, "ru") == expected
