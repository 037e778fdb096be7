"""The role of each column, from its heading, its values and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.importing import words, yes_no
from data.importing.neighbours import (
    Column,
    batteries,
    groups_of,
    hints_of,
    is_multiple,
    label_sets,
    usual_scale,
)
from data.importing.numbers import BOTH_ENDS
from data.importing.profile import Profile
from data.importing.scales import Scale, scale_of

MEASURED = re.compile(  # 月均用电量（度）, 工单数
    r"[（(]\s*(?:单位[:：]?)?\s*(?:度|千瓦时?|kwh|kva|kw|万?元|户|人|次|天|年|个?月|小时|分钟|秒|"
    r"平方米|㎡|m2|公里|km|岁|个|台|件)\s*(?:/.{1,3})?[)）]|(?<![分指参])数(?:量|目)?[：:？?]?\s*$",
    re.IGNORECASE,
)
FEW = 30  # different answers that a closed question may have
LONG = 40  # mean width of written text (Latin letters; a Chinese character counts twice)
SHORT = 12
LONGEST_ID_HEADER = 7  # different words
NEAR_THE_END = 0.75  # of a scale: how far the answers to one of its items reach
MOSTLY = 0.8  # of the rows; the rest is refused row by row
NPS_GROUP = "_NPS_GROUP"  # the column in which Qualtrics says who is a promoter
COMMON = ((1, 5), (1, 7), (1, 10))  # scales of ratings whose header does not call them so
IN_GROUP = re.compile(r"^[\w.-]+(?:/[\w.-]+)+$")  # the names of groups say nothing of an item
LIST_MARK = re.compile(r"[┋→]|[;,，；、|]\s*")
OPEN = re.compile(r"[|_]open$", re.I)  # the written part of a coded question
PERSONAL_VALUES = re.compile(
    r"^(?:[\w.+-]+@[\w-]+\.[\w.]+|(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d){8}|\d{17}[\dXx]|"
    r"\(?0\d{2,3}[)-] ?\d{7,8}|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d ()-]{7,}\d|"
    r"-?\d{1,3}\.\d+ -?\d{1,3}\.\d+(?: -?[\d.]+){0,2}|(?:\d{1,3}\.){3}\d{1,3}(?:\(.*\))?)$"
)
GENERIC_NAME = re.compile(
    r"^(?:q|v|var|item|x|column|col|f|问题|题|第\d+题)?[\s_]*\d+(?:[_.\s]\d+)*$", re.I
)


@dataclass(frozen=True)
class Role:
    name: str
    scale: Scale | None = None
    guess: Scale | None = None  # the scale if a person calls it a rating


def decide(columns: Sequence[Column]) -> list[Role]:
    """A role for each column; branch and time are chosen afterwards among the rest."""
    groups = groups_of(columns)
    ladders = label_sets(columns, groups)
    first = [scale_of(c.profile.counts, hints_of(c, groups, ladders, None)) for c in columns]
    usual = usual_scale(columns, first)
    flags = {c.heading.position for group in groups.values() if is_multiple(group) for c in group}
    headers = {column.heading.header for column in columns}
    items = batteries(columns, usual)
    roles = []
    for column in columns:
        scale = None
        if column.profile.complete:
            scale = scale_of(column.profile.counts, hints_of(column, groups, ladders, usual))
        grouped = len(groups.get(column.heading.question, ())) > 1
        grouped |= column.heading.position in items
        if column.heading.position in flags:
            roles.append(Role("choice", guess=scale))
        else:
            promoters = f"{column.heading.header}{NPS_GROUP}" in headers
            roles.append(_role(column, scale, usual, grouped, promoters))
    return _without_averages(columns, roles)


def _without_averages(columns: Sequence[Column], roles: list[Role]) -> list[Role]:
    """Beside a respondent's own ratings an average of all is mere information."""
    own = [role for role in roles if role.name in ("rating", "nps")]
    averages = {
        column.heading.position
        for column, role in zip(columns, roles, strict=True)
        if role.name == "rating"
        and role.scale
        and role.scale.fine
        and words.has(words.BENCHMARK, column.heading.wording)
    }
    if len(averages) == len(own):
        return roles
    return [
        Role("metadata", guess=role.guess) if c.heading.position in averages else role
        for c, role in zip(columns, roles, strict=True)
    ]


