"""A process killed at a random moment leaves each batch whole or absent (`make bench`: 100)."""

from __future__ import annotations

from benchmarks import crashes


def test_nothing_is_lost_when_the_process_is_killed() -> None:
    counted = crashes.killed(rows=1500, trials=len(crashes.ACTIONS), seed=20)
    assert [kills for kills, _cuts in counted.values()] == [1] * len(crashes.ACTIONS)
    assert sum(cuts for _kills, cuts in counted.values()) > 0
