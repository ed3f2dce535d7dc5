"""Every button of every message: it has a typed twin, a second press changes nothing, and it is safe for ever."""

import functools

import pytest

from companion.buttons import Button, decode, encode
from companion.events import Tapped
from storage import exports, people
from tests.conversation import Conversation, Heard

OWNED = ("goals", "wins", "notes", "check_ins")
# How to come to each message whose buttons are tried; "[x]" is a tap, "+n" means that n hours go by.
FIRST = ("/start", "[Begin]")
SETTLED = (*FIRST, "[Sat up]", "[Next]", "clean the house", "[I did that]", "[Next]", "Leeds", "[Yes]")
WAYS = {
    "welcome": ("/start",),
    "first win": FIRST,
    "first win kept": (*FIRST, "[Sat up]"),
    "first goal": (*FIRST, "[Sat up]", "[Next]"),
    "nothing yet": (*FIRST, "[Nothing yet]"),
    "kept in their words": (*FIRST, "/goal drink water"),
    "offer": (*FIRST, "/goal clean the house"),
    "other offer": (*FIRST, "/goal clean the house", "[Other]"),
    "area": (*SETTLED, "/goal flurb the womble"),
    "surprise": (*SETTLED, "/goal", "[Surprise me]"),
    "tomorrow": (*SETTLED, "/goal drink water", "[Tomorrow]"),
    "town": (*FIRST, "[Sat up]", "/goal clean the house", "[I did that]", "[Next]"),
    "hello": (*FIRST, "[Sat up]", "/goal clean the house", "[I did that]", "[Next]", "Leeds"),
    "nudge": (*SETTLED, "+20"),
    "size": (*SETTLED, "+20", "done"),
    "size said": (*SETTLED, "+20", "done", "[Easy]"),
    "after three silent days": (*SETTLED, "+68"),
    "after a silent week": (*SETTLED, "+164"),
    "kept gentle": (*SETTLED, "+164", "[Keep it gentle]"),
    "back after a month": (*SETTLED, "+720", "hi"),
    "smaller": (*SETTLED, "/goal drink water", "[Tomorrow]", "+20", "[Smaller]"),
    "heavy": (*SETTLED, "+20", "heavy"),
    "floor": (*SETTLED, "+20", "[Smaller]"),
    "later": (*SETTLED, "+20", "[Later]"),
    "set for later": (*SETTLED, "+20", "in two hours"),
    "ok": (*SETTLED, "+20", "ok"),
    "with me": (*SETTLED, "+20", "with me"),
    "with me over": (*SETTLED, "+20", "with me", "+1"),
    "celebration": (*SETTLED, "+20", "done"),
    "unplanned win": (*SETTLED, "/win ate soup"),
    "unclear": (*SETTLED, "the sky was green somehow"),
    "long": (*SETTLED, "so " * 20),
    "today": (*SETTLED, "+20", "/today"),
    "standing": (*SETTLED, "/start"),
    "card": (*SETTLED, "/goals", "[• clean the house]"),
    "listed card": (*SETTLED, "/goals", "[• clean the house]", "[Let it rest]"),
    "remove": (*SETTLED, "/goals", "[• clean the house]", "[Remove]"),
    "pause": (*SETTLED, "pause"),
    "paused": (*SETTLED, "pause till Friday"),
    "less often": (*SETTLED, "less often"),
    "no hellos": (*SETTLED, "stop"),
    "settings": (*SETTLED, "/settings"),
    "more settings": (*SETTLED, "/settings", "[More settings]"),
    "celebrations": (*SETTLED, "/settings", "[Celebration]"),
    "hello time": (*SETTLED, "/settings", "[Hello time]"),
    "day's end": (*SETTLED, "/settings", "[Day's end]"),
    "evening time": (*SETTLED, "/settings", "[More settings]", "[Evening question]"),
    "change a win": (*SETTLED, "/wins", "[Change one]"),
    "a win": (*SETTLED, "/wins", "[Change one]", "[1. put one dish in the sink]"),
    "months": (*SETTLED, "/wins", "[Another month]"),
    "found wins": (*SETTLED, "/wins dish"),
    "letter's day": (*SETTLED, "/settings", "[More settings]", "[How we talk]", "[Weekly letter]"),
    "letter's time": (*SETTLED, "/settings", "[More settings]", "[How we talk]", "[Weekly letter]", "[Sat]"),
    "no letters": (*SETTLED, "no more letters"),
    "evening": (*SETTLED, "/settings", "[More settings]", "[Evening question]", "[18:00]", "+5"),
    "help": (*SETTLED, "/help"),
    "more help": (*SETTLED, "/help", "[More]"),
    "people": (*SETTLED, "/people"),
    "wrong number": (*SETTLED, "/people", "[Number is wrong]"),
    "privacy": (*SETTLED, "/privacy"),
    "forget": (*SETTLED, "/forget"),
    "hello there": (*SETTLED, "hello"),
    "hard day": (*SETTLED, "/win ate soup", "+20", "heavy"),
    "hard day without a goal": (*FIRST, "/win ate soup", "/win drank water", "/win sat up", "heavy"),
    "rest after rest": (*SETTLED, "/win ate soup", "+20", "not today", "+24", "not today"),
    "a past win": (*SETTLED, "/win ate soup", "+20", "heavy", "[A past win]"),
    "how we talk": (*SETTLED, "a line for a heavy day", "tea", "/settings", "[More settings]", "[How we talk]"),
    "a harsh line": (*SETTLED, "a line for a heavy day", "get up, lazy"),
    "notes": (*SETTLED, "sink with the frog plate", "[Keep as note]", "/notes"),
    "note kept": (*SETTLED, "sink with the frog plate", "[Keep as note]"),
    "scared": (*SETTLED, "scared of tomorrow"),
    "grieving": (*SETTLED, "I miss my mum"),
    "good news": (*SETTLED, "I got the job"),
    "what do you know": (*SETTLED, "what do you know about me?"),
    "love": (*SETTLED, "I love you"),
    "another script": (*SETTLED, "привет как дела"),
}
MOVES_ON = {"Other", "Bigger"}  # each press brings another step, which the same message shows at once
SAID_OTHERWISE = {"No hellos"}  # typed at any time, it also offers the way back