def _role(
    column: Column,
    scale: Scale | None,
    usual: tuple[float, float] | None,
    grouped: bool,
    promoters: bool,
) -> Role:
    profile, heading = column.profile, column.heading
    if not profile.filled:
        return Role("empty")
    if column.meta and column.meta[0] != "time":
        return Role(column.meta[0], guess=scale)
    text = f"{heading.header} {heading.wording}"
    if IN_GROUP.match(heading.header):
        text = heading.header.rpartition("/")[2]
    if _is_personal(text, profile, scale):
        return Role("personal", guess=scale)
    if column.meta or column.time_format:
        return Role("metadata")
    if _is_id(text, profile):
        return Role("id")
    if _is_weight(text, profile):
        return Role("weight", guess=scale)
    if pair := yes_no.denied_pair(text, profile):
        return Role("yes_no", pair, pair)
    if name := yes_no.role(text, profile):
        return Role(name, guess=scale)
    if scale and _is_rating(text, profile, scale, usual, grouped):
        recommends = promoters or words.has(words.NPS, text)
        nps = recommends and (scale.low, scale.high) == (0, 10)
        return Role("nps" if nps else "rating", scale, scale)
    return Role(_unrated(text, profile, scale), guess=scale)


def _is_personal(text: str, profile: Profile, scale: Scale | None) -> bool:
    found = sum(n for v, n in profile.counts.items() if PERSONAL_VALUES.match(v))
    if found > 0.8 * sum(profile.counts.values()):
        return True
    if scale and scale.sure:
        return False
    if profile.numeric_share == 1 and words.has("nombre de", text):
        return False  # French: how many
    if words.spaced(text).split()[0:1] and {*words.spaced(text).split()} <= words.PERSONAL_ALONE:
        return True
    if words.has(words.SURELY_PERSONAL, text) and not words.has(words.ASKS_OPINION, text):
        return True
    impersonal = f"{words.NOT_PERSONAL}|{words.ORGANISATION_NAME}"
    return words.has(words.PERSONAL, text) and not words.has(impersonal, text)


def _is_id(text: str, profile: Profile) -> bool:
    unique = profile.distinct >= 0.95 * profile.filled
    if _names_id(text):
        integers = profile.numeric_share > 0.95 or profile.mean_length < SHORT * 4
        return integers and (unique or words.spaced(text).split()[-1:] == ["id"])
    if not unique or profile.filled < 12 or profile.numeric_share < 1 or _counts(text):
        return False
    if words.has("评分|打分", text):
        return False
    values = sorted(profile.numbers.values())
    return values[-1] - values[0] == len(values) - 1  # 1, 2, 3, …


def _names_id(text: str) -> bool:
    """Whether a header names a code or number; a whole sentence only speaks of one."""
    named = words.has(words.ID, text) and not words.has(words.RATING, text)
    return named and len({*words.spaced(text).split()}) <= LONGEST_ID_HEADER


def _is_weight(text: str, profile: Profile) -> bool:
    if not words.has(words.WEIGHT, text) or words.has(words.NOT_WEIGHT, text):
        return False
    if profile.numeric_share <= MOSTLY:
        return False
    values = profile.numbers.values()
    return max(values) > 0 and not (min(values) >= 25 and max(values) <= 250)  # a body's


