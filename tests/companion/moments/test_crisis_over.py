"""The ways out of a crisis: safe, misread, somebody else's, and after three days the question."""

from typing import get_args

import pytest

from companion.care import Concern, Kind
from companion.care.replies import ROUTES, answer_to
from companion.care.state import LASTING
from companion.people import Goal
from storage import goals, people, turns
from tests.conversation import Conversation
from tests.crisis import ACTIVE, DANGER, SAFE, UNSURE, the

# ------------------------------------------------------------------------------------------------------------- leaving


# Safe: quiet for three days unless a hello is chosen, then hellos as before, with the smallest step.
def test_quiet_unless_chosen(nudged: Conversation) -> None:
    nudged.says("/goal make my bed")
    nudged.says(ACTIVE)
    asked = the(nudged.taps(SAFE))
    assert asked.labels == ["Stay quiet", "Hello tomorrow", "Show numbers again"]
    assert nudged.passes(days=3) == []
    later = nudged.passes(days=2)
    assert later
    assert all(said.lane == "nudge" for said in later)


@pytest.mark.parametrize("answer", ["Stay quiet", "quiet", "stay quiet"])
def test_quiet_chosen(answer: str, crisis: Conversation) -> None:
    """Said in words, from that moment on."""
    crisis.taps(SAFE)
    crisis.passes(hours=5)
    assert "three days" in the(crisis.says(answer)).text
    assert crisis.passes(days=3) == []


@pytest.mark.parametrize("answer", ["Hello tomorrow", "tomorrow", "hello"])
def test_hello_chosen(answer: str, crisis: Conversation) -> None:
    """Also where hellos come once a week."""
    crisis.says("weekly")
    crisis.taps(SAFE)
    assert "tiny step" in the(crisis.says(answer)).text
    assert [said.lane for said in crisis.passes(days=1)] == ["nudge"]


# Steps that had grown are small again; those of a goal in their own words too; what is the smallest already stays.
def test_small_steps_again(alice: Conversation) -> None:
    for goal in ("/goal wash all dishes", "/goal write one sentence in a journal"):
        alice.says(goal)
        alice.taps("Keep mine") if "Keep mine" in alice.heard[-1].labels else None
    before = {goal.name: goal.step for goal in steps(alice)}
    alice.says(ACTIVE)
    alice.taps(SAFE)
    after = {goal.name: goal.step for goal in steps(alice)}
    assert after["clean the house"] == before["clean the house"] == "put one dish in the sink"
    assert after["write one sentence in a journal"] != before["write one sentence in a journal"]


def steps(talk: Conversation) -> tuple[Goal, ...]:
    return goals.load(talk.connection, talk.person)


# Without hellos nothing is asked: nothing comes anyway.
def test_safe_without_hellos(crisis: Conversation) -> None:
    crisis.says("stop")
    assert "Shall I" not in the(crisis.taps(SAFE)).text


# A hello is not offered where every step of theirs waits for weeks.
def test_safe_with_nothing_to_speak_of(alice: Conversation) -> None:
    alice.says("/goal pay the bills")
    alice.connection.execute("DELETE FROM goals WHERE number = (SELECT min(number) FROM goals)")
    alice.says(ACTIVE)
    assert "Shall I" not in the(alice.taps(SAFE)).text


# After three days of it, ordinary words are kept without praise and they are asked whether they are safe.
def test_three_days_later(crisis: Conversation) -> None:
    crisis.passes(days=3)
    first = the(crisis.says("watered the fern and sat in the sun"))
    assert first.text == "That is kept. Last time sounded heavy. Are you safe now?"
    assert first.labels == [SAFE, "Show numbers again"]
    assert "116 123" in the(crisis.says("no")).text
    crisis.says("hello")
    assert "Shall I stay quiet" in the(crisis.says("yes")).text
    assert crisis.passes(days=2, hours=12) == []


# A misreading is taken back at once: hellos come as before, and nothing stays hidden.
def test_misread(nudged: Conversation) -> None:
    nudged.says(UNSURE)
    nudged.taps("You misread me")
    assert [said.lane for said in nudged.passes(days=1)] == ["nudge"]
    assert "You did that" in nudged.says("i took a shower")[0].text


# What is about somebody else is over after a day, with nothing to press.
def test_somebody_else(nudged: Conversation) -> None:
    said = the(nudged.says("my friend keeps saying she wants to die, what do i do"))
    assert SAFE not in said.labels
    assert "ask them directly" in said.text
    assert "You did that" not in nudged.says("done")[0].text
    nudged.passes(hours=25)
    assert "You did that" in nudged.says("i took a shower")[0].text


# Who writes about somebody else is spoken to as who helps: in words, and in what they may show to others.
@pytest.mark.parametrize(
    ("danger", "begins"),
    [
        ("my mum just took all her pills", "Thank you for looking out for someone. This may be a medical emergency."),
        ("my dad has chest pain", "Thank you for looking out for someone. This may be a medical emergency."),
        ("my friend keeps saying she wants to die", "Thank you for looking out for someone."),
    ],
)
def test_helpers(danger: str, begins: str, alice: Conversation, stranger: Conversation) -> None:
    for talk in (alice, stranger):
        said = the(talk.says(danger))
        assert said.text.startswith(begins)
        assert "with you now" not in said.text
        shown = the(talk.taps("I can't call")).text
        assert "Someone is in danger" in shown
        assert "I am in danger" not in shown