def walked(way: tuple[str, ...]) -> Conversation:
    """A conversation that has come to the message in question: the newest one it heard."""
    return _walked(way).copy()


@functools.cache
def _walked(way: tuple[str, ...]) -> Conversation:
    talk = Conversation()
    for step in way:
        match step[0]:
            case "[":
                talk.taps(step[1:-1])
            case "+":
                talk.passes(hours=int(step[1:]))
            case _:
                talk.says(step)
    return talk


def owned(talk: Conversation) -> list[object]:
    """Everything that is kept of the person, but what was random in it."""
    person = people.load(talk.connection, talk.person, talk.now)
    rows = [exports.rows(talk.connection, table, talk.person) for table in OWNED]
    return [person.settings, person.doorstep, rows, talk.total]


def said(heard: list[Heard]) -> list[tuple[str, list[str]]]:
    return [(message.text, message.labels) for message in heard if message.kind == "say"]


# Typing a button's words is pressing it: the same is said, the same is kept.
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_every_button_has_a_typed_twin(way: tuple[str, ...]) -> None:
    for label in walked(way).heard[-1].labels:
        tapped, typed = walked(way), walked(way)
        by_tap, by_word = said(tapped.taps(label, tapped.heard[-1])), said(typed.says(label.strip("• ").lower()))
        assert (label, owned(typed)) == (label, owned(tapped))
        assert by_word[-1:] == by_tap[-1:] or not by_tap or label in SAID_OTHERWISE, label


# A second press of any button leaves everything that is kept as it was.
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("plain", [False, True])
def test_a_second_press_changes_nothing(way: tuple[str, ...], plain: bool) -> None:
    for label in set(walked(way).heard[-1].labels) - MOVES_ON:
        talk = walked(way)
        message = talk.heard[-1]
        if plain and "[Begin]" in way:  # a stranger has chosen nothing
            talk.chooses(plain=True)
        talk.taps(label, message)
        before = owned(talk)
        talk.now += 3
        talk.taps(label, message)
        assert (label, owned(talk)) == (label, before)


# A week later every button still answers, and no press of it loses a win but Undo.
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_week_old_button_is_safe(way: tuple[str, ...]) -> None:
    for label in walked(way).heard[-1].labels:
        talk = walked(way)
        message = talk.heard[-1]
        talk.passes(days=7)
        before = talk.total
        assert talk.taps(label, message), label
        assert talk.total >= before or label in ("Undo", "Erase it all")


# After /forget a button from before says kindly that it is dead, whatever it was, and nothing is kept by it.
@pytest.mark.parametrize("way", [way for name, way in WAYS.items() if name not in ("welcome", "people")])
def test_buttons_from_before_forgetting_are_dead(way: tuple[str, ...]) -> None:
    for label in walked(way).heard[-1].labels:
        talk = walked(way)
        message = talk.heard[-1]
        talk.says("/forget")
        talk.taps("Erase it all")
        for stranger in (True, False):
            if not stranger:
                talk.says("/start")
                talk.taps("Begin")
            assert "no longer does anything" in talk.taps(label, message)[0].text, label
        assert talk.total == 0


# What a button carries fits into Telegram's 64 bytes, also after years.
def test_callback_data_is_short(nudged: Conversation) -> None:
    nudged.connection.execute("UPDATE people SET next_number = 999999999999")
    nudged.says("/goal drink water")
    for message in nudged.heard:
        assert all(len(data.encode()) <= 64 for data in message.data.values())


# Data that we never made, or that names what is not there, is answered as a button of the past.
@pytest.mark.parametrize("verb", ["did", "smaller", "undo", "goal", "which_town", "hello_at", "day", "page", "area"])
@pytest.mark.parametrize("number", [None, 0, 10**11])
def test_odd_numbers(verb: str, number: int | None, alice: Conversation) -> None:
    generation = alice.connection.execute("SELECT generation FROM people").fetchone()[0]
    button = decode(encode(Button(verb, number, generation=generation)))
    before = alice.total
    assert alice.happens(Tapped(button, 5))
    assert alice.total == before
