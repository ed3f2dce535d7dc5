"""What one clause of an answer says, read from its signs: one letter per phrase ("didn't do it yet" is "XvOE")."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

SIGNS: Final = {
    "done": "D", "partly": "P", "not_today": "T", "later": "L", "too_hard": "H", "yes": "Y", "no": "N",
    "not": "X", "yet": "E", "hope": "W", "ask": "Q", "stop": "S", "idle": "F", "the": "A", "fill": "F", "but": ",",
    "other": "R", "plan": "J", "act": "v", "when": "C", "verb": "V", "object": "O", "thing": "M", "place": "G",
    "deed": "B", "short": "s", "piece": "b", "half_act": "m", "half_done": "n", "day": "d",
    "tomorrow": "t",
}  # fmt: skip
ANSWERS: Final = {sign: kind for kind, sign in SIGNS.items() if sign in "DPTLHYN"}
UNKNOWN, SILENT, STOP = "U", "F", "S"
OF_OTHERS: Final = "QR"
_WORDS_BESIDE: Final = {"P": 4, "T": 6, "L": 6, "H": 8, "Y": 0, "N": 0}
_MOST_UNKNOWN_BESIDE_DONE: Final = 4
_MOST_UNKNOWN_BEFORE_WHEN: Final = 2
_MOST_UNKNOWN_AFTER_WHEN: Final = 6
_MOST_UNKNOWN_IN_PLAN: Final = 4
_DONE: Final = re.compile(r"[FAOYEM]*DF*(?:[AOMv][FAODMUvVBRW]*)?H?[FO]*G?F*")
# "Put it in", "washed one plate", "the dish is in the sink": an act of the nudge's kind, told plainly.
_ACT: Final = re.compile(
    r"[FYLE]*B[FA]*[Ov][FAOM]*|[FYLE]*[VB](?:[FA]*U?[FA]*M|[FAOM]*G)[FAOMGCRUQ]*"
    r"|[FAYO]*M?[FA]*G(?:[FA]*M)?[FO]*|M[FA]*M[FA]*G[FO]*|[FYO]*M[FA]*B[FO]*"
)
_PIECE: Final = re.compile(
    r"[FYO]*[VB][FAMOUY]{0,6}(?:[Psb]|X[FA]*M).*|[FYOAMs]*D?[FAOs]*b[FAOYbs]*(?:[vMVBs].*)?|[FYO]*D[FAO]*b[FAO]*T.*"
)
# "Water yes, walk no": an answer for each of two things.
_EACH: Final = re.compile(
    r"[FAO]*[UvM]{1,3}[FA]*([YDNX]),?[FAO]*[UvM]{1,3}[FA]*(?!\1)[YDNX],?"
    r"|([YDN])[FAO]*[UvM]{1,3},?(?!\2)[YDNX][FAO]*[UvM]{1,3},?"
)
# "Opened the letter didn't read it", "half done but not finished".
_NOT_THE_REST: Final = re.compile(
    r"[FYO]*(?:[VB][FAO]*[MO]|M[FA]*B)[FAO]*,?[FO]*[XH][FA]*[nmB].*|[FYO]*[Pb][FAOM]*,?X[FA]*[Dn].*"
)
# "Didn't open it", "didn't go out"; not "didn't" and "didn't do it", which are a no, whatever stands before them.
_STOPS_SHORT: Final = re.compile(r"[FO]*X(?!(?:vO)?[FO]*$).*")
_NOT_THE_HALF: Final = re.compile(r"[FO]*X[FA]*[mn].*")
_NEARER: Final = re.compile(r"[FO]*b[FO]*W")  # "so ... closer?"
_READ_AS: Final = str.maketrans({"m": "vO", "n": "DO", "t": "T"})
# "Flying to Rome tomorrow", "my exam is on tomorrow morning": told, and no answer.
_TOLD_OF_TOMORROW: Final = re.compile(r"[FAOM]*U[FAOM]*U[FAOMU]*t[FU]*")
_PLAN: Final = re.compile(r"[FYO]*J[FO]*(?:v.*)?")


def read_clause(signs: str) -> str:
    """The sign of the clause's one answer; "F" where it says nothing, "U" where it is not understood."""
    if _is_not_the_rest(signs):
        return "P"
    if "t" in signs and _TOLD_OF_TOMORROW.fullmatch(signs):
        return UNKNOWN
    signs = signs.translate(_READ_AS)
    said = {sign for sign in signs if sign in ANSWERS}
    if _is_of_others(signs):
        return UNKNOWN
    if "C" in signs:
        return _timed(signs)
    if "J" in signs and "X" not in signs:
        if read_clause(signs.partition("J")[0]) == "P":  # "did a bit, will do the rest"
            return "P"
        if not said & set("TH"):
            return _planned(signs, said)
    if "W" in signs:
        said -= set("DPYN")
        signs += UNKNOWN
    if "X" in signs:
        return _turned_round(signs, said)
    return _plain(signs, said)


def _is_not_the_rest(signs: str) -> bool:
    return ("X" in signs or "H" in signs) and _NOT_THE_REST.fullmatch(signs) is not None


