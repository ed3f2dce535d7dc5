"""Text -> meaning: what people type, read without a clock, a network or a guess."""

from companion.reading.laters import later
from companion.reading.replies import reply
from companion.reading.reports import Report, act, report
from companion.reading.steps import several
from companion.reading.times import time_of_day
from companion.reading.untils import until
from companion.reading.wishes import wish

__all__ = ["Report", "act", "later", "reply", "report", "several", "time_of_day", "until", "wish"]
