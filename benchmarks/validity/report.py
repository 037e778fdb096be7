"""What was found, as a page of the documentation."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

PAGE = Path(__file__).with_name("page.md")


def text(coverage: pd.DataFrame, checks: pd.DataFrame, reps: int, companies: int) -> str:
    """The page: what is weak, then every interval and check."""
    by_n = coverage.assign(n=coverage["n"].map("{:g}".format)).pivot_table(
        index="interval", columns="n", values="coverage", aggfunc="min", sort=False
    )
    by_n = by_n[sorted(by_n.columns, key=float)].map(_percent)
    found = checks.assign(found=[_found(row) for row in checks.itertuples()])
    return PAGE.read_text("utf-8").format(
        reps=reps,
        companies=companies,
        error=196 * (0.95 * 0.05 / reps) ** 0.5,
        summary=_table(summary(coverage)),
        by_n=_table(by_n.reset_index()),
        checks=_table(found),
        **_weak(coverage, checks),
    )


def summary(coverage: pd.DataFrame) -> pd.DataFrame:
    """By interval: where it was tried, and the lowest, mean and highest coverage in percent."""
    grouped = coverage.groupby("interval", sort=False)
    return pd.DataFrame(
        {
            "interval": list(grouped.groups),
            "points": grouped.size().to_numpy(),
            "n": [f"{own.min():g} to {own.max():g}" for _name, own in grouped["n"]],
            "lowest": [_percent(x) for x in grouped["coverage"].min()],
            "mean": [_percent(x) for x in grouped["coverage"].mean()],
            "highest": [_percent(x) for x in grouped["coverage"].max()],
        }
    )


def _weak(coverage: pd.DataFrame, checks: pd.DataFrame) -> dict[str, str]:
    """The figures that the section on weak places names."""
    lowest = coverage.groupby(["interval", "n"])["coverage"].min()
    share = checks.set_index(["check", "setting"])["found"]
    alone = "half a standard deviation of the months"
    return {
        **{f"mean_{n}": _percent(lowest["mean (Student)", n]) for n in (5, 20, 100)},
        **{f"wilson_{n}": _percent(lowest["share (Wilson)", n]) for n in (5, 10)},
        **{f"shrunk_{n}": _percent(lowest["shrunk share (beta-binomial)", n]) for n in (10, 200)},
        "chart": _percent(share["control chart flags any month", "one branch, 24 months"]),
        "chart_alone": _percent(share["control chart finds the step", alone]),
        "trend_alone": _percent(share["compare shows the trend", alone]),
    }


def _percent(share: float) -> str:
    return "" if pd.isna(share) else f"{100 * share:.1f} %"


def _found(row: object) -> str:
    return f"{row.found:.0f}" if row.said == "of 10" else _percent(row.found)


def _table(frame: pd.DataFrame) -> str:
    lines = [list(map(str, frame.columns)), ["---"] * len(frame.columns)]
    lines += [list(map(str, values)) for values in frame.itertuples(index=False)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
