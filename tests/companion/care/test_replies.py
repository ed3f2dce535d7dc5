"""Ten things hold for every reply to danger: each class and route, each country, any hour, each language."""

import datetime
import html
import re
import unicodedata
from functools import cache

import pytest

from companion.care import Concern, Kind, lines
from companion.care.hours import ALWAYS
from companion.care.numbers import Reader, emergency_line, line_block, written_block
from companion.care.phrases import languages, phrases
from companion.care.replies import ROUTES, answer_to, worded
from tests.words_linter import lint

KINDS: tuple[Kind, ...] = ("imminent", "ideation_active", "ideation_passive", "self_harm")
CONCERNS = [
    *(Concern(kind) for kind in KINDS),
    *(Concern(kind, ("medical",)) for kind in (*KINDS, "third_person")),
    *(Concern("none", (route,)) for route in ROUTES),
    Concern("ideation_passive", unsure=True),
    Concern("third_person"),
]
REPLIES = sorted({answer_to(concern).sentence for concern in CONCERNS} | {"forwarded"})
GRIEF = "bereavement"  # no alarm: a line, and no emergency number
FOLLOW_UPS = ("with_someone", "alone", "numbers", "cant_call", "cant_call_other", "answered_no", "not_safe")
COUNTRIES = sorted(
    {row["country"] for file in ("emergency.csv", "helplines.csv") for row in lines.rows(file)} | {"", "XX"}
)
HOURS = [datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC) for day, hour in ((2, 3), (2, 11), (7, 20))]
MOST_WORDS, LONGEST_SENTENCE = 90, 24
NUMBER = re.compile(r"\d[\d ]*\d")
SOMEONE_NEAR = {
    "en": "near|someone|company",
    "de": "jemand",
    "fr": "quelqu'un",
    "es": "alguien|persona",
    "it": "qualcuno|persona",
    "pt": "alguém|pessoa",
    "nl": "iemand|persoon",
    "ru": "рядом|доверяете",
    "uk": "поруч|довіряєте",
    "pl": "kogo|ktoś|komuś",
    "tr": "biri",
    "ar": "شخص",
    "hi": "पास|साथ",
    "id": "orang",
}
A_PROGRAM = {
    **dict.fromkeys(("en", "id"), "program"),
    "de": "Programm",
    "fr": "programme",
    **dict.fromkeys(("es", "it", "pt"), "programa|programma"),
    "nl": "programma",
    "ru": "программа",
    "uk": "програма",
    "pl": "programem",
    "tr": "program",
    "ar": "برنامج",
    "hi": "प्रोग्राम",
}
SEEN = {  # what was seen, said back in English
    "imminent": "your life may be in danger",
    "overdose": "urgent",
    "medical": "medical emergency",
    "medical_other": "looking out for someone. This may be a medical emergency",
    "ideation_active": "ending your life",
    "ideation_passive": "Not wanting to be alive",
    "self_harm": "Hurting yourself",
    "unsure": "something heavy",
    "third_person": "looking out for someone",
    "forwarded": "yours or someone else's",
    "abuse": "hurt or threatened",
    "eating": "Struggling with food",
    "psychosis": "Signs or voices",
    "mania": "So little rest",
    "harm_to_others": "nobody hurt",
    "bereavement": "Losing someone",
}
NEVER = re.compile(
    r"understand|feel|promise|secret|always|cheer|positive|hope|strong|reason|why|because|%|one in \d|mg\b|step",
    re.IGNORECASE,
)


@cache
def paragraphs(reply: str, language: str) -> list[str]:
    return phrases(language).sentences[reply].split("\n\n")


