"""Do problems stay solved: what may be counted, what rises or falls, what can be said."""

import numpy as np
import pandas as pd
import pytest

from analytics.spiral import (
    CIRCLE,
    OPEN,
    SOLVED,
    SPIRAL,
    by_cycle,
    normal_test,
    recurrence,
    strata,
    trend,
    verdicts,
)

END = pd.Timestamp("2026-10-31")


def counts(**branches: list[tuple[int, int]]) -> pd.DataFrame:
    """(returned, watched) of each cycle, by branch."""
    return pd.DataFrame(
        [
            {"branch_id": branch, "cycle_no": cycle, "watched": watched, "returned": returned}
            for branch, cycles in branches.items()
            for cycle, (returned, watched) in enumerate(cycles, 1)
        ]
    )


def findings(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    """Findings of one branch: when each was resolved, and when it was found again."""
    resolved, again = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "branch_id": "a",
            "cycle_no": 1,
            "resolved_at": pd.to_datetime(pd.Series(resolved)),
            "again_at": pd.to_datetime(pd.Series(again)),
        }
    )


def test_a_finding_resolved_lately_has_not_had_the_time_to_come_back():
    found = recurrence(findings(("2026-09-01", None), ("2026-09-02", None)), END, watched=60)
    assert found[["watched", "returned"]].iloc[0].tolist() == [1, 0]


def test_what_came_back_counts_only_within_the_window_whenever_it_was_resolved():
    rows = findings(("2025-01-01", "2025-03-02"), ("2025-01-01", "2025-03-03"), (None, None))
    found = recurrence(rows, END, watched=60)
    assert found[["watched", "returned"]].iloc[0].tolist() == [2, 1]
    assert recurrence(rows, END, watched=90)["returned"].item() == 2


def test_a_recurrence_after_the_snapshot_is_not_known_yet():
    rows = findings(("2025-01-01", "2025-02-01"))
    assert recurrence(rows, pd.Timestamp("2025-01-20"), watched=30).empty


def test_the_window_must_be_positive():
    with pytest.raises(ValueError, match="window must be positive"):
        recurrence(findings(("2025-01-01", None)), END, watched=0)


def test_cycles_of_all_branches_together():
    whole = by_cycle(counts(a=[(1, 10), (3, 5)], b=[(2, 10)]))
    assert whole["share"].tolist() == pytest.approx([0.15, 0.6])
    assert (whole["low"] < whole["share"]).all()


def test_a_trend_has_a_direction():
    assert trend(counts(a=[(40, 80), (8, 40), (1, 8)]))[0] < -3
    assert trend(counts(a=[(8, 80), (20, 40), (7, 8)]))[0] > 3


def test_long_chains_of_a_bad_branch_are_no_rising_trend():
    """At the good branch a tenth comes back in each cycle, at the bad one a half."""
    table = counts(good=[(20, 200), (2, 20)], bad=[(50, 100), (25, 50), (12, 25)])
    assert by_cycle(table)["share"].is_monotonic_increasing
    assert trend(table)[1] > 0.8
    pooled, p = trend(table.assign(branch_id="all"))
    assert pooled > 0
    assert p < 0.001


def test_nothing_to_compare_has_no_trend():
    for table in (counts(a=[(3, 9)]), counts(a=[(0, 9), (0, 4)]), counts(a=[(1, 1)])):
        assert np.isnan(trend(table)).all()
        assert verdicts(table)["verdict"].tolist() == [OPEN]


def test_the_four_verdicts():
    table = counts(
        falling=[(45, 95), (7, 40), (1, 6)],
        circling=[(25, 50), (13, 25), (7, 12), (4, 7)],
        solved=[(1, 60)],
        small=[(2, 5), (0, 1)],
        **{f"usual{i}": [(16, 55), (1, 4)] for i in range(6)},
    )  # fmt: skip
    found = verdicts(table)
    assert found["verdict"].to_dict() == {
        "falling": SPIRAL, "circling": CIRCLE, "solved": SOLVED, "small": OPEN,
        **{f"usual{i}": OPEN for i in range(6)},
    }  # fmt: skip
    assert found.loc["falling", "first"] > found.loc["falling", "later"]
    assert np.isnan(found.loc["solved", "p_trend"])


def test_few_findings_beyond_the_first_cycle_are_no_trend():
    found = verdicts(counts(a=[(50, 60), (0, 4)], b=[(50, 60), (40, 50)]))
    assert np.isnan(found.loc["a", "p_trend"])
    assert found.loc["a", "verdict"] == OPEN


def test_a_steady_share_is_seldom_called_a_trend():
    rng, sizes, many = np.random.default_rng(4), [45, 14, 6], 2000
    table = pd.DataFrame(
        {
            "branch_id": np.repeat(np.arange(many), 3),
            "cycle_no": np.tile([1, 2, 3], many),
            "watched": np.tile(sizes, many),
            "returned": rng.binomial(np.tile(sizes, many), 0.3),
        }
    )
    _z, p = normal_test(strata(table))
    assert 0.03 < (p < 0.05).mean() < 0.06
