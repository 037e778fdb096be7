"""Posts, pledges, projects, brands: what did they change for customers?"""

from __future__ import annotations

import pandas as pd

from analytics.association import going_together
from data import queries
from data.catalogue import metrics
from data.reader import Reader
from pages import inquiry
from pages.sections import by_branch, service_work, signalled
from ui import filters, frame, session
from ui.customers import beside, service
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.words import _

WORK = ("post_on_target", "pledge_kept", "project_on_time", "needs_adopted")
NEAR = ("demand_settled", "care_resolved", "contacts_per_staff")
BRANDS = ("brand_participation", "brand_linked", "media_reports")
MORE = ("post_coverage", "care_coverage", "project_customers", "brand_coverage")
BESIDE = (beside.CUSTOMERS, *WORK, "brand_participation")
TABLES = ("service_post", "pledge", "service_project", "field_research", "care", "contact", "brand")


def render() -> None:
    reader = session.reader()
    frame.heading(
        _("Service and brands"),
        _("Posts, pledges, projects, brands: what did they change for customers?"),
    )
    choice = inquiry.begin(
        reader,
        _(
            "No service work is here yet."
            " Fill in the templates for posts, pledges, projects, research, care and brands."
        ),
        tables=TABLES,
    )
    filters.remember(choice)
    known = {metric.key for metric in inquiry.known(reader)}
    compared = [key for key in BESIDE if key in known]
    every = [metrics()[key] for key in (*BESIDE, *WORK, *NEAR, *BRANDS, *MORE) if key in known]
    choice = inquiry.about(choice, every)
    _answer(reader, tuple(compared), choice)
    asked = [metrics()[key] for key in (*WORK, *NEAR, *BRANDS) if key in known]
    frame.section(_("What was done and kept"), _("The whole company."))
    inquiry.company_row(reader, asked, choice)
    service_work.sections(reader, choice)
    asked += [metrics()[key] for key in MORE if key in known]
    note = _("Blue is better and orange worse than the other branches by more than chance.")
    by_branch.section(reader, asked, choice, note, key="service_measure")


@drawn_once
def _answer(reader: Reader, compared: tuple[str, ...], choice: Choice) -> None:
    """Whether the work goes with what customers say, and each branch beside its customers."""
    figures = inquiry.figures(reader, [metrics()[key] for key in compared], choice.period, choice)
    own = figures[figures["branch_id"].isin(choice.organisation.branch_ids)]
    told = beside.CUSTOMERS in compared and len(compared) > 1
    if told:
        work = [key for key in compared if key != beside.CUSTOMERS]
        service.connection(going_together(own, work, beside.CUSTOMERS))
    brands = queries.service.brands(reader, choice.period.first, choice.period.last, choice.chosen)
    service.lead(figures, brands, choice)
    if told:
        _customers(reader, own, compared, choice)


def _customers(
    reader: Reader, own: pd.DataFrame, compared: tuple[str, ...], choice: Choice
) -> None:
    frame.section(
        _("Beside what customers say"),
        _(
            "Branches with customers: who is satisfied, posts on target, pledges kept, projects on"
            " time, needs adopted, and who joined brand events."
        ),
    )
    found = signalled.found(reader, choice)
    served = own[(own["metric"] == beside.CUSTOMERS) & own["value"].notna()]["branch_id"]
    beside.table(
        own[own["branch_id"].isin(served)], found[found["against"] == "rest"], compared, choice
    )
