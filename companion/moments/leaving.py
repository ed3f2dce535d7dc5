"""`/forget`: everything goes at once, after one confirmation."""

from companion.buttons import Button
from companion.moments.moment import Moment
from companion.turns import Forget, Turn


def ask(moment: Moment, _: Button | str | None = None) -> Turn:
    if not moment.person.joined:
        return Turn((Forget(),), (moment.say("nothing_to_forget"),))
    return moment.turn("forget_sure")


def forget(moment: Moment, _: Button) -> Turn:
    return moment.tidied() + Turn((Forget(),), (moment.say("forgotten"),))


COMMANDS = {"forget": ask}


def keep_all(moment: Moment, _: Button) -> Turn:
    return moment.tidied() + moment.turn("kept_all")


TAPS = {"keep_all": keep_all, "forget": ask, "forget_yes": forget}
