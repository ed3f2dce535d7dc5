"""Danger first, in every text; and nothing but calm until they are safe. Help lines of the UK."""

import pytest

from companion.replies import Nudge, Say
from storage import outbox, people
from tests.conversation import MONDAY, Conversation
from tests.crisis import ACTIVE, DANGER, SAFE, UNSURE, the

# -------------------------------------------------------------------------------------------------- before every reader


# Whatever a text would have been, danger in it is answered, and nothing of it is kept.
@pytest.mark.parametrize("text", [DANGER, f"/goal {DANGER}", f"/win {DANGER}", f"/start {DANGER}", f"/people {DANGER}"])
def test_every_text(text: str, alice: Conversation) -> None:
    said = the(alice.says(text))
    assert "999" in said.text
    assert "116 123" in said.text
    assert (alice.total, len(alice.wins)) == (2, 2)


# An answer to whatever question is open, an edited message, a quotation, a caption, a reply to an old message.
@pytest.mark.parametrize("question", ["/goal", "/win", "pause", "/settings", "asdf jkl qwer"])
def test_answers_to_questions(question: str, alice: Conversation) -> None:
    alice.says(question)
    assert "999" in the(alice.says(DANGER)).text


def test_other_shapes(alice: Conversation) -> None:
    """An edited message, a quotation, a caption."""
    assert "999" in the(alice.says(DANGER, edited=True)).text
    assert "999" in the(alice.says("this", quoted=DANGER)).text
    assert "999" in the(alice.sends("photo", DANGER)).text


# Forwarded words may be anybody's: the answer speaks to both.
def test_forwarded(alice: Conversation) -> None:
    assert "someone else's" in the(alice.says(DANGER, forwarded=True)).text


# A goal and a win that say goodbye are never a step and never celebrated.
@pytest.mark.parametrize(
    "text", ["/goal end it all", "goal for today: end it all", "wrote my goodbye letters, done ✅"]
)
def test_goodbyes(text: str, alice: Conversation) -> None:
    said = the(alice.says(text))
    assert "You did that" not in said.text
    assert "999" in said.text
    assert alice.total == 2


# Strangers are answered at once; nothing is kept of them but a count, and the buttons work.
def test_strangers(stranger: Conversation) -> None:
    said = the(stranger.says(DANGER))
    assert "findahelpline.com" in said.text
    assert stranger.connection.execute("SELECT count(*) FROM people, care").fetchone() == (0,)
    assert "112" in the(stranger.taps("Show numbers again")).text
    assert "999" in the(stranger.says("UK")).text
    assert "/people" in the(stranger.says(SAFE)).text
    assert stranger.connection.execute("SELECT kind, times FROM dangers").fetchall() == [("imminent", 1)]


# Who has not joined stays in the talk as well, in the language of the danger, until they are safe; also who chose that
# nothing is kept.
@pytest.mark.parametrize("text", ["ok", "k", "thanks", "hm", "nvm", "clean the house", "done", "/goal drink water"])
@pytest.mark.parametrize("before", [[], ["/start"], ["/start", "Keep nothing"]])
def test_strangers_stay_in_it(text: str, before: list[str], stranger: Conversation) -> None:
    for said in before:
        stranger.says(said)
    stranger.says(ACTIVE)
    assert "I have read it" in the(stranger.says(text)).text
    stranger.says("ich will nicht mehr leben")
    assert "112" in the(stranger.says(text)).text
    assert "gelesen" in stranger.heard[-1].text
    assert stranger.connection.execute("SELECT count(*) FROM people, care").fetchone() == (0,)


# To what was asked a yes and a no are answers; a sticker is heard; help and the ways out are as ever.
def test_strangers_are_answered(stranger: Conversation) -> None:
    stranger.says(ACTIVE)
    assert "a voice on the line" in the(stranger.says("no")).text
    assert "stay together" in the(stranger.says("yes")).text
    assert "findahelpline" in stranger.says("/people")[0].text
    assert "/people" in the(stranger.says("im safe now")).text
    assert "Hello. I'm Small Wins" in stranger.says("/start")[0].text


@pytest.mark.parametrize("way_out", ["I'm safe", "You misread me"])
def test_strangers_leave_it(way_out: str, stranger: Conversation) -> None:
    """After it, a goal is a goal again."""
    stranger.says(UNSURE)
    stranger.says(way_out)
    assert "I have read it" not in stranger.says("clean the house")[0].text


# Begin is no way out of it: who joins in the middle of it is not asked for a win, hears no hello, and leaves it as
# everybody does.
@pytest.mark.parametrize("before", [[], ["/start"], ["/start clean_the_house"]])
@pytest.mark.parametrize("begins", [["Begin"], ["[Begin]"], ["/start", "[Begin]"], ["/start", "begin"]])
def test_begin_in_danger(before: list[str], begins: list[str], stranger: Conversation) -> None:
    if not before:
        stranger.says("/people")
    for said in (*before, DANGER, "/start", *begins):
        stranger.taps("Begin") if said == "[Begin]" else stranger.says(said)
    assert "I have read it" in stranger.heard[-1].text
    assert people.load(stranger.connection, stranger.person, stranger.now).care.state == "imminent"
    assert "a voice on the line" in the(stranger.says("no")).text
    assert "You did that" not in the(stranger.says("sat up")).text
    assert stranger.passes(days=3) == []
    assert "safe now?" in the(stranger.says("clean the house")).text
    stranger.says(SAFE)
    assert "You did that" in stranger.says("took a shower")[0].text


