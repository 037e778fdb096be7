"""The records behind service work: pledges, posts, projects, research, brands, one at a time."""

from __future__ import annotations

from analytics import brands as brand_analysis
from analytics import service_work
from data import queries
from data.reader import Reader
from ui import choices, panels, records
from ui.customers import brands, closeness, pledges, projects
from ui.drawn import drawn_once
from ui.filters import Choice
from ui.screen import st
from ui.words import _

Span = tuple[int, int, tuple[str, ...]]  # first and last month, and the chosen branches


def sections(reader: Reader, choice: Choice) -> None:
    """Each sort of record by its name; only the one that is chosen is asked for and drawn."""
    span = choice.period.first, choice.period.last, choice.chosen
    shows = {
        "pledges": (_("Pledges"), kept_pledges),
        "posts": (_("Posts"), held_posts),
        "projects": (_("Projects"), due_projects),
        "people": (_("Research, care, contact"), near_people),
        "brands": (_("Brands"), own_brands),
    }
    names = {key: name for key, (name, _show) in shows.items()}
    chosen = choices.of_one(
        st.segmented_control,
        _("Look closer"),
        "service_section",
        names,
        parameter="section",
        required=True,
    )
    _name, show = shows[chosen]
    show(reader, span, choice)


@drawn_once
def kept_pledges(reader: Reader, span: Span, choice: Choice) -> None:
    found = queries.service.pledges(reader, *span)
    if found.empty:
        records.missing("pledge")
        return
    pledges.steps(service_work.pledge_steps(found), choice)
    pledges.waiting(service_work.unverified(found), choice)


@drawn_once
def held_posts(reader: Reader, span: Span, choice: Choice) -> None:
    every = choice.organisation.branch_ids
    found = queries.service.posts(reader, span[1], every)
    own = found[found["branch_id"].isin(choice.chosen)]
    if own.empty:
        records.missing("service_post")
        return
    held = service_work.posts_held(own, queries.service.members(reader, choice.chosen))
    rose = service_work.improved(own)
    pledges.posts(held, rose)
    counts = service_work.on_target(found), service_work.improved(found)
    with st.grid(2, min_column_width=340, gap="medium"):
        for measure, by_branch in zip(pledges.post_measures(), counts, strict=True):
            figures = service_work.share_by_branch(by_branch, measure.key)
            panels.dots(figures, measure, choice, table=True)
    pledges.posts_table(held, rose, choice)


@drawn_once
def due_projects(reader: Reader, span: Span, choice: Choice) -> None:
    found = service_work.with_delay(queries.service.projects(reader, *span))
    if found.empty:
        records.missing("service_project")
        return
    due = found[found["due_in_period"]]
    projects.summary(found, service_work.benefit(due))
    projects.late(found, choice)
    projects.delays(found, choice)


@drawn_once
def near_people(reader: Reader, span: Span, choice: Choice) -> None:
    research = queries.service.research(reader, *span)
    if research.empty:
        records.missing("field_research")
    else:
        closeness.needs(service_work.needs_by_topic(research))
    care, contacts = queries.service.care(reader, *span), queries.service.contacts(reader, *span)
    members = queries.service.members(reader, choice.chosen)
    if care.empty and contacts.empty:
        records.missing("care")
    elif len(members):
        closeness.care(service_work.care_given(members, care, contacts), contacts, choice)


@drawn_once
def own_brands(reader: Reader, span: Span, choice: Choice) -> None:
    created = queries.service.brands(reader, *span)
    if created.empty:
        records.missing("brand")
        return
    rows = brand_analysis.brands_by_branch(created)
    brands.summary(rows, len(choice.chosen))
    brands.shows(brand_analysis.for_show(rows), choice)
    brands.by_branch(rows, choice)
    brands.listed(created, choice)
