"""Goals read: what is kept, what is made smaller, what is answered with care."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.goals import Area, Shrunk, areas, needs_care, shrink

ARTICLE = [
    "make the bed",
    "drink a glass of water",
    "open the curtains",
    "write one sentence in a journal",
    "take a short walk",
    "send one text to a friend",
    "brush teeth",
    "brush hair",
    "reply to a message",
    "get out of bed",
    "put one dish in the sink",
    "drink water",
]


# The article's own examples are small already: kept word for word, and offered first.
@pytest.mark.parametrize("goal", ARTICLE)
def test_the_examples_of_the_article_are_kept(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.name, shrunk.steps[0], shrunk.care) == (True, goal, goal, False)


# A step that we offer ourselves is small enough to be kept when someone types it.
@pytest.mark.parametrize("area", areas(), ids=lambda area: area.key)
def test_every_rung_is_kept_as_a_goal(area: Area) -> None:
    for ladder in area.ladders:
        for rung in ladder.rungs:
            shrunk = shrink(rung)
            assert (shrunk.keep, shrunk.steps[0]) == (True, rung)


# The article's vague goal gets the step that the article gives it.
def test_the_whole_house_becomes_one_dish() -> None:
    shrunk = shrink("clean the house")
    assert (shrunk.keep, shrunk.area, shrunk.steps[0]) == (False, "dishes", "put one dish in the sink")


def described() -> list[dict[str, str]]:
    with (Path(__file__).parent / "goals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Several hundred goals as people write them: long, misspelt, several in one, hashtags, other people's.
def test_goals_as_people_write_them() -> None:
    wrong = []
    for row in described():
        shrunk = shrink(row["goal"])
        if (shrunk.keep, shrunk.area or "") != (row["keep"] == "yes", row["area"]):
            wrong.append((row["goal"], shrunk.keep, shrunk.area))
    assert len(wrong) <= len(described()) / 20, wrong


def of_others() -> list[dict[str, str]]:
    with (Path(__file__).parent / "others.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Goals that were collected without a look at the catalogue: the first step belongs to their subject.
def test_goals_of_others_get_a_step_that_fits() -> None:
    plain = [row for row in of_others() if row["care"] == "no"]
    wrong = [
        (row["goal"], area) for row in plain if (area := shrink(row["goal"]).area or "") not in row["areas"].split("|")
    ]
    assert len(wrong) <= len(plain) * 0.05, (len(wrong), len(plain), wrong)


# None of them that needs care is given a step; an alarm without need is rare.
def test_care_in_goals_of_others() -> None:
    found = {row["goal"]: (row["care"] == "yes", shrink(row["goal"]).care) for row in of_others()}
    missed = [goal for goal, (needed, given) in found.items() if needed and not given]
    needless = [goal for goal, (needed, given) in found.items() if given and not needed]
    assert missed == []
    assert len(needless) <= 0.02 * len(found), needless


# Of those that need care none is given a step, and none of the others is refused one.
def test_care_in_goals_as_people_write_them() -> None:
    assert [row["goal"] for row in described() if shrink(row["goal"]).care != (row["care"] == "yes")] == []
    assert [row["goal"] for row in described() if row["care"] == "yes" and shrink(row["goal"]).steps] == []


# The vague goals that the ladders were made for.
@pytest.mark.parametrize(
    ("goal", "area"),
    [
        *(("clean the kitchen", "dishes"), ("do the dishes", "dishes"), ("sort out my room", "tidying")),
        *(("declutter", "decluttering"), ("get up earlier", "bed"), ("stop lying in bed all day", "bed")),
        *(("take better care of myself", "hygiene"), ("shower every day", "hygiene")),
        *(("do all the laundry", "laundry"), ("catch up on washing", "laundry"), ("drink more water", "water")),
        *(("be healthier", "water"), ("eat properly", "food"), ("cook for myself", "food"), ("eat healthy", "food")),
        *(("get fit", "movement"), ("exercise", "movement"), ("go to the gym", "movement")),
        *(("get out more", "outdoors"), ("go for walks", "outdoors"), ("fix my days", "light")),
        *(("get some sun", "light"), ("stop isolating", "social contact"), ("see friends", "social contact")),
        *(("be a better friend", "social contact"), ("reply to everyone", "messages & e-mail")),
        *(("clear my inbox", "messages & e-mail"), ("sort out my finances", "money")),
        *(("do taxes", "money & paperwork"), ("pay bills", "money & paperwork"), ("fix my sleep", "sleep")),
        *(("go to bed earlier", "sleep"), ("take my meds", "medication & care")),
        *(("book a doctor", "appointments"), ("go to therapy", "appointments")),
        *(("catch up", "study & work"), ("finish the project", "study & work"), ("look for a job", "job")),
        *(("write a book", "creativity"), ("draw again", "creativity"), ("play music", "music")),
        *(("relax", "rest"), ("stop feeling guilty for resting", "rest"), ("recharge", "rest")),
        *(("look after my plants", "pets & plants"), ("be better for my dog", "pets & plants")),
        *(("love myself", "self-kindness"), ("feel better", "self-kindness")),
        ("stop being hard on myself", "self-kindness"),
    ],
)
def test_vague_goals(goal: str, area: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area) == (False, area)
    assert shrunk.steps == list(next(a.ladders[0].rungs for a in areas() if a.key == area))


# Verb and object are looked at first, then the place, then the feeling.
@pytest.mark.parametrize(
    ("goal", "area"),
    [
        ("overwhelmed", "rest"),
        ("overwhelmed by my kitchen", "dishes"),
        ("overwhelmed by the dishes in my bedroom", "dishes"),
        ("my bedroom makes me so tired", "tidying"),
        ("my sister's clothes. she died in May", "someone who died"),
    ],
)
def test_acts_then_places_then_feelings(goal: str, area: str) -> None:
    assert shrink(goal).area == area


# Nothing names the subject: what the goal begins with says what kind of step fits. Their words do not name the area.
@pytest.mark.parametrize(
    ("goal", "area"),
    [
        *(("float in the Blorb Sea", "trips & dreams"), ("be less snarky", "a way of being")),
        *(("stop flurbing", "habits"), ("finish the wombler", "a plan"), ("learn flurbing", "learning")),
    ],
)
def test_what_a_goal_begins_with(goal: str, area: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area, shrunk.named) == (False, area, False)


# One word alone, a word in the middle, and nonsense are no hint: then ask.
@pytest.mark.parametrize("goal", ["stop", "the flurb to finish", "flurb the womble", "same as last year"])
def test_no_hint(goal: str) -> None:
    assert shrink(goal) == Shrunk(keep=False, area=None, name=goal)


# What harms others or breaks the law gets no step, whatever else is named.
@pytest.mark.parametrize("goal", ["steal a car", "rob the bank", "shoplift some bread", "get into a fight at work"])
def test_no_step_for_harm(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area, shrunk.steps, shrunk.care) == (False, None, [], False)


# A small number does not make a big thing small, nor does a small verb with something far from everyday life.
@pytest.mark.parametrize(
    "goal",
    [
        *(
            "visit 3 new states",
            "run 4 races",
            "two family trips",
            "meditate for 3 hours",
            "hug a koala",
            "eat crickets",
        ),
        *("hike twice monthly", "train the puppy", "get my steps up", "get my grades up", "knit the second mitten"),
        *("learn a song on my ukulele", "wash the car inside and out", "hold a handstand for 30 seconds"),
        *("solve a rubik's cube in under 2 minutes", "three activities: calligraphy, painting, volleyball"),
    ],
)
def test_what_is_not_small(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area is not None) == (False, True)


# Minutes, pages and the like do make it small, and everyday things are at hand.
@pytest.mark.parametrize(
    "goal",
    [
        *("run for 5 minutes", "one page of my novel", "learn one word of Welsh", "put on real trousers"),
        *("untangle the earphones", "sit outside with my coffee", "a glass of water", "text Priya back"),
    ],
)
def test_what_is_small(goal: str) -> None:
    assert shrink(goal).keep


# Goals as lists and tweets have them: numbered, ticked off, behind "my new year's resolution is to".
@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("My #NewYearsResolution is to walk my cat", "walk my cat"),
        ("New Years resolution: stop swearing", "stop swearing"),
        ("12. Learn to juggle", "learn to juggle"),
        ("[x] Learn to juggle", "learn to juggle"),
        ("I've decided that my New Years resolution is to read this year", "read"),
        ("5 minutes of yoga", "5 minutes of yoga"),
    ],
)
def test_lists_and_tweets(goal: str, name: str) -> None:
    assert shrink(goal).name == name


# A goal's name is one tidy line in the person's own words.
@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("  I want to   drink\nwater!!! ", "drink water"),
        ("Goal: Make the bed.", "make the bed"),
        ("please help me brush my teeth please", "brush my teeth"),
        ("/goal drink water", "drink water"),
        ("“Drink water”", "drink water"),
        ("Call Mum", "call Mum"),
        ("I'd like to call Anna", "call Anna"),
        ("PIP form", "PIP form"),
        ("Anna's birthday card", "Anna's birthday card"),
        ("English homework", "English homework"),
        ("I am tired", "I am tired"),
        ("DRINK WATER", "drink water"),
        ("drink water 💧", "drink water"),
        ("drink water #health #newme", "drink water"),
        ("#DrinkMoreWater", "drink more water"),
        ("#SaveMoney #GetFit", "save money get fit"),
        ("read 'Emma'", "read 'Emma'"),
        ("stretch (5 minutes)", "stretch (5 minutes)"),
        ("drink\u200b water", "drink water"),
        ("to", "to"),
        ("goal", "goal"),
    ],
)
def test_names(goal: str, name: str) -> None:
    assert shrink(goal).name == name


# What people write harshly about themselves is never said back: the goal goes by its area.
@pytest.mark.parametrize(
    ("goal", "name"),
    [
        ("stop being a lazy slob", "self-kindness"),
        ("clean my disgusting kitchen", "dishes"),
        ("be less pathetic about trains", "getting around"),
        ("I'm such an idiot", "one small thing"),
    ],
)
def test_harsh_words_are_not_said_back(goal: str, name: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.name) == (False, name)
    assert not any(word in " ".join(shrunk.steps) for word in ("lazy", "disgusting", "pathetic", "idiot"))


# Of several things, the first that is small is offered, in the person's words.
def test_several_in_one() -> None:
    shrunk = shrink("clean the house, brush my teeth, write a book and call mum")
    assert (shrunk.keep, shrunk.steps[0], shrunk.area) == (False, "brush my teeth", "hygiene")


# A language that we do not speak: kept as it stands, whether we were told the language or not.
@pytest.mark.parametrize(
    ("goal", "language"),
    [
        ("Wäsche waschen", "de"),
        ("Wäsche waschen", "en"),
        ("die Küche putzen", "en"),
        ("limpiar la cocina", "en"),
        ("убрать кухню", "en"),
        ("お皿を洗う", "ja"),
    ],
)
def test_other_languages(goal: str, language: str) -> None:
    assert shrink(goal, language) == Shrunk(keep=True, area=None, steps=[goal], name=goal)


# Care comes before the language: words of danger in English are heard in every chat.
def test_care_in_every_chat() -> None:
    assert shrink("end it all", "de").care
    assert needs_care("kill myself", "xx")


# A regional form of a language is that language.
def test_regions() -> None:
    assert shrink("do the dishes", "en-GB") == shrink("do the dishes", "en")


# Nothing there, nothing made of it.
@pytest.mark.parametrize("text", ["", "  ", "...", "🙂", "#"])
def test_nothing(text: str) -> None:
    assert shrink(text) == Shrunk(keep=False, area=None)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Whatever is typed: one line of at most 100 characters where we speak the language, no step under care, and
    what is kept comes first."""
    shrunk = shrink(text)
    assert "\n" not in shrunk.name
    assert not (shrunk.care and (shrunk.keep or shrunk.steps))
    assert not shrunk.keep or shrunk.steps[0] == shrunk.name


