"""Goals read, and the ladders of tiny steps they lead to."""

from companion.goals.care import needs_care
from companion.goals.ladders import Area, Ladder, areas, bigger, kind, lying_down, smaller, surprise
from companion.goals.orders import is_list, is_order
from companion.goals.shrink import Shrunk, shrink
from companion.goals.tidy import function_words, small_initial

__all__ = [
    "Area",
    "Ladder",
    "Shrunk",
    "areas",
    "bigger",
    "function_words",
    "is_list",
    "is_order",
    "kind",
    "lying_down",
    "needs_care",
    "shrink",
    "small_initial",
    "smaller",
    "surprise",
]
