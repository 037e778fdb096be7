"""Which rows of which tables a right opens. A table that stands nowhere here is read by nobody.

A condition is SQL over the table's own columns. `{own}` are the viewer's units with all below
them, `{above}` the units above these; a table it names is the narrowed one, `{whole}.` the whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from data import policy
from data.viewer import Viewer

ALL = "TRUE"
SPREAD = "others without names"  # stands for a condition: the view is one of `scope.DISTRIBUTED`
OWN = "branch_id IN ({own})"

# Rows that belong to no branch.
REFERENCE = (
    "stratum_weight", "scheme", "scheme_band", "indicator", "training_standard", "meeting_rule",
    "policy_required", "kpi_target",
)  # fmt: skip
# Rows that belong to one branch.
RECORDS = (
    "metric_cell", "survey_cell", "survey_score", "driver_cell",
    "assessment_score", "adjustment", "result_applied", "work_item", "finding", "target",
    "leader_duty", "sponsor_task", "meeting", "platform_item", "activity", "innovation",
    "stability_event", "training_plan", "training_session", "team_rating", "member", "staff_skill",
    "party_worker", "dual_duty_leader", "elearning_month", "service_kpi", "feedback",
    "callback_month", "care", "contact", "service_post", "pledge", "service_project",
    "field_research", "digital_usage", "online_process", "brand",
)  # fmt: skip
# Rows that belong to a row of another table: their column, and the table it leads to.
PARTS = {
    "policy_revision": ("policy_id", "policy"),
    "training_attendance": ("session_id", "training_session"),
    "pioneer": ("member_id", "member"),
    "dual_duty_training": ("person_id", "dual_duty_leader"),
    "ability_eval": ("person_id", "dual_duty_leader"),
    "brand_event": ("brand_id", "brand"),
    "media": ("brand_id", "brand"),
    "survey_question": ("survey_id", "survey"),
    "batch_question": ("question_id", "survey_question"),
    "survey_comment": ("response_id", "survey_response"),
}
ASKED = (
    "survey_id IN (SELECT survey_id FROM {whole}.survey_cell WHERE branch_id IN ({own})"
    " UNION SELECT survey_id FROM {whole}.survey_score WHERE branch_id IN ({own}))"
)
# Members and employees speak of their own branch; it reads their figures, not their words.
OF_CUSTOMERS = OWN + " AND survey_id IN (SELECT survey_id FROM survey WHERE audience = 'customer')"

OWN_ROWS: Mapping[str, str] = (
    dict.fromkeys(REFERENCE, ALL)
    | {"branch": "branch_id IN ({own}) OR branch_id IN ({above})"}
    | dict.fromkeys(RECORDS, OWN)
    | {
        "policy": "branch_id IN ({own}) OR branch_id IN ({above})",  # a unit is under these too
        "survey": ASKED,  # its title may tell of others
        "comment_term": OF_CUSTOMERS,
        "survey_response": OF_CUSTOMERS,
    }
    | {name: f"{column} IN (SELECT {column} FROM {of})" for name, (column, of) in PARTS.items()}
)
EVERY_ROW: Mapping[str, str] = dict.fromkeys([*OWN_ROWS, "branch_alias", "survey_answer"], ALL)

# A distribution: the other branches stand in it without their names.
UNNAMED = ("branch", "metric_cell", "survey_cell")
DISTRIBUTION = (
    *UNNAMED, "stratum_weight", "survey", "survey_question", "batch_question",
)  # fmt: skip


def readable(viewer: Viewer) -> Mapping[str, str]:
    """Table -> condition on its rows, of every table that the viewer may read."""
    found: dict[str, str] = {}
    if policy.may(viewer, policy.EVERY_BRANCH):
        found |= EVERY_ROW
    elif policy.may(viewer, policy.OWN_BRANCH):
        found |= OWN_ROWS
    if policy.may(viewer, policy.IMPORTS):
        found |= {"batch": ALL, "reject": ALL}
    if policy.may(viewer, policy.CHANGE):
        found |= {"mapping": ALL}
    if policy.may(viewer, policy.AUDIT):
        found |= {"audit": ALL}
    return found


def distributed(viewer: Viewer) -> Mapping[str, str]:
    """The same for a distribution, in which the tables of `UNNAMED` hold every branch."""
    if policy.may(viewer, policy.EVERY_BRANCH) or not policy.may(viewer, policy.PEERS):
        return readable(viewer)
    own = readable(viewer)
    return {name: SPREAD if name in UNNAMED else own[name] for name in DISTRIBUTION}
