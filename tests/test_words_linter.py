"""The linter of words itself: what it refuses, and the look-alikes that it lets pass."""

import pytest

from tests.words_linter import grade, lint, lint_buttons, masked, syllables

REFUSED = [
    ("You should try again tomorrow!", "other", "never: should"),
    ("You missed 3 days.", "other", "never: missed"),
    ("Amazing!!! You're a superstar 🔥", "celebration", "emoji not used"),
    ("Just make your bed, it's easy", "other", "near an action: easy"),
    ("Don't give up!", "other", "never: give up"),
    ("I'm always here for you", "other", "never: always here"),
    ("You have to rest.", "other", "never: have to"),
    ("You needn't, but you ought to.", "other", "never: ought"),
    ("Rest is not failing.", "other", "never: failing"),
    ("You are not lazy.", "other", "never: lazy"),
    ("Your streak is safe.", "other", "never: streak"),
    ("We missed you.", "silence", "never: We missed you"),
    ("This heals.", "other", "never: heals"),
    ("I'm no therapist.", "other", "never: therapist"),
    ("Talk about symptoms.", "other", "never: symptoms"),
    ("I promise.", "other", "never: promise"),
    ("I'm proud of you.", "celebration", "never: I'm proud of you"),
    ("Simply rinse one cup.", "nudge", "near an action: Simply"),
    ("At least you rinsed a cup.", "celebration", "near an action: At least"),
    ("Look on the bright side.", "other", "toxic cheer: bright side"),
    ("That was perfect.", "celebration", "toxic cheer: perfect"),
    ("Can you beat your best score?", "other", "contest"),
    ("You did more than 90% of users.", "celebration", "contest"),
    ("Good morning. Rinse one cup.", "nudge", "time of day"),
    ("One small thing tonight: {step}.", "nudge", "time of day"),
    ("Smaller, for today: {step}!", "shrink", "1 exclamation marks"),
    ("Resting! Good.", "decline", "1 exclamation marks"),
    ("Still here!", "silence", "1 exclamation marks"),
    ("Thank you for telling me!", "crisis", "1 exclamation marks"),
    ("Thank you for telling me. 💛", "crisis", "1 emoji"),
    ("Done! Kept!", "celebration", "2 exclamation marks"),
    ("Now? Or tomorrow?", "other", "2 questions"),
    ("✨ One cup. You did that.", "celebration", "emoji not at the end"),
    ("One cup. You did that. ✨ 🌿", "celebration", "2 emoji"),
    ("One cup. You did that. 💪", "celebration", "emoji not used"),
    ("✨", "celebration", "emoji carries the meaning alone"),
    ("You DID that.", "celebration", "capitals"),
    ("One more thing...", "other", "trailing dots"),
    ("One more thing…", "other", "trailing dots"),
    ("Great, smaller then: {step}.", "shrink", "praise after a refusal"),
    ("Fine. Maybe one more tomorrow.", "decline", "bigger offer after a refusal"),
    ("Rest, because you are worth it.", "decline", "because after a refusal"),
    ("Rest is fine. What about tomorrow?", "not_today", "after not today"),
    ("Rest is a fine answer today, and nothing more comes from me until tomorrow.", "not_today", "after not today"),
    ("{name}, how about a walk?", "nudge", "opens with the name and a question"),
    ("You must feel low.", "other", "claims a feeling"),
    ("You're tired.", "other", "claims a feeling"),
    ("Open settings, then privacy, then stop", "button", "6 words"),
    ("drink a healthy glass of water", "rung", "food is not measured"),
    ("take one pill", "rung", "medication is organised, never taken"),
    ("text your mum", "rung", "no relative by default"),
    ("rinse one cup!", "rung", "1 exclamation marks"),
    ("rinse one cup and then one plate and then one fork and then one spoon too", "rung", "16 words"),
    ("Lines near you. Call 0800 1111. Or text.", "crisis", "a number shares its line"),
    ("One " + "small " * 21 + "thing.", "other", "23 words"),
    ("One small thing. " * 16, "other", "48 words"),
    ("Extraordinarily. " * 21, "other", "356 characters"),
    (
        "Organisational considerations necessitate documentation of individual responsibilities. "
        "Many administrators regularly communicate alternative possibilities, facilitating simplification. "
        "Unavoidable complications necessitate additional requirements regarding telecommunications availability. "
        "International procedures require careful consideration by every department.",
        "profile",
        "grade",
    ),
]

