"""Whether a column holds answers of yes and no, or one word and the same word denied."""

from __future__ import annotations

from data.importing import words
from data.importing.profile import Profile
from data.importing.scales import Scale
from data.importing.values import NO, YES, folded, is_no_answer, number, without_letter

ASKS_WHETHER = "是否|有没有|会不会|能不能|愿不愿"
DENIALS = ("不", "未", "没", "没有", "从未")
YES_NO_SHARE = 0.95


def role(text: str, profile: Profile) -> str | None:
    """'yes_no', or 'choice' for ticked boxes, or None."""
    if not profile.complete or profile.distinct > 8:
        return None
    if words.has(words.INVITES_TEXT, text) and not words.has(words.SATISFACTION, text):
        return None  # 无 is all that somebody had to say
    total = sum(profile.counts.values())
    known = {v: folded(v) for v in profile.counts}
    rows = sum(n for v, n in profile.counts.items() if known[v] in YES | NO)
    absent = sum(n for v, n in profile.counts.items() if is_no_answer(v) and known[v] not in NO)
    if {*known.values()} <= {"s", "n"} and words.has(words.PLACES, text):
        return None  # south and north
    if rows and rows + absent >= YES_NO_SHARE * total:
        if {known[v] for v in profile.counts} in ({"y"}, {"s"}):
            return "choice"
        return "yes_no"
    if profile.counts and {number(v) for v in profile.counts} <= {0.0, 1.0}:
        asked = words.has(f"{words.YES_NO}|{words.SATISFACTION}", text)
        return "yes_no" if asked and profile.distinct == 2 else "choice"
    return None


def denied_pair(text: str, profile: Profile) -> Scale | None:
    """The two answers to a question such as 是否了解: a word and the same word denied."""
    if not profile.complete or profile.distinct > 4 or not words.has(ASKS_WHETHER, text):
        return None
    if words.has(words.SATISFACTION, text):
        return None
    labels = {folded(without_letter(v)): v for v in profile.counts}
    for word, label in labels.items():
        denied = next((labels[d + word] for d in DENIALS if d + word in labels), None)
        rest = [v for v in profile.counts if v not in (label, denied)]
        if denied and all(map(is_no_answer, rest)):
            return Scale(0.0, 1.0, "high", {label: 1.0, denied: 0.0}, tuple(rest))
    return None