# What is about themselves lasts, whether or not suicide is in it: no hello comes until they are safe or were misread.
@pytest.mark.parametrize(
    "danger",
    [
        "the voices tell me to hurt people",
        "my husband hit me again last night",
        "i made myself throw up",
        "i want to kill my brother tonight",
        "i haven't slept in six days and i don't need sleep anymore",
        "i have chest pain and my left arm is numb",
    ],
)
@pytest.mark.parametrize("way_out", [SAFE, "You misread me"])
def test_danger_without_suicide(way_out: str, danger: str, nudged: Conversation) -> None:
    the(nudged.says(danger))
    assert nudged.passes(days=5) == []
    assert "safe now?" in the(nudged.says("i took a shower")).text
    nudged.says(danger)
    nudged.says("my friend keeps saying she wants to die")  # no lighter one ends it
    assert nudged.passes(days=2) == []
    nudged.taps(way_out)
    assert [said.lane for said in nudged.passes(days=6)][:1] == ["nudge"]


# Every state that a danger brings lasts, but the one of somebody else's.
def test_what_lasts() -> None:
    kinds = {answer_to(Concern(kind)).state for kind in get_args(Kind) if kind != "none"}
    routes = {answer_to(Concern(routes=(route,))).state for route in ROUTES}
    assert kinds | routes | {"unsure"} == {*LASTING, "third_person", ""}


# What was misread was the last thing alone: an eating cue of before still holds bigger steps back.
@pytest.mark.parametrize(("misread", "held_back"), [(UNSURE, True), ("i made myself throw up again", False)])
def test_an_earlier_cue(misread: str, held_back: bool, alice: Conversation) -> None:
    if held_back:
        alice.says("i made myself throw up again")
        alice.says(SAFE)
    alice.says(misread)
    alice.says("You misread me")
    care = people.load(alice.connection, alice.person, alice.now).care
    assert care.holds_back("food", alice.now) is held_back


# Grief is no alarm: condolences, a line, and all else as ever.
def test_grief(nudged: Conversation) -> None:
    said = the(nudged.says("my sister killed herself three years ago today"))
    assert said.text.startswith("My condolences.")
    assert "Emergency" not in said.text
    assert "You did that" in nudged.says("i took a shower")[0].text


# No word is promised that would not come: the step waits for them, a pause names no hello in the middle of a danger.
@pytest.mark.parametrize("asked", ["in an hour", "with me", "later", "tonight"])
@pytest.mark.parametrize("quiet", [[ACTIVE, SAFE, "Stay quiet"], ["I'm 16"]])
def test_no_empty_promises(quiet: list[str], asked: str, nudged: Conversation) -> None:
    for said in quiet:
        nudged.says(said)
    assert "in /today, for whenever you like" in nudged.says(asked)[-1].text
    assert nudged.passes(hours=12) == []


def test_a_pause_in_danger(crisis: Conversation) -> None:
    """No hello comes when the pause is over."""
    assert "No hello comes before" in crisis.says("pause for three days")[0].text
    assert crisis.passes(days=6) == []
    assert "safe now?" in the(crisis.says("hellos again")).text


# A time beyond the quiet is promised and kept; a new hello time in it names the day on which one comes.
def test_promises_beyond_the_quiet(nudged: Conversation) -> None:
    for said in (ACTIVE, SAFE, "Stay quiet"):
        nudged.says(said)
    said = nudged.says("hellos at 8am")
    assert "Saturday 7 March at 08:00" in said[0].text
    assert nudged.passes(days=3, hours=21) == []
    assert [said.lane for said in nudged.passes(hours=2)] == ["nudge"]


# Who asks for hellos again in the quiet hears them.
@pytest.mark.parametrize("asked", ["hellos again", "resume hellos"])
def test_hellos_again(asked: str, crisis: Conversation) -> None:
    for said in (SAFE, "Stay quiet"):
        crisis.says(said)
    assert "Hellos again" in crisis.says(asked)[0].text
    assert [said.lane for said in crisis.passes(days=1)] == ["nudge"]


# For three days a win is celebrated without fireworks and pictures, and neither a letter nor an evening's question
# comes, whatever they chose about hellos.
@pytest.mark.parametrize("chosen", ["Stay quiet", "Hello tomorrow"])
def test_no_fireworks(chosen: str, alice: Conversation) -> None:
    alice.chooses(celebration="party", evening_minute=20 * 60, letter_minute=18 * 60, letter_day=2)
    turns.plan_anew(alice.connection, alice.person, alice.now)
    for number in range(7):
        alice.says(f"/win swam, round {number}")  # a picture comes with the tenth
    alice.says(DANGER)
    alice.says(SAFE)
    alice.taps(chosen)
    heard = alice.passes(days=1) + alice.says("i took a shower") + alice.passes(days=2)
    assert not any(said.effect or said.kind != "say" for said in heard)
    assert all("put one dish" in said.text for said in heard if said.lane == "nudge")
    alice.passes(hours=1)
    assert alice.says("i made my bed")[0].effect


# A bare yes or ok to "stay quiet, or a hello?" is quiet, and nothing is made of it about a step.
@pytest.mark.parametrize("answer", ["yes", "ok", "no", "y", "k"])
def test_quiet_is_what_a_bare_yes_means(answer: str, crisis: Conversation) -> None:
    crisis.taps(SAFE)
    assert "three days" in the(crisis.says(answer)).text
