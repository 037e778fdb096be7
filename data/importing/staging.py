"""The SQL of validation: maps of distinct values, applied to all rows at once."""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa

from data.importing.judgements import Judgements
from data.importing.plan import SCORED, ColumnPlan, Plan
from data.importing.table import LONGEST_VALUE
from data.importing.times import part_of_year
from data.importing.values import NO_ANSWER, TRIMMED, named
from data.masking import SUSPICIOUS, masked, masked_each
from locales import sentence

CELLS = "survey_cells"
TRIM = "'" + TRIMMED.replace("'", "''") + "'"
LONGEST = 2000  # characters of a refused value that are masked, before it is cut for the list
STRAIGHT = 3  # equal answers to at least so many questions


class Stage:
    """Builds the staged tables of one file on a connection.

    Each distinct value is judged once in Python; the judgements lie in small tables map_… that are
    joined to the rows.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        cells: pa.Table,
        plan: Plan,
        width: int,
        default_month: int | None,
    ):
        self.connection = connection
        self.cells = CELLS
        self.plan = plan
        self.width = width
        self.default_month = default_month
        self.scored = plan.of_role(*SCORED)
        self.judged = Judgements(connection, CELLS)
        for column in self.scored:
            scores = self.judged.scores(column, cells[f"c{column.position}"])
            cells = cells.append_column(f"s{column.position}", scores)
        connection.register(CELLS, cells)
        self.refusals: list[str] = []  # queries of (r, column, value, reason number)

    # --- rows ------------------------------------------------------------------------------------
    def responses(self, cut: tuple[int, ...], totals: tuple[int, ...], overflow: bool) -> int:
        """staged_wide: one row for each response, with its scores s{position} side by side.

        `reason` is NULL for the kept ones, which staged_response shows. Gives the rows read.
        """
        joins, month, time = self._months()
        branch, joined = self._branch()
        joins += joined
        scores = "".join(f", s{column.position}" for column in self.scored)
        every = ", ".join(f"c{i}" for i in range(self.width))
        used = f"coalesce({every}) IS NOT NULL"
        weight = self.plan.the("weight")
        shown = f"c{weight.position}" if weight else "NULL"
        value = f"CASE WHEN {month} IS NULL THEN {time} ELSE {shown} END"
        reason = self._row_reason(cut, totals, overflow, month)
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE staged_wide AS
            SELECT r AS row_number, {branch} AS branch_label, {month}::INTEGER AS month,
                   {self._weight()} AS weight, {self._flag()} AS flag, {reason} AS reason,
                   left({value}, {LONGEST}) AS value {scores}
            FROM {self.cells} {joins} WHERE {used}""")
        read = self.connection.sql("SELECT count(*) FROM staged_wide").fetchall()[0][0]
        time = self.plan.the("time")
        header = time.header if time else ""
        weight = self.plan.the("weight")
        no_date, no_weight = self.judged.reason(NO_DATE), self.judged.reason(NO_WEIGHT)
        self.refusals.append(
            f"""SELECT row_number AS r, CASE reason WHEN {no_date} THEN {text_literal(header)}
                WHEN {no_weight} THEN {text_literal(weight.header if weight else "")} END AS c,
                value AS v, reason FROM staged_wide WHERE reason IS NOT NULL"""
        )
        self._response_view()
        return read

    def _months(self) -> tuple[str, str, str]:
        """Joins, the month's expression, and that of the text it came from."""
        time = self.plan.the("time")
        if time is None:
            return "", str(self.default_month), "NULL"
        others = [c for c in self.plan.columns if c.position in self.plan.time_fallback]
        joins, months = "", []
        for column in (time, *others):
            key, name = self.judged.months(column), f"map_{column.position}"
            joins += f" LEFT JOIN {name} ON {name}.v = {key}"
            months.append(f"{name}.result")
        if time.month_in is not None and time.time_format == "Y":
            # A year's own month is December, which stays where the column beside tells none.
            key = f"c{time.month_in}"
            self.judged.table("map_month", key, lambda raw: (part_of_year(raw), None))
            joins += f" LEFT JOIN map_month ON map_month.v = {key}"
            months[0] += " // 100 * 100 + coalesce(map_month.result, 12)"
        return joins, f"coalesce({', '.join(months)})", f"c{time.position}"

    def _branch(self) -> tuple[str, str]:
        """The expression of the branch's name, and the join it needs."""
        branch = self.plan.the("branch")
        if branch is None:
            return "''", ""
        name = f"c{branch.position}"
        self.judged.table("map_branch", name, lambda raw: (masked(named(raw)), None))
        return (
            "coalesce(map_branch.result, '')",
            f" LEFT JOIN map_branch ON map_branch.v = {name}",
        )

    def _weight(self) -> str:
        weight = self.plan.the("weight")
        if weight is None:
            return "1.0::DOUBLE"
        text = f"replace(trim(c{weight.position}, {TRIM}), ',', '.')"
        number = f"try_cast({text} AS DOUBLE)"
        return f"CASE WHEN isfinite({number}) AND {number} >= 0 THEN {number} END"

    def _row_reason(
        self, cut: tuple[int, ...], totals: tuple[int, ...], overflow: bool, month: str
    ) -> str:
        """The number of the reason for which a whole row is refused, or NULL."""
        cases = []
        for numbers, why in ((cut, CUT), (totals, TOTAL)):
            if numbers:
                rows = ", ".join(map(str, numbers))
                cases.append(f"WHEN r IN ({rows}) THEN {self.judged.reason(why)}")
        if overflow:
            cases.append(f"WHEN c{self.width} IS NOT NULL THEN {self.judged.reason(TOO_LONG)}")
        cases.append(f"WHEN {month} IS NULL THEN {self.judged.reason(NO_DATE)}")
        if self.plan.the("weight"):
            cases.append(f"WHEN {self._weight()} IS NULL THEN {self.judged.reason(NO_WEIGHT)}")
        return f"CASE {' '.join(cases)} END"

    def _flag(self) -> str:
        """The first flag that the tool's own columns give a row, or ''."""
        cases = []
        for flag in sorted(self.plan.flags, key=lambda f: f.name != "preview"):
            values = ", ".join(text_literal(value.casefold()) for value in flag.values)
            text = f"coalesce(lower(trim(c{flag.position}, {TRIM})), '')"
            cases.append(f"WHEN {text} IN ({values}) THEN '{flag.name}'")
        return f"CASE {' '.join(cases)} ELSE '' END" if cases else "''"

    def _response_view(self) -> None:
        """staged_response, with duplicates and straight-lined responses flagged."""
        duplicate = self._duplicates()
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP VIEW staged_response AS
            SELECT row_number, branch_label, month, weight,
                   CASE WHEN flag <> '' THEN flag
                        WHEN {duplicate} THEN 'duplicate'
                        WHEN {self._straight()} THEN 'straight_lined' ELSE '' END AS quality_flag
            FROM staged_wide WHERE reason IS NULL""")

    def _straight(self) -> str:
        ratings = [f"s{c.position}" for c in self.scored if c.role == "rating"]
        if len(ratings) < STRAIGHT:
            return "false"
        listed = ", ".join(ratings)
        same = f"greatest({listed}) = least({listed})"
        return f"({same} AND list_count([{listed}]) >= {STRAIGHT})"

    def _duplicates(self) -> str:
        """Rows that repeat an earlier one to the second: equal ratings alone prove nothing."""
        time = self.plan.the("time")
        if time is None or not any(":" in example for example in time.examples):
            return "false"
        kept = [f"c{c.position}" for c in self.plan.columns if c.role not in ("id", "empty")]
        whole = f"hash({', '.join(kept)})"
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE staged_duplicate AS
            WITH hashed AS (SELECT r, {whole} AS h FROM {self.cells} WHERE c{time.position} <> ''),
                 again AS (SELECT h, min(r) AS first FROM hashed GROUP BY h HAVING count(*) > 1)
            SELECT hashed.r FROM hashed JOIN again ON hashed.h = again.h AND hashed.r > again.first
            """)
        return "row_number IN (SELECT r FROM staged_duplicate)"

    # --- answers, comments -------------------------------------------------------------------
    def answers(self) -> None:
        """staged_answer, and a refusal for each cell that is no score."""
        positions = ", ".join(str(column.position) for column in self.scored)
        scores = ", ".join(f"s{column.position}" for column in self.scored)
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP VIEW staged_answer AS
            SELECT row_number, position, score FROM (
                SELECT row_number, unnest([{positions}]) AS position, unnest([{scores}]) AS score
                FROM staged_wide WHERE reason IS NULL)
            WHERE score IS NOT NULL""")
        for column in self.scored:
            self.refuse_cells(column)

    def refuse_cells(self, column: ColumnPlan) -> None:
        at = column.position
        if at in self.judged.refused:
            self.refusals.append(
                f"""SELECT w.row_number AS r, {text_literal(column.header)} AS c,
                    left(m.v, {LONGEST}) AS v, m.reason
                    FROM {self.cells} JOIN map_{at} m ON m.v = c{at}
                    JOIN staged_wide w ON w.row_number = r
                    WHERE m.reason IS NOT NULL AND w.reason IS NULL"""
            )

    def comments(self) -> None:
        """staged_comment: what people wrote, with what would tell who they are masked."""
        silent = ", ".join(sorted(text_literal(word) for word in NO_ANSWER))
        columns = self.plan.of_role("comment")
        positions = ", ".join(str(column.position) for column in columns)
        texts = ", ".join(f"trim(c{column.position}, {TRIM})" for column in columns) or "''"
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP VIEW staged_written AS
            SELECT row_number, position, text FROM (
                SELECT r AS row_number, unnest([{positions}]::INTEGER[]) AS position,
                       unnest([{texts}]) AS text
                FROM {self.cells}
                WHERE r IN (SELECT row_number FROM staged_wide WHERE reason IS NULL))
            WHERE position IS NOT NULL AND lower(text) NOT IN ('', {silent})""")
        suspicious = f"CASE WHEN regexp_matches(text, {text_literal(SUSPICIOUS)}) THEN text END"
        written = "staged_written"
        self.judged.table("map_masked", suspicious, lambda raw: (masked(raw), None), written)
        self.connection.execute("""
            CREATE OR REPLACE TEMP VIEW staged_comment AS
            SELECT row_number, position, coalesce(map_masked.result::VARCHAR, text) AS text
            FROM staged_written LEFT JOIN map_masked ON map_masked.v = text""")

    # --- refusals --------------------------------------------------------------------------------
    def rejects(self) -> pd.DataFrame:
        """All refused rows and cells: row, column, value, reason, reason_zh."""
        union = " UNION ALL ".join(f"({query})" for query in self.refusals)
        found = self.connection.sql(
            f"SELECT r AS row, c AS column, v AS value, reason FROM ({union}) ORDER BY r, c"
        ).df()
        found["value"] = masked_each(found["value"], LONGEST_VALUE)
        numbers = found.pop("reason").astype(int)
        for name, language in (("reason", "en"), ("reason_zh", "zh")):
            texts = [reason.in_language(language) for reason in self.judged.reasons]
            found[name] = [texts[i] for i in numbers]
        return found


CUT = sentence("The row was cut off before its last cell.")
TOTAL = sentence("The row sums up the rows above or explains them; it is no answer.")
NO_WEIGHT = sentence("The row has no weight that can be used.")
TOO_LONG = sentence("The row has more cells than the header.")
NO_DATE = sentence("The row has no date that can be read.")


def text_literal(value: str) -> str:
    """A value as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
