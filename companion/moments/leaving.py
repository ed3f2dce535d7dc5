"""A copy of everything (`/export`), and everything gone (`/forget`): from every state, without persuasion."""

from companion.buttons import Button
from companion.moments.moment import Moment
from companion.replies import Show
from companion.turns import Forget, Turn


def ask(moment: Moment, _: Button | str | None = None) -> Turn:
    if not moment.person.joined:
        return Turn((Forget(),), (moment.say("nothing_to_forget"),))
    return moment.turn("forget_sure")


def forget(moment: Moment, _: Button) -> Turn:
    return Turn((Forget(),), (moment.say("forgotten"),))


def export(moment: Moment, _: Button | str | None = None) -> Turn:
    """Two files with all that is kept, and the pictures of the wins. What was asked before is still open after it."""
    if not moment.person.joined:
        return moment.turn("nothing_to_forget")
    kinds = ("picture_all", "picture_year") if moment.person.wins_total else ()
    return moment.turn(Show("export"), *(Show(kind, said=moment.say(f"export_{kind}")) for kind in kinds))


COMMANDS = {"forget": ask, "export": export}


def keep_all(moment: Moment, _: Button) -> Turn:
    return moment.tidied() + moment.turn("kept_all")


TAPS = {"keep_all": keep_all, "forget": ask, "forget_yes": forget}
