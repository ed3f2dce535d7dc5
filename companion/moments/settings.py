"""`/settings`: everything a person can choose, in one message of buttons."""

from msgspec import structs

from companion import planning, reading
from companion.buttons import Button
from companion.care.lines import country_name
from companion.moments import clock, pause
from companion.moments.moment import Moment, side_by_side
from companion.people import DAYS_BETWEEN_HELLOS, Question, Settings
from companion.reading import time_of_day
from companion.replies import Key, Say
from companion.turns import Ask, Change, Turn
from companion.words import book, time_of

CELEBRATIONS = ("quiet", "warm", "party")
EVENINGS = (18, 19, 20, 21)  # hours on offer
DAY_ENDS = (0, 2, 4, 6, 12)


def show(moment: Moment, _: Button | str | None = None) -> Turn:
    return moment.turn(_page(moment, moment.person.settings, "settings"))


def more(moment: Moment, _: Button) -> Turn:
    return moment.turn(_page(moment, moment.person.settings, "settings_more"))


def _page(moment: Moment, settings: Settings, sentence: str) -> Say:
    phrases = book(moment.language).phrases
    evening = phrases["settings"]["off"] if settings.evening_minute is None else time_of(settings.evening_minute)
    often = phrases["hellos"][settings.hellos]
    hello = f"{often}, {time_of(settings.hello_minute)}" if settings.hellos in DAYS_BETWEEN_HELLOS else often
    return moment.say(
        sentence,
        number=_chosen(settings),
        in_place=True,
        hello=hello,
        town=settings.town or phrases["settings"]["none"],
        day_end=time_of(settings.day_end),
        celebration=phrases["celebrations"][settings.celebration],
        evening=evening,
        country=_country(moment, settings),
        plain=phrases["settings"]["on" if settings.plain else "off"],
        discreet=phrases["settings"]["on" if settings.discreet else "off"],
    )


def _country(moment: Moment, settings: Settings) -> str:
    if not settings.country:
        return book(moment.language).phrases["settings"]["none"]
    return country_name(settings.country, moment.language)


def _chosen(settings: Settings) -> int:
    """What the page's buttons start from, so that a second press of one changes nothing: how often hellos come, and
    the two settings that are on or off."""
    return pause.level(settings.hellos) | settings.plain << 4 | settings.discreet << 5


def _change(moment: Moment, settings: Settings, sentence: str = "settings_more") -> Turn:
    """The new settings, shown on the page they were changed on."""
    changed = structs.replace(moment, person=structs.replace(moment.person, settings=settings))
    return Turn((Ask(None), Change(settings)), (_page(changed, settings, sentence),))


def celebration(moment: Moment, _: Button) -> Turn:
    keys = [moment.key("celebrate", at, label=_celebration(moment, name)) for at, name in enumerate(CELEBRATIONS)]
    said = moment.say("celebration_which", rows=side_by_side(keys), in_place=True)
    return Turn((Ask(Question("loudness")),), (said,))


def celebration_written(moment: Moment, _: Question, text: str) -> Turn | None:
    typed = text.casefold().strip(" .!")
    labels = [_celebration(moment, name).casefold() for name in CELEBRATIONS]
    return celebrate(moment, Button("celebrate", labels.index(typed))) if typed in labels else None


def _celebration(moment: Moment, name: str) -> str:
    label = book(moment.language).phrases["celebrations"][name]
    return label[:1].upper() + label[1:]


def celebrate(moment: Moment, button: Button) -> Turn:
    chosen = CELEBRATIONS[(button.number or 0) % len(CELEBRATIONS)]
    return _change(moment, structs.replace(moment.person.settings, celebration=chosen), "settings")


def plain(moment: Moment, button: Button) -> Turn:
    settings = moment.person.settings
    was = _chosen(settings) if button.number is None else button.number
    return _change(moment, structs.replace(settings, plain=not was >> 4 & 1))


def discreet(moment: Moment, button: Button) -> Turn:
    settings = moment.person.settings
    was = _chosen(settings) if button.number is None else button.number
    return _change(moment, structs.replace(settings, discreet=not was >> 5 & 1))


def language(moment: Moment, _: Button) -> Turn:
    return moment.turn("language")


def days(moment: Moment, _: Button | None = None) -> Turn:
    return Turn((Ask(Question("days")),), (_days_page(moment, moment.person.settings),))


