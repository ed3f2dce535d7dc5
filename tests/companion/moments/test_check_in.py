"""The hellos, over simulated weeks: at the person's own time through every clock change, once a date, one step each."""

import datetime
from collections import Counter
from collections.abc import Iterator

import pytest
from msgspec import structs

from companion.checkins import CheckIn
from companion.events import CheckInDue
from companion.people import Person, Settings
from companion.respond import respond
from companion.turns import Plan
from storage import goals
from tests.conversation import Conversation, Heard


def settled(town: str, begins: str, time: str = "9:30") -> Conversation:
    """Alice in that town, settled in on that date at noon UTC, with her hello at that time."""
    noon = datetime.datetime.fromisoformat(begins).replace(hour=12, tzinfo=datetime.UTC)
    alice = Conversation(now=int(noon.timestamp()))
    alice.says("/start")
    for label in ("Begin", "Sat up", "Next", "One sip", "Tomorrow", "Next"):
        alice.taps(label)
    alice.says(town)
    alice.says(time)
    alice.wants_no_letters()
    return alice.is_heard_of()


def hello_times(talk: Conversation, days: int) -> Iterator[tuple[datetime.datetime, str]]:
    """(local time, intended date) of each hello of the next days, to the quarter of an hour."""
    zone = talk.settings.zone_info
    for _ in range(days * 96):
        if talk.passes(minutes=15):
            date = talk.connection.execute("SELECT max(nudge_date) FROM outbox").fetchone()[0]
            yield datetime.datetime.fromtimestamp(talk.now, zone), date


# Through clock changes forward and back, of an hour and of half an hour, and around midnight: each date has its hello,
# at its time; one that the change skips comes as much later as the clocks jumped.
@pytest.mark.parametrize(
    ("town", "begins", "time", "days", "odd"),
    [
        ("London", "2026-03-25", "9:30", 8, {}),
        ("London", "2026-03-25", "1:30", 8, {"2026-03-29": "02:30"}),
        ("London", "2026-10-21", "1:30", 8, {}),
        ("Santiago, Chile", "2026-09-02", "0:00", 8, {"2026-09-06": "01:00"}),
        ("Santiago, Chile", "2026-04-01", "23:30", 8, {}),
        ("Australia/Lord_Howe", "2026-10-01", "2:15", 8, {"2026-10-04": "02:45"}),
        ("Australia/Lord_Howe", "2026-04-02", "1:45", 8, {}),
        ("Beirut", "2026-03-25", "0:15", 8, {"2026-03-29": "01:15"}),
        ("Beirut", "2026-10-21", "23:45", 8, {}),
        ("Apia", "2026-03-02", "9:30", 8, {}),
    ],
)
def test_each_date_has_its_hello(town: str, begins: str, time: str, days: int, odd: dict[str, str]) -> None:
    came = list(hello_times(settled(town, begins, time), days))
    dates = [datetime.date.fromisoformat(date) for _, date in came]
    assert len(came) in (days - 1, days)
    assert dates == [dates[0] + datetime.timedelta(days=day) for day in range(len(dates))]
    usual = time.zfill(5)
    for local, date in came:
        assert (date, f"{local:%H:%M}") == (date, odd.get(date, usual))


# Around the world in three weeks: never two hellos for a date, each at the clock of where they are by then.
def test_travel() -> None:
    alice = settled("London", "2026-03-20")
    dates = []
    for town in ("Honolulu", "Apia", "Tokyo", "Los Angeles", "Auckland", "Santiago, Chile", "London"):
        alice.says(f"I moved to {town}")
        for local, date in hello_times(alice, 3):
            assert f"{local:%H:%M}" == "09:30"
            dates.append(date)
    assert [date for date, count in Counter(dates).items() if count > 1] == []
    assert dates == sorted(dates)
    assert 18 <= len(dates) <= 22


