"""What holds in a crisis whatever is written or pressed, in every language. Pure turns, no database."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from companion import calm
from companion.buttons import NO_GENERATION, Button
from companion.care import assess
from companion.care.phrases import button_typed, languages, phrases, yes_or_no
from companion.care.state import ASKED_AFTER, LASTING, Care
from companion.events import Said, SentUnreadable, Tapped
from companion.handlers import TAPS
from companion.moments.moment import Moment
from companion.people import About, Goal, Person, Question, Settings, Win
from companion.replies import Say
from companion.respond import respond
from companion.turns import Ask, CancelUnsent, CountDanger, Join, KeepCare, KeepGoal, KeepNote, KeepWin, TakeBack, Turn
from tests.conversation import MONDAY

NOW = int(MONDAY.timestamp())
TODAY = MONDAY.date()
TEXTS = Path(__file__).parents[1] / "reading" / "replies.csv"
GOAL = Goal(1, "clean the house", "put one dish in the sink", "dishes", asked_on=TODAY)
SOMEBODY = Person(
    1,
    "ab12",
    joined_at=NOW - 10**6,
    heard_at=NOW,
    next_number=9,
    settings=Settings(zone="Europe/London", town="Leeds", country="GB", hellos="daily"),
    goals=(GOAL,),
    last_win=Win(2, "sat up", NOW - 60, TODAY),
    replied_to=About(1, TODAY),
)
DANGER = {
    "ar": "أريد أن أنتحر",
    "de": "ich will mich umbringen",
    "en": "i want to kill myself",
    "es": "quiero suicidarme",
    "fr": "je veux me suicider",
    "hi": "मैं आत्महत्या करना चाहता हूँ",
    "id": "aku ingin bunuh diri",
    "it": "voglio suicidarmi",
    "nl": "ik wil zelfmoord plegen",
    "pl": "chcę się zabić",
    "pt": "quero me matar",
    "ru": "я хочу покончить с собой",
    "tr": "intihar etmek istiyorum",
    "uk": "я хочу покінчити з собою",
}


def in_crisis(state: str = "imminent", language: str = "en", ago: int = 60, question: str = "") -> Person:
    care = Care(state, NOW - ago, language)
    return structs.replace(SOMEBODY, care=care, question=Question(question) if question else None)


def written() -> list[str]:
    """What people write on an ordinary day, in all languages."""
    with TEXTS.open(encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


def calm_only(turn: Turn) -> bool:
    """Nothing but the fixed words, and no change but what was done or written."""
    fixed = all(isinstance(reply, Say) and reply.until_confirmed and not reply.effect for reply in turn.replies)
    kept = all(isinstance(change, KeepWin | KeepNote | Ask | KeepCare) for change in turn.changes)
    return fixed and kept and bool(turn.replies) and not turn.toast


# Thousands of ordinary messages, on the first day and after three: none is celebrated, none goes unanswered.
@pytest.mark.parametrize(("state", "ago"), [("imminent", 60), ("unsure", ASKED_AFTER)])
def test_ordinary_messages(state: str, ago: int) -> None:
    person = in_crisis(state, ago=ago)
    loud = []
    for text in written():
        concern = assess(text)
        if not concern.raised and not concern.routes and not calm.asked_for(Moment(person, NOW), text):
            turn = respond(Said(text, 7), person, NOW)
            loud += [text] if not calm_only(turn) else []
    assert loud == []


# Any text whatever is answered, in every state.
@given(st.text(max_size=60), st.sampled_from([*LASTING, "third_person", "eating", ""]))
def test_any_text(text: str, state: str) -> None:
    assert respond(Said(text, 7), in_crisis(state), NOW).replies


# Every button there is, pressed: help and data as ever, all others calm.
@pytest.mark.parametrize("verb", sorted(TAPS.keys() - calm.BUTTONS_HEARD_IN_CRISIS))
def test_other_buttons(verb: str) -> None:
    assert calm_only(respond(Tapped(Button(verb, 1, TODAY, "ab12"), 7), in_crisis(), NOW))


# A voice message, a picture: calm too.
def test_other_messages() -> None:
    assert calm_only(respond(SentUnreadable("voice", "", 7), in_crisis(), NOW))


# Danger, whoever writes it and in whatever state: the fixed words alone, in its language; all else is taken back.
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("person", [SOMEBODY, in_crisis(), in_crisis("unsure", ago=ASKED_AFTER)])
def test_danger_in_each_language(language: str, person: Person) -> None:
    turn = respond(Said(DANGER[language], 7), person, NOW)
    (said,) = turn.replies
    assert isinstance(said, Say)
    assert said.until_confirmed
    assert said.text.startswith(phrases(language).sentences["ideation_active"].split("\n")[0])
    assert CancelUnsent() in turn.changes
    assert not [
        change for change in turn.changes if isinstance(change, KeepWin | KeepNote | KeepGoal | Join | TakeBack)
    ]


# In each language each button works, typed as it stands there, and answers in that language.
@pytest.mark.parametrize("language", languages())
def test_labels_typed(language: str) -> None:
    for verb, label in phrases(language).labels.items():
        assert button_typed(label, language) == (verb, language)
        (said,) = respond(Said(label.upper() + ".", 7), in_crisis(language=language), NOW).replies
        assert isinstance(said, Say)
        assert {key.label for row in said.keys for key in row} <= set(phrases(language).labels.values())


# In each language the questions are understood, and "I'm safe now" in its other words.
@pytest.mark.parametrize("language", languages())
def test_answers_typed(language: str) -> None:
    known = phrases(language)
    assert not set(known.answers["yes"]) & set(known.answers["no"])
    for answer, sentence in (("yes", "with_someone"), ("no", "alone")):
        for way in known.answers[answer]:
            assert yes_or_no(way, language) == answer
            (said,) = respond(Said(way, 7), in_crisis(language=language, question="crisis_near"), NOW).replies
            assert isinstance(said, Say)
            assert said.text.startswith(known.sentences[sentence].split("\n")[0])
    for way in known.typed["crisis_safe"]:
        (said,) = respond(Said(way, 7), in_crisis(language=language), NOW).replies
        assert isinstance(said, Say)
        assert said.text == known.sentences["safe"]


# "I'm safe now" as people type it, in each language; with a "not" it shows the numbers, and the state stays.
@pytest.mark.parametrize("state", ["imminent", "ideation_passive"])
@pytest.mark.parametrize(
    ("language", "safe", "not_safe"),
    [
        ("ar", "نعم أنا بأمان الآن", "لست بأمان"),
        ("de", "ja, ich bin jetzt in sicherheit", "ich bin nicht in Sicherheit"),
        ("en", "im safe now", "im not safe"),
        ("en", "yes im safe", "not safe"),
        ("en", "i am safe", "no, I’m not safe"),
        ("en", "Safe", "I don't feel safe"),
        ("en", "ok I’m safe now, thank you ❤️", "still not safe"),
        ("es", "si estoy a salvo gracias", "no estoy a salvo"),
        ("fr", "oui je suis en securite", "je ne suis pas en sécurité"),
        ("hi", "haan main safe hun", "main safe nahi hun"),
        ("id", "iya aku udah aman", "aku gak aman"),
        ("it", "sì, sono al sicuro", "non sono al sicuro"),
        ("nl", "ja ik ben veilig", "ik ben niet veilig"),
        ("pl", "tak, jestem bezpieczna", "nie jestem bezpieczna"),
        ("pt", "sim estou em seguranca", "não estou em segurança"),
        ("ru", "да я в безопасности", "я не в безопасности"),
        ("tr", "evet guvendeyim", "güvende değilim"),
        ("uk", "так, я в безпеці", "я не в безпеці"),
    ],
)
def test_safe_as_people_type_it(state: str, language: str, safe: str, not_safe: str) -> None:
    person = in_crisis(state, language)
    sentences = phrases(language).sentences
    turn = respond(Said(safe, 7), person, NOW)
    assert [said.text for said in turn.replies if isinstance(said, Say)] == [sentences["safe"]]
    assert any(isinstance(change, KeepCare) and not change.care.state for change in turn.changes)
    turn = respond(Said(not_safe, 7), person, NOW)
    (said,) = turn.replies
    assert isinstance(said, Say)
    assert said.text.startswith(sentences["numbers"].split("{")[0])
    assert not any(isinstance(change, KeepCare) and not change.care.state for change in turn.changes)


# Words of anybody else's safety, or of another kind, are not the writer's.
@pytest.mark.parametrize("text", ["I asked her, she's safe", "she's safe", "is it safe", "stay safe", "safe to eat"])
def test_not_their_own_safety(text: str) -> None:
    turn = respond(Said(text, 7), in_crisis(), NOW)
    assert not any(isinstance(change, KeepCare | KeepWin) for change in turn.changes)


# None of the words that we offer to be typed is taken for danger itself.
@pytest.mark.parametrize("language", languages())
def test_offered_words_are_no_danger(language: str) -> None:
    known = phrases(language)
    offered = [
        *known.labels.values(),
        *(way for ways in (*known.typed.values(), *known.answers.values()) for way in ways),
    ]
    assert [way for way in offered if assess(way, language).raised or assess(way, language).routes] == []


# Crisis buttons carry no generation: they help also after everything was erased.
def test_buttons_for_ever() -> None:
    (said,) = respond(Said(DANGER["en"], 7), SOMEBODY, NOW).replies
    assert isinstance(said, Say)
    assert {key.button.generation for row in said.keys for key in row} == {NO_GENERATION}


# Nothing of what was written is kept: not in the state, not in the question, not in what is said.
def test_nothing_of_the_text() -> None:
    turn = respond(Said("Zanzibar. i want to kill myself", 7), SOMEBODY, NOW)
    assert "Zanzibar" not in repr(turn)
    assert {type(change) for change in turn.changes} == {CancelUnsent, Ask, KeepCare, CountDanger}
