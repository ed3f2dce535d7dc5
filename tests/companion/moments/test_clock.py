"""Whose clock: the town that sets it, and the hello at the person's own time."""

import zoneinfo

import pytest

from companion.reading import reply
from tests.conversation import Conversation

TO_THE_TOWN = ("Begin", "Sat up", "Next", "One sip", "Tomorrow", "Next")


def setting(talk: Conversation, name: str) -> object:
    return getattr(talk.settings, name)


def hello(talk: Conversation) -> tuple[str, int] | None:
    """(date, UTC minute of the day) of the planned hello."""
    row = talk.connection.execute("SELECT date, due_at FROM check_ins WHERE kind = 'hello'").fetchone()
    return (row[0], row[1] // 60 % 1440) if row and row[0] else None


@pytest.fixture
def newcomer(stranger: Conversation) -> Conversation:
    """Asked which town sets their clock."""
    stranger.says("/start")
    for label in TO_THE_TOWN:
        stranger.taps(label)
    return stranger


# A town in many spellings gives zone, country and the local time to check it by; nothing but a yes begins the hellos.
@pytest.mark.parametrize(
    ("said", "zone", "country", "clock"),
    [
        ("Leeds", "Europe/London", "GB", "14:05"),
        ("a village near Leeds", "Europe/London", "GB", "14:05"),
        ("são paulo", "America/Sao_Paulo", "BR", "11:05"),
        ("Köln", "Europe/Berlin", "DE", "15:05"),
        ("Paris, France", "Europe/Paris", "FR", "15:05"),
        ("tokyo", "Asia/Tokyo", "JP", "23:05"),
        ("nice", "Europe/Paris", "FR", "15:05"),
        ("UTC+3", "Etc/GMT-3", "", "17:05"),
    ],
)
def test_towns(said: str, zone: str, country: str, clock: str, newcomer: Conversation) -> None:
    heard = newcomer.says(said)[0]
    assert clock in heard.text
    assert heard.labels == ["Yes", "Other time", "Other town", "No hellos"]
    assert (setting(newcomer, "zone"), setting(newcomer, "country")) == (zone, country)
    assert setting(newcomer, "hellos") == "unset"
    assert newcomer.passes(days=2) == []


# Towns of one name are told apart by their clocks; the country is shown, never guessed from the language.
def test_towns_of_one_name(newcomer: Conversation) -> None:
    heard = newcomer.says("York")[0]
    assert heard.labels == ["York, the UK: 14:05", "York, the US: 09:05", "Other town"]
    assert setting(newcomer, "country") == ""
    assert "help lines are for the US" in newcomer.taps(heard.labels[1])[-1].text


# Another way: the time that their clock shows, or a shared place, used once.
def test_another_way(newcomer: Conversation) -> None:
    newcomer.taps("Another way")
    heard = newcomer.says("9:05")[0]
    assert "New York" in heard.labels[0] + heard.labels[1]
    newcomer.taps(heard.labels[0])
    assert setting(newcomer, "zone") == "America/New_York"
    newcomer.shares(53.8, -1.55)
    assert setting(newcomer, "town") == "Leeds"
    assert "53.8" not in "".join(newcomer.connection.iterdump())


# A short answer that means something else is that, though some town is spelt like it.
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("rest", "Rest"),
        ("done", "You did that"),
        ("heavy", "eavy"),
        ("half", "You did"),
        ("no", "No hellos"),
        ("not today", "Rest"),
        ("later", "come back"),
        ("help", "112"),
        ("why", "bigger town"),
    ],
)
def test_the_town_can_be_ignored(said: str, answer: str, newcomer: Conversation) -> None:
    assert answer.lower() in newcomer.says(said)[0].text.lower()
    assert setting(newcomer, "town") == ""


