"""Everything that a person can choose, in one message of buttons."""

import pytest

from tests.conversation import Conversation


def setting(talk: Conversation, name: str) -> object:
    return getattr(talk.settings, name)


@pytest.fixture
def settings(alice: Conversation) -> Conversation:
    alice.says("/settings")
    return alice


# The pages show what is chosen, change in place, and have at most eight buttons with a way out.
def test_pages(settings: Conversation) -> None:
    first = settings.heard[-1]
    assert "Hellos: each day, 09:30\nTown: Leeds\nYour day ends at: 04:00\nCelebration: warm" in first.text
    second = settings.taps("More settings")[0]
    assert second.edits == first.message_id
    assert "Country for help lines: the UK" in second.text
    assert max(len(first.labels), len(second.labels)) <= 8
    assert first.labels[-1] == second.labels[-1] == "Close"


# What each choice sets, by tap and typed.
@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize(
    ("steps", "name", "value"),
    [
        (("Celebration", "Quiet"), "celebration", "quiet"),
        (("Celebration", "Party"), "celebration", "party"),
        (("Hello days", "✓ Sat"), "hello_days", 0b1011111),
        (("Hello time", "08:00"), "hello_minute", 480),
        (("Day's end", "02:00"), "day_end_minute", 120),
        (("More settings", "Evening question", "19:00"), "evening_minute", 1140),
        (("More settings", "Plain mode"), "plain", 1),
        (("More settings", "Discreet hellos"), "discreet", 1),
        (("Less often",), "hellos", "other_day"),
    ],
)
def test_choices(steps: tuple[str, ...], name: str, value: object, typed: bool, settings: Conversation) -> None:
    for step in steps:
        if typed and step != "More settings":
            settings.says(step.removeprefix("✓ "))
        else:
            settings.taps(step)
    assert setting(settings, name) == value


# Times of one's own for the day's end and the evening question; what is no time can be let go.
@pytest.mark.parametrize(
    ("steps", "said", "name", "value"),
    [
        (("Day's end",), "half past one", "day_end_minute", 90),
        (("Day's end",), "never mind", "day_end_minute", None),
        (("Day's end",), "done", "day_end_minute", None),
        (("More settings", "Evening question"), "20:30", "evening_minute", 1230),
        (("More settings", "Evening question"), "no", "evening_minute", None),
        (("More settings", "Evening question"), "No evening question", "evening_minute", None),
    ],
)
def test_times(steps: tuple[str, ...], said: str, name: str, value: object, settings: Conversation) -> None:
    for step in steps:
        settings.taps(step)
    assert settings.says(said)
    assert setting(settings, name) == value


# Hellos come on the chosen days alone; one day always stays.
def test_hello_days(settings: Conversation) -> None:
    settings.taps("Hello days")
    for day in ("Tue", "Wed", "Fri", "Sat", "Sun", "Mon"):
        settings.taps(f"✓ {day}")
    came = [day for day in range(1, 15) if settings.passes(days=1)]
    assert came == [3, 10]  # Thursdays
    settings.says("/settings")
    settings.taps("Hello days")
    settings.taps("✓ Thu")
    assert setting(settings, "hello_days") == 0b0001000
    assert "One day stays" in settings.says("Thu")[0].text


# Discreet hellos never name the goal, its step or what it comes after; not the hello, not the come-back.
def test_discreet(settings: Conversation) -> None:
    settings.says("/goals")
    settings.taps("• clean the house")
    settings.taps("After what?")
    settings.says("coffee")
    settings.says("/settings")
    settings.taps("More settings")
    settings.taps("Discreet hellos")
    for _ in range(20):
        hello = settings.passes(hours=20)
        settings.says("in an hour")
        for message in hello + settings.passes(hours=4):
            assert message.lane == "nudge"
            assert not {"dish", "sink", "house", "coffee"} & set(message.text.lower().replace(".", " ").split())


# Languages: said plainly what is spoken and what is read.
def test_language(settings: Conversation) -> None:
    settings.taps("More settings")
    assert "I speak English so far" in settings.taps("Language")[0].text


# Settings in words.
@pytest.mark.parametrize("said", ["settings", "my settings", "change settings"])
def test_in_words(said: str, alice: Conversation) -> None:
    assert alice.says(said)[0].text.startswith("Your settings")


# A hello promised for tomorrow stays tomorrow's, whatever else is chosen before its time today.
def test_an_evening_question_moves_no_hello() -> None:
    early = Conversation()
    early.now -= 6 * 3600  # 08:05 in Leeds
    early.settles_in()
    early.says("/settings")
    early.taps("More settings")
    early.taps("Evening question")
    early.taps("20:00")
    assert [heard.text for heard in early.passes(hours=4) if heard.lane == "nudge"] == []