# A hello that was promised comes, also to somebody who has named no goal so far, or has let go of it: a tiny step of
# ours, another one each day, that counts when it is done.
@pytest.mark.parametrize(
    "steps", ["[Nothing yet]", "[Nothing yet] [Surprise me]", "[Sat up] [Next] [One sip] [remove sip] [yes]"]
)
def test_nothing_to_speak_of(steps: str) -> None:
    alice = Conversation()
    for step in ("/start", "Begin", *steps.strip("[]").split("] ["), "Leeds", "9:30"):
        alice.says(step)
    alice.is_heard_of()
    hellos = [alice.passes(days=1) for _ in range(5)]
    assert [len(heard) for heard in hellos] == [1] * 5
    assert len({heard[0].text.casefold() for heard in hellos}) == 5
    assert len({goal.step for goal in alice.goals}) == len(alice.goals) == 3
    before = alice.total
    assert "You did that" in alice.says("done")[0].text
    assert alice.total == before + 1


# Moving back and forth on one day brings no second hello for the date.
def test_there_and_back() -> None:
    alice = settled("London", "2026-03-20")
    alice.passes(hours=22)
    for town in ("Tokyo", "Honolulu", "London", "Apia", "London"):
        alice.says(f"I moved to {town}")
        alice.passes(hours=2)
    dates = [row[0] for row in alice.connection.execute("SELECT nudge_date FROM outbox WHERE nudge_kind = 'hello'")]
    assert len(dates) == len(set(dates))


# Two hours late is the latest: what could not be said by then is let go, and the next date has its hello.
@pytest.mark.parametrize(("late", "comes"), [(1.9, True), (2.1, False), (30, False)])
def test_too_late(late: float, comes: bool, alice: Conversation) -> None:
    alice.is_heard_of()
    due_at = alice.connection.execute("SELECT due_at FROM check_ins WHERE kind = 'hello'").fetchone()[0]
    alice.now = int(due_at + late * 3600) - 1
    assert bool(alice.passes(seconds=1)) is comes
    assert len(alice.passes(days=2)) == 2


def sixty_days(talk: Conversation, discreet: bool, evening: bool) -> list[tuple[int, Heard]]:
    """(day, message) of everything unasked in sixty days, each hello put off once."""
    talk.chooses(discreet=discreet)
    if evening:
        talk.says("/settings")
        for label in ("More settings", "Evening question", "20:00"):
            talk.taps(label)
    talk.passes(hours=19)
    heard = []
    for day in range(60):
        came = talk.passes(hours=1)
        talk.says("in an hour")
        heard += [(day, message) for message in came + talk.passes(hours=23) if message.lane == "nudge"]
    return heard


# No wording of any kind of nudge comes back within a fortnight, with several goals, one of them after coffee.
@pytest.mark.parametrize("discreet", [False, True])
def test_no_wording_comes_back_within_a_fortnight(discreet: bool, alice: Conversation) -> None:
    steps = ("put one dish in the sink", "drink water", "brush teeth")
    for step in steps[1:]:
        alice.says(f"/goal {step}")
    for goal in alice.goals:
        anchor = "coffee" if goal.name == "brush teeth" else ""
        goals.keep(alice.connection, alice.person, structs.replace(goal, state="active", anchor=anchor))
    heard = sixty_days(alice, discreet, evening=True)
    assert len(heard) >= 180  # a hello, a come-back and the evening question each day
    last: dict[str, int] = {}
    for day, message in heard:
        wording = message.text.lower()
        for step in steps:
            wording = wording.replace(step, "*")
        assert day - last.get(wording, -99) >= 14, wording
        last[wording] = day


# Of several goals each hello names one, the one whose turn is the longest ago; what is done today is not named.
def test_goals_take_turns(alice: Conversation) -> None:
    for step in ("drink water", "brush teeth"):
        alice.says(f"/goal {step}")
    alice.connection.execute("UPDATE goals SET state = 'active'")
    alice.is_heard_of().passes(hours=19)
    named = []
    for _ in range(9):
        text = alice.passes(days=1)[0].text.lower()
        named.append([step for step in ("dish", "water", "teeth") if step in text])
    assert named == [["dish"], ["water"], ["teeth"]] * 3


