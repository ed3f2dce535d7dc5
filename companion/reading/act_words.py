"""What tells of an act of one's own: the lists of `words/<language>/reading/report.toml`, ready to be asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec

from companion.reading.lexicon import LANGUAGES, Phrases, exchanged, phrases, table
from companion.reading.marks import Marks, marks
from companion.reading.normal import STRETCHED, bare, tokens

_SHORTEST_TYPO: Final = 4
_FIRST_WORDS: Final = 3
_OFTEN_LEFT_OUT: Final = "e"  # "brushd"


class ActWords(msgspec.Struct, frozen=True):
    """The lists of one language; report.toml says what each is for."""

    lead: Phrases
    company: Phrases
    selves: frozenset[str]
    impersonal: frozenset[str]
    tail: frozenset[str]
    last_words: frozenset[str]  # of what is in `tail`
    aside: frozenset[str]
    verbs: Phrases
    frames: Mapping[str, Phrases]
    vague: frozenset[str]
    endings: frozenset[str]
    no_things: frozenset[str]
    joints: Phrases
    finite: frozenset[str]
    marks: Marks
    part: Phrases
    days: Phrases
    slips: Mapping[str, Sequence[str]]
    no_slips: frozenset[str]

    def meant(self, word: str) -> str:
        """The word of a verb that this is one slip away from, where it is none of our words itself."""
        if len(word) < _SHORTEST_TYPO - 1 or word in self.verbs.vocabulary or word in self.no_slips:
            return word
        return next((near for near in self.slips.get(_letters(word), ()) if word in _slips(near)), word)

    def unstretched(self, said: Sequence[str]) -> Sequence[str]:
        """The words, "tooook" and "sooo" as the lists have them."""
        if not STRETCHED.search(" ".join(said)):  # nearly always
            return said
        return [self.lead.spell(self.verbs.spell(word)) for word in said]

    def named(self, said: Sequence[str]) -> bool:
        """Whether any word may tell of an act: false for nearly every text that reports nothing."""
        return (
            self.verbs.named(said)
            or not self.endings.isdisjoint(said[1:])
            or any(self.meant(word) is not word for word in said[:_FIRST_WORDS])
        )


def begins(listed: Phrases, said: Sequence[str]) -> tuple[str | None, int]:
    """The kind and length of the longest phrase that the words begin with; None and 1 where they begin with none."""
    for length in listed.lengths.get(said[0], ()) if said else ():
        kind = listed.kinds.get(tuple(said[:length]))
        if kind is not None:
            return kind, length
    return None, 1


def known_language(language: str) -> str:
    """The language, or English where it has no lists of its own."""
    return language if language in LANGUAGES[1:] and table(language, "report") else "en"


@cache
def begun_in() -> Mapping[str, Sequence[str]]:
    """By a first word, the languages other than English in which a report begins with it."""
    found: dict[str, list[str]] = {}
    for code in LANGUAGES[1:]:
        lists = table(code, "report")
        for phrase in (*lists.get("lead", ()), *lists.get("with_object", ()), *lists.get("alone", ())):
            codes = found.setdefault(tokens(phrase)[0], [])
            codes += [code] if code not in codes else []
    return found


@cache
def act_words(language: str) -> ActWords:
    """The lists of one language that has them."""
    lists: Mapping[str, Any] = defaultdict(tuple, table.__wrapped__(language, "report"))  # held in this form alone
    frames: Mapping[str, Mapping[str, Sequence[str]]] = lists["frames"] or {}
    verbs = phrases(_verbs(lists, frames))
    tail = frozenset(bare(phrase) for phrase in (*lists["tail"], *lists["yesterday"]))
    return ActWords(
        lead=_listed([*lists["lead"], *lists["yesterday"]]),
        company=phrases(_kinds(lists, "with_me", "and_me")),
        selves=frozenset(lists["selves"]),
        impersonal=frozenset(lists["impersonal"]),
        tail=tail,
        last_words=frozenset(phrase.rpartition(" ")[2] for phrase in tail),
        aside=frozenset(lists["aside"]),
        verbs=verbs,
        frames={name: _listed(frame["what"]) for name, frame in frames.items()},
        vague=frozenset(lists["vague"]),
        endings=frozenset(lists["after_object"]),
        no_things=frozenset(lists["no_things"]),
        joints=phrases(_kinds(lists, "stops", "ands")),
        finite=frozenset(lists["finite"]),
        marks=marks({name: lists[name] for name in ("others", "never", "danger", "manners", "allowed")}),
        part=_listed(lists["part"]),
        days=phrases(_kinds(lists, "today", "yesterday")),
        slips=_slipped(verbs.vocabulary),
        no_slips=frozenset(lists["no_slips"]),
    )


def _verbs(lists: Mapping[str, Any], frames: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    in_frames = {verb: name for name, frame in frames.items() for verb in frame["verbs"]}
    return in_frames | _kinds(lists, "with_object", "alone")


def _kinds(lists: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Each phrase with the name of its list, of several the last."""
    return {phrase: name for name in names for phrase in lists[name]}


def _listed(listed: Sequence[str]) -> Phrases:
    return phrases(dict.fromkeys(listed, "listed"))


def _slipped(vocabulary: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Words by their letters. All their slips would be ten times as much to hold."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(vocabulary):
        if len(word) >= _SHORTEST_TYPO:
            found[_letters(word)] = (*found.get(_letters(word), ()), word)
    return found


def _letters(word: str) -> str:
    """What a word keeps through each of `_slips`."""
    return "".join(sorted({*word} - {_OFTEN_LEFT_OUT}))


def _slips(word: str) -> Iterator[str]:
    """The word with two neighbouring letters exchanged, with a double letter typed once, or without one "e"."""
    yield from exchanged(word)
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word) - 1) if word[at] == word[at + 1])
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == _OFTEN_LEFT_OUT)