NEVER_SAID = [
    *("should", "shouldn't", "must", "have to", "need to", "ought", "supposed to", "fail", "failed", "failure"),
    *("missed", "skipped", "behind", "overdue", "catch up", "slacking", "lazy", "broken", "weak", "excuses"),
    *("give up", "quit", "wasted", "streak", "lost", "reset", "back to zero", "disappointing", "let you down"),
    *("we miss you", "we missed you", "where have you been", "don't forget", "last chance", "cure", "heal", "heals"),
    *("healed", "healing", "treat", "treats", "treated", "treatment", "therapy", "therapist", "recovery"),
    *("diagnosis", "symptoms", "disorder", "patient", "commit suicide", "successful suicide"),
    *("normal people", "others have it worse", "attention-seeking", "promise", "guarantee", "always here"),
    *("watching", "I understand exactly", "I feel", "I care about you", "I'm proud of you"),
    *("everything happens for a reason", "good vibes", "stay positive", "choose happiness", "bright side", "smile"),
    *("cheer up", "you've got this", "be grateful", "journey", "superstar", "amazing", "incredible", "perfect"),
    *("best version", "rank", "level up", "beat", "score", "% of users"),
]

PASSED = [
    ("roll your shoulders twice", "rung"),
    ("The health form is on the table.", "other"),
    ("You broke down bread. You did that.", "celebration"),
    ("The week is a weekly thing.", "other"),
    ("A mustard sandwich counts.", "other"),
    ("Tomorrow is open. Same step, or smaller?", "other"),
    ("Good to hear from you. Want a tiny one?", "other"),
    ("One dish in the sink. That's done. ✨", "celebration"),
    ("If you want: pull the cover straight on one side.", "nudge"),
    ("Resting is a fine answer.", "not_today"),
    ("Was it too big, or not the day?", "other"),
    ("I'm a program. I answer when you write.", "other"),
    ("I'm no therapist and no crisis service.", "trust"),
    ("I don't treat anything, and I can't promise to notice.", "trust"),
    ("Only this bot's database holds it.", "trust"),
    ("Easy", "button"),
    ("In an hour", "button"),
    ("{Step}, if you feel like it.", "nudge"),
    ("Anything tiny from this evening?", "other"),
    ("The UK lines are open now.\n116 123", "crisis"),
    ("<b>{Step}</b>. You did that.", "celebration"),
    ("Done &amp; kept.", "other"),
]


# Each of these breaks one rule of the wording.
@pytest.mark.parametrize(("text", "kind", "fault"), REFUSED)
def test_refuses(text: str, kind: str, fault: str) -> None:
    assert [found for found in lint(text, kind) if found.startswith(fault)]


# The lists of what is never said, word for word, in any family but a trust page.
@pytest.mark.parametrize("words", NEVER_SAID)
@pytest.mark.parametrize("kind", ["nudge", "celebration", "crisis", "list", "button"])
def test_never_said(words: str, kind: str) -> None:
    assert [found for found in lint(f"So {words} it", kind) if words in found]


# Words that hold a refused one inside them, and our own examples of what to say instead.
@pytest.mark.parametrize(("text", "kind"), PASSED)
def test_lets_pass(text: str, kind: str) -> None:
    assert lint(text, kind) == []


# What a trust page may deny, it may not claim.
def test_a_trust_page_claims_nothing() -> None:
    assert lint("This treats low days.", "trust") == ["never: treats"]


# A goal in the person's own words is theirs: the slot is not read.
def test_slots_are_masked() -> None:
    assert masked("{Act}: <i>{step}</i> &amp; rest") == "Cup: cup & rest"


# Four buttons under a message, eight under a list, and a way out where there is a choice.
@pytest.mark.parametrize(
    ("labels", "kind", "faults"),
    [
        (["did", "smaller", "later", "not_today"], "nudge", 0),
        (["did"], "other", 0),
        (["did", "smaller"], "nudge", 1),
        (["did", "smaller", "bigger", "other", "not_today"], "nudge", 1),
        ([*"abcdefg", "close"], "list", 0),
        ([*"abcdefgh", "close"], "settings", 1),
    ],
)
def test_buttons(labels: list[str], kind: str, faults: int) -> None:
    assert len(lint_buttons(labels, kind, ["not_today", "close"])) == faults


# Silent endings are not counted, sounded ones are.
@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("make", 1), ("kept", 1), ("loved", 1), ("times", 1), ("yes", 1), ("be", 1), ("tree", 1), ("14:05", 1)),
        *(("table", 2), ("kitchen", 2), ("started", 2), ("dishes", 2), ("boxes", 2), ("people", 2), ("handled", 2)),
        *(("energy", 3), ("telegram", 3), ("database", 3)),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


# A known value: two sentences of three one-syllable words.
def test_grade() -> None:
    assert grade("The cat sat. The dog ran.") == pytest.approx(0.39 * 3 + 11.8 - 15.59)
