"""Choosing the one branch column, the one time column and the one overall item of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.importing import words
from data.importing.heading import Heading
from data.importing.neighbours import Column
from data.importing.profile import Profile
from data.importing.roles import Role
from data.importing.times import SHARE, part_of_year
from data.importing.values import clean, is_no_answer
from data.masking import masked
from locales import BadInput, Sentence, sentence

FEW_ROWS = 20
BRANCH_NAMES = re.compile(
    r"(供电所|供电公司|供电站|支部|营业厅|服务队|服务站|分公司|网点|班|所|局|中心)$|\b(branch|station|office)\b",
    re.I,
)
LONGEST_NAME = 60
SHORT_HEADER = 24  # Latin letters; a Chinese character counts twice
CONSTANT = 7.0  # the rank of a column with one and the same name throughout
LINK_PARAMETER = "自定义字段|扩展属性|custom data 1|external reference"  # what a survey's link says
ASKS_WHERE = re.compile(
    r"所属|所在|哪个|哪一|哪家|名称|which|your|belong|name|选择|where|what|welche|ihre|quel|votre|cu[aá]l|"
    r"qu[eé]|d[oó]nde|qual|onde|você|quale|welk|ваш|как|どちら|どこ|ご利用|어느|이용하신|hangi|mana|nao",
    re.I,
)


def named(headings: Sequence[Heading], name: str) -> int:
    """The position of the column a person named. Raises BadInput with the headers there are."""
    wanted = masked(clean(name)).casefold()
    for text in (lambda h: h.header, lambda h: h.question, lambda h: h.wording):
        found = [h.position for h in headings if text(h).casefold() == wanted]
        if found:
            return found[0]
    raise BadInput(
        "No column is called “{name}”; the columns are: {headers}.",
        name=name,
        headers=", ".join(h.header for h in headings if h.header),
    )


def branch(columns: Sequence[Column], roles: Sequence[Role]) -> tuple[int | None, list[Sentence]]:
    """The position of the column that names the branch, and why it was chosen."""
    ranked = []
    for column, role in zip(columns, roles, strict=True):
        rank = _branch_rank(column, role)
        if rank is not None:
            filled = _told(column.profile)
            whole = filled >= 0.5 * max(c.profile.filled for c in columns)
            ranked.append((not whole, rank, -filled, column.profile.distinct, column))
    ranked.sort(key=lambda entry: entry[:4])
    if not ranked:
        return None, [sentence("No column names the branch. Name one if there is one.")]
    best = ranked[0][4]
    others = ", ".join(f"“{entry[4].heading.header}”" for entry in ranked[1:4])
    if not others:
        return best.heading.position, [
            sentence("The branch is named in “{header}”.", header=best.heading.header)
        ]
    return best.heading.position, [
        sentence(
            "The branch is named in “{header}”, the best filled of the likely columns; {others} "
            "could be it too.",
            header=best.heading.header,
            others=others,
        )
    ]


def _told(profile: Profile) -> int:
    """The rows in which something is said: (跳过) is nothing."""
    return profile.filled - sum(n for v, n in profile.counts.items() if is_no_answer(v))


def _branch_rank(column: Column, role: Role) -> float | None:
    """How likely a column names the branch (0 is best), or None."""
    profile, heading = column.profile, column.heading
    if not profile.filled or column.time_format or role.name in ("rating", "nps", "personal"):
        return None
    if role.name in ("yes_no", "weight", "empty") or profile.mean_length > LONGEST_NAME:
        return None
    if profile.filled > FEW_ROWS and not profile.repeats:
        return None
    if profile.filled > FEW_ROWS and profile.distinct == 1:
        # One branch's own file may say so in every row, under a header that leaves no doubt.
        sure = "|".join(words.BRANCH[:2])
        return CONSTANT if words.has(sure, heading.header) else None
    rows = sum(profile.counts.values())
    text_share = 1 - profile.numeric_share
    by_value = sum(n for v, n in profile.counts.items() if BRANCH_NAMES.search(v)) > 0.6 * rows
    if by_value and text_share > 0.5 and words.has("|".join(words.BRANCH), heading.wording):
        return -1.0
    if column.meta:
        given = words.has(LINK_PARAMETER, heading.header) and profile.distinct > 1
        return 9.0 if by_value else 10.0 if given and profile.repeats else None
    text = f"{heading.header} {heading.question}"
    if words.has(words.NOT_BRANCH, text):
        return None
    length = len(heading.question) + sum("\u2e80" < c < "\uffef" for c in heading.question)
    if length > SHORT_HEADER and not ASKS_WHERE.search(text):
        return None
    for rank, names in enumerate(words.BRANCH):
        if words.has(names, text):
            codes = set(profile.numbers.values()) > {0.0, 1.0} or profile.distinct > 2
            coded = codes and (rank == 0 or words.has("branch", heading.header))  # 101, 102
            return float(rank) if text_share > 0.5 or coded else None
    return 8.0 if by_value and text_share > 0.5 else None


def time(columns: Sequence[Column]) -> tuple[list[int], list[Sentence]]:
    """The positions of the columns of dates, the one of submission first, and why."""
    dated = [c for c in columns if c.time_format and not _is_birthday(c)]
    if not dated:
        return [], [sentence("No column holds a date. Say the month the answers belong to.")]
    most = max(c.profile.filled for c in dated)

    def order(column: Column) -> tuple[object, ...]:
        profile = column.profile
        rank = column.meta[1] if column.meta else _time_rank(column.heading)
        varies = profile.distinct > 1
        return (profile.filled < 0.5 * most, not varies, not column.meta, rank, -profile.filled)

    dated.sort(key=order)
    best = dated[0].heading
    said = [sentence("The date is taken from “{header}”.", header=best.header)]
    if len(dated) > 1:
        others = ", ".join(f"“{c.heading.header}”" for c in dated[1:5])
        said = [
            sentence(
                "The date is taken from “{header}”, the time of submission as far as the headers "
                "tell, not from {others}.",
                header=best.header,
                others=others,
            )
        ]
    return [column.heading.position for column in dated], said


def month_beside(columns: Sequence[Column], year: int) -> int | None:
    """The position of the column that tells the month or quarter of a column of bare years."""
    if columns[year].time_format != "Y":
        return None
    for column in columns:
        counts, header = column.profile.counts, column.heading.header
        told = sum(rows for text, rows in counts.items() if part_of_year(text))
        if words.has(words.MONTH, header) and told >= SHARE * sum(counts.values()):
            return column.heading.position
    return None


def _is_birthday(column: Column) -> bool:
    return words.has("birth*|dob|出生|生日|geburt*|nacimiento|nascimento", column.heading.wording)


def _time_rank(heading: Heading) -> int:
    text = f"{heading.header} {heading.question}"
    if words.has(words.TIME_BAD, text):
        return 9
    if words.has(words.TIME_BEST, text):
        return 0
    if words.has("start*|开始|begin*", text):
        return 3
    return 1 if words.has(words.TIME_GOOD, text) else 5


def overall(headings: Sequence[Heading], roles: Sequence[Role]) -> int | None:
    """The position of the one rating that stands for the whole opinion, or None.

    A column in which scales are mixed never does.
    """
    ratings = [
        heading
        for heading, role in zip(headings, roles, strict=True)
        if role.name == "rating" and role.scale and not role.scale.mixed
    ]
    if sum(role.name == "rating" for role in roles) == 1:
        return ratings[0].position if ratings else None
    strong = [
        h
        for h in ratings
        if words.has(words.STRONGLY_OVERALL, _own_words(h))
        and words.has(words.OVERALL, _own_words(h))
    ]
    likely = strong or [h for h in ratings if words.has(words.OVERALL, _own_words(h))]
    return likely[0].position if likely else None


def _own_words(heading: Heading) -> str:
    """Of a matrix the row alone: its stem says “overall” above every row."""
    return heading.row_label or f"{heading.header} {heading.question}"
