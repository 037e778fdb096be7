"""The register of rules: who owns them, how they stand, what they cover, how they are revised.

A unit is under its own rules and those of all above it.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.reader import Reader

OWNERS = """
    SELECT ancestor_id FROM branch_descendant WHERE list_contains($branches, branch_id)
"""


def register(reader: Reader, branch_ids: Collection[str]) -> pd.DataFrame:
    """Every rule that `branch_ids` are under or were, by owner and code.

    Columns of `policy` without its batch, and as_of (the day the register is judged as of),
    looked_at (last review, or issue), review_years (NaN for a domain not on the checklist),
    in_force, overdue, merged_title (None unless merged).
    """
    return reader.frame(
        f"""
        SELECT policy_standing.*, other.title AS merged_title
        FROM policy_standing
        LEFT JOIN policy AS other ON other.policy_id = policy_standing.merged_into
        WHERE policy_standing.branch_id IN ({OWNERS})
        ORDER BY policy_standing.branch_id, policy_standing.policy_id
        """,
        {"branches": list(branch_ids)},
    )


def coverage(reader: Reader, branch_ids: Collection[str]) -> pd.DataFrame:
    """How many rules in force each unit is under in each required domain.

    Columns: domain, name_en, branch_id, rules (0 where there is none).
    """
    return reader.frame(
        """
        SELECT policy_required.domain, policy_required.name_en, unit.branch_id,
               count(policy_id) AS rules
        FROM branch AS unit CROSS JOIN policy_required
        LEFT JOIN policy_in_force ON policy_in_force.branch_id = unit.branch_id
                                 AND policy_in_force.domain = policy_required.domain
        WHERE list_contains($branches, unit.branch_id)
        GROUP BY ALL ORDER BY policy_required.domain, unit.branch_id
        """,
        {"branches": list(branch_ids)},
    )


def revisions(reader: Reader, first: int, last: int, branch_ids: Collection[str]) -> pd.DataFrame:
    """Revisions triggered between two months of the rules that `branch_ids` are under.

    Columns: revision_id, policy_id, branch_id (the owner), domain, title, reason, triggered, due,
    revised, days (from trigger to revision; NaN while open), in_time (None if neither done nor
    due).
    """
    return reader.frame(
        f"""
        FROM policy_revision_standing
        WHERE year(triggered) * 100 + month(triggered) BETWEEN $first AND $last
          AND branch_id IN ({OWNERS})
        ORDER BY triggered, revision_id
        """,
        {"first": first, "last": last, "branches": list(branch_ids)},
    )