# No zone's own town reads as an answer: whoever lives there is understood.
@pytest.mark.parametrize("area", ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"])
def test_no_town_is_an_answer(area: str) -> None:
    names = (zone.split("/")[-1].replace("_", " ") for zone in zoneinfo.available_timezones() if zone.startswith(area))
    assert {name for name in names if reply(name) != "unclear"} == set()


# "Hello tomorrow at 09:30?" in words.
@pytest.mark.parametrize(
    ("said", "hellos", "due"),
    [
        ("yes", "daily", ("2026-03-03", 570)),
        ("Yes please", "daily", ("2026-03-03", 570)),
        ("tomorrow", "daily", ("2026-03-03", 570)),
        ("8", "daily", ("2026-03-03", 480)),
        ("half past seven", "daily", ("2026-03-03", 450)),
        ("no", "off", None),
        ("no hellos", "off", None),
        ("not sure", "unset", None),
        ("other time", "unset", None),
        ("rest", "unset", None),
        ("Tokyo", "unset", None),
    ],
)
def test_hello_in_words(said: str, hellos: str, due: tuple[str, int] | None, newcomer: Conversation) -> None:
    newcomer.says("Leeds")
    newcomer.says(said)
    assert setting(newcomer, "hellos") == hellos
    assert hello(newcomer) == due


# A time of one's own, typed or tapped; soon is the next day; what is no time asks again and can be let go.
@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("[08:00]", ("2026-03-03", 480)),
        ("[18:00]", ("2026-03-03", 1080)),
        ("23:30", ("2026-03-02", 1410)),
        ("quarter to nine", ("2026-03-03", 525)),
        ("0730", ("2026-03-03", 450)),
        ("never mind", ("2026-03-03", 570)),
        ("done", ("2026-03-03", 570)),
        ("purple", ("2026-03-03", 570)),
    ],
)
def test_other_times(said: str, due: tuple[str, int], alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    assert alice.taps(said[1:-1]) if said[0] == "[" else alice.says(said)
    assert hello(alice) == due


# Yes pressed again, hours or days later, moves nothing.
@pytest.mark.parametrize("hours", [1, 14, 19, 24, 100])
def test_yes_again(hours: int, alice: Conversation) -> None:
    alice.passes(hours=hours)
    before = hello(alice)
    alice.taps("Yes")
    assert hello(alice) == before


# No more than one hello a date, wherever the time is moved to on that day.
@pytest.mark.parametrize("time", ["11:00", "15:00", "23:59", "00:01", "9:31", "9:29"])
def test_a_moved_hello_comes_once_a_date(time: str, nudged: Conversation) -> None:
    nudged.says("/settings")
    nudged.taps("Hello time")
    nudged.says(time)
    assert nudged.passes(hours=13) == []
    assert len(nudged.passes(hours=25)) <= 2
    dates = [row[0] for row in nudged.connection.execute("SELECT nudge_date FROM outbox WHERE nudge_kind = 'hello'")]
    assert len(dates) == len(set(dates)) >= 2


# Travelling: named in a sentence or in settings, the hello goes along; the country of the help lines too.
@pytest.mark.parametrize("said", ["I moved to Tokyo", "my town is Tokyo", "now in Tokyo"])
def test_travel_in_words(said: str, alice: Conversation) -> None:
    assert "23:05" in alice.says(said)[0].text
    assert setting(alice, "country") == "JP"
    assert hello(alice) == ("2026-03-03", 30)  # 09:30 in Tokyo


# No hellos: said once, without persuasion; /settings brings them back.
def test_no_hellos(newcomer: Conversation) -> None:
    heard = newcomer.taps("No hellos")[-1]
    assert "/settings" in heard.text
    assert newcomer.passes(days=9) == []
    newcomer.says("/settings")
    newcomer.taps("Hello time")
    newcomer.says("9:30")
    newcomer.says("Leeds")
    assert "Set: " in newcomer.says("yes")[0].text


# "I'm in Tokyo now" moves the clock; "I'm in trouble", "in tears" or "in a mess" name no town.
@pytest.mark.parametrize("said", ["I'm in Tokyo now", "im in tokyo", "I am in Tokyo this week", "I’m in Tokyo"])
def test_in_a_town_now(said: str, alice: Conversation) -> None:
    alice.says(said)
    assert alice.settings.zone == "Asia/Tokyo"


@pytest.mark.parametrize("said", ["I'm in trouble", "I'm in tears", "I'm in a mess", "I'm in bed", "I'm in charge"])
def test_in_no_town(said: str, alice: Conversation) -> None:
    """A feeling, or a place that is none."""
    alice.says(said)
    assert alice.settings.town == "Leeds"


# "My hello at 8" is about the hello, and no come-back for today.
@pytest.mark.parametrize("said", ["my hello at 8", "hello at 8am please", "say hello at 8", "I want my hello at 8"])
def test_hello_at(said: str, alice: Conversation) -> None:
    alice.says(said)
    assert alice.settings.hello_minute == 8 * 60


# The question is passed over: nothing is set, no rest is taken, and a town typed long after it is still one.
@pytest.mark.parametrize("said", ["skip", "not now", "Skip this one.", "ask me later"])
@pytest.mark.parametrize("town", ["Leeds", "leeds", "London", "UTC+3"])
def test_skipped(said: str, town: str, newcomer: Conversation) -> None:
    assert newcomer.says(said)[0].labels == ["Today", "Close"]
    assert setting(newcomer, "rested_on") is None
    newcomer.passes(hours=14)
    assert newcomer.says(town)[0].labels[0] == "Yes"
    newcomer.says("yes")
    assert setting(newcomer, "hellos") == "daily"


# A town out of the blue is none for whoever has one, and a word that is nearly a town's name is none for anybody.
def test_no_town_meant(newcomer: Conversation) -> None:
    newcomer.says("skip")
    for said in ("rest", "leedz", "bath", "3", "line 3", "bath 2"):
        newcomer.says(said)
        assert setting(newcomer, "town") == ""
    newcomer.says("Leeds")
    newcomer.says("yes")
    newcomer.says("Berlin")
    assert setting(newcomer, "town") == "Leeds"


# Moved: a town, a zone, or the name of a zone's town; said at once, and never a win or a wait.
@pytest.mark.parametrize(
    ("said", "zone", "named"),
    [
        ("moved to Berlin", "Europe/Berlin", "Berlin: it's 11:05"),
        ("moved to Kiritimati", "Pacific/Kiritimati", "Kiritimati: it's 00:05"),
        ("move to UTC+5:30", "Asia/Kolkata", "Kolkata: it's 15:35"),
        ("I moved to utc-3", "Etc/GMT+3", "UTC-3: it's 07:05"),
        ("now in Hawaii", "Pacific/Honolulu", "Honolulu: it's 00:05"),
    ],
)
def test_moved(said: str, zone: str, named: str, nudged: Conversation) -> None:
    before = nudged.total
    heard = nudged.says(said)[0]
    assert heard.text.startswith(named)
    assert (setting(nudged, "zone"), nudged.total) == (zone, before)


# What is no place is no move.
@pytest.mark.parametrize("said", ["moved to the sofa", "move to the chair", "I'm in bed", "moved to tears"])
def test_not_moved(said: str, nudged: Conversation) -> None:
    nudged.says(said)
    assert setting(nudged, "zone") == "Europe/London"


# Of towns of one name, the country that they write picks one, and the same name once more the first.
@pytest.mark.parametrize(
    ("said", "zone"), [("York", "Europe/London"), ("the US", "America/New_York"), ("england", "Europe/London")]
)
def test_one_of_them(said: str, zone: str, newcomer: Conversation) -> None:
    newcomer.says("York")
    newcomer.says(said)
    assert setting(newcomer, "zone") == zone


# A time, after the town is known, is the hello's.
def test_a_time_after_the_town(newcomer: Conversation) -> None:
    newcomer.says("Leeds")
    newcomer.taps("Other town")
    assert "at 09:30" in newcomer.says("half past nine in the morning")[0].text


# A second thought, right after the time was set, moves it; other words mean what they always do.
@pytest.mark.parametrize(
    ("said", "hour"),
    [("sorry, 11", 11), ("actually 10:30", 10.5), ("pm", 20), ("am", 8), ("no wait 9", 9), ("make it 10 please", 10)],
)
def test_second_thoughts(said: str, hour: float, newcomer: Conversation) -> None:
    for step in ("Leeds", "8", said):
        newcomer.says(step)
    assert setting(newcomer, "hello_minute") == hour * 60


def test_no_second_thought(newcomer: Conversation) -> None:
    """What was done, and a goal, are no times; nor is a time for the hello meant long after it was set."""
    for step in ("Leeds", "8", "I made 2 calls at 10"):
        newcomer.says(step)
    newcomer.passes(hours=13)
    newcomer.says("sorry, 11")
    assert setting(newcomer, "hello_minute") == 480


# A town, where the hello's time was asked for, sets the clock; the time is asked for no more.
def test_a_town_for_a_time(alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Hello time")
    assert "Berlin: it's" in alice.says("Berlin")[0].text
    assert setting(alice, "zone") == "Europe/Berlin"
    assert setting(alice, "hello_minute") == 9 * 60 + 30


# A time without a clock is kept until a town is named, and nothing comes by a clock that is not theirs.
@pytest.mark.parametrize("steps", [("/settings", "[Hello time]", "8"), ("hello at 8am please",)])
def test_a_time_before_the_town(steps: tuple[str, ...]) -> None:
    bob = Conversation()
    for step in ("/start", "Begin", "Nothing yet", "Enough today", *steps):
        heard = bob.taps(step.strip("[]")) if step.startswith("[") else bob.says(step)
    assert "Which town" in heard[0].text
    assert "Hello tomorrow at 08:00?" in bob.says("Honolulu")[0].text
    bob.says("yes")
    assert bob.passes(hours=27) == []
    assert len(bob.passes(hours=2)) == 1


# The evening question stands beside hellos: where there are none, that is said.
@pytest.mark.parametrize("said", ["stop", ""])
def test_an_evening_without_hellos(said: str) -> None:
    bob = Conversation()
    for step in ("/start", "Begin", "Nothing yet", "Enough today", *([said] if said else []), "/settings"):
        bob.says(step)
    for label in ("More settings", "Evening question"):
        bob.taps(label)
    assert "Hellos again" in bob.says("20:30")[-1].labels


# Another time for hellos that come seldom, or are paused: the day that is named is the one on which the next one comes.
@pytest.mark.parametrize(
    ("often", "named", "days"),
    [
        ("weekly", "Tuesday 10 March", 7),
        ("every other day", "Thursday 5 March", 2),
        ("daily", "tomorrow", 1),
        ("pause till Friday", "Friday 6 March", 3),
    ],
)
def test_the_day_that_is_named(often: str, named: str, days: int, nudged: Conversation) -> None:
    nudged.says(often)
    nudged.says("/settings")
    nudged.taps("Hello time")
    assert nudged.taps("08:00")[-1].text == f"Set. The next hello is {named} at 08:00."
    assert nudged.passes(days=days - 1) == []
    assert len(nudged.passes(days=1)) == 1
