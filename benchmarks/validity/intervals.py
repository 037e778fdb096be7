"""How often each interval holds the truth: exactly where it can be summed, else by simulation.

Each function returns a frame with interval, n, truth (what was true) and coverage (0..1).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from analytics import cells, comparison, estimates, learning, shrinkage, survival

SIZES = (5, 10, 20, 50, 100, 500, 5000)
SHARES = (0.02, 0.1, 0.3, 0.5, 0.8, 0.9, 0.98)
GAPS = ((0.5, 0.5), (0.8, 0.7), (0.9, 0.9), (0.95, 0.85), (0.98, 0.96))
EVENTS = (0.5, 1, 2, 5, 10, 20, 50, 500)
# Answers on a scale of five as they come in: satisfied, very satisfied, and divided.
LIKERT = {
    "satisfied": (0.03, 0.05, 0.12, 0.40, 0.40),
    "nearly all at the top": (0.01, 0.01, 0.02, 0.16, 0.80),
    "divided": (0.25, 0.10, 0.10, 0.20, 0.35),
}
PROMOTERS = {"good": (0.60, 0.28, 0.12), "even": (0.35, 0.30, 0.35), "bad": (0.15, 0.30, 0.55)}
SCALE = np.arange(1, 6)


def every(reps: int, draw: np.random.Generator) -> pd.DataFrame:
    """All intervals; `reps` samples for each point that is simulated."""
    parts = [
        proportion(), rate(), difference_of_shares(reps, draw), rate_difference(reps, draw),
        mean(reps, draw), mean_difference(reps, draw), nps(reps, draw), stratified(reps, draw),
        paired_gain(reps // 4, draw), closing_time(reps // 8, draw), shrunk(reps // 40, draw),
    ]  # fmt: skip
    return pd.concat([pd.DataFrame(rows) for rows in parts], ignore_index=True)


def row(interval: str, n: float, truth: str, held: object) -> dict[str, object]:
    return {"interval": interval, "n": n, "truth": truth, "coverage": float(np.mean(held))}


def within(found: estimates.Estimate, truth: float) -> np.ndarray:
    return (found.low <= truth) & (truth <= found.high)


def proportion() -> Iterator[dict]:
    """Wilson: summed over every possible count."""
    for n in SIZES:
        k = np.arange(n + 1)
        found = estimates.proportion(k, n)
        for p in SHARES:
            held = stats.binom.pmf(k, n, p) @ within(found, p)
            yield row("share (Wilson)", n, f"p = {p}", held)


def rate() -> Iterator[dict]:
    """Byar and exact: summed over every count that can come about."""
    for expected in EVENTS:
        k = np.arange(int(expected + 12 * np.sqrt(expected) + 30))
        held = stats.poisson.pmf(k, expected) @ within(estimates.rate(k, 1.0), expected)
        yield row("rate (Byar, exact below 10)", expected, "events expected", held)


def difference_of_shares(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    for n in SIZES:
        for p, q in GAPS:
            a, b = draw.binomial(n, p, reps), draw.binomial(n, q, reps)
            found = estimates.proportion_difference(a, n, b, n)
            yield row("difference of shares (Newcombe)", n, f"{p} and {q}", within(found, p - q))


def rate_difference(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    for expected in EVENTS:
        for times in (1, 2):
            a, b = draw.poisson(expected, reps), draw.poisson(times * expected, reps)
            found = comparison.difference("rate", counted(a, 1.0), counted(b, 1.0))
            yield row(
                "difference of rates", expected, f"{times} times as many",
                held_by(found, expected - times * expected),
            )  # fmt: skip


def mean(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    for n in SIZES:
        for name, shares in LIKERT.items():
            found = estimates.mean(*answers(n, shares, reps, draw))
            yield row("mean (Student)", n, name, within(found, SCALE @ np.array(shares)))


def mean_difference(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    truth = SCALE @ (np.array(LIKERT["satisfied"]) - LIKERT["divided"])
    for n in SIZES:
        a = frame(*answers(n, LIKERT["satisfied"], reps, draw))
        b = frame(*answers(2 * n, LIKERT["divided"], reps, draw))
        found = comparison.difference("mean", a, b)
        yield row("difference of means (Welch)", n, "satisfied and divided", held_by(found, truth))


def nps(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    for n in SIZES:
        for name, shares in PROMOTERS.items():
            counts = draw.multinomial(n, shares, reps).T
            truth = 100 * (shares[0] - shares[2])
            yield row("NPS (adjusted Wald)", n, name, within(estimates.nps(*counts), truth))
        good, bad = (draw.multinomial(n, PROMOTERS[key], reps).T for key in ("good", "bad"))
        sums = [frame(np.full(reps, n), c[0] - c[2], c[0] + c[2]) for c in (good, bad)]
        found = comparison.difference("nps", *sums)
        yield row("difference of NPS", n, "good and bad", held_by(found, 48.0 + 40.0))


def stratified(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """Four channels by their published weights, most answers from one of them."""
    weights = {"a": 0.5, "b": 0.3, "c": 0.1, "d": 0.1}
    shares = {"a": 0.82, "b": 0.74, "c": 0.90, "d": 0.86}
    sizes = {"a": 0.70, "b": 0.25, "c": 0.03, "d": 0.02}
    truth = sum(weights[s] * shares[s] for s in weights)
    for n in (50, 100, 500, 5000):
        asked = {s: max(round(n * size), 1) for s, size in sizes.items()}
        parts = [
            pd.DataFrame(
                {
                    "unit": np.arange(reps), "stratum": s, "n": float(asked[s]),
                    "total": draw.binomial(asked[s], shares[s], reps).astype(float),
                    "total_sq": 0.0,
                }
            )
            for s in weights
        ]  # fmt: skip
        found = cells.stratified("proportion", pd.concat(parts), weights)
        yield row("share over channels by weight", n, "four channels", held_by(found, truth))


def paired_gain(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    for n in (5, 10, 20, 50, 100, 500):
        before = draw.normal(60, 12, (reps, n))
        after = before + draw.normal(10, 8, (reps, n))
        gains = [learning.gain(*tests, full=1000) for tests in zip(before, after, strict=True)]
        held = [g.low <= 10 <= g.high for g in gains]
        yield row("learning gain (paired t)", n, "10 points", held)


def closing_time(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """Days until a finding is closed, a third of them still open when one looks."""
    for n in (10, 20, 50, 100, 500):
        medians, curves = [], []
        for _ in range(reps):
            days = draw.exponential(30, n).round() + 1
            seen = draw.uniform(10, 100, n).round()
            found = survival.kaplan_meier(np.minimum(days, seen), days <= seen)
            medians.append(found.median_low <= 22 <= found.median_high)
            known = found.curve[found.curve["time"] <= 30]
            if len(known):
                still_open = np.exp(-29.5 / 30)
                curves.append(known["low"].iloc[-1] <= still_open <= known["high"].iloc[-1])
        yield row("median time to close (Kaplan–Meier)", n, "22 days, a third open", medians)
        yield row("share open after 30 days (Kaplan–Meier)", n, "37 %, a third open", curves)


def shrunk(reps: int, draw: np.random.Generator) -> Iterator[dict]:
    """The truth of a branch in its shrunk interval, on average over the branches of a company."""
    for n in (10, 50, 200, 1000):
        shares, normals = [], []
        for _ in range(reps):
            truth = draw.beta(40, 10, 24)
            size = draw.integers(n // 2, 2 * n, 24)
            found = shrinkage.beta_binomial(draw.binomial(size, truth), size)
            shares.append(np.mean((found.low <= truth) & (truth <= found.high)))
            level, error = draw.normal(0, 1, 24), np.sqrt(10 / size)
            fitted = shrinkage.normal(draw.normal(level, error), error)
            normals.append(np.mean((fitted.low <= level) & (level <= fitted.high)))
        yield row("shrunk share (beta-binomial)", n, "24 branches", shares)
        yield row("shrunk mean (DerSimonian–Laird)", n, "24 branches", normals)


def answers(
    n: int, shares: tuple[float, ...], reps: int, draw: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    counts = draw.multinomial(n, shares, reps)
    return np.full(reps, float(n)), counts @ SCALE, counts @ SCALE**2


def frame(n: np.ndarray, total: np.ndarray, total_sq: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"n": n, "total": total, "total_sq": total_sq}, dtype=float)


def counted(events: np.ndarray, exposure: float) -> pd.DataFrame:
    return frame(np.full(len(events), exposure), events, np.zeros(len(events)))


def held_by(found: pd.DataFrame, truth: float) -> pd.Series:
    return (found["low"] <= truth) & (truth <= found["high"])
