"""The SQL of validation: maps of distinct values, applied to all rows at once."""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa

from data.importing.judgements import Judgements
from data.importing.masking import masked_sql
from data.importing.plan import SCORED, ColumnPlan, Plan
from data.importing.values import NO_ANSWER, TRIMMED, clean
from locales import sentence

CELLS = "survey_cells"
TRIM = "'" + TRIMMED.replace("'", "''") + "'"
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
    def responses(self, cut: tuple[int, ...], overflow: bool) -> int:
        """staged_wide: one row for each response, with its scores s{position} side by side.

        `reason` is NULL for the kept ones, which staged_response shows. Gives the rows read.
        """
        joins, month, value = self._months()
        branch, joined = self._branch()
        joins += joined
        scores = "".join(f", s{column.position}" for column in self.scored)
        every = ", ".join(f"c{i}" for i in range(self.width))
        used = f"coalesce({every}) IS NOT NULL"
        reason = self._row_reason(cut, overflow, month)
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE staged_wide AS
            SELECT r AS row_number, {branch} AS branch_label, {month}::INTEGER AS month,
                   {self._weight()} AS weight, {self._flag()} AS flag, {reason} AS reason,
                   CASE WHEN {month} IS NULL THEN left({value}, 200) END AS value {scores}
            FROM {self.cells} {joins} WHERE {used}""")
        read = self.connection.sql("SELECT count(*) FROM staged_wide").fetchall()[0][0]
        time = self.plan.the("time")
        header = time.header if time else ""
        no_date = self.judged.reason(NO_DATE)
        self.refusals.append(
            f"""SELECT row_number AS r, CASE WHEN reason = {no_date} THEN {_text(header)} END AS c,
                CASE WHEN reason = {no_date} THEN value END AS v, reason FROM staged_wide
                WHERE reason IS NOT NULL"""
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
        return joins, f"coalesce({', '.join(months)})", f"c{time.position}"

    def _branch(self) -> tuple[str, str]:
        """The expression of the trimmed branch name, and the join it needs."""
        branch = self.plan.the("branch")
        if branch is None:
            return "''", ""
        self.judged.table("map_branch", f"c{branch.position}", lambda raw: (clean(raw), None))
        return (
            "coalesce(map_branch.result, '')",
            f" LEFT JOIN map_branch ON map_branch.v = c{branch.position}",
        )

    def _weight(self) -> str:
        weight = self.plan.the("weight")
        if weight is None:
            return "1.0::DOUBLE"
        text = f"replace(trim(c{weight.position}, {TRIM}), ',', '.')"
        return f"coalesce(try_cast({text} AS DOUBLE), 1.0)"

    def _row_reason(self, cut: tuple[int, ...], overflow: bool, month: str) -> str:
        """The number of the reason for which a whole row is refused, or NULL."""
        cases = []
        if cut:
            rows = ", ".join(map(str, cut))
            cases.append(f"WHEN r IN ({rows}) THEN {self.judged.reason(CUT)}")
        if overflow:
            cases.append(f"WHEN c{self.width} IS NOT NULL THEN {self.judged.reason(TOO_LONG)}")
        cases.append(f"WHEN {month} IS NULL THEN {self.judged.reason(NO_DATE)}")
        return f"CASE {' '.join(cases)} END"

    def _flag(self) -> str:
        """The first flag that the tool's own columns give a row, or ''."""
        cases = []
        for flag in sorted(self.plan.flags, key=lambda f: f.name != "preview"):
            values = ", ".join(_text(value.casefold()) for value in flag.values)
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
        answered = " + ".join(f"({score} IS NOT NULL)::INTEGER" for score in ratings)
        return f"(greatest({listed}) = least({listed}) AND {answered} >= {STRAIGHT})"

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

    # --- answers, comments, scores ---------------------------------------------------------------
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
            self._refuse_cells(column)

    def _refuse_cells(self, column: ColumnPlan) -> None:
        at = column.position
        if at in self.judged.refused:
            self.refusals.append(
                f"""SELECT w.row_number AS r, {_text(column.header)} AS c, left(m.v, 200) AS v,
                    m.reason FROM {self.cells} JOIN map_{at} m ON m.v = c{at}
                    JOIN staged_wide w ON w.row_number = r
                    WHERE m.reason IS NOT NULL AND w.reason IS NULL"""
            )

    def comments(self) -> None:
        """staged_comment: what people wrote, with telephone and identity numbers masked."""
        silent = ", ".join(sorted(_text(word) for word in NO_ANSWER))
        written = self.plan.of_role("comment")
        positions = ", ".join(str(column.position) for column in written)
        texts = ", ".join(f"trim(c{column.position}, {TRIM})" for column in written) or "''"
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP VIEW staged_comment AS
            SELECT row_number, position, {masked_sql("text")} AS text FROM (
                SELECT r AS row_number, unnest([{positions}]::INTEGER[]) AS position,
                       unnest([{texts}]) AS text
                FROM {self.cells}
                WHERE r IN (SELECT row_number FROM staged_wide WHERE reason IS NULL))
            WHERE position IS NOT NULL AND lower(text) NOT IN ('', {silent})""")

    def scores(self) -> None:
        """staged_score of an aggregate: no excluded category, and no score twice."""
        score = next(c for c in self.scored if c.role == "rating")
        category = "''" if self.plan.category is None else f"coalesce(c{self.plan.category}, '')"
        self.judged.table("map_category", category, self._judge_category)
        self._refuse_cells(score)
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE staged_all AS
            SELECT w.row_number, w.branch_label, w.month, m.result AS category,
                   w.s{score.position} AS score, m.reason,
                   row_number() OVER (PARTITION BY w.branch_label, w.month, w.s{score.position},
                                      m.reason IS NULL ORDER BY w.row_number) AS copy
            FROM staged_wide w JOIN {self.cells} ON r = w.row_number
            JOIN map_category m ON m.v = {category}
            WHERE w.reason IS NULL AND w.s{score.position} IS NOT NULL""")
        self.connection.execute("""CREATE OR REPLACE TEMP VIEW staged_score AS
            SELECT row_number, branch_label, month, category, score FROM staged_all
            WHERE reason IS NULL AND copy = 1""")
        unrefused = "true"
        if score.position in self.judged.refused:
            bad = f"FROM map_{score.position} m WHERE m.v = c{score.position}"
            unrefused = f"NOT EXISTS ({bad} AND m.reason IS NOT NULL)"
        header = _text(self.plan.columns[self.plan.category].header) if self.plan.category else "''"
        self.refusals.append(f"""SELECT row_number AS r, {header} AS c, category AS v,
            coalesce(reason, {self.judged.reason(TWICE)}) AS reason FROM staged_all
            WHERE reason IS NOT NULL OR copy > 1""")
        self.refusals.append(f"""SELECT row_number AS r, {_text(score.header)} AS c, NULL AS v,
            {self.judged.reason(NO_SCORE)} AS reason
            FROM staged_wide JOIN {self.cells} ON r = row_number
            WHERE reason IS NULL AND staged_wide.s{score.position} IS NULL AND {unrefused}""")

    def _judge_category(self, raw: str) -> tuple[str, int | None]:
        name = clean(raw)
        return name, self.judged.reason(self.plan.excluded.get(name))

    # --- refusals --------------------------------------------------------------------------------
    def rejects(self) -> pd.DataFrame:
        """All refused rows and cells: row, column, value, reason, reason_zh."""
        union = " UNION ALL ".join(f"({query})" for query in self.refusals)
        found = self.connection.sql(
            f"""SELECT r AS row, c AS column, left({masked_sql("v")}, 80) AS value, reason
                FROM ({union}) ORDER BY r, c"""
        ).df()
        numbers = found.pop("reason").astype(int)
        for name, language in (("reason", "en"), ("reason_zh", "zh")):
            texts = [reason.in_language(language) for reason in self.judged.reasons]
            found[name] = [texts[i] for i in numbers]
        return found


CUT = sentence("The row was cut off before its last cell.")
TOO_LONG = sentence("The row has more cells than the header.")
NO_DATE = sentence("The row has no date that can be read.")
NO_SCORE = sentence("The row has no score.")
TWICE = sentence("The same score of this unit and period stands in another category already.")


def _text(value: str) -> str:
    """A value as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"
