"""Help lines over the wire: of the town that Alice named, from every state, and a number that she calls wrong."""

from storage import reports
from tests.world import World


# Before Begin, settled in, paused, and after erasing everything: /people answers, with the lines of the town she named.
async def test_from_every_state(w: World) -> None:
    assert "112" in await w.alice.tells("/people")
    await w.alice.settles_in()
    for state in ("/today", "pause till Friday", "/forget"):
        await w.alice.tells(state)
        answer = await w.alice.tells("/people")
        assert "in the UK: 999 or 112" in answer
        assert "Samaritans, 24/7\nCall 116 123" in answer
    await w.alice.goes_through("/forget", "[Erase it all]")
    assert "findahelpline.com" in await w.alice.tells("/people")


# A number is called wrong in two taps: thanks, other lines, and a count without a person.
async def test_a_wrong_number(w: World) -> None:
    await w.alice.settles_in()
    answer = await w.alice.goes_through("/people", "[Number is wrong]", "[Samaritans]")
    assert "findahelpline.com/countries/gb" in answer
    (report,) = await w.app.store.run(reports.wrong_numbers)
    assert (report.country, report.times) == ("GB", 1)
    rows = await w.app.store.run(lambda connection: connection.execute("SELECT * FROM wrong_numbers").fetchall())
    assert str(w.alice.id) not in str(rows)
