"""The rules of our wording, as a checker: `lint(text, kind)` names every fault of a text that we send.

`kind` is a family of sentences (nudge, celebration, decline, not_today, shrink, silence, crisis, trust, list,
settings, other) or what else people see: button, rung, phrase, profile. Slots are masked with a plain noun, since a
goal in a person's own words may say anything. Rules are for English.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

MOST_WORDS, MOST_CHARACTERS, MOST_IN_SENTENCE, MOST_IN_CRISIS = 45, 300, 20, 90
HARDEST_GRADE, GRADED_FROM = 6.0, 30
MOST_AFTER_NOT_TODAY, MOST_IN_LABEL, MOST_IN_RUNG = 12, 3, 15
MOST_BUTTONS, MOST_LISTED = 4, 8

GENTLE = {"silence", "shrink", "decline", "not_today", "crisis", "rung"}
REFUSED = {"shrink", "decline", "not_today"}
PLAIN_STATEMENTS = {"trust", "list", "settings", "crisis", "profile", "button"}

SLOT = re.compile(r"\{(\w+)\}")
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[:.,]\d+)*")
ABBREVIATIONS = {"I", "OK", "UK", "US", "USA", "EU", "GB", "SMS", "UTC", "AI", "QR", "HTML", "ID"}
# The e of "made", "times", "kept", "loved"; it is heard in "table", "dishes" and "started".
SILENT_ENDING = re.compile(r"(?<![^aeiouy]l)(?:e|(?<![td])ed|(?<![sxzcg])(?<![cs]h)es)$")
FORBIDDEN_EMOJI = set("💪🔥😢👀⏰❌🏆")
NEGATION = re.compile(r"\b(?:no|not|never|nor|cannot|\w+n['’]t)\b", re.IGNORECASE)


def _whole_words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(patterns) + r")(?![\w-])", re.IGNORECASE)


NEVER = _whole_words(
    *("should", r"shouldn['’]t", "must", "have to", "need to", "ought", "supposed to"),
    *(r"fail\w*", "missed", "skipped", "behind", "overdue", "catch up", r"slack\w*", "lazy", "broken", "weak"),
    *(r"excuses?", r"excus(?:ed|ing)", "give up", "quit", r"wast(?:e[sd]?|ing|eful)", r"streaks?", "lost", "resets?"),
    *("back to zero", r"disappoint\w*", "let you down", r"we miss(?:ed)? you", "where have you been"),
    *(r"don['’]t forget", "last chance", "commit suicide", "successful suicide"),
    *("normal people", "others have it worse", "attention-seeking"),
    *("I understand exactly", "I feel", "I care about you", r"I['’]m proud of you", "I am proud of you"),
)
NEVER_CLAIMED = _whole_words(
    *(r"cur(?:es?|ed|ing)", r"heal(?:s|ed|ing)?", r"treat(?:s|ed|ments?)?", r"therap\w*", r"recover\w*", r"diagnos\w*"),
    *(r"symptom\w*", r"disorders?", r"patients?", r"promis(?:es?|ed|ing)", r"guarantee[sd]?", "always here"),
    "watching",
)
NEAR_AN_ACTION = _whole_words(
    *("just", "only", "simply", "easy", "easily", r"quick(?:ly)?", "obviously", "all you have to do"),
    *("no big deal", "come on", "at least"),
)
TOXIC_CHEER = _whole_words(
    *("everything happens for a reason", "good vibes", "stay positive", "choose happiness", "bright side", "smile"),
    *("cheer up", r"you['’]ve got this", "you got this", "be grateful", "journey", "superstar", "amazing"),
    *("incredible", "perfect", "best version"),
)
CONTEST = _whole_words("rank", "level up", "beat", "score")
SHARE_OF_USERS = re.compile(r"%\s*of\s+(?:\w+\s+)?users", re.IGNORECASE)
TIME_OF_DAY = _whole_words(
    *("good (?:morning|afternoon|evening|night)", "morning", "afternoon", "evening", "night", "tonight"),
    *("noon", "midday", "midnight", "bedtime"),
)
PRAISE = _whole_words(
    *("well done", "great", "good job", "bravo", "proud", "wow", "hooray", "congratulations", "fantastic"),
)
BIGGER_OFFER = _whole_words("bigger", "one more", "another one", "more tomorrow", "step up", "go further", "extra")
FEELINGS_CLAIMED = _whole_words(
    r"you (?:must|probably|surely|seem to) (?:be|feel)(?: \w+)?",
    r"(?<!if )you feel(?! like)",
    r"you(?:['’]re| are) (?:feeling|sad|tired|anxious|depressed|overwhelmed|lonely|angry|upset|struggling|stressed)",
)
MEASURED_FOOD = _whole_words(r"calor\w+", r"weigh\w*", "healthy", "kg", "grams?", "portions?", "diet")
TAKEN_MEDICATION = re.compile(r"\btake\b.*\b(?:meds?|medication|pills?|tablets?|dose)\b", re.IGNORECASE)
DEFAULT_FAMILY = _whole_words("family", "mum", "mom", "mother", "dad", "father", "parents?")
NAME_AND_QUESTION = re.compile(r"^\W*\{name\}[^.!?\n]*\?|^\W*\{name\}[.!,]?\s+[^.!?\n]*\?", re.IGNORECASE)

ANYWHERE = (("never", NEVER), ("toxic cheer", TOXIC_CHEER), ("contest", CONTEST), ("contest", SHARE_OF_USERS))
RUNG_RULES = (
    ("food is not measured", MEASURED_FOOD),
    ("medication is organised, never taken", TAKEN_MEDICATION),
    ("no relative by default", DEFAULT_FAMILY),
)


def lint(text: str, kind: str = "other") -> list[str]:
    """The faults of a text as it stands in our files; empty when it may be sent."""
    shown = masked(text)
    faults = [*_forbidden_words(shown, kind), *_in_context(text, shown, kind), *_marks(shown, kind)]
    match kind:
        case "button":
            faults += _too_many("words", len(_words(shown)), MOST_IN_LABEL)
        case "rung":
            faults += _too_many("words", len(_words(shown)), MOST_IN_RUNG)
            faults += [f"{rule}: {hit[0]}" for rule, pattern in RUNG_RULES if (hit := pattern.search(shown))]
        case "phrase" | "profile":
            faults += _readability(shown)
        case _:
            faults += [*_lengths(shown, kind), *_readability(shown)]
    return faults


def lint_buttons(labels: Sequence[str], kind: str, ways_out: Sequence[str]) -> list[str]:
    """The faults of the buttons under one message: their number, and that one of several is a way out."""
    most = MOST_LISTED if kind in {"list", "settings"} else MOST_BUTTONS
    faults = _too_many("buttons", len(labels), most)
    if len(labels) > 1 and not set(labels) & set(ways_out):
        faults.append("no way out among the buttons: " + ", ".join(labels))
    return faults


def masked(text: str) -> str:
    """The text as people see it, each slot filled with a plain noun."""
    filled = SLOT.sub(lambda slot: "Cup" if slot[1][0].isupper() else "cup", text)
    return html.unescape(TAG.sub("", filled)).strip()


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = _words(text)
    sentences = max(1, len(_sentences(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / max(1, len(words)) - 15.59


def syllables(word: str) -> int:
    """The syllables of an English word, counted by its groups of vowels; a number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    sounded = SILENT_ENDING.sub("", letters)
    return max(1, len(re.findall(r"[aeiouy]+", sounded)))