# Wins are looked at with the same care as goals; a part of an ordinary win is no alarm.
@pytest.mark.parametrize(
    ("win", "care"),
    [
        *(("skipped lunch and dinner", True), ("lost 2 kg", True), ("gave the cat away", True), ("drank vodka", True)),
        *(("wrote my goodbye letters", True), ("haven't cut for 30 days", True), ("threw up after lunch", True)),
        *(("stopped my meds", True), ("smashed the plates", True), ("told my boss what I think of him", True)),
        *(("cut the grass", False), ("killed it at the gym", False), ("had breakfast", False), ("took a break", False)),
        *(("broke down bread into crumbs", False), ("my phone died", False), ("took my meds", False)),
        *(("hung out the washing", False), ("a shot of espresso", False), ("rolled my shoulders", False)),
    ],
)
def test_wins(win: str, *, care: bool) -> None:
    assert needs_care(win) is care


# Drinking, whether more, less or never again; guns; one's own funeral. A beer garden's neighbours are none of it.
@pytest.mark.parametrize(
    ("goal", "care"),
    [
        *(("never drink again", True), ("have drinks with friends", True), ("start a home brew", True)),
        *(("learn to shoot a gun", True), ("have my funeral planned", True), ("not drink on weekdays", True)),
        *(("never drink soda again", False), ("watch top gun", False), ("take more risks", False)),
        *(("stop eating fast food", False), ("eat less meat", False), ("drink tea on the balcony", False)),
    ],
)
def test_drinking_guns_and_goodbyes(goal: str, *, care: bool) -> None:
    assert shrink(goal).care is care


# A number is a drug only beside what one does with it; what one is called or fills in is no harm.
@pytest.mark.parametrize(
    ("goal", "care"),
    [
        *(("cup 420", False), ("drink 420 ml of water", False), ("catch bus 420", False), ("smoke 420", True)),
        *(("420 blaze it", True), ("not be such a failure", False), ("stop being such a loser", False)),
        *(("do my self assessment", False), ("not be", True), ("do myself in", True)),
    ],
)
def test_numbers_and_names(goal: str, *, care: bool) -> None:
    assert shrink(goal).care is care
