"""Whose an emergency of the body is: the writer's own, or somebody else's, who is then looked after from outside.

Rows of somebody else's stand in `designed.csv`, what only sounds so in `ordinary.csv`.
"""

import pytest

from companion.care import Concern, assess
from companion.care.replies import answer_to


# Who is named may be only near, or the one who tells of it; what befalls the writer stays the writer's.
@pytest.mark.parametrize(
    "text",
    [
        *("crushing chest pain", "i was unconscious for two minutes", "mum i can't breathe"),
        *("i'm with my dad and i can't breathe", "saw my mum, crushing chest pain"),
        *("called my mum, chest hurts and left arm numb", "had lunch with my sister and now pains in my chest"),
        *("my husband is asleep and i can't feel my legs", "my wife called an ambulance because i had a seizure"),
        *("so many people here, can't breathe", "my son is screaming, i think i'm having a heart attack"),
        *("my mum says i stopped breathing last night", "i can't breathe, my mum died"),
        *("my dad had a stroke years ago and now i can't breathe and my chest hurts",),
    ],
)
def test_the_writers_own(text: str) -> None:
    concern = assess(text)
    assert concern.kind == "none"
    assert answer_to(concern).sentence == "medical"


# Of two the writer's is answered.
def test_of_two() -> None:
    assert answer_to(assess("my dad collapsed. i can't breathe and my chest hurts")).sentence == "medical"


# A pet stands near, no more; and its own is nobody's emergency.
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        *(("walked the dog, crushing chest pain", "medical"), ("the dog is barking and i can't breathe", "medical")),
        *(("the dog barked, dad isn't breathing", "medical_other"),),
        *(("fell asleep by the cat, mum is unconscious", "medical_other"),),
    ],
)
def test_pets(text: str, sentence: str) -> None:
    assert answer_to(assess(text)).sentence == sentence


def test_a_pets_own() -> None:
    """The numbers that are shown are for people."""
    assert assess("the cat had a seizure") == Concern()


# Who died of it is mourned: nobody is to be called.
@pytest.mark.parametrize(
    "text",
    [
        *("my brother overdosed and died", "my dad had a heart attack and died"),
        *("my nan had a stroke on monday. she passed away on thursday",),
        *("my mum stopped breathing at 4am, she died in my arms",),
    ],
)
def test_mourned(text: str) -> None:
    assert answer_to(assess(text)).sentence == "bereavement"


# What was years ago is over, whoever's it was.
@pytest.mark.parametrize(
    "text", ["i had a seizure when i was a kid", "my dad had a stroke in 2015", "i overdosed when i was 19"]
)
def test_long_ago(text: str) -> None:
    assert not assess(text).routes


# In other languages a verb often tells whose it is; else who is named.
@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("de", "mein Vater hat Brustschmerzen", "medical_other"),
        ("de", "meine Oma bekommt keine Luft", "medical_other"),
        ("de", "ich bekomme keine Luft", "medical"),
        ("de", "meine Mutter ist weg, bekomme keine Luft", "medical"),
        ("fr", "mon père ne peut plus respirer", "medical_other"),
        ("fr", "ma mère n'est pas là, peux plus respirer", "medical"),
        ("es", "mi madre no puede respirar", "medical_other"),
        ("es", "mi madre no está, no puedo respirar", "medical"),
        ("es", "mi hermano tiene dolor en el pecho", "medical_other"),
        ("es", "tengo dolor de pecho", "medical"),
        ("it", "mio padre non riesce a respirare", "medical_other"),
        ("it", "mia madre non c'è, non riesco a respirare", "medical"),
        ("pt", "minha irmã não consegue respirar", "medical_other"),
        ("pt", "não consigo respirar", "medical"),
        ("nl", "mijn vader heeft pijn op de borst", "medical_other"),
        ("nl", "mijn moeder krijgt geen lucht", "medical_other"),
        ("nl", "mijn moeder is weg, krijg geen lucht", "medical"),
        ("ru", "мама не может дышать", "medical_other"),
        ("ru", "мамы нет, не могу дышать", "medical"),
        ("es", "mi mamá no puede respirar", "medical_other"),
        ("uk", "мама не може дихати", "medical_other"),
        ("pl", "mama nie może oddychać", "medical_other"),
        ("pl", "mamy nie ma, nie mogę oddychać", "medical"),
        ("tr", "annem nefes alamıyor", "medical_other"),
        ("tr", "annem yok, nefes alamıyorum", "medical"),
        ("ar", "أمي لا تستطيع التنفس", "medical_other"),
        ("ar", "لا أستطيع التنفس", "medical"),
        ("hi", "मेरे भाई को सीने में दर्द है", "medical_other"),
        ("hi", "मुझे सीने में दर्द है", "medical"),
        ("id", "ibu sesak napas", "medical_other"),
        ("id", "aku sesak napas", "medical"),
    ],
)
def test_languages(language: str, text: str, sentence: str) -> None:
    concern = assess(text)
    assert (concern.language, answer_to(concern).sentence) == (language, sentence)
