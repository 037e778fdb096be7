"""How far our intervals and alarms hold what they say, as simulations found it."""

from __future__ import annotations

import pandas as pd

from ui import formats, tables
from ui.screen import st
from ui.words import _

SHARE = "proportion"
# The interval that each kind of metric has.
OF_KIND = {
    "proportion": "share (Wilson)",
    "mean": "mean (Student)",
    "nps": "NPS (adjusted Wald)",
    "rate": "rate (Byar, exact below 10)",
}
FROM = 10  # answers from which groups are shown


def intervals() -> dict[str, str]:
    """The intervals that were tried, as the page calls them."""
    return {
        "share (Wilson)": _("Share (Wilson)"),
        "rate (Byar, exact below 10)": _("Rate (Byar, exact below 10)"),
        "difference of shares (Newcombe)": _("Difference of shares (Newcombe)"),
        "difference of rates": _("Difference of rates (MOVER)"),
        "mean (Student)": _("Mean (Student)"),
        "difference of means (Welch)": _("Difference of means (Welch)"),
        "NPS (adjusted Wald)": _("NPS (adjusted Wald)"),
        "difference of NPS": _("Difference of NPS"),
        "share over channels by weight": _("Share over channels by weight"),
        "learning gain (paired t)": _("Learning gain (paired t)"),
        "median time to close (Kaplan–Meier)": _("Median time to close (Kaplan–Meier)"),
        "share open after 30 days (Kaplan–Meier)": _("Share open after 30 days (Kaplan–Meier)"),
        "shrunk share (beta-binomial)": _("Shrunk share (beta-binomial)"),
        "shrunk mean (DerSimonian–Laird)": _("Shrunk mean (DerSimonian–Laird)"),
    }


def checks() -> dict[str, str]:
    """What else was tried, as the page calls it."""
    return {
        "rank sets hold all ranks": _("Rank sets hold all true ranks"),
        "outside the 95 % limits": _("Ordinary branches outside the 95 % limits"),
        "outside the 99.8 % limits": _("Ordinary branches outside the 99.8 % limits"),
        "any pair said to differ": _("Companies of alike branches with any pair said to differ"),
        "false among the pairs said to differ": _("False ones among the pairs said to differ"),
        "log-rank tells alike groups apart": _("Alike groups told apart by time to close"),
        "control chart flags any month": _("Control charts of 24 months of noise with any signal"),
        "months flagged by the control chart": _("Months of noise flagged by the control chart"),
        "compare shows any trend": _("Companies where nothing changes with any trend shown"),
        "overview lists any signal": _("Companies of alike branches with any signal listed"),
        "comparisons that are signals": _("Comparisons of alike branches that become signals"),
        "control chart finds the step": _("Steps of half an SD found by the control chart"),
        "compare shows the trend": _("Steps of half an SD shown as a trend"),
        "overview has the signal": _("Steps of half an SD that become a signal"),
    }


def of_kind(kind: str, coverage: pd.DataFrame) -> None:
    """One line on the interval of a kind of metric; nothing for a full count."""
    own = coverage[(coverage["interval"] == OF_KIND.get(kind)) & (coverage["n"] >= FROM)]
    if own.empty:
        return
    st.caption(
        _(
            "Its 95 % interval holds the truth in {mean} of simulated samples of {n} and more, and "
            "in {lowest} where it is weakest.",
            mean=formats.value(own["coverage"].mean(), SHARE),
            lowest=formats.value(own["coverage"].min(), SHARE),
            n=FROM,
        )
    )


def everything(coverage: pd.DataFrame, found: pd.DataFrame) -> None:
    """All intervals, orders, alarms, in two tables; the details stand in docs/validity.md."""
    names = intervals()
    grouped = coverage.groupby("interval", sort=False)["coverage"]
    st.markdown(_("**Intervals**: share of simulated samples whose 95 % interval holds the truth."))
    table = pd.DataFrame(
        {
            _("Interval"): [names[key] for key in grouped.groups],
            _("Lowest"): [formats.value(x, SHARE) for x in grouped.min()],
            _("Mean"): [formats.value(x, SHARE) for x in grouped.mean()],
            _("Highest"): [formats.value(x, SHARE) for x in grouped.max()],
        }
    )
    tables.show(table, _("Coverage of every interval"), key="validity_intervals")
    st.markdown(
        _(
            "**Orders, limits, alarms and power**: the range over what was tried. Every setting "
            "stands in docs/validity.md."
        )
    )
    named, shown = checks(), found[found["said"] != "of 10"]
    grouped = shown.groupby("check", sort=False)
    table = pd.DataFrame(
        {
            _("What was tried"): [named[key] for key in grouped.groups],
            _("Promised"): [_promise(said) for said in grouped["said"].first()],
            _("Lowest"): [formats.value(x, SHARE) for x in grouped["found"].min()],
            _("Highest"): [formats.value(x, SHARE) for x in grouped["found"].max()],
        }
    )
    tables.show(table, _("Orders, limits, alarms and power"), key="validity_checks")


def _promise(said: str) -> str:
    return {"power": _("power"), "none promised": formats.DASH}.get(said, said)
