"""What a person should know before an import: bad values, marked responses, why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from data.importing import aggregate, layout, scales
from data.importing.neighbours import Column
from data.importing.plan import NO_RATINGS, OPTION_NUMBERS, SCORED, ColumnPlan, Flag
from data.importing.roles import Role
from data.importing.table import Problem, TextTable, shortened
from data.importing.tools import SUBMITTED, matches
from data.importing.values import number_text
from locales import Sentence, sentence

LOST = "\ufffd"
LISTED = 5


def problems(column: Column, role: Role) -> list[Problem]:
    """Values of a rating that are no score of its scale, with their rows."""
    if role.scale is None or not role.scale.outside:
        return []
    header = column.heading.header
    ranked = sorted(role.scale.outside.items(), key=lambda item: -item[1])
    if role.scale.mixed:
        values = ", ".join(value for value, _ in ranked[:LISTED])
        return [Problem(None, header, values, scales.mixture(role.scale))]
    ends = {"low": number_text(role.scale.low), "high": number_text(role.scale.high)}
    return [
        Problem(
            None,
            header,
            shortened(value),
            sentence(
                "{count} answers are not on the scale {low} to {high}; they are left out.",
                count=rows,
                **ends,
            ),
        )
        for value, rows in ranked[:LISTED]
    ]


def flags(found: layout.Layout, columns: Sequence[Column], times: list[int]) -> tuple[Flag, ...]:
    """Which values of the tool's own columns mark previews and unfinished responses."""
    found_flags = [
        Flag(column.heading.position, name, tuple(values.split("|")))
        for column in columns
        for headers, by_name in found.tool.flags.items()
        if matches(headers, column.heading.known_as)
        for name, values in by_name.items()
    ]
    submitted = columns[times[0]] if times else None
    if submitted and matches(SUBMITTED, submitted.heading.header):
        found_flags.append(Flag(times[0], "incomplete", ("",)))
    return tuple(found_flags)


def _nameless(columns: Sequence[Column]) -> bool:
    """Whether cells stand beyond the last header."""
    return bool(columns) and not columns[-1].heading.header and columns[-1].profile.filled > 0


def no_answers(found: layout.Layout, columns: Sequence[Column]) -> Sentence | None:
    """Why a table holds no answers of single persons, or None."""
    headers = [h.header for h in found.headings]
    if aggregate.is_code_book(headers, columns):
        return sentence(
            "This table explains questions and option codes; it holds no answers. Upload the file "
            "with the answers as text, one row for each response."
        )
    if aggregate.is_summary(headers, columns):
        return sentence(
            "This table counts answers instead of listing them. Export the single responses, one "
            "row for each."
        )
    return None


def why_unusable(
    table: TextTable,
    found: layout.Layout,
    columns: Sequence[Column],
    plans: Sequence[ColumnPlan],
    rows: int,
    by_option_number: bool,
) -> Sentence | None:
    """Why nothing of a table can be imported, or None."""
    headers = [h.header for h in found.headings]
    if table.width == 1:
        return sentence(
            "The file has only one column. Export the answers with one column for each question."
        )
    if not rows:
        return sentence("The file has a header but no answers below it. Export it again.")
    if found.header_rows in table.cut_rows and _nameless(columns):
        return sentence(
            "The rows have more cells than the header, so nobody can tell which header belongs to "
            "which cells. Put decimal commas and lists in quotation marks, or export again."
        )
    answers = (
        v
        for c, p in zip(columns, plans, strict=True)
        if p.role not in ("comment", "personal", "metadata", "id")
        for v in c.profile.counts
    )
    if any(LOST in text for text in headers) or any(LOST in text for text in answers):
        return sentence(
            "Letters of this file are already lost (they stand as “\ufffd”), and guessing them "
            "would be wrong. Export it again from the survey tool, as UTF-8 or Excel."
        )
    if nothing := no_answers(found, columns):
        return nothing
    if not any(plan.role in SCORED for plan in plans):
        return OPTION_NUMBERS if by_option_number else NO_RATINGS
    return None


def of_the_whole(table: TextTable, by_option_number: bool) -> list[Problem]:
    """What concerns rows or the file as a whole: what stands below, option numbers as answers."""
    problems = [
        Problem(
            row,
            None,
            None,
            sentence("The row sums up the rows above or explains them; it is left out."),
        )
        for row in table.closing_rows
    ]
    if by_option_number:
        problems.append(Problem(None, None, None, OPTION_NUMBERS))
    return problems
