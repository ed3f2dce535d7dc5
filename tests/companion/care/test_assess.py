"""Danger heard in a text, and ordinary words left alone.

`designed.csv` is what the detector was designed from, `danger.csv` and `ordinary.csv` are how people write. No
clinician has reviewed any of them yet.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.care import Concern, assess

HERE = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


DESIGNED = rows(HERE / "designed.csv")
DANGER = rows(HERE / "danger.csv")
ORDINARY = [row["text"] for row in rows(HERE / "ordinary.csv")]
GRAVE = [row["text"] for row in DANGER if row["kind"] in ("imminent", "ideation_active")]
KINDS = sorted({row["kind"] for row in DANGER})


def alarms(texts: list[str]) -> list[tuple[str, Concern]]:
    heard = [(text, assess(text)) for text in texts]
    return [(text, concern) for text, concern in heard if concern.raised or concern.routes]


# The cases that the detector was designed from, each exactly so.
@pytest.mark.parametrize("case", DESIGNED, ids=lambda case: case["text"])
def test_designed_cases(case: dict[str, str]) -> None:
    concern = assess(case["text"])
    assert concern.kind == case["kind"]
    assert set(case["routes"].split()) <= set(concern.routes)


# Rules miss people: one in fifty of these at most.
@pytest.mark.parametrize("kind", KINDS)
def test_no_danger_goes_unheard(kind: str) -> None:
    texts = [row["text"] for row in DANGER if row["kind"] == kind]
    unheard = [text for text in texts if not assess(text).raised]
    assert len(unheard) <= len(texts) / 50, unheard


# How grave it is differs from a reader's judgement in one of ten at most, and hardly ever by more than a step.
def test_kinds() -> None:
    judged = Counter(assess(row["text"]).kind == row["kind"] for row in DANGER)
    assert judged[False] <= len(DANGER) / 10


# One ordinary message in a hundred may be asked about, no more.
def test_ordinary_messages_raise_no_alarm() -> None:
    assert len(ORDINARY) >= 1500
    false = alarms(ORDINARY)
    assert len(false) <= len(ORDINARY) / 100, false


# The answers and goals that the other readers are tested with are ordinary, but for those that are meant not to be.
def test_answers_and_goals_raise_no_alarm() -> None:
    companion = HERE.parent
    answers = [row["text"] for row in rows(companion / "reading" / "replies.csv") if row["meaning"] != "unclear"]
    goals = [row["goal"] for row in rows(companion / "goals" / "goals.csv") if row["care"] == "no"]
    false = [text for text, concern in alarms(answers + goals) if concern.raised]
    assert len(false) <= len(answers + goals) / 500, false


# However it is typed, it is the same.
@pytest.mark.parametrize(
    "text",
    [
        *("I WANT TO KILL MYSELF", "i want to k1ll myself", "i want to kill my self", "i wnat to kil mysef"),
        *(
            "i want to\u200b kill\u200b myself",
            "i want to killll myself",
            "𝐢 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐤𝐢𝐥𝐥 𝐦𝐲𝐬𝐞𝐥𝐟",
            "i want to k*ll myself",
        ),
        *("i  want\nto kill myself", "I want to kill myself!!!!", "i want 2 kill myself", "i wanna k1ll mys3lf"),
        *("su1cidal again", "s u i c i d a l", "s.u.i.c.i.d.a.l", "SUICIDAL", "suicidalll", "k m s", "k.m.s.", "kmsss"),
        *("k!ll myself", "feeling su!cidal", "done!now i want to kill myself"),
        *("unal1ve myself", "sewerslide", "i’m suicidal", "i‘m suicidal", "im s*icidal"),
    ],
)
def test_disguises(text: str) -> None:
    assert assess(text).kind == "ideation_active"


# A joke lowers it one step, and never to nothing.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i'm killing myself tonight lol", "ideation_active"),
        ("i want to kill myself 😂", "ideation_passive"),
        ("i want to die haha", "ideation_passive"),
        ("i cut myself again lol", "self_harm"),
    ],
)
def test_jokes(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# A usual dose is no danger; a number of tablets that is more than a few is.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("took 3 ibuprofen for my headache", "none"), ("I took 50mg sertraline", "none")),
        *(("took 2.5 tablets as told", "none"), ("i took 20 minutes to find my tablets", "none")),
        *(("took 30 ibuprofen", "imminent"), ("took 50 of my mum's sleeping pills", "imminent")),
        *(("drank 6 bottles of water", "none"), ("took 2 boxes of paracetamol", "imminent")),
    ],
)
def test_doses(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# A cause that nobody dies of makes slang a way of speaking; what is said outright is asked about, and beside anything
# heavy, or with means at hand, it is as grave as it says.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("i want to die this printer", "ideation_passive"), ("kms the wifi is down again", "none")),
        *(("netflix is boring. i'm going to hang myself tonight", "imminent"),),
        *(("goodbye cruel world, baby shark again", "ideation_passive"),),
        *(("this deadline. i won't be here in the morning, please look after my dog", "ideation_passive"),),
        *(("the wifi is down and i've planned how i'd kill myself", "ideation_active"),),
        *(("i took 30 paracetamol, the printer jammed", "imminent"),),
        *(("did the dishes and i still want to kill myself", "ideation_active"),),
    ],
)
def test_trivial_causes(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# Beside a thing of every day, what may be meant either way is meant of that thing; a plain wish is not.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("theres nothing left for me here (the buffet)", "none"), ("final post on the kitchen reno", "none")),
        *(("nothing left for me here", "ideation_passive"), ("made soup. i wish i was dead", "ideation_passive")),
        *(("i don't want to die, the printer jammed", "none"), ("not suicidal, just this printer", "none")),
    ],
)
def test_things_of_every_day(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# What is said outright is never cleared by a cause that nobody dies of, only asked about.
@pytest.mark.parametrize("said", ["i want to die", "i'm going to kill myself", "end my life", "i don't want to live"])
@pytest.mark.parametrize("cause", ["the wifi is down again", "this printer", "stuck in a meeting"])
def test_outright_words_are_asked_about(said: str, cause: str) -> None:
    concern = assess(f"{said}, {cause}")
    assert concern.kind == "ideation_passive"
    assert concern.unsure


# Whatever word of its class stands in the slot of a mould.
@pytest.mark.parametrize("weapon", ["gun", "pistol", "revolver", "noose", "razor"])
@pytest.mark.parametrize("frame", ["i have a {} in my lap", "there's a {} next to me", "{} in my hand"])
def test_means_at_hand(weapon: str, frame: str) -> None:
    assert assess(frame.format(weapon)).kind == "imminent"


# A film or a song clears what is said in it, not what stands beside it.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("the song is about suicide", "none"), ("in the film he says i want to die", "none")),
        *(("my band broke up and i want to die", "ideation_passive"),),
        *(("watched a film. i still want to kill myself", "ideation_active"),),
    ],
)
def test_fiction(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# "Not" clears it only where nothing takes it back.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("I'm not suicidal", "none"), ("not suicidal, just tired", "none"), ("i don't want to die", "none")),
        *(("i'm not going to kill myself", "none"), ("not going to kill myself today", "ideation_active")),
        *(("not going to kill myself yet", "ideation_active"), ("i can't not think about suicide", "ideation_active")),
        *(("i'm not suicidal but i don't want to be alive", "ideation_passive"),),
        *(("not suicidal. just wish i was dead", "ideation_passive"),),
    ],
)
def test_denials(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# What was years ago is over, unless something says that it is back; last night is now.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("i tried to kill myself when i was 16", "none"), ("i was suicidal back in 2012", "none")),
        *(("i was suicidal in 2012 and now i am again", "ideation_active"),),
        *(("i tried to kill myself last week", "ideation_active"), ("i wanted to die last night", "ideation_passive")),
        *(("my dad left years ago and i want to die", "ideation_passive"),),
    ],
)
def test_time(text: str, kind: str) -> None:
    assert assess(text).kind == kind


# Ambiguous words are asked about: a danger, and unsure. Plain ones are not unsure.
@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        *(("i don't want to be here any more", True), ("i just want to disappear", True), ("i'm a burden", True)),
        *(("i want to die", False), ("i want to kill myself", False)),
    ],
)
def test_unsure(text: str, *, unsure: bool) -> None:
    concern = assess(text)
    assert concern.raised
    assert concern.unsure is unsure


# Other help is named beside the danger, and without it.
@pytest.mark.parametrize(
    ("text", "kind", "route"),
    [
        *(("i took all my pills", "imminent", "medical"), ("my mum died on thursday", "none", "bereavement")),
        *(("my brother killed himself in 2019", "none", "bereavement"), ("i hear voices", "none", "psychosis")),
        *(("the voices tell me to kill myself", "ideation_active", "psychosis"),),
        *(("my boyfriend hit me", "none", "abuse"), ("i made myself throw up again", "none", "eating")),
        *(("havent slept in 4 days and never felt better", "none", "mania"),),
        *(("i'm going to stab him", "none", "harm_to_others"), ("crushing chest pain", "none", "medical")),
    ],
)
def test_routes(text: str, kind: str, route: str) -> None:
    concern = assess(text)
    assert concern.kind == kind
    assert route in concern.routes


IDIOMS = ["this deadline is killing me", "my phone died", "dead tired", "dying of laughter", "suicide squad was fun"]


@given(st.sampled_from(IDIOMS), st.sampled_from(GRAVE), st.sampled_from([". ", " and ", ", ", "\n"]))
def test_an_idiom_hides_no_other_clause(idiom: str, danger: str, between: str) -> None:
    """What stands beside words that mean no harm is heard as if they weren't there."""
    assert assess(idiom + between + danger).raised or not assess(danger).raised


