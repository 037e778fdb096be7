"""Branches × the seven musts: who loses more than the others where, and who breaks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.seven_steps import STEPS
from ui import figures, formats, tables
from ui.filters import Choice
from ui.heat_map import heat_map
from ui.quality.seven_steps import SHARE, intervals, names
from ui.screen import st
from ui.words import _

# Where the colours stand on the scale of the heat map, from orange (0) over grey to blue (1).
BREAK, FEWER, WITHIN, MORE = 0.0, 2 / 9, 4 / 9, 7 / 9


def branch_map(steps: pd.DataFrame, choice: Choice) -> None:
    """Branches × musts: the share that passed, coloured only beyond chance, break points marked."""
    shown = choice.chosen if len(choice.chosen) > 1 else choice.organisation.branch_ids
    rows = steps[steps.index.get_level_values("branch_id").isin(list(shown))]
    columns = ("share", "entered", "difference", "differs", "breaks")
    wide = {c: rows[c].unstack("step")[list(STEPS)] for c in columns}
    order = wide["difference"].where(wide["breaks"].astype(bool)).min(axis=1).sort_values().index
    wide = {name: table.loc[order] for name, table in wide.items()}
    good, differs = wide["difference"] > 0, wide["differs"].astype(bool)
    breaks = wide["breaks"].astype(bool)
    place = np.where(differs, np.where(good, MORE, FEWER), WITHIN)
    place = np.where(breaks, BREAK, place)
    labels = [choice.organisation.name(branch) for branch in order]
    share, n = (
        wide[name].set_axis(labels, axis=0).set_axis(list(names().values()), axis=1)
        for name in ("share", "entered")
    )
    figure = heat_map(share, n)
    (cells,) = figure["data"]
    written = np.array(cells["text"], dtype=object)
    cells |= {  # colour says what is beyond chance, not how large the share is
        "z": np.where(share.notna(), place, np.nan),
        "zmin": 0.0,
        "zmax": 1.0,
        "text": np.where(breaks, "<b><u>" + written + "</u></b>", written),  # fits a narrow cell
    }
    alt = _(
        "Share of the items that passed each must, {count} branches; {breaks} have a break point",
        count=len(order),
        breaks=int(breaks.any(axis=1).sum()),
    )
    with st.container(border=True):
        st.markdown(_("Share that passed each must of what came to it, by branch, percent"))
        st.caption(
            _(
                "Dark orange, underlined: break point. Orange: fewer pass than at the other"
                " branches by more than chance; blue: more; grey: within chance."
            )
        )
        figures.show(figure, alt, key="branch_steps")
        tables.behind(lambda: (_table(rows, order, choice), {}), alt, "behind_branch_steps")


def _table(rows: pd.DataFrame, order: pd.Index, choice: Choice) -> pd.DataFrame:
    texts = pd.Series(
        [
            f"{formats.value(row.share, SHARE)} ({interval}) · {row.passed:.0f}/{row.entered:.0f}"
            for row, interval in zip(rows.itertuples(), intervals(rows), strict=True)
        ],
        index=rows.index,
    ).unstack("step")
    broken = rows[rows["breaks"]].reset_index().set_index("branch_id")["step"].map(names())
    return pd.DataFrame(
        {
            _("Branch"): [choice.organisation.name(branch) for branch in order],
            _("Break point"): broken.reindex(order).fillna("").to_list(),
        }
        | {name: texts[step].reindex(order).to_list() for step, name in names().items()},
        index=order,
    )
