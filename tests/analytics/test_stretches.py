"""Whichever periods are looked at and subtracted, no small group follows from what is shown."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analytics import stretches as rules
from analytics.published import of_every_unit, published
from analytics.stretches import stretches
from analytics.withheld import COMPANY, FEWEST_ANSWERS

BRANCHES, STRATA = ["A", "B", "C", "D"], ["p", "h"]
OWN = "own answers of the company"  # beyond its branches
MONTHS = [202601, 202602, 202603, 202604, 202605]
CELLS = list(itertools.product([*BRANCHES, OWN], STRATA, MONTHS))
PERIODS = [(a, b) for a in MONTHS for b in MONTHS if a <= b]
SUMS = ["n", "total", "total_sq"]
FACTS = {"metric": "m", "kind": "proportion", "per": 1.0, "weight": 0.5}


def company(sizes: np.ndarray) -> pd.DataFrame:
    """Cells by month of four branches, each asked through two channels, and of all, R."""
    own = pd.DataFrame(CELLS, columns=["branch_id", "stratum", "month"]).assign(
        n=sizes, total=sizes / 2, total_sq=0.0
    )
    own = own[own["n"] > 0]
    whole = own.groupby(["stratum", "month"], as_index=False)[SUMS].sum().assign(branch_id="R")
    branches = own[own["branch_id"] != OWN]
    return pd.concat([branches, whole], ignore_index=True).assign(**FACTS)


def one(name: str, *sizes: float, months: list[int] = MONTHS) -> pd.DataFrame:
    """Cells by month of one group that was asked in one way."""
    n = pd.Series(sizes, dtype=float)
    cells = pd.DataFrame({"branch_id": name, "month": months[: len(n)], "stratum": ""})
    return cells.assign(n=n, total=n / 2, total_sq=0.0, **FACTS)[n > 0]


def of_period(cells: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    inside = cells[cells["month"].between(first, last)]
    keys = ["metric", "branch_id", "stratum", "kind", "per", "weight"]
    return inside.groupby(keys, as_index=False)[SUMS].sum()


def seen(cells: pd.DataFrame, divided: rules.Stretches) -> list[tuple]:
    """Every figure that any view of any period shows: who, which channel, from when to when."""
    found = []
    for (first, last), channel in itertools.product(PERIODS, (None, *STRATA)):
        period, asked = of_period(cells, first, last), (divided, (first, last))
        figures = published(period, BRANCHES, ["R"], ["m"], channel, asked)
        by_month = cells[cells["month"].between(first, last)]
        months = published(by_month, BRANCHES, ["R"], ["m"], channel, asked)
        for row in figures[~figures["hidden"]].itertuples():
            found.append((row.branch_id, channel, first, last))
        for row in months[~months["hidden"]].itertuples():
            found.append((row.branch_id, channel, row.month, row.month))
    return found


def of_all_channels(sizes: np.ndarray, names: list[str], months: list[int]) -> list[tuple]:
    """Every figure of every period; sizes by branch and month, the last those of the company."""
    cells = pd.concat(
        one(name, *own, months=months) for name, own in zip(names, sizes, strict=False)
    )
    whole = cells.groupby("month")["n"].sum().add(pd.Series(sizes[-1], months), fill_value=0)
    cells = pd.concat([cells, one("R", *whole.reindex(months).fillna(0), months=months)])
    divided = stretches(cells, names, ["R"], months, FEWEST_ANSWERS)
    found = []
    for first, last in itertools.combinations_with_replacement(months, 2):
        asked = of_period(cells, first, last), names, ["R"], ["m"]
        figures = published(*asked, within=(divided, (first, last)))
        found += [(row.branch_id, first, last) for row in figures[~figures["hidden"]].itertuples()]
    return found


def together_told(
    shown: list[tuple], sizes: np.ndarray, names: list[str], months: list[int]
) -> list[tuple]:
    """The few people of one branch or several that sums and differences come to.

    Whoever reckons knows in which months nobody of a branch answered.
    """
    asked = sizes > 0

    def cells(who: tuple[str, ...], first: int, last: int) -> np.ndarray:
        rows = [name in who for name in (*names, OWN)]
        inside = [first <= month <= last for month in months]
        return np.outer(rows, inside)[asked].astype(float)

    everybody = (*names, OWN)
    of_figures = np.array([cells(everybody if w == COMPANY else (w,), *p) for w, *p in shown])
    _, weights, rows = np.linalg.svd(of_figures, full_matrices=False)
    basis = rows[weights > 1e-9]
    found = []
    for count in range(1, len(everybody) + 1):
        for who in itertools.combinations(everybody, count):
            for period in itertools.combinations_with_replacement(months, 2):
                few = cells(who, *period)
                follows = np.linalg.norm(few - basis.T @ (basis @ few)) < 1e-8
                if 0 < few @ sizes[asked] < FEWEST_ANSWERS and follows:
                    found.append((who, period))
    return found


def as_sum(who: str, channel: str | None, first: int, last: int) -> list[float]:
    """Which cells a figure is the sum of."""
    return [
        float(who in (COMPANY, branch) and channel in (None, stratum) and first <= month <= last)
        for branch, stratum, month in CELLS
    ]


def told(shown: list[tuple], sizes: np.ndarray) -> list[tuple]:
    """The small groups that some sum and difference of the figures shown comes to."""
    sums = np.array([as_sum(*figure) for figure in shown])
    basis = np.linalg.svd(sums)[2][: np.linalg.matrix_rank(sums)]
    found = []
    for group in itertools.product([*BRANCHES, OWN], (None, *STRATA), PERIODS):
        cell = np.array(as_sum(group[0], group[1], *group[2]))
        follows = np.linalg.norm(cell - basis.T @ (basis @ cell)) < 1e-8
        if 0 < cell @ sizes < FEWEST_ANSWERS and follows:
            found.append(group)
    return found


@pytest.mark.parametrize("year", [12, 3], ids=["months of one year", "several years"])
@pytest.mark.parametrize("seed", range(6))
def test_no_small_group_follows_from_all_periods(seed, year, monkeypatch) -> None:
    monkeypatch.setattr(rules, "YEAR", year)
    draw = np.random.default_rng(seed)
    sizes = draw.choice([0.0, 0, 2, 5, 9, 12, 20, 40, 80], len(CELLS))
    sizes[-len(STRATA) * len(MONTHS) :] *= seed % 2  # every second company has none of its own
    cells = company(sizes)
    shown = seen(cells, stretches(cells, BRANCHES, ["R"], MONTHS, FEWEST_ANSWERS))
    assert len(shown) > 30
    assert told(shown, sizes) == []


@pytest.mark.parametrize("year", [12, 3], ids=["months of one year", "several years"])
@pytest.mark.parametrize("often", [(0, 1, 4, 30), (0, 1, 2, 3), (0, 2, 5, 9, 12, 20, 40, 80)])
@pytest.mark.parametrize("seed", range(3))
def test_no_few_people_of_several_branches_follow_from_all_periods(
    seed, often, year, monkeypatch
) -> None:
    monkeypatch.setattr(rules, "YEAR", year)
    months = [202601 + month for month in range(8)]
    sizes = np.random.default_rng(seed).choice(often, (len(BRANCHES) + 1, len(months)))
    sizes[-1] *= seed % 2
    shown = of_all_channels(sizes.astype(float), BRANCHES, months)
    assert together_told(shown, sizes, BRANCHES, months) == []


def test_too_few_before_the_usual_period_are_covered_though_nobody_else_answered_then() -> None:
    months = [*range(202401, 202413), *range(202501, 202503)]
    sizes = np.array(
        [
            [3, 0, 15, 0, 0, 0, 3, 0, 0, 0, 7, 0, 0, 60],
            [3, 15, 7, 0, 0, 0, 0, 15, 0, 60, 0, 0, 0, 15],
            [0, 0, 7, 3, 3, 7, 15, 15, 0, 0, 15, 0, 0, 0],
            [3, 0, 0, 7, 60, 3, 3, 3, 0, 7, 7, 7, 0, 0],
            [0, 0, 3, 0, 60, 0, 0, 15, 0, 7, 7, 15, 7, 0],
        ]
    )
    shown = of_all_channels(sizes.astype(float), BRANCHES, months)
    assert together_told(shown, sizes, BRANCHES, months) == []
    assert (COMPANY, 202403, 202502) in shown


def test_a_month_of_two_small_branches_is_not_told_by_that_of_the_others() -> None:
    months = [*range(202401, 202413), *range(202501, 202513)]
    sizes = np.array([[1.0], [1.0], [20.0], [0.0]]).repeat(len(months), axis=1)
    names = ["A", "B", "C"]
    shown = of_all_channels(sizes, names, months)
    assert together_told(shown, sizes, names, months) == []
    assert {("C", 202401, 202412), ("A", 202401, 202412), (COMPANY, 202403, 202403)} <= set(shown)
    assert ("C", 202403, 202403) not in shown


def test_the_attack_finds_what_single_periods_tell() -> None:
    sizes = np.random.default_rng(1).choice([0.0, 2, 5, 9, 12, 20, 40, 80], len(CELLS))
    cells = company(sizes)
    many = stretches(cells.assign(n=100.0), BRANCHES, ["R"], MONTHS, FEWEST_ANSWERS)
    assert told(seen(cells, many), sizes), "without stretches a longer period less a shorter tells"


def test_where_everybody_is_many_nothing_is_hidden() -> None:
    cells = company(np.full(len(CELLS), 10.0))
    divided = stretches(cells, BRANCHES, ["R"], MONTHS, FEWEST_ANSWERS)
    assert divided.whole.cut.all() and not divided.whole.barred.any()
    assert divided.parts.cut.all() and not divided.parts.barred.any()


def hidden(cells: pd.DataFrame, first: int, last: int, branch_ids=("A", "B", "C")) -> set[str]:
    divided = stretches(cells, branch_ids, (), MONTHS, FEWEST_ANSWERS)
    figures = published(
        of_period(cells, first, last), branch_ids, (), ["m"], within=(divided, (first, last))
    )
    return set(figures[figures["hidden"]]["branch_id"])


def test_six_people_of_the_last_month_are_not_told_by_two_periods() -> None:
    cells = pd.concat([one("A", 20, 20, 6), one("B", 30, 30, 30), one("C", 90, 90, 90)])
    assert hidden(cells, 202601, 202603) == set()
    assert hidden(cells, 202601, 202602) == {"A", "B"}  # B covers A
    assert hidden(cells, 202602, 202603) == set()
    assert hidden(cells, 202603, 202603) == {"A", "B"}


def test_a_group_of_few_bars_its_months_and_no_others() -> None:
    cells = pd.concat([one("A", 0, 4, 0, 0), one("B", 30, 30, 30, 30), one("C", 90, 90, 90, 90)])
    assert hidden(cells, 202601, 202604) == {"A", "B"}
    assert hidden(cells, 202603, 202604) == hidden(cells, 202601, 202601) == set()


def test_the_usual_period_is_shown_though_few_answered_before_it(monkeypatch) -> None:
    monkeypatch.setattr(rules, "YEAR", 3)
    cells = pd.concat([one("A", 3, 3, 8, 8, 8), one("B", *[30] * 5), one("C", *[90] * 5)])
    assert hidden(cells, 202603, 202605) == set()
    assert hidden(cells, 202601, 202605) == {"A", "B"}


def test_where_nobody_answered_nothing_is_hidden_or_shown() -> None:
    cells = one("A", 20, 20, 20)
    divided = stretches(cells, ["A"], (), MONTHS, FEWEST_ANSWERS)
    none, period = cells[cells["n"] > 99], (202601, 202603)
    for nobody in (none, none.drop(columns="month")):
        assert published(nobody, ["A"], (), ["m"], within=(divided, period)).empty
    nothing = stretches(none, ["A"], (), [], FEWEST_ANSWERS)
    assert not published(cells, ["A"], (), ["m"], within=(nothing, period))["hidden"].any()


def test_answers_of_months_that_no_period_holds_count_nowhere() -> None:
    cells = one("A", 20, 20, 20, 20, 20)
    for months in (MONTHS[1:], MONTHS[:-1]):
        divided = stretches(cells, ["A"], (), months, FEWEST_ANSWERS)
        assert divided.whole.cut.shape[-1] == len(months) + 1
        assert divided.whole.cut.all()


def test_a_metric_is_divided_alike_whatever_stands_beside_it() -> None:
    few, many = one("A", 6, 6, 6, 30), one("A", 30, 2, 30, 30).assign(metric="other")
    alone = stretches(few, ["A"], (), MONTHS, FEWEST_ANSWERS)
    both = stretches(pd.concat([many, few]), ["A"], (), MONTHS, FEWEST_ANSWERS)
    place = both.labels["metric"].get_loc("m")
    assert (alone.whole.cut[0] == both.whole.cut[place]).all()


def test_units_above_are_cut_no_finer_than_their_branches() -> None:
    parts = [one("A", 20, 20, 6), one("B", 30, 30, 30), one("C", 90, 90, 90), one("D", 90, 90, 90)]
    below = {"T": ["A", "C", "T"], "U": ["B", "D", "U"], "R": [*BRANCHES, "T", "U", "R"]}
    cells = pd.concat(parts)
    for unit, inside in below.items():
        own = cells[cells["branch_id"].isin(inside)]
        sums = own.groupby(["metric", "month", "stratum", "kind", "per", "weight"])[SUMS].sum()
        parts.append(sums.reset_index().assign(branch_id=unit))
    cells = pd.concat(parts, ignore_index=True)
    divided = stretches(cells, BRANCHES, ["R"], MONTHS, FEWEST_ANSWERS)

    def units(last: int, own: pd.DataFrame | None = None) -> set[str]:
        period = 202601, last
        asked = of_period(cells, *period), BRANCHES, ["R"], below, ["m"], (divided, period), own
        figures = of_every_unit(*asked)
        return set(figures[figures["hidden"]]["branch_id"])

    assert units(202603) == set()
    assert units(202602) == {"A", "B", "T", "U"}
    few = pd.DataFrame([("m", "U", 202601, 4.0)], columns=["metric", "branch_id", "month", "n"])
    assert units(202603, few) == {"U"}