@lru_cache(maxsize=1024)  # of signs, not of words: most answers have the same few
def together(clauses: tuple[str, ...]) -> str:
    """The sign of what all clauses say together."""
    whole = ",".join(clauses)
    if _EACH.fullmatch(whole) or _is_not_the_rest(whole):
        return "P"
    read = [read_clause(clause) for clause in clauses]
    if _stopped_short(clauses, read):
        return UNKNOWN
    answers = [sign for sign in read if sign in ANSWERS]
    unknown = sum(clause.count(UNKNOWN) for clause, sign in zip(clauses, read, strict=True) if sign == UNKNOWN)
    if not answers:
        return UNKNOWN
    if "D" in answers and any(map(_NEARER.fullmatch, clauses)):
        return "P"
    if "D" in answers and "P" not in answers:
        told = any(sign == "D" and _ACT.fullmatch(clause) for clause, sign in zip(clauses, read, strict=True))
        few = unknown <= _MOST_UNKNOWN_BESIDE_DONE or told
        return "D" if few and _only_done(answers) else UNKNOWN
    if {"Y", "N"} <= set(answers) or (set(answers) == {"Y"} and unknown):
        return UNKNOWN
    return _strongest(answers)


def _stopped_short(clauses: Sequence[str], read: Sequence[str]) -> bool:
    """ "Opened the chat, didn't send it", "got it out but not to the sink": something was done, and it is theirs to say
    what it counts for."""
    began = [at for at, clause in enumerate(clauses) if set("VB") & set(clause) and not set("XWQRJTLC") & set(clause)]
    return bool(began) and not set("DP") & set(read) and any("X" in clause for clause in clauses[began[0] + 1 :])


def stops_short(clauses: Sequence[str]) -> bool:
    """Whether the last clause says that something in particular was not done: more than "didn't do it"."""
    return bool(clauses) and _STOPS_SHORT.fullmatch(clauses[-1]) is not None


def leaves_a_half(clauses: Sequence[str]) -> bool:
    """Whether that is the second half of what may have been begun: "didn't open it"."""
    return _NOT_THE_HALF.fullmatch(clauses[-1]) is not None


def _is_of_others(signs: str) -> bool:
    """Whether somebody else is named, or something asked, before anything is said."""
    at = min((signs.find(sign) for sign in OF_OTHERS if sign in signs), default=-1)
    return at >= 0 and not any(sign in ANSWERS or sign in "VBXJC" for sign in signs[:at])


def _timed(signs: str) -> str:
    """ "When the kids are in bed", "did it before you asked": what comes first counts; alone, it is a wait."""
    first, _, rest = signs.partition("C")
    if any(sign in ANSWERS or sign in "VBXGJ" for sign in first):
        return UNKNOWN if rest in ("", "W") else read_clause(first)  # "done when?"
    unknown = rest.count(UNKNOWN)
    waits = "D" not in rest and rest != "" and unknown <= _MOST_UNKNOWN_AFTER_WHEN
    return "L" if waits and first.count(UNKNOWN) <= _MOST_UNKNOWN_BEFORE_WHEN and "W" not in first else UNKNOWN


def _planned(signs: str, said: set[str]) -> str:
    if "d" in signs:  # "I'll do it on Friday" is no answer for today
        return UNKNOWN
    if _PLAN.fullmatch(signs) and signs.count(UNKNOWN) <= _MOST_UNKNOWN_IN_PLAN:
        return "L"
    return "L" if said & {"L", "D"} and signs.count(UNKNOWN) <= _MOST_UNKNOWN_IN_PLAN else UNKNOWN


def _turned_round(signs: str, said: set[str]) -> str:
    if said & set("TLHY"):
        return UNKNOWN
    if not (said & set("DPN") or set("vVBOMG") & set(signs)) and UNKNOWN in signs:
        return UNKNOWN
    if signs.count(UNKNOWN) > _MOST_UNKNOWN_BESIDE_DONE:
        return UNKNOWN
    return "L" if "E" in signs else "N"


def _plain(signs: str, said: set[str]) -> str:
    if "W" not in signs and _PIECE.fullmatch(signs):
        return "P"
    if not said - {"Y", "L"} and "W" not in signs and _ACT.fullmatch(signs):
        return "D"
    if "D" in said:
        return _done(signs, said)
    if not said:
        return UNKNOWN if set("UVBMWRJbsd") & set(signs) else SILENT
    if {"Y", "N"} <= said:
        return UNKNOWN
    answer = _strongest([sign for sign in signs if sign in said])
    return answer if signs.count(UNKNOWN) <= _WORDS_BESIDE[answer] else UNKNOWN


def _done(signs: str, said: set[str]) -> str:
    if said & set("TLN"):
        return "L" if re.match("[^D]*L", signs) else UNKNOWN
    if "P" in said or "b" in signs:
        return "P"
    plain = _DONE.fullmatch(signs) and signs.count(UNKNOWN) <= _MOST_UNKNOWN_BESIDE_DONE
    return "D" if plain else UNKNOWN


def _strongest(said: Sequence[str]) -> str:
    """Of several answers that are no win: a part first, then the last named time, then too hard, no, yes."""
    times = [sign for sign in said if sign in "TL"]
    ranked = [sign for sign in "P" if sign in said] + times[-1:] + [sign for sign in "HNY" if sign in said]
    return ranked[0]


def _only_done(answers: Sequence[str]) -> bool:
    """Whether nothing beside "done" takes it back: "it was hard" and a rest afterwards do not."""
    return set(answers) <= set("DYHT") and "T" not in answers[: answers.index("D")]