def _days_page(moment: Moment, settings: Settings) -> Say:
    """The days with a tick at the chosen ones; each button's number is the day, and 8 more where a press adds it."""
    names, chosen = book(moment.language).phrases["weekdays"], settings.hello_days
    keys = [
        moment.key("day", at if chosen >> at & 1 else at + 8, label=("✓ " if chosen >> at & 1 else "") + names[str(at)])
        for at in range(7)
    ]
    return moment.say("hello_days", rows=side_by_side(keys), in_place=True)


def day(moment: Moment, button: Button) -> Turn:
    """One weekday on or off; one always stays, "no hellos" is another button."""
    settings, number = moment.person.settings, button.number or 0
    bit = 1 << number % 8 % 7
    bits = settings.hello_days | bit if number >= 8 else settings.hello_days & ~bit
    if not bits:
        said = moment.say("one_day_stays")
        return Turn(toast=said.text) if moment.tapped else moment.turn(said)
    return _on_days(moment, bits)


def _on_days(moment: Moment, bits: int) -> Turn:
    chosen = structs.replace(moment.person.settings, hello_days=bits)
    changes = planning.change(moment.person, chosen, moment.now)
    return Turn((Ask(Question("days")), *changes), (_days_page(moment, chosen),))


def day_written(moment: Moment, _: Question, text: str) -> Turn | None:
    """A weekday's short name, typed: on where it was off."""
    names = [name.casefold() for name in book(moment.language).phrases["weekdays"].values()]
    typed = text.casefold().strip(" .!")
    if typed not in names:
        return None
    at = names.index(typed)
    return day(moment, Button("day", at if moment.person.settings.hello_days >> at & 1 else at + 8))


def day_end(moment: Moment, _: Button) -> Turn:
    keys = [moment.key("day_end_at", hour * 60, label=time_of(hour * 60)) for hour in DAY_ENDS]
    return Turn((Ask(Question("day_end")),), (moment.say("day_end", rows=side_by_side(keys)),))


def day_end_at(moment: Moment, button: Button) -> Turn:
    settings = structs.replace(moment.person.settings, day_end_minute=(button.number or 0) % 1440)
    return _change(moment, settings, "settings")


def day_end_written(moment: Moment, _: Question, text: str) -> Turn | None:
    time = time_of_day(text, moment.language)
    return day_end_at(moment, Button("day_end_at", time.hour * 60 + time.minute)) if time else None


def evening(moment: Moment, _: Button) -> Turn:
    keys: list[Key] = [moment.key("evening_at", hour * 60, label=time_of(hour * 60)) for hour in EVENINGS]
    return Turn((Ask(Question("evening_time")),), (moment.say("evening_time", rows=side_by_side(keys)),))


def evening_at(moment: Moment, button: Button) -> Turn:
    minute = None if button.number is None else button.number % 1440
    settings = structs.replace(moment.person.settings, evening_minute=minute)
    planned = planning.evening(moment.person, settings, moment.now)
    if minute is not None and settings.hellos not in DAYS_BETWEEN_HELLOS:
        return Turn((planned, Ask(None), Change(settings)), (moment.say("evening_beside"),))
    return Turn((planned,)) + _change(moment, settings)


def evening_written(moment: Moment, _: Question, text: str) -> Turn | None:
    time = time_of_day(text, moment.language)
    return evening_at(moment, Button("evening_at", time.hour * 60 + time.minute)) if time else None


def told(moment: Moment, text: str) -> Turn | None:
    """ "Only on weekdays", "my day ends at 3", said at any moment."""
    ends = reading.day_ends(text, moment.language)
    if ends:
        return day_end_at(moment, Button("day_end_at", ends.hour * 60 + ends.minute))
    bits = reading.hello_days(text, moment.person.settings.hello_days, moment.language)
    if bits is None:
        return None
    return _on_days(moment, bits) if bits else moment.turn("one_day_stays")


def close(moment: Moment, _: Button) -> Turn:
    """What was on offer is put away."""
    return Turn((Ask(None),)) + (moment.tidied() if moment.tidied().replies else moment.turn("let_go"))


COMMANDS = {"settings": show}
TAPS = {
    "settings": show,
    "settings_more": more,
    "hello_time": clock.other_time,
    "hello_days": days,
    "day": day,
    "day_end": day_end,
    "day_end_at": day_end_at,
    "celebration": celebration,
    "celebrate": celebrate,
    "evening": evening,
    "evening_at": evening_at,
    "evening_off": evening_at,
    "language": language,
    "plain": plain,
    "discreet": discreet,
    "close": close,
}
QUESTIONS = {
    "day_end": day_end_written,
    "evening_time": evening_written,
    "days": day_written,
    "loudness": celebration_written,
}
