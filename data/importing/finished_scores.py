"""The finished scores of an aggregate, staged: no excluded category, and no score twice."""

from __future__ import annotations

from data.importing.staging import Stage, text_literal
from data.importing.values import clean
from data.masking import masked
from locales import sentence

NO_SCORE = sentence("The row has no score.")
TWICE = sentence("The same score of this unit and period stands in another category already.")


def stage_scores(stage: Stage) -> None:
    """staged_score(row_number, branch_label, month, category, score), and what was refused."""
    plan, judged = stage.plan, stage.judged
    score = next(c for c in stage.scored if c.role == "rating")
    category = "''" if plan.category is None else f"coalesce(c{plan.category}, '')"

    def judge(raw: str) -> tuple[str, int | None]:
        name = clean(raw)
        return masked(name), judged.reason(plan.excluded.get(name))

    judged.table("map_category", category, judge)
    stage.refuse_cells(score)
    stage.connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE staged_all AS
        SELECT w.row_number, w.branch_label, w.month, m.result AS category,
               w.s{score.position} AS score, m.reason,
               row_number() OVER (PARTITION BY w.branch_label, w.month, w.s{score.position},
                                  m.reason IS NULL ORDER BY w.row_number) AS copy
        FROM staged_wide w JOIN {stage.cells} ON r = w.row_number
        JOIN map_category m ON m.v = {category}
        WHERE w.reason IS NULL AND w.s{score.position} IS NOT NULL""")
    stage.connection.execute("""CREATE OR REPLACE TEMP VIEW staged_score AS
        SELECT row_number, branch_label, month, category, score FROM staged_all
        WHERE reason IS NULL AND copy = 1""")
    header = text_literal(plan.columns[plan.category].header) if plan.category else "''"
    stage.refusals.append(f"""SELECT row_number AS r, {header} AS c, category AS v,
        coalesce(reason, {judged.reason(TWICE)}) AS reason FROM staged_all
        WHERE reason IS NOT NULL OR copy > 1""")
    unrefused = "true"
    if score.position in judged.refused:
        bad = f"FROM map_{score.position} m WHERE m.v = c{score.position}"
        unrefused = f"NOT EXISTS ({bad} AND m.reason IS NOT NULL)"
    stage.refusals.append(f"""SELECT row_number AS r, {text_literal(score.header)} AS c, NULL AS v,
        {judged.reason(NO_SCORE)} AS reason
        FROM staged_wide JOIN {stage.cells} ON r = row_number
        WHERE reason IS NULL AND staged_wide.s{score.position} IS NULL AND {unrefused}""")
