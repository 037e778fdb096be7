"""What pages ask the warehouse: one module a subject. Cells come back summed, never estimated.

A branch stands for itself and all below it, so a county company or the whole company is asked like
any other branch.
"""

from data.queries import (
    answers_together,
    audit,
    bookkeeping,
    digital,
    feedback,
    figures,
    innovations,
    loop,
    organisation,
    people,
    platform,
    policies,
    profile,
    scores,
    service,
    service_targets,
    surveys,
    targets,
    training,
)

__all__ = [
    "answers_together",
    "audit",
    "bookkeeping",
    "digital",
    "feedback",
    "figures",
    "innovations",
    "loop",
    "organisation",
    "people",
    "platform",
    "policies",
    "profile",
    "scores",
    "service",
    "service_targets",
    "surveys",
    "targets",
    "training",
]