# Done before the hello: no hello that day; the next day as ever.
def test_done_before_the_hello(alice: Conversation) -> None:
    alice.passes(hours=17)
    alice.says("/today")
    alice.taps("put one dish in the sink")
    assert alice.passes(hours=8) == []
    assert len(alice.passes(days=1)) == 1


# A goal that they named and never took on is what the hello speaks of, where there is no other.
def test_a_goal_left_open(stranger: Conversation) -> None:
    for step in ("/start", "begin", "sat up", "/goal clean the house", "I moved to Leeds", "9:30"):
        stranger.says(step)
    stranger.passes(hours=20)
    assert "put one dish in the sink" in stranger.heard[-1].text.lower()
    stranger.says("done")
    assert stranger.total == 2


# No hello without a clock, a goal or consent.
@pytest.mark.parametrize("steps", [(), ("begin",), ("begin", "sat up", "/goal drink water")])
def test_no_hello_unasked(steps: tuple[str, ...], stranger: Conversation) -> None:
    stranger.says("/start")
    for step in steps:
        stranger.says(step)
    assert stranger.passes(days=5) == []


# Without an answer to any of them the hellos are one a day: never a second word, never a reminder of one.
def test_no_reminder_of_a_reminder(alice: Conversation) -> None:
    assert [message.lane for message in alice.is_heard_of().passes(days=5)] == ["nudge"] * 5


# A night worker's hello in the evening: rest silences the days of their own, done counts for it, no second one comes.
def test_a_night_worker() -> None:
    alice = settled("Leeds", "2026-03-02", "21:30")
    alice.passes(hours=10)
    alice.says("done")
    alice.says("done")
    assert alice.total == 2
    alice.passes(days=1)
    alice.says("rest")
    assert alice.passes(hours=20) == []
    assert len(alice.passes(hours=5)) == 1


# The limits: one question at most, one to four buttons with a way out, no time of day, in every hello.
def test_hellos_are_small(alice: Conversation) -> None:
    heard = alice.is_heard_of().passes(days=40)
    assert sum(message.labels == ["I did that", "Smaller", "Later", "Not today"] for message in heard) >= 30
    for message in heard:
        assert message.text.count("?") <= 1
        assert 1 <= len(message.labels) <= 4
        assert {"I did that", "Not today"} <= set(message.labels)
        assert not {"morning", "evening", "night", "tonight"} & set(message.text.lower().split())


# "Tomorrow" takes back the promise to come back today.
def test_tomorrow_is_not_today(nudged: Conversation) -> None:
    nudged.says("later")
    nudged.says("tomorrow")
    assert nudged.passes(hours=12) == []


# A bot that comes back after a night: yesterday's letter and today's hello are due at the same moment, and the letter's
# turn, which comes first, leaves the hello where it is.
@pytest.mark.parametrize("kind", ["letter", "evening"])
def test_late_beside_the_hello(kind: str) -> None:
    settings = Settings(zone="Europe/London", hellos="daily", letter_minute=18 * 60, evening_minute=18 * 60)
    sunday, monday = datetime.date(2026, 3, 1), datetime.date(2026, 3, 2)
    now = int(datetime.datetime(2026, 3, 2, 9, 30, 5, tzinfo=datetime.UTC).timestamp())
    plans = (CheckIn("hello", monday, now - 5), CheckIn(kind, sunday, now - 15 * 3600))
    alice = Person(
        1, "abcdef", joined_at=1, heard_at=now - 86400, settings=settings, plans=plans, nudged_on={"hello": sunday}
    )
    turn = respond(CheckInDue(kind, sunday, now - 15 * 3600), alice, now)
    assert {change.check_in.kind for change in turn.changes if isinstance(change, Plan)} == {kind}