def _is_rating(
    text: str,
    profile: Profile,
    scale: Scale,
    usual: tuple[float, float] | None,
    grouped: bool,
) -> bool:
    """Whether a column with a possible scale is a rating and no count or option number."""
    if scale.ladder:
        asked = words.has(words.SATISFACTION, text)
        if words.has(words.INVITES_TEXT, text) and not asked:
            return False  # short remarks such as 好 are comments
        return len(set(scale.ladder.values())) > 1 or asked
    asked = words.has(words.RATING, text) or words.has(words.NPS, text)
    asked |= BOTH_ENDS.search(text) is not None
    if words.has(words.NOT_RATING, text) or {*words.spaced(text).split()} <= words.VOTES:
        return False
    measured = words.has(words.SURELY_COUNT, text) or MEASURED.search(text)
    if measured and not words.has(words.SURELY_RATING, text):
        return False
    if words.has(words.COUNT, text) and not asked:
        return False
    if asked:
        full_marks = scale.high == 100 in profile.numbers.values()
        return scale.high <= 10 or scale.sure or full_marks or profile.distinct > 5
    if words.has(words.DEMOGRAPHIC, text) or scale.high > 10:
        return False
    if _names_id(text):
        return False
    if not grouped and words.has(words.OPTIONS, text):
        return False
    several = len({v for v in profile.numbers.values() if scale.low <= v <= scale.high}) >= 3
    if grouped:
        return several or scale.sure or usual == (scale.low, scale.high)
    if usual == (scale.low, scale.high):  # 1, 2, 3 among scales of five may be groups or teachers
        return max(profile.numbers.values()) >= NEAR_THE_END * scale.high
    if usual is not None and not (scale.sure and scale.high < 10):
        return False
    return (
        several
        and (scale.low, scale.high) in COMMON
        and (scale.sure or not GENERIC_NAME.match(text))
    )


def _unrated(text: str, profile: Profile, scale: Scale | None) -> str:
    """What a column without scores is: a comment, a choice, or mere information."""
    if profile.numeric_share > 0.8:
        if profile.distinct > FEW:
            return "metadata"
        if words.has(words.DEMOGRAPHIC, text):
            return "choice"
        return "metadata" if _counts(text) or scale is None else "choice"
    if _is_list(profile):
        return "choice"
    if OPEN.search(text):
        return "comment"
    labelled = words.has(words.LABELLED, text) and not words.has(words.COMMENT, text)
    asked = words.has(words.COMMENT, text)
    asked = asked and not _starts_with_numbers(profile)  # 355 days
    varied = profile.distinct > 0.6 * profile.filled
    if words.has(words.INVITES_TEXT, text) and not words.has(words.DEMOGRAPHIC, text):
        return "comment"
    if not labelled:
        if (
            profile.mean_length >= LONG
            and (asked or profile.distinct > 1)
            and (varied or profile.distinct > FEW)
        ):
            return "comment"
        if asked and varied and (profile.mean_length >= SHORT or profile.filled < FEW):
            return "comment"
        if asked and profile.distinct > FEW:
            return "comment"
    if varied and profile.filled > FEW and not profile.repeats:
        return "metadata"
    return "choice" if profile.repeats or profile.distinct <= FEW else "metadata"


def _starts_with_numbers(profile: Profile) -> bool:
    return sum(v[0].isdigit() for v in profile.counts) > MOSTLY * len(profile.counts)


def _counts(text: str) -> bool:
    counted = words.has(f"{words.COUNT}|{words.SURELY_COUNT}", text)
    return counted or bool(MEASURED.search(text))


def _is_list(profile: Profile) -> bool:
    """Whether cells list several options of one question: the same parts in many combinations."""
    if any("┋" in value or "→" in value for value in profile.examples):
        return True
    parts = [[p for p in LIST_MARK.split(value) if p] for value in list(profile.counts)[:500]]
    several = sum(len(p) > 1 for p in parts)
    every = [part for p in parts for part in p]
    times = Counter(every)
    again = sum(n for n in times.values() if n > 1)
    return several >= 0.3 * len(parts) > 0 and again >= 0.7 * len(every)
