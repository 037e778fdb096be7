"""Tables of finished scores (one per unit, period and perhaps category) instead of responses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.importing import words
from data.importing.ladders import rung_word
from data.importing.neighbours import Column
from data.importing.profile import Columns, Profile
from data.importing.roles import Role
from locales import Sentence, sentence

UNIQUE = 0.95
MOST_ANSWERS = 20  # rows of a table that counts the answers to one question
MOST_CATEGORIES = 60
COARSE = ("Y", "Y-Q", "Y-M")  # times of periods; a response has a day
DECIMALS = 0.3  # of the values; means are hardly ever whole
TOTALS = "合计|总计|小计|平均|平均值|total|totals|sum|average|mean|本题有效填写人次|grand total"
PERCENT = re.compile(r"^[\d.,]+\s*%$")
COUNT_AND_SHARE = re.compile(r"^\d+\s*[(（][\d.]+\s*%[)）]$")  # 20(33.33%)
QUESTION_KEY = re.compile(r"^(?:Q|第)?\d{1,3}题?$|^Column 1$", re.IGNORECASE)
QUESTION_TYPE = re.compile(
    r"^\W*(?:单选|多选|填空|单项填空|多项填空|矩阵\w{0,6}|量表|排序|打分|评分|下拉|简答|单行文本|多行文本|NPS)题?\W*$",
    re.IGNORECASE,
)
SHARES = "小计|比例|百分比|占比|人次|percent|percentage|frequency|count of responses"


@dataclass(frozen=True)
class Aggregate:
    """Where its score and category stand, and the categories left out with the reason."""

    score: int
    category: int | None
    benchmarks: tuple[int, ...]
    excluded: dict[str, Sentence]


def find(
    columns: Sequence[Column],
    roles: Sequence[Role],
    cells: Columns,
    branch: int | None,
    time: int | None,
) -> Aggregate | None:
    """The aggregate a table is, or None if its rows are responses."""
    coarse = time is not None and columns[time].time_format in COARSE
    scores = [
        column
        for column, role in zip(columns, roles, strict=True)
        if column.heading.position != time and (_is_score(column) or _is_mean(role, coarse))
    ]
    answered = any(
        role.name in ("rating", "nps", "comment", "personal") and not _is_mean(role, coarse)
        for role in roles
    )
    if branch is None or not scores or answered:
        return None
    keys = [position for position in (branch, time) if position is not None]
    categories = [
        column
        for column, role in zip(columns, roles, strict=True)
        if role.name == "choice"
        and column.heading.position not in keys
        and 1 < column.profile.distinct <= MOST_CATEGORIES
        and column.profile.numeric_share < 0.5
    ]
    category = next((c for c in categories if _odd_units(c)), None)
    rows = max(cells.rows, 1)
    if category is None and cells.distinct_groups(keys) < UNIQUE * rows:
        category = next(
            (
                c
                for c in categories
                if cells.distinct_groups([*keys, c.heading.position]) >= UNIQUE * rows
            ),
            None,
        )
        if category is None:
            return None
    if category and cells.distinct_groups([*keys, category.heading.position]) < UNIQUE * rows:
        return None
    shared = [c for c in scores if _is_shared(c, cells, time)]
    own = [c for c in scores if c not in shared] or scores
    own.sort(key=lambda c: (not words.has(words.RATING, c.heading.wording), -c.profile.distinct))
    return Aggregate(
        own[0].heading.position,
        category.heading.position if category else None,
        tuple(c.heading.position for c in scores if c is not own[0]),
        _odd_units(category) if category else {},
    )


def _is_mean(role: Role, coarse: bool) -> bool:
    """Whether scores are finer than anybody answers, or whole ones up to 100 of years or months."""
    if role.name != "rating" or role.scale is None:
        return False
    return role.scale.fine or (coarse and role.scale.high == 100 and not role.scale.ladder)


def _is_score(column: Column) -> bool:
    """Finished scores: numbers from 0 to 100, mostly with decimals."""
    profile = column.profile
    values = list(profile.numbers.values())
    if column.meta or column.time_format or profile.numeric_share < UNIQUE or len(values) < 3:
        return False
    decimals = sum(v * 2 % 1 != 0 for v in values)
    inside = sum(0 <= v <= 100 for v in values) >= UNIQUE * len(values) and max(values) > 10
    coordinates = words.has("latitude|longitude|lat|lon|lng|accuracy", column.heading.wording)
    return inside and decimals >= DECIMALS * len(values) and not coordinates


def _is_shared(column: Column, cells: Columns, time: int | None) -> bool:
    """Whether a score is the same for all units of a period: a benchmark, not a unit's own."""
    if words.has(words.BENCHMARK, column.heading.wording):
        return True
    if time is None:
        return column.profile.distinct == 1
    periods = cells.distinct_groups([time])
    pairs = cells.distinct_groups([time, column.heading.position])
    return pairs <= periods < cells.rows


def _odd_units(column: Column) -> dict[str, Sentence]:
    """Categories that count in another unit than the rest, such as growth in %."""
    odd = [v for v in column.profile.counts if "%" in v or words.has(words.CATEGORY_UNIT, v)]
    if not odd or len(odd) * 2 > len(column.profile.counts):
        return {}
    return {
        name: sentence(
            "“{category}” holds growth or shares in %, not scores: left out.", category=name
        )
        for name in odd
    }


def is_code_book(headers: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether a table explains the codes of another file: a column tells the types of questions."""
    keys = [v for c in columns[:1] for v in (headers[0], *c.profile.counts)]
    keyed = len(columns) > 2 and all(map(QUESTION_KEY.match, keys))
    for header, column in zip(headers, columns, strict=True):
        told = [v for v in (header, *column.profile.counts) if QUESTION_TYPE.match(v)]
        if keyed and told:
            return True
        if len(told) == len(column.profile.counts) + bool(QUESTION_TYPE.match(header)) > 1:
            return True
        named = words.has("题型|题目类型|question type", header)
        if named and told and len(told) * 2 > len(column.profile.counts):
            return True
    return False


def _names_answers(profile: Profile) -> bool:
    """Whether a column names the answers one could give, each once."""
    named = [v for v in profile.counts if rung_word(v)]
    once = profile.complete and profile.distinct == profile.filled <= MOST_ANSWERS
    return once and len(named) >= 3 and len(named) * 2 > profile.distinct


def is_summary(headers: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether a table counts answers (options with counts and shares) instead of listing them."""
    shares = sum(words.has(SHARES, header) for header in headers)
    first = next((c for c in columns if c.profile.filled and c.profile.numeric_share < 0.5), None)
    totals = bool(first) and any(v.casefold() in TOTALS.split("|") for v in first.profile.counts)
    filled = [c for c in columns if c.profile.filled]
    if sum(bool(rung_word(c.heading.header)) and c.profile.numeric_share == 1 for c in filled) >= 3:
        return True  # how many answered “very good”, “good”, …
    rest_counts = all(c.profile.numeric_share > 0.5 for c in filled[1:])
    if filled and _names_answers(filled[0].profile) and rest_counts:
        return True
    percents = sum(_mostly(PERCENT, c.profile) for c in filled)
    counted = sum(_mostly(COUNT_AND_SHARE, c.profile) for c in filled)
    few = max((c.profile.filled for c in columns), default=0) <= 200
    listed = max(counted, shares) >= 2 or percents >= 3
    return few and (listed or (totals and shares + percents >= 1))


def _mostly(pattern: re.Pattern[str], profile: Profile) -> bool:
    """Whether at least half of the different values are of this form."""
    return sum(bool(pattern.match(v)) for v in profile.counts) * 2 >= profile.distinct
