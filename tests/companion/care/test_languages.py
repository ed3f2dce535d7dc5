"""Danger heard in every language that the rules know, whatever the language of the chat."""

import pytest

from companion.care import Concern, assess


# Whatever the chat's language, what is said in any other is heard, and answered in it.
@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        *(("de", "Ich will nicht mehr leben", "ideation_passive"), ("de", "ich bringe mich heute um", "imminent")),
        *(
            ("de", "hab mich wieder geritzt", "self_harm"),
            ("de", "meine Schwester will sich umbringen", "third_person"),
        ),
        *(("fr", "J'ai envie de mourir", "ideation_passive"), ("fr", "je vais me suicider ce soir", "imminent")),
        *(("fr", "je pense à me tuer", "ideation_active"), ("fr", "mon frère veut se suicider", "third_person")),
        *(("es", "no quiero vivir más", "ideation_passive"), ("es", "quiero suicidarme", "ideation_active")),
        *(("es", "me voy a matar esta noche", "imminent"), ("es", "mi hija se quiere morir", "third_person")),
        *(("it", "voglio morire", "ideation_passive"), ("it", "voglio farla finita", "ideation_active")),
        *(("it", "mi sono tagliata di nuovo", "self_harm"), ("it", "mio fratello vuole uccidersi", "third_person")),
        *(("pt", "não quero mais viver", "ideation_passive"), ("pt", "quero me matar", "ideation_active")),
        *(("pt", "vou me matar hoje", "imminent"), ("pt", "minha amiga quer se matar", "third_person")),
        *(("nl", "ik wil niet meer leven", "ideation_passive"), ("nl", "ik wil zelfmoord plegen", "ideation_active")),
        *(("nl", "ik heb mezelf gesneden", "self_harm"), ("nl", "mijn broer wil zelfmoord plegen", "third_person")),
        *(("ru", "не хочу жить", "ideation_passive"), ("ru", "хочу покончить с собой", "ideation_active")),
        *(("ru", "сегодня убью себя", "imminent"), ("ru", "подруга хочет покончить с собой", "third_person")),
        *(("uk", "не хочу жити", "ideation_passive"), ("uk", "хочу вбити себе", "ideation_active")),
        *(("uk", "знову порізала себе", "self_harm"), ("uk", "сестра хоче накласти на себе руки", "third_person")),
        *(("pl", "nie chcę już żyć", "ideation_passive"), ("pl", "chcę się zabić", "ideation_active")),
        *(("pl", "znowu się pocięłam", "self_harm"), ("pl", "dziś się zabiję", "imminent")),
        *(("tr", "ölmek istiyorum", "ideation_passive"), ("tr", "kendimi öldürmek istiyorum", "ideation_active")),
        *(("tr", "bu gece intihar edeceğim", "imminent"), ("tr", "kendimi kestim", "self_harm")),
        *(("ar", "أريد أن أموت", "ideation_passive"), ("ar", "أريد الانتحار", "ideation_active")),
        *(("ar", "سأقتل نفسي الليلة", "imminent"), ("ar", "أخي يريد أن يموت", "third_person")),
        *(("hi", "मैं मरना चाहता हूँ", "ideation_passive"), ("hi", "मैं आत्महत्या करना चाहती हूं", "ideation_active")),
        *(("hi", "mujhe marna hai", "ideation_passive"), ("hi", "main khudkushi karna chahta hun", "ideation_active")),
        *(("id", "aku pengen mati", "ideation_passive"), ("id", "aku mau bunuh diri", "ideation_active")),
        *(("id", "malam ini aku bunuh diri", "imminent"), ("id", "aku nyilet tangan lagi", "self_harm")),
        *(
            ("zh", "我想死", "ideation_passive"),
            ("zh", "我想自杀", "ideation_active"),
            ("zh", "我不想活了", "ideation_passive"),
        ),
        *(
            ("zh", "今晚我就自杀", "imminent"),
            ("zh", "沒有我大家會更好", "ideation_passive"),
            ("zh", "我割自己了", "self_harm"),
        ),
        *(("zh", "朋友说她想死", "third_person"), ("zh", "我吃了一整瓶安眠药", "imminent")),
        *(("ja", "もう死にたいです", "ideation_passive"), ("ja", "自殺したい", "ideation_active")),
        *(("ja", "今夜死にます", "imminent"), ("ja", "リスカした", "self_harm"), ("ja", "薬を全部飲んだ", "imminent")),
        *(("ja", "友達が死にたいと言っています", "third_person"), ("ja", "生きている意味がない", "ideation_passive")),
        *(
            ("ko", "죽고 싶어요", "ideation_passive"),
            ("ko", "죽고싶다", "ideation_passive"),
            ("ko", "자해했어", "self_harm"),
        ),
        *(("ko", "자살하고 싶어요", "ideation_active"), ("ko", "오늘 밤 죽을 거야", "imminent")),
        *(("ko", "친구가 죽고 싶대", "third_person"), ("ko", "약을 다 먹었어", "imminent")),
        *(("en", "I want to die", "ideation_passive"), ("en", "I'm going to kill myself tonight", "imminent")),
    ],
)
def test_every_language_in_every_chat(language: str, text: str, kind: str) -> None:
    for chat in ("en", "de", "ja"):
        concern = assess(text, chat)
        assert (concern.kind, concern.language) == (kind, language)


# Where words have no spaces between them, ways of speaking and denials are as harmless as elsewhere.
@pytest.mark.parametrize(
    "text",
    [
        *("想死你了", "累死了", "笑死我了", "我不想死", "我不会自杀", "看了自杀小队", "今天洗了澡", "完成了"),
        *("お腹すいて死にそう", "死にたくない", "お風呂に入った", "仕事が終わった", "今日は疲れた"),
        *("배고파 죽겠다", "보고 싶어 죽겠어", "죽고 싶지 않아", "오늘 샤워했어", "다 했어"),
    ],
)
def test_without_spaces(text: str) -> None:
    assert not assess(text).raised


# Where nothing was heard, the language is the chat's.
def test_the_chats_own_language() -> None:
    assert assess("guten Morgen", "de") == Concern(language="de")
