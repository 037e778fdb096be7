"""A table of text → the plan of its import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from data.importing import (
    aggregate,
    choice,
    findings,
    followers,
    layout,
    option_numbers,
    roles,
    scales,
    topics,
    words,
)
from data.importing.heading import Heading
from data.importing.neighbours import Column
from data.importing.plan import SCORED, ColumnPlan, Plan
from data.importing.profile import Columns, Profile
from data.importing.roles import Role
from data.importing.scales import Scale
from data.importing.table import Problem, TextTable, shortened
from data.importing.times import ENOUGH, FORMATS, UNTOLD, recognise_format
from data.importing.tools import tool_role
from data.importing.values import is_no_answer
from locales import BadInput, Sentence, sentence


def recognise(table: TextTable, *, branch: str | None = None, time: str | None = None) -> Plan:
    """What each column is, and why. `branch` and `time` are headers a person named.

    Every table that could be read gets a plan; one that cannot be imported has the layout
    "unusable" and says why. Raises BadInput if a named column does not exist or fit.
    """
    found = layout.find_layout(table)
    below = table.below(found.header_rows)
    left_out = [*table.cut_rows, *table.closing_rows]
    if left_out:  # half a date must not spoil a column of dates, nor a sum one of ratings
        below = below.filter(pc.invert(pc.is_in(below["r"], pa.array(left_out, pa.int32()))))
    cells = Columns(below, table.width)
    try:
        return _plan(table, found, cells, branch, time)
    finally:
        cells.close()


def _plan(
    table: TextTable, found: layout.Layout, cells: Columns, branch: str | None, time: str | None
) -> Plan:
    decisions = [*table.decisions, *found.decisions]
    columns, time_notes = _columns(found, cells)
    if found.tool.name == "wjx":
        columns, said = _joined(columns)
        found = replace(found, headings=tuple(c.heading for c in columns))
        decisions += said
    decided = roles.decide(columns)
    by_option_number = option_numbers.hold(found.tool, table.file_name, columns)
    if by_option_number or findings.no_answers(found, columns):
        decided = option_numbers.as_choices(columns, decided)
    branch_at, said = choice.branch(columns, decided)
    if branch is not None:
        branch_at = choice.named(found.headings, branch)
        said = [sentence("The branch column was named: “{header}”.", header=branch)]
    decisions += said
    times, said = choice.time([c for c in columns if c.heading.position != branch_at])
    if time is not None:
        times = [choice.named(found.headings, time)]
        columns = [_dated(c) if c.heading.position == times[0] else c for c in columns]
        said = [sentence("The time column was named: “{header}”.", header=time)]
    decisions += said
    time_at = times[0] if times else None
    month_at = choice.month_beside(columns, time_at) if times else None
    if month_at is not None:
        decided[month_at] = Role("metadata")
        months = found.headings[month_at].header
        decisions.append(sentence("The month of the year is taken from “{header}”.", header=months))
    elif time_at in time_notes:
        decisions.append(time_notes[time_at])
    rows = cells.used_rows()
    whole = aggregate.find(columns, decided, cells, branch_at, time_at) if rows else None
    if whole:
        decided = _as_aggregate(decided, whole)
        decisions.append(_aggregate_decision(columns[whole.score], whole))
    overall = choice.overall(found.headings, decided)
    plans = tuple(
        _column_plan(column, role, branch_at, time_at, overall)
        for column, role in zip(columns, decided, strict=True)
    )
    if month_at is not None:
        plans = tuple(replace(p, month_in=month_at) if p.role == "time" else p for p in plans)
    why = findings.why_unusable(table, found, columns, plans, rows, by_option_number)
    problems = [p for p in table.problems if p.row is None or p.row > found.header_rows]
    problems += findings.of_the_whole(table, by_option_number)
    problems += [p for c, r in zip(columns, decided, strict=True) for p in findings.problems(c, r)]
    problems += [
        Problem(None, None, name, reason)
        for name, reason in (whole.excluded if whole else {}).items()
    ]
    if why and all(problem.reason != why for problem in problems):
        problems.insert(0, Problem(None, None, None, why))
    return Plan(
        found.tool.name,
        table.encoding,
        table.delimiter,
        table.sheet,
        found.header_rows,
        rows,
        "unusable" if why else "aggregate" if whole else "responses",
        plans,
        tuple(problems),
        tuple(decisions),
        findings.flags(found, columns, times),
        whole.category if whole else None,
        whole.excluded if whole else {},
        why,
        time_fallback=tuple(times[1:]) if columns and times and columns[times[0]].meta else (),
    )


def _columns(found: layout.Layout, cells: Columns) -> tuple[list[Column], dict[int, Sentence]]:
    """Headings with what stands below them; and what was decided about dates, by position."""
    columns: list[Column] = []
    notes: dict[int, Sentence] = {}
    for heading in found.headings:
        profile = cells.profile(heading.position)
        time_format = _time_format(heading, profile, cells, notes)
        meta = tool_role(found.tool, heading.known_as)
        columns.append(Column(heading, profile, time_format, meta))
    return _one_order(columns, notes), notes


def _one_order(columns: list[Column], notes: dict[int, Sentence]) -> list[Column]:
    """The same columns: dates that do not tell the day from the month follow those that do."""
    untold = {i for i, note in notes.items() if note in UNTOLD.values()}
    told = {c.time_format for c in columns if c.heading.position not in untold} & set(UNTOLD)
    if len(told) != 1:
        return columns
    (order,) = told
    for position in untold:
        notes[position] = sentence("The dates are read as: {format}.", format=FORMATS[order])
    return [replace(c, time_format=order) if c.heading.position in untold else c for c in columns]


def _joined(columns: list[Column]) -> tuple[list[Column], list[Sentence]]:
    """Columns with the rows of unnumbered matrices joined, and what to say about it."""
    joined = followers.by_answers(columns)
    stems = {c.heading.question for c, before in zip(joined, columns, strict=True) if c != before}
    return joined, [
        sentence(
            "The questions bear no numbers: columns answered alike were taken for the rows of "
            "“{question}”.",
            question=stem,
        )
        for stem in sorted(stems)
    ]


def _time_format(
    heading: Heading, profile: Profile, cells: Columns, notes: dict[int, Sentence]
) -> str | None:
    """The format of a column of dates: the head tells whether it holds any, all rows which."""
    if not profile.filled:
        return None
    text = f"{heading.header} {heading.question}"
    timed = words.has(f"{words.TIME_BEST}|{words.TIME_GOOD}|{words.TIME_BAD}", text)
    rated = words.has(words.RATING, text)
    allowed = {"year_alone": words.has(words.YEAR, text), "numbers": timed and not rated}
    sample = dict(list(profile.counts.items())[:50])
    first = recognise_format(sample, **allowed)
    if first is None:
        return None
    absent = [value for value in profile.counts if is_no_answer(value)]
    days = cells.days(heading.position, first[0], ENOUGH, absent)
    decided = recognise_format(days, **allowed)
    if decided is None:
        return None
    if decided[1] is not None:
        notes[heading.position] = decided[1]
    elif decided[0] != "Y-M-D":
        notes[heading.position] = sentence(
            "The dates are read as: {format}.", format=FORMATS[decided[0]]
        )
    return decided[0]


def _dated(column: Column) -> Column:
    """A column a person says holds the time."""
    if column.time_format:
        return column
    decided = recognise_format(column.profile.counts, year_alone=True, numbers=True)
    if decided is None:
        raise BadInput("The column “{header}” holds no dates.", header=column.heading.header)
    return replace(column, time_format=decided[0])


def _as_aggregate(decided: Sequence[Role], whole: aggregate.Aggregate) -> list[Role]:
    result = list(decided)
    for position in whole.benchmarks:
        result[position] = Role("metadata")
    scale = decided[whole.score].scale
    result[whole.score] = Role("rating", scale or Scale(0.0, 100.0, "high"))
    return [
        Role("choice", guess=r.scale) if i != whole.score and r.name in SCORED else r
        for i, r in enumerate(result)
    ]


def _aggregate_decision(score: Column, whole: aggregate.Aggregate) -> Sentence:
    header = score.heading.header
    if whole.category is None:
        return sentence(
            "Each row is one finished score, not an answer; the scores stand in “{header}”.",
            header=header,
        )
    return sentence(
        "Each row is one finished score, not an answer; the scores stand in “{header}”. The "
        "same score of a unit and period in a second category counts once.",
        header=header,
    )


def _column_plan(
    column: Column, role: Role, branch: int | None, time: int | None, overall: int | None
) -> ColumnPlan:
    heading, scale = column.heading, role.scale
    name = role.name
    if heading.position == branch:
        name = "branch"
    elif heading.position == time:
        name = "time"
    plan = ColumnPlan(
        heading.position,
        heading.header,
        name,
        question=heading.question,
        row_label=heading.row_label,
        time_format=column.time_format,
        examples=()
        if name == "personal"
        else tuple(map(str, map(shortened, column.profile.examples))),
        possible_scale=(role.guess.low, role.guess.high) if role.guess else None,
    )
    if name not in SCORED:
        return plan
    low, high = (scale.low, scale.high) if scale else (0.0, 1.0)
    return replace(
        plan,
        scale=(low, high),
        better=scale.better if scale else "high",
        not_applicable=scale.not_applicable if scale else (),
        ladder=dict(scale.ladder) if scale else {},
        overall=heading.position == overall,
        topic=_topic(heading, scale, overall),
        satisfied_from=scales.satisfied_from(low, high),
        notes=scale.notes if scale else (),
        mixed=bool(scale and scale.mixed),
    )


def _topic(heading: Heading, scale: Scale | None, overall: int | None) -> str | None:
    """What a question asks about; of a matrix, its row before its stem."""
    if heading.position == overall:
        return "overall"
    own = topics.topic(heading.row_label) if heading.row_label else None
    found = own or topics.topic(f"{heading.header} {heading.wording}")
    # a column of mixed scales must not stand for the whole opinion
    return None if found == "overall" and scale and scale.mixed else found