def words(text: str) -> int:
    return sum(any(map(str.isalnum, token)) for token in text.split())


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=REPLIES)
def reply(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# Every class and every route has its reply, and every reply is one that something leads to.
def test_all_are_answered() -> None:
    assert set(SEEN) == set(REPLIES)
    assert phrases("en").sentences.keys() > set(REPLIES)


# 1, 2. It says in words what was seen, and thanks for it, without a claim of feelings; before any number, or beside it.
def test_recognises(reply: str) -> None:
    text = phrases("en").sentences[reply]
    assert SEEN[reply] in text
    assert re.match(r"Thank you for|My condolences", text)
    assert not NEVER.search(text.replace("{program}", ""))


# 3. It says that it is a program that nobody reads along with.
def test_a_program(reply: str, language: str) -> None:
    text = worded(reply, Reader(language, "", HOURS[0]))
    assert re.search(A_PROGRAM[language], text)


# 4. The emergency number of the person's country, exactly as it is dialled there; general words where none is known.
def test_emergency(language: str) -> None:
    for country in COUNTRIES:
        shown, known = emergency_line(Reader(language, country, HOURS[0])), lines.emergency(country)
        assert NUMBER.findall(shown) == NUMBER.findall(known or "112")


def test_emergency_stands_in_it(reply: str, language: str) -> None:
    assert ("{emergency}" in phrases(language).sentences[reply]) is (reply != GRIEF)


# 5. One line with its hours, an open one where there is one, and a way to write where there is one.
def test_lines(language: str) -> None:
    for country in COUNTRIES:
        for local in HOURS:
            known = lines.help_lines(country, local)
            shown = html.unescape(line_block(Reader(language, country, local))).split("\n")
            assert len(shown) <= 2
            if any(line.phone for line in known):
                called = next(line for line in known if shown[0].startswith(line.name))
                assert called.open or not any(line.open and line.phone for line in known)
                assert called.hours != ALWAYS or ALWAYS in shown[0]
            if any(line.text or line.chat for line in known):
                assert any((line.text or line.chat) and shown[-1].startswith(line.name) for line in known)
                assert shown[-1] in html.unescape(written_block(Reader(language, country, local)))


def test_lines_stand_in_it(reply: str, language: str) -> None:
    assert "{lines}" in phrases(language).sentences[reply]


# 6. A person near.
def test_someone_near(reply: str, language: str) -> None:
    assert re.search(SOMEONE_NEAR[language], paragraphs(reply, language)[-1], re.IGNORECASE)


# 7. One next step in the talk: its labels are there in the language (which ones stand under it is another test).
def test_labels(language: str) -> None:
    labels = phrases(language).labels
    assert labels.keys() == phrases("en").labels.keys()
    assert len({label.casefold() for label in labels.values()}) == len(labels)
    assert all(words(label) <= 5 for label in labels.values())


# 8, 9. No marks of joy, no task, no statistics; one question at most; short sentences; numbers on lines of their own.
def test_marks(language: str) -> None:
    for name, text in phrases(language).sentences.items():
        assert not [mark for mark in text if unicodedata.category(mark) == "So" or mark in "!¡%"], name
        assert len(re.findall(r"[?؟]", text)) <= 1, name
        filled = text.replace("{program}", phrases(language).words["program"])
        assert max(map(words, re.split(r"[.:?؟।\n]", filled))) <= LONGEST_SENTENCE, name
        for slot in re.findall(r"\{(?:emergency|lines|written)\}", text):
            assert slot in text.split("\n"), name


# The same by the rules of our wording, which are for English.
def test_linter() -> None:
    known = phrases("en")
    sentences = [text.replace("{program}", known.words["program"]) for text in known.sentences.values()]
    assert [fault for text in sentences for fault in lint(text, "crisis")] == []
    assert [fault for text in known.words.values() for fault in lint(text, "phrase")] == []
    assert [fault for text in known.labels.values() for fault in lint(text, "button")] == []


# Whatever the numbers, a frightened reader can read it: 90 words at most, numbers and names included.
@pytest.mark.parametrize("name", [*REPLIES, *FOLLOW_UPS])
def test_length(name: str, language: str) -> None:
    template = phrases(language).sentences[name].replace("{program}", phrases(language).words["program"])
    longest = max(
        sum(words(block) for slot, block in numbers if slot in template) for numbers in every_number(language)
    )
    assert words(re.sub(r"\{\w+\}", "", template)) + longest <= MOST_WORDS


@cache
def every_number(language: str) -> list[tuple[tuple[str, str], ...]]:
    """What fills the slots, for each country and hour."""
    return [
        (
            ("{emergency}", emergency_line(Reader(language, country, local))),
            ("{lines}", line_block(Reader(language, country, local))),
            ("{written}", written_block(Reader(language, country, local))),
        )
        for country in COUNTRIES
        for local in HOURS
    ]


# 10. Where the country isn't known: general words, the directory, and its name is asked for.
def test_unknown_country(reply: str, language: str) -> None:
    text = worded(reply, Reader(language, "", HOURS[0]))
    known = phrases(language).words
    assert lines.DIRECTORY in text
    assert known["country"] in text
    assert reply == GRIEF or known["emergency_unknown"] in text


# Every language says the same: no sentence, word or slot is lost on the way.
def test_translations_are_whole(language: str) -> None:
    known, english = phrases(language), phrases("en")
    assert {name: sorted(slots(text)) for name, text in known.sentences.items()} == {
        name: sorted(slots(text)) for name, text in english.sentences.items()
    }
    assert {name: slots(text) for name, text in known.words.items()} == {
        name: slots(text) for name, text in english.words.items()
    }
    assert known.typed.keys() == english.typed.keys()
    assert known.answers.keys() == english.answers.keys()
    assert ["/people" in text for text in known.sentences.values()] == [
        "/people" in text for text in english.sentences.values()
    ]


def slots(text: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", text)


# A number stands in the same order as in English: first the emergency where the danger is near, else the lines.
def test_order_of_numbers(reply: str, language: str) -> None:
    assert slots(phrases(language).sentences[reply]) == slots(phrases("en").sentences[reply])


# A child's own line stands before all others, for those who said that they are under 18.
def test_children() -> None:
    child = Reader("ru", "RU", HOURS[1], under_age=True)
    assert line_block(child).startswith("Телефон доверия для детей и подростков")
    assert not line_block(Reader("ru", "RU", HOURS[1])).startswith("Телефон доверия для детей")
