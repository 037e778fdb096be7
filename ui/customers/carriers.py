"""What the digital page says and shows of the four carriers, alive or a shell."""

from __future__ import annotations

import pandas as pd

from analytics import carriers
from ui import figures, formats, tables, theme
from ui.part_of_whole import part_of_whole
from ui.screen import st
from ui.series import MONTHS
from ui.theme import Figure
from ui.words import _

HEIGHT = 340
COLOURS = dict(
    zip(("online_school", "forum", "website", "mobile_news"), theme.BRANCHES, strict=False)
)


def name(carrier: str) -> str:
    return {
        "online_school": _("Online school"),
        "forum": _("Party forum"),
        "website": _("Party website"),
        "mobile_news": _("Mobile Party news"),
    }.get(carrier, carrier)


def verdict(key: str) -> str:
    return {
        carriers.ALIVE: _("alive"),
        carriers.FAINT: _("faint"),
        carriers.SHELL: _("a shell"),
    }[key]


def lead(found: pd.DataFrame, narrowed: bool) -> None:
    """Which carriers are alive and which is a shell, in one sentence, and the rule behind it.

    `found` as from `carrier_figures`, of the chosen branches.
    """
    parts = [_("In the chosen branches:")] if narrowed else []
    for key, text in (
        (carriers.ALIVE, _("Alive: {names}.")),
        (carriers.FAINT, _("Neither alive nor a shell: {names}.")),
    ):
        rows = found[found["verdict"] == key]
        if len(rows):
            parts.append(
                text.format(names=_(", ").join(_with_share(row) for row in rows.itertuples()))
            )
    shells = found[found["verdict"] == carriers.SHELL]
    parts += [
        _(
            "**A shell: {name}**: {registered} registered, {share} of them active in a month,"
            " {highest} in its best month.",
            name=name(row.Index),
            registered=formats.number(row.registered),
            share=_percent(row.share),
            highest=_percent(row.highest),
        )
        for row in shells.itertuples()
    ]
    st.markdown(" ".join(parts if len(shells) else [*parts, _("No carrier is a shell.")]))
    st.caption(rule())


def rule() -> str:
    """The thresholds of the verdict, and that they are ours."""
    return _(
        "Our own rule, published nowhere: a carrier is alive if {alive} % or more of its registered"
        " users are active in an average month; it is a shell if fewer than {shell} % are, although"
        " it has at least {large} % as many registered users as the largest carrier. A full count,"
        " without sampling error.",
        alive=formats.number(100 * carriers.ALIVE_FROM),
        shell=formats.number(100 * carriers.SHELL_BELOW),
        large=formats.number(100 * carriers.LARGE),
    )


def active_shares(by_month: pd.DataFrame, found: pd.DataFrame) -> None:
    """A line for each carrier over the months, the thresholds across, and their table."""
    with st.container(border=True):
        st.markdown(_("Active users of those registered, by month"))
        alt = _("Share of active users by month: ") + _("; ").join(
            _(
                "{name} {lowest} to {highest}",
                name=name(row.Index),
                lowest=_percent(row.lowest),
                highest=_percent(row.highest),
            )
            for row in found.itertuples()
        )
        figures.show(_lines(by_month[list(found.index)]), alt, key="carriers_by_month")
        newest = by_month.sort_index(ascending=False)
        table = pd.DataFrame({_("Month"): newest.index.map(formats.month)})
        for carrier in found.index:
            table[name(carrier)] = 100 * newest[carrier].to_numpy()
        shown = dict.fromkeys([name(carrier) for carrier in found.index], "%.1f %%")
        tables.behind(lambda: (table, shown), alt, "behind_carriers_by_month")


def _lines(by_month: pd.DataFrame) -> Figure:
    months = [formats.month(month) for month in by_month.index]
    traces = [
        {
            "type": "scatter",
            "x": months,
            "y": 100 * by_month[carrier],
            "mode": "lines+markers",
            "name": name(carrier),
            "line": {"color": COLOURS.get(carrier, theme.CHANCE), "width": 2},
            "marker": {"size": 5},
            "hovertext": [
                f"{name(carrier)}<br>{month}<br>{_percent(share)}"
                for month, share in zip(months, by_month[carrier], strict=True)
            ],
            "hoverinfo": "text",
        }
        for carrier in by_month
    ]
    lines = {_("alive from"): carriers.ALIVE_FROM, _("shell below"): carriers.SHELL_BELOW}
    return theme.figure(
        traces,
        HEIGHT,
        x=MONTHS,
        y=theme.axis_title(_("percent")) | {"rangemode": "tozero"},
        shapes=[theme.across(100 * y, "dot") for y in lines.values()],
        annotations=[
            {
                "text": f"{label} {formats.number(100 * y)} %",
                "xref": "paper",
                "x": 1,
                "y": 100 * y,
                "xanchor": "right",
                "yanchor": "top",
                "showarrow": False,
                "font": {"size": 11},
            }
            for label, y in lines.items()
        ],
    )


def users(found: pd.DataFrame) -> None:
    """Registered users and the active ones within, carrier by carrier."""
    with st.container(border=True):
        st.markdown(_("Registered and active users in an average month"))
        alt = _("Registered and active users: ") + _("; ").join(
            _(
                "{name}: {active} of {registered}",
                name=name(row.Index),
                active=formats.number(row.active),
                registered=formats.number(row.registered),
            )
            for row in found.itertuples()
        )
        figure = part_of_whole(
            [name(carrier) for carrier in found.index],
            found["registered"],
            found["active"],
            (_("Registered"), _("Active")),
            HEIGHT,
        )
        figures.show(figure, alt, key="carrier_users")


def table(found: pd.DataFrame) -> None:
    """Every carrier with its figures and its verdict."""
    columns = {
        _("Carrier"): [name(carrier) for carrier in found.index],
        _("Judgement"): [verdict(key) for key in found["verdict"]],
        _("Registered"): [formats.number(x) for x in found["registered"]],
        _("Active in a month"): [formats.number(x) for x in found["active"]],
        _("Active share"): [_percent(x) for x in found["share"]],
        _("Lowest to highest month"): [
            _("{low} to {high}", low=_percent(row.lowest), high=_percent(row.highest))
            for row in found.itertuples()
        ],
        _("Minutes per active user"): [formats.number(x, 1) for x in found["minutes"]],
        _("Posts per 100 registered"): [
            formats.number(x, 1) if x > 0 else formats.DASH for x in found["posts"]
        ],
        _("Opened of those pushed"): [_percent(x) for x in found["opened"]],
    }
    tables.show(
        pd.DataFrame(columns),
        _("The carriers with users, use and judgement; a full count"),
        key="carriers",
        texts=[_("Judgement")],
    )


def _with_share(row: object) -> str:
    return _("{name} ({share})", name=name(row.Index), share=_percent(row.share))


def _percent(share: float) -> str:
    return formats.value(share, "proportion")
