"""What `/status` says: counts and kinds, in a message that Telegram takes whatever there is to tell."""

import pytest

from companion.status import MOST_LINES, Figures, Lateness, Queue, Queues, Trouble, WrongNumber, status

NOON = 1_780_401_600  # 2 June 2026, 12:00 UTC
EMPTY = Queue(0, 0)
IDLE = Queues(EMPTY, EMPTY, EMPTY, EMPTY)
QUIET = Figures(12, 11, 7, 20, 4321, IDLE, 0, Lateness(0, 0, 0, 0), {}, (), ())


def told(figures: Figures = QUIET, troubles: tuple[Trouble, ...] = ()) -> str:
    return status(figures, troubles, "small-wins 0.1.0, Python 3.11", NOON).text


# On a quiet day: the counts, and that there was nothing else.
def test_a_quiet_day() -> None:
    text = told()
    assert "People: 12. Reached: 11. Heard of this week: 7." in text
    assert "Wins: 4,321." in text
    for nothing in ("No hellos", "No messages", "No troubles", "No danger", "No number was called wrong"):
        assert nothing in text
    assert text.endswith("small-wins 0.1.0, Python 3.11")


# On another: each kind with its number; a wrong number by its line's name.
def test_another_day() -> None:
    busy = Figures(
        1, 1, 1, 1, 1, Queues(Queue(30, 95), Queue(4, 3), Queue(5, 0), Queue(6000, 70)), 2, Lateness(9, 1, 30, 1234),
        {"delivered": 9, "refused": 1},
        (("2026-06-02", "imminent", 1),),
        (WrongNumber("GB", 26, 3, "2026-06-01"),),
    )  # fmt: skip
    text = told(busy, (Trouble("Update %s could not be handled & stepped aside: %s", 2, NOON - 60),))
    assert "Updates waiting: 30, the oldest for 95 s. Set aside: 2." in text
    assert "Answers waiting: 4, the oldest for 3 s." in text
    assert "Hellos waiting: 5. Due: 6,000, the oldest for 70 s." in text
    assert (
        "Hellos of the last 24 hours: 9.\nLate by: half of them 1 s at most, 99 of 100 30 s, the latest 1,234 s."
        in text
    )
    assert "delivered: 9\nrefused: 1" in text
    assert "2 × Update %s could not be handled &amp; stepped aside: %s, 2026-06-02 11:59" in text
    assert "2026-06-02: 1 × imminent" in text
    assert "3 × GB 26 Samaritans, 2026-06-01" in text


# However much there is to tell, it fits one message, and says how much was left out.
@pytest.mark.parametrize("many", [MOST_LINES, MOST_LINES + 1, 500])
def test_much_to_tell(many: int) -> None:
    dangers = [("2026-06-02", "x" * 200, number) for number in range(many)]
    wrong = [WrongNumber("GB", number, 1, "2026-06-01") for number in range(many)]
    figures = Figures(1, 1, 1, 1, 1, IDLE, 1, Lateness(1, 1, 1, 1), {"x" * 200: 1}, dangers, wrong)
    text = told(figures, tuple(Trouble(f"{number}" * 50, 1, NOON) for number in range(many)))
    assert len(text) <= 4096
    assert text.count(f"and {many - MOST_LINES} more") == (3 if many > MOST_LINES else 0)
