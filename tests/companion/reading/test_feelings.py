"""Feelings, small talk, abuse and harsh words about oneself: what is one, and above all what is not."""

import pytest

from companion import reading


# A message that is a feeling and nothing else.
@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("scared of tomorrow", "scared"),
        ("I'm so scared of tomorrow", "scared"),
        ("really anxious today", "scared"),
        ("sad", "sad"),
        ("I've been crying all day", "sad"),
        ("sad and lonely", "sad"),
        ("so alone", "lonely"),
        ("I'm furious", "angry"),
        ("I'm such a failure", "blame"),
        ("i feel useless", "blame"),
        ("what's wrong with me?", "blame"),
        ("can't sleep again", "awake"),
        ("I miss my mum", "grief"),
        ("feeling a bit better today", "good"),
        ("good news! I got the job", "news"),
        ("heavy and sad", "heavy"),
        ("so flat", "heavy"),
        ("no energy at all", None),
        ("sad but better", None),
        ("happy and scared", None),
    ],
)
def test_feelings(said: str, felt: str | None) -> None:
    assert reading.feeling(said) == felt


# Words of feelings inside something else are not taken for the feeling.
@pytest.mark.parametrize(
    "said",
    [
        "sat down for a minute",
        "cleaned the flat",
        "put the blue cup away",
        "scared but I went out",
        "I was happy to help my neighbour move",
        "watched a sad film",
        "read a book alone in the garden",
        "angry at my boss for the third time",
        "fed the cat, she is mad about tuna",
        "drank water",
        "done",
        "not today",
        "I worried about the form and then filled it in",
        "",
        "   ",
        "sad " * 40,
    ],
)
def test_no_feelings(said: str) -> None:
    assert reading.feeling(said) is None


# Abuse is aimed at the bot; hard words about oneself or others are not.
@pytest.mark.parametrize(
    ("said", "abuse"),
    [
        ("you stupid bot", True),
        ("your app is garbage", True),
        ("fuck you and your tiny steps you useless machine", True),
        ("you suck " * 400, True),
        ("you make me feel like shit", False),
        ("I'm a useless piece of shit", False),
        ("my boss is an idiot and you know it", False),
        ("fuck this", False),
        ("did the shitty dishes", False),
        ("you were right, that helped", False),
    ],
)
def test_abuse(said: str, abuse: bool) -> None:
    assert reading.abusive(said) is abuse


# What is harsh about oneself is never handed back.
@pytest.mark.parametrize(
    ("said", "harsh"),
    [
        ("finally brushed my teeth, disgusting that it took a week", True),
        ("made the bed like any normal person", True),
        ("got up. should have done it hours ago", True),
        ("LAZYYY but I washed one cup", True),
        ("washed one cup", False),
        ("walked to the corner and back in the rain", False),
        ("phoned my sister (she laughed)", False),
        ("ate soup with the good spoon", False),
    ],
)
def test_harsh(said: str, harsh: bool) -> None:
    assert reading.harsh(said) is harsh


# In other languages the plain forms are heard, whatever the language of the chat.
@pytest.mark.parametrize(
    ("said", "felt"),
    [
        ("Ich bin so müde", "heavy"),
        ("keine Energie heute", "heavy"),
        ("Je suis épuisée", "heavy"),
        ("ça va pas", "heavy"),
        ("estoy muy cansada hoy", "heavy"),
        ("sono a pezzi", "heavy"),
        ("tô sem energia", "heavy"),
        ("ik ben zo moe", "heavy"),
        ("нет сил", "heavy"),
        ("мне страшно", "scared"),
        ("j'ai peur de demain", "scared"),
        ("me siento sola", "lonely"),
        ("sono triste", "sad"),
        ("ich bin ein Versager", "blame"),
        ("sou um fracasso", "blame"),
        ("ik kan niet slapen", "awake"),
        ("mir geht's besser", "good"),
        ("solo walk in the park", None),
        ("je suis allée au lit", None),
        ("lavé la vaisselle", None),
    ],
)
def test_in_other_languages(said: str, felt: str | None) -> None:
    assert reading.feeling(said) == felt


# Harsh words in other languages are not handed back either; words of things alone may stand in a celebration.
@pytest.mark.parametrize(
    ("said", "harsh", "plainly"),
    [
        ("endlich geduscht, du faules Schwein", True, True),
        ("je suis nulle mais j'ai rangé", True, True),
        ("me duché, qué vergüenza", True, True),
        ("sono inutile", True, True),
        ("lavei a louça, sou tão burra", True, True),
        ("eindelijk opgestaan, te lui", True, True),
        ("помыла чашку, ленивая", True, True),
        ("you fat cow, finally up", True, True),
        ("took the trash out", True, False),
        ("fixed the broken chair", True, False),
        ("вынес мусор", False, False),
        ("j'ai fait la vaisselle", False, False),
    ],
)
def test_harsh_in_other_languages(said: str, harsh: bool, plainly: bool) -> None:
    assert (reading.harsh(said), reading.plainly_harsh(said)) == (harsh, plainly)


# Small talk is small talk alone: with an act or a question of its own beside it, it is something else.
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("thanks, that helps", "thanks"),
        ("Are you real?", "program"),
        ("who are you", "program"),
        ("what do you know about me?", "about_me"),
        ("I love you", "love"),
        ("tell me a joke", "joke"),
        ("hahaha", "laugh"),
        ("good night", "bye"),
        ("I love you but I did the dishes", None),
        ("thanks, done", None),
        ("tell me when it's done", None),
        ("who are you going to vote for", None),
        ("goodbye", None),
        ("hello, took a shower", None),
    ],
)
def test_small_talk(said: str, kind: str | None) -> None:
    assert reading.talk(said) == kind