@given(st.sampled_from(GRAVE), st.sampled_from(["{}", "{} lol", "{} 😂😂", "{} ✅", "goal: {}"]), st.booleans())
def test_danger_stays_danger(danger: str, frame: str, loud: bool) -> None:
    """In capitals, as a joke, or as a goal done."""
    typed = frame.format(danger.upper() if loud else danger)
    assert assess(typed).raised or not assess(danger).raised


@given(st.text(max_size=300), st.sampled_from(["en", "de", "xx", ""]))
def test_any_text_is_assessed(text: str, language: str) -> None:
    """Whatever is typed: one concern, the same for the same text."""
    assert assess(text, language) == assess(text, language)


# What nearly everybody buys to shave is asked about at most, never taken for a plan.
@pytest.mark.parametrize("text", ["bought new razor blades", "bought razor blades", "got new blades for my razor"])
def test_bought_to_shave(text: str) -> None:
    found = assess(text)
    assert found.kind == "none" or found.unsure


# A name is nobody's illness.
@pytest.mark.parametrize("text", ["reply to Anna", "thanks Mia", "Ana and I went for a walk", "call Emma about Joy"])
def test_names(text: str) -> None:
    assert assess(text) == Concern()


# What people resolve to stop being is no wish to be no more; an "I love you" more often is no goodbye.
@pytest.mark.parametrize(
    ("text", "danger"),
    [
        *(("stop being so nice to people", False), ("stop being so lazy", False), ("i want to stop being", True)),
        *(("tell my family I love them more often", False), ("tell my family i love them", True)),
        *(("not be so lonely since retiring", False), ("i just want to not be", True)),
    ],
)
def test_resolutions(text: str, *, danger: bool) -> None:
    assert (assess(text).kind != "none") is danger
