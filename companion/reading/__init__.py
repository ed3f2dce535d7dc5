"""Text -> meaning: what people type, read without a clock, a network or a guess."""

from companion.reading.ages import ADULT, age
from companion.reading.by_heart import by_heart
from companion.reading.countries import country
from companion.reading.feelings import about_something_hard, feeling, heavy
from companion.reading.gazetteer import Place
from companion.reading.goal_orders import goal_order
from companion.reading.goal_said import goal_hoped, goal_said, may_be_ahead
from companion.reading.hellos import day_ends, hello_days, hello_moved
from companion.reading.laters import later
from companion.reading.normal import typed
from companion.reading.places import nearest, places, zones_showing
from companion.reading.questions import asks
from companion.reading.replies import reply
from companion.reading.reports import Report, act, mishap, report
from companion.reading.selftalk import harsh, plainly_harsh
from companion.reading.skips import skips
from companion.reading.steps import parted, points, reply_about, several
from companion.reading.talks import abusive, talk, warm
from companion.reading.times import time_of_day
from companion.reading.travel import travelled, zone_said
from companion.reading.untils import until
from companion.reading.wishes import wish
from companion.reading.zones import zone_name, zones

__all__ = [
    "ADULT",
    "Place",
    "Report",
    "about_something_hard",
    "abusive",
    "act",
    "age",
    "asks",
    "by_heart",
    "country",
    "day_ends",
    "feeling",
    "goal_hoped",
    "goal_order",
    "goal_said",
    "harsh",
    "heavy",
    "hello_days",
    "hello_moved",
    "later",
    "may_be_ahead",
    "mishap",
    "nearest",
    "parted",
    "places",
    "plainly_harsh",
    "points",
    "reply",
    "reply_about",
    "report",
    "several",
    "skips",
    "talk",
    "time_of_day",
    "travelled",
    "typed",
    "until",
    "warm",
    "wish",
    "zone_name",
    "zone_said",
    "zones",
    "zones_showing",
]
