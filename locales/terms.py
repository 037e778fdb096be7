"""What keys of the warehouse are called: areas of work, units, kinds of figures, what is owed."""

from __future__ import annotations

from locales import sentence

DOMAINS = {
    "satisfaction": sentence("Satisfaction and service"),
    "assessment": sentence("Assessment"),
    "training": sentence("Training"),
    "closed_loop": sentence("Quality loop"),
    "targets": sentence("Targets and rules"),
    "teams": sentence("Teams"),
    "service": sentence("Service and brands"),
    "digital": sentence("Digital carriers"),
}

# The unit of a metric's value, as an axis says it.
UNITS = {
    "share": sentence("percent"),
    "points": sentence("points"),
    "score": sentence("score on the question's own scale"),
    "score_100": sentence("score of 100"),
    "score_5": sentence("score of 5"),
    "per_1000_customers": sentence("per 1,000 customers and year"),
    "per_1000_staff": sentence("per 1,000 staff and year"),
    "per_100_staff": sentence("per 100 staff and quarter"),
    "per_member": sentence("per head"),
    "per_100_users": sentence("per 100 users and month"),
    "per_brand": sentence("per brand and year"),
    "customers": sentence("customers"),
    "minutes": sentence("minutes"),
    "hours": sentence("hours"),
    "yuan": sentence("yuan"),
}

# What sort of figure it is, and how its interval is made.
KINDS = {
    "proportion": sentence("Share of a count; Wilson score interval (95 %)"),
    "mean": sentence("Mean; Student t interval (95 %)"),
    "nps": sentence("Net promoter score; adjusted Wald interval (95 %)"),
    "rate": sentence("Events per exposure; Byar's or the exact Poisson interval (95 %)"),
    "ratio": sentence("Full count: nothing was sampled, so there is no interval"),
    "score": sentence("Score given to everyone: nothing was sampled, so there is no interval"),
}

OWED = {
    "finding_open": sentence("Findings not resolved"),
    "finding_unverified": sentence("Findings resolved, not verified"),
    "work_not_executed": sentence("Work due, not executed"),
    "work_broken": sentence("Work executed, chain of musts broken"),
    "target_unmet": sentence("Targets not met"),
    "target_unreported": sentence("Targets due without a result"),
    "target_unowned": sentence("Targets without an owner"),
    "rule_unreviewed": sentence("Rules overdue for review"),
    "rule_unrevised": sentence("Revisions of rules overdue"),
    "pledge_overdue": sentence("Pledges overdue"),
    "pledge_unverified": sentence("Pledges done, not verified"),
    "project_overdue": sentence("Projects overdue"),
    "feedback_overdue": sentence("Feedback open beyond its date"),
}

UNIT_KINDS = {
    "company": sentence("Company"),
    "county_company": sentence("County company"),
    "supply_station": sentence("Supply station"),
    "department": sentence("Department"),
    "other": sentence("Other unit"),
}
