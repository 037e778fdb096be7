"""The demo company: an invented power-supply company with planted truths, the same in every build.

What is planted stands in `docs/demo-company.md`, the parameters in `truth.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from data import batches, cells
from data.batches import DEMO_TOOL
from data.demo import (
    assessment,
    brands,
    company,
    digital,
    feedback,
    findings,
    learning,
    party_life,
    people,
    policies,
    quality,
    service,
    service_work,
    surveys,
    training,
    work,
)
from data.demo.storage import Store
from data.reader import Reader
from data.viewer import COMMAND_LINE, Viewer
from data.warehouse import Warehouse
from locales import BadInput

Progress = Callable[[str, float], None]
# The modules with a `tables()` of their own.
WORK = (
    policies, work, findings, quality, party_life, people, learning, feedback, service_work,
    brands, digital,
)  # fmt: skip
LIVE = "SELECT batch_id FROM batch WHERE tool = ? AND undone_at IS NULL ORDER BY batch_id"


def silent(_step: str, _share: float) -> None:
    """Progress that nobody watches."""


def build(warehouse: Warehouse, viewer: Viewer, progress: Progress = silent) -> None:
    """Put the demo company into the warehouse, all of it or none.

    Raises BadInput if it is there already, or if data of one's own have codes that it needs.
    """
    with warehouse.change(viewer, "demo", "build") as connection:
        if connection.execute(LIVE, [DEMO_TOOL]).fetchall():
            raise BadInput(
                "The demo company is in the warehouse already. Clear it first to build it anew."
            )
        try:
            _fill(connection, viewer, progress)
        except duckdb.ConstraintException as error:
            raise BadInput(
                "Some codes of the demo company are taken by your own data. "
                "Build it in a warehouse of its own, with --warehouse or MINGJIAN_WAREHOUSE."
            ) from error
    progress("Ready", 1.0)


def is_present(reader: Reader) -> bool:
    """Whether any of the demo company is in the warehouse: whoever reads is told."""
    return not Reader(reader.warehouse, COMMAND_LINE).frame(LIVE, [DEMO_TOOL]).empty


def clear(warehouse: Warehouse, viewer: Viewer) -> None:
    """Take the demo company out, and nothing else.

    Raises BadInput if batches of one's own refer to its branches: those must go first.
    """
    with warehouse.cursor(viewer) as cursor:
        live = [batch_id for (batch_id,) in cursor.execute(LIVE, [DEMO_TOOL]).fetchall()]
    if live:
        batches.undo(warehouse, viewer, live)


def _fill(connection: duckdb.DuckDBPyConnection, viewer: Viewer, progress: Progress) -> None:
    store = Store(connection, viewer)
    progress("Branches", 0.0)
    store.table("branch", company.branch_table())
    store.table("branch_alias", company.alias_table())
    store.table("stratum_weight", surveys.stratum_weight_table())
    progress("Assessment", 0.02)
    store.table("scheme", assessment.scheme_table())
    store.table("scheme_band", assessment.scheme_band_table())
    store.table("indicator", assessment.indicator_table())
    store.table("assessment_score", assessment.assessment_score_table())
    progress("Training", 0.05)
    plans = training.training_plan_table()
    sessions, attendance = training.session_tables(plans)
    store.table("training_standard", training.training_standard_table())
    store.table("training_plan", plans)
    store.table("training_session", sessions)
    store.table("training_attendance", attendance)
    progress("Service figures", 0.2)
    store.table("service_kpi", service.service_kpi_table())
    for number, survey in enumerate(surveys.SURVEYS):
        progress("Surveys", 0.25 + 0.45 * number / len(surveys.SURVEYS))
        store.survey(survey)
    for number, module in enumerate(WORK):
        progress("Work and people", 0.7 + 0.15 * number / len(WORK))
        for name, frame in module.tables():
            store.table(name, frame)
    progress("Counting", 0.85)
    cells.refresh_metrics(connection)
