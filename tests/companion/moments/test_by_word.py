"""Said in a few words, at any moment: settings, questions about the bot, thanks, "continue"."""

import pytest

from tests.conversation import Conversation


# Settings by a sentence of their own.
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("only on weekdays", "On which days"),
        ("my day ends at 9 am", "ends at: 09:00"),
        ("why no hello?", "Your settings"),
    ],
)
def test_settings_by_word(alice: Conversation, text: str, shown: str) -> None:
    assert shown in alice.says(text)[0].text


# Hellos on no day at all are another button.
def test_one_day_stays(alice: Conversation) -> None:
    alice.says("only on sundays")
    assert alice.settings.hello_days == 64
    alice.says("not on sundays")
    assert alice.settings.hello_days == 64


# What they fear for or ask about is shown.
@pytest.mark.parametrize(
    ("text", "shown"),
    [("did i lose everything", "sat up"), ("what do you do with all the things I write here?", "Kept, and sealed")],
)
def test_plain_questions(alice: Conversation, text: str, shown: str) -> None:
    assert shown in alice.says(text)[0].text


# Long thanks get a short answer, and are not put away as something that can't be followed.
def test_long_thanks(alice: Conversation) -> None:
    heard = alice.says("Thank you, that is a nice way to put it. I feel a little lighter than yesterday.")
    assert [message.labels for message in heard] == [[]]
    assert "keep_note" not in alice.heard[-1].data.values()


# "Weiter" goes on in the first minutes, and brings the hellos back after a pause.
def test_go_on(stranger: Conversation, alice: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    assert "Hellos again" not in stranger.says("weiter")[0].text
    alice.says("pause till friday")
    assert "Hellos again" in alice.says("weiter")[0].text


# Several goals in one breath: the smallest is offered, the others wait on the list.
def test_several_goals_at_once(alice: Conversation) -> None:
    heard = alice.says("/goal clean desk, reply to mum, gym, drink more water")
    assert "reply to mum" in heard[0].text
    named = {goal.name: goal.state for goal in alice.goals if goal.name != "clean the house"}
    assert named == {"reply to mum": "offered", "clean desk": "listed", "gym": "listed", "drink more water": "listed"}
    assert len({goal.number for goal in alice.goals}) == len(alice.goals)