def _forbidden_words(shown: str, kind: str) -> Iterator[str]:
    rules = [*ANYWHERE] if kind in PLAIN_STATEMENTS else [*ANYWHERE, ("near an action", NEAR_AN_ACTION)]
    for rule, pattern in rules:
        yield from (f"{rule}: {hit[0]}" for hit in pattern.finditer(shown))
    for sentence in _sentences(shown):
        if kind not in {"trust", "profile"} or not NEGATION.search(sentence):
            yield from (f"never: {hit[0]}" for hit in NEVER_CLAIMED.finditer(sentence))


def _in_context(text: str, shown: str, kind: str) -> Iterator[str]:
    if kind == "nudge":
        yield from (f"time of day: {hit[0]}" for hit in TIME_OF_DAY.finditer(shown))
    if kind in REFUSED:
        yield from (f"praise after a refusal: {hit[0]}" for hit in PRAISE.finditer(shown))
        yield from (f"bigger offer after a refusal: {hit[0]}" for hit in BIGGER_OFFER.finditer(shown))
        yield from ("because after a refusal" for _ in _whole_words("because").finditer(shown))
    if kind == "not_today" and (len(_words(shown)) > MOST_AFTER_NOT_TODAY or "?" in shown):
        yield f"after not today: at most {MOST_AFTER_NOT_TODAY} words and no question"
    if NAME_AND_QUESTION.search(text):
        yield "opens with the name and a question"
    yield from (f"claims a feeling: {hit[0]}" for hit in FEELINGS_CLAIMED.finditer(shown))


def _marks(shown: str, kind: str) -> Iterator[str]:
    yield from _too_many("questions", shown.count("?"), 1)
    yield from _too_many("exclamation marks", shown.count("!"), 0 if kind in GENTLE else 1)
    if re.search(r"(?:\.\.\.|…)\s*$", shown, re.MULTILINE):
        yield "trailing dots"
    yield from (f"capitals: {word}" for word in re.findall(r"\b[^\W\d_a-z]{2,}\b", shown) if _shouts(word))
    yield from _emoji(shown, kind)


def _emoji(shown: str, kind: str) -> Iterator[str]:
    found = [char for char in shown if unicodedata.category(char) == "So"]
    yield from _too_many("emoji", len(found), 0 if kind in {"crisis", "rung"} else 1)
    yield from (f"emoji not used: {char}" for char in found if char in FORBIDDEN_EMOJI)
    if found and not shown.rstrip("\ufe0f").endswith(found[-1]):
        yield "emoji not at the end"
    if found and not _words(shown):
        yield "emoji carries the meaning alone"


def _lengths(shown: str, kind: str) -> Iterator[str]:
    yield from _too_many("words", len(_words(shown)), MOST_IN_CRISIS if kind == "crisis" else MOST_WORDS)
    if kind != "crisis":
        yield from _too_many("characters", len(shown), MOST_CHARACTERS)
    else:
        for line in shown.splitlines():
            if re.search(r"\d{3}", line) and re.search(r"[.!?]\s+\S", line):
                yield f"a number shares its line: {line}"


def _readability(shown: str) -> Iterator[str]:
    for sentence in _sentences(shown):
        yield from _too_many(f"words in “{sentence[:30]}”", len(_words(sentence)), MOST_IN_SENTENCE)
    if len(_words(shown)) >= GRADED_FROM and (found := grade(shown)) > HARDEST_GRADE:
        yield f"grade {found:.1f}, at most {HARDEST_GRADE:.0f}"


def _too_many(what: str, number: int, most: int) -> list[str]:
    return [f"{number} {what}, at most {most}"] if number > most else []


def _shouts(word: str) -> bool:
    return word.upper() == word and word.lower() != word and word not in ABBREVIATIONS


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if WORD.search(part)]
