"""What is answered with care, in goals and in wins, and what only sounds like it."""

import pytest

from companion.goals import needs_care, shrink


# Care comes before the language: words of danger in English are heard in every chat.
def test_care_in_every_chat() -> None:
    assert shrink("end it all", "de").care
    assert needs_care("kill myself", "xx")


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


# Drinking, whether more, less or never again; guns; one's own funeral; and what only sounds like them.
@pytest.mark.parametrize(
    ("goal", "care"),
    [
        *(
            ("no more drinking", True),
            ("never drink again", True),
            ("have drinks with friends", True),
            ("start a home brew", True),
        ),
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
