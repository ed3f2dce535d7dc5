"""Pages that say what this is: `/help`, `/privacy`, `/safety`."""

from companion.buttons import Button
from companion.moments.moment import Moment
from companion.turns import Turn


def help_page(moment: Moment, _: Button | str | None = None) -> Turn:
    return moment.turn("help")


def help_more(moment: Moment, _: Button) -> Turn:
    return moment.turn("help_more")


def privacy(moment: Moment, _: Button | str | None = None) -> Turn:
    return moment.turn("privacy")


def privacy_more(moment: Moment, _: Button) -> Turn:
    return moment.turn("privacy_more")


def safety(moment: Moment, _: Button | str | None = None) -> Turn:
    return moment.turn("safety")


COMMANDS = {"help": help_page, "privacy": privacy, "safety": safety}
TAPS = {
    "help": help_page,
    "help_more": help_more,
    "privacy": privacy,
    "privacy_more": privacy_more,
    "safety": safety,
}
