"""Projects as the service page shows them: on time or late, for whom, at what price."""

from __future__ import annotations

import pandas as pd

from analytics.service_work import LATE, ON_TIME, RUNNING_LATE
from ui import figures, formats, records, tables, theme
from ui.filters import Choice
from ui.screen import st
from ui.theme import Figure
from ui.words import _

ROW, FRAME = 22, 96
COLOURS = {ON_TIME: theme.BETTER, LATE: theme.WORSE, RUNNING_LATE: theme.WORSE}
MARKS = {ON_TIME: "circle", LATE: "circle", RUNNING_LATE: "diamond-open"}


def state(key: str) -> str:
    return {
        ON_TIME: _("ended on time"),
        LATE: _("ended late"),
        RUNNING_LATE: _("still running, late"),
    }[key]


def summary(every: pd.DataFrame, benefit: dict[str, float]) -> None:
    """Projects due in the period, those that still run late, and customers who benefit.

    `every` are the projects as from `with_delay`, older ones that still run among them; `benefit`
    is that of those due in the period.
    """
    running = every[every["state"] == RUNNING_LATE]
    parts = [
        _(
            "**{on_time} of {projects} projects due ended on time ({share}).**",
            on_time=formats.number(benefit["on_time"]),
            projects=formats.number(benefit["projects"]),
            share=records.share(benefit["on_time"], benefit["projects"]),
        )
    ]
    if len(running):
        parts.append(
            _(
                "{count} still run late, the longest by {days} days.",
                count=len(running),
                days=formats.number(running["days"].max()),
            )
        )
    if benefit["customers"]:
        parts.append(
            _(
                "{customers} customers benefit, at {yuan} of budget each.",
                customers=formats.number(benefit["customers"]),
                yuan=_("¥{number}", number=formats.number(benefit["yuan_each"])),
            )
        )
    if benefit["for_nobody"]:
        parts.append(
            _(
                "{count} projects ({yuan}) name no customer who benefits.",
                count=formats.number(benefit["for_nobody"]),
                yuan=_("¥{number}", number=formats.number(benefit["yuan_for_nobody"])),
            )
        )
    st.markdown(" ".join(parts))


def delays(projects: pd.DataFrame, choice: Choice) -> None:
    """A mark for each project, days before or after its date; one row a branch."""
    with st.container(border=True):
        late = int((projects["state"] != ON_TIME).sum())
        alt = _(
            "{count} projects of {branches} branches by days late: {late} of them late",
            count=len(projects),
            branches=projects["branch_id"].nunique(),
            late=late,
        )
        figures.show_branches(_strip(projects, choice), alt, key="project_delays")
        tables.folded(lambda: _listed(projects, alt, "projects", choice), "projects")


def late(projects: pd.DataFrame, choice: Choice) -> None:
    """The projects that still run after their date, the latest first."""
    running = projects[projects["state"] == RUNNING_LATE]
    if running.empty:
        return
    st.markdown(_("**Still running after their date**"))
    alt = _("Projects that still run after their date, with days late")
    _listed(running, alt, "projects_late", choice)


def _listed(projects: pd.DataFrame, alt: str, key: str, choice: Choice) -> None:
    tables.show(_table(projects, choice), alt, key, _numbers(), texts=_texts())


def _strip(projects: pd.DataFrame, choice: Choice) -> Figure:
    those = set(projects["branch_id"])
    order = [b for b in choice.organisation.branch_ids if b in those]
    label = {b: figures.text(choice.organisation.name(b), 24) for b in order}
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rows["days"],
            "y": [label[b] for b in rows["branch_id"]],
            "name": state(key),
            "marker": {"size": 9, "color": COLOURS[key], "symbol": MARKS[key], "opacity": 0.85},
            "customdata": rows["branch_id"].tolist(),
            "hovertext": [
                "<br>".join(
                    (
                        figures.text(row.title),
                        label[row.branch_id],
                        state(key),
                        _("{days} days after its date", days=formats.number(row.days)),
                    )
                )
                for row in rows.itertuples()
            ],
            "hoverinfo": "text",
        }
        for key, rows in ((k, projects[projects["state"] == k]) for k in COLOURS)
        if len(rows)
    ]
    return theme.figure(
        traces,
        ROW * len(order) + FRAME,
        x=theme.axis_title(_("days after the planned end; left of zero is early")),
        y={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [label[b] for b in order[::-1]],
        },
        shapes=[theme.down(0, "dash")],
    )


def _table(projects: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    rows = projects.sort_values("days", ascending=False)
    each = rows["budget_yuan"] / rows["benefit_customers"].where(rows["benefit_customers"] > 0)
    return pd.DataFrame(
        {
            _("Project"): rows["title"].to_numpy(),
            _("Branch"): records.names(rows["branch_id"], choice),
            _("State"): [state(key) for key in rows["state"]],
            _("Due on"): records.days(rows["due"]),
            _("Days late"): rows["days"].to_numpy(),
            _("Customers who benefit"): rows["benefit_customers"].to_numpy(),
            _("Budget, yuan"): rows["budget_yuan"].to_numpy(),
            _("Yuan per customer"): [formats.number(x) or formats.DASH for x in each],
        }
    )


def _numbers() -> dict[str, str]:
    whole = (_("Days late"), _("Customers who benefit"), _("Budget, yuan"))
    return dict.fromkeys(whole, "localized")


def _texts() -> list[str]:
    return [_("Branch"), _("State"), _("Due on")]