# Nor do the other buttons of the first message end it, nor an age, nor being greeted again.
@pytest.mark.parametrize("said", ["[Keep nothing]", "[What's kept]", "I'm 15", "/start", "Keep nothing"])
def test_no_way_out(said: str, stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.says(DANGER)
    stranger.taps(said.strip("[]")) if said[0] == "[" else stranger.says(said)
    assert "I have read it" in the(stranger.says("done")).text
    assert "stay together" in the(stranger.says("yes")).text


# A stranger's buttons are those of anybody in danger: "I'm safe now" at once, or after one other press.
def test_buttons_of_strangers(stranger: Conversation) -> None:
    assert SAFE in the(stranger.says(ACTIVE)).labels
    assert SAFE in the(stranger.says("hm")).labels
    assert SAFE not in the(stranger.says(DANGER)).labels
    assert SAFE not in the(stranger.says("hm")).labels
    assert SAFE in the(stranger.taps("I can't call")).labels
    assert SAFE in the(stranger.says("hm")).labels
    assert "/people" in the(stranger.taps(SAFE)).text


# It is known for the day of the doorstep alone.
def test_strangers_are_forgotten(stranger: Conversation) -> None:
    stranger.says(ACTIVE)
    stranger.passes(hours=25)
    assert "Hello. I'm Small Wins" in stranger.says("hi")[0].text


# ------------------------------------------------------------------------------------------------------------ the state


# Nothing that was planned is said, not the hello, not what was put off until later, not the evening's question.
def test_no_nudges(nudged: Conversation) -> None:
    nudged.says("in an hour")
    nudged.says(ACTIVE)
    assert nudged.passes(days=9) == []


# A nudge that is written but not sent, and a celebration likewise, are taken back.
def test_unsent_words(alice: Conversation) -> None:
    outbox.put(alice.connection, alice.person, Say("You did that."), alice.now)
    outbox.put(alice.connection, alice.person, Say("Hello", nudge=Nudge("hello", MONDAY.date())), alice.now)
    assert "999" in the(alice.says(ACTIVE)).text


# "done" and "nvm" do not end it, are not celebrated, and lead on with one tap.
@pytest.mark.parametrize("text", ["done", "nvm", "nvm forget it", "ok", "✅", "haha", "drink water", "half", "/today"])
def test_ordinary_words(text: str, crisis: Conversation) -> None:
    said = the(crisis.says(text))
    assert "999" in said.text
    assert SAFE in said.labels
    assert crisis.total == 2
    assert crisis.passes(days=3) == []


# ------------------------------------------------------------------------------------------------ countries, languages


# Danger is answered in its own language, and so is all that follows until they are safe.
def test_its_own_language(alice: Conversation) -> None:
    first = the(alice.says("no quiero vivir más"))
    assert "Gracias por decírmelo" in first.text
    assert "Ver números otra vez" in first.labels
    assert "Nada" in alice.says("done")[0].text or "nada" in alice.heard[-1].text
    assert "Hay caminos sin llamada" in the(alice.taps("No puedo llamar")).text
    assert "acabar con tu vida" in the(alice.says("no quiero vivir más")).text
    assert "a solas" in the(alice.says("sí")).text
    assert "silencio" in the(alice.says("ya estoy a salvo")).text
    assert "tres días" in the(alice.says("silencio")).text


# Danger is heard in more languages than it can be answered in: those are answered in English.
@pytest.mark.parametrize("text", ["我想死", "死にたい", "죽고 싶어요"])
def test_languages_without_an_answer(text: str, alice: Conversation) -> None:
    said = the(alice.says(text))
    assert "Thank you for telling me" in said.text
    assert "999" in said.text
    assert "stay quiet" in the(alice.says("I'm safe now")).text


# No country is known: general words and the directory; its name, written, brings its numbers at once.
def test_country_is_asked_for(alice: Conversation) -> None:
    alice.says("/forget")
    alice.taps("Erase it all")
    alice.says("/start")
    alice.taps("Begin")
    assert "Write your country" in the(alice.says(ACTIVE)).text
    assert "0800 111 0 111" in the(alice.says("Germany")).text
    assert "112" in the(alice.taps("Show numbers again")).text


# A country is named by its name or code; two small letters are more often a word.
@pytest.mark.parametrize(
    ("text", "known"), [("Germany", True), ("DE", True), ("us", True), ("um", False), ("np", False)]
)
def test_country_or_word(text: str, known: bool, stranger: Conversation) -> None:
    stranger.says(ACTIVE)
    assert ("Here are the numbers" in stranger.says(text)[0].text) is known


# A tap is promised where there is a button to tap.
@pytest.mark.parametrize(
    ("danger", "shown"), [(ACTIVE, True), (DANGER, False), ("my friend wants to kill herself", False)]
)
def test_no_tap_without_its_button(danger: str, shown: bool, alice: Conversation) -> None:
    alice.says(danger)
    said = the(alice.says("hm ok"))
    assert ("one tap" in said.text) is (SAFE in said.labels) is shown


# A stranger's yes to "is anyone with you?" is no consent.
def test_a_yes_is_no_begin(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.says(ACTIVE)
    assert "stay together" in the(stranger.says("yes")).text
    assert not stranger.total
    assert not stranger.wins
