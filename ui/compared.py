"""What a period is compared with: chosen by the reader, and said in months."""

from __future__ import annotations

from analytics.periods import Compared
from ui import address, formats
from ui.screen import st
from ui.words import _

AGAINST = "against"


def choose() -> None:
    """Ask it; the answer stands in the session under AGAINST."""
    labels = {
        "year": _("Same months last year"),
        "before": _("The period before"),
        "none": _("No comparison"),
    }
    st.selectbox(
        _("Changes against"),
        list(labels),
        format_func=labels.__getitem__,
        key=AGAINST,
        width=190,
        on_change=address.touched,
    )


def say(against: str, compared: Compared | None) -> None:
    """Which months the changes on the page compare, or why there are none."""
    if compared is None:
        if against != "none":
            st.caption(_("Changes are not shown: the months to compare with are not known."))
        return
    text = _(
        "Changes compare {now} with {past}.",
        now=formats.months(compared.now.first, compared.now.last),
        past=formats.months(compared.past.first, compared.past.last),
    )
    if compared.unfinished:
        text += " " + _(
            "{month} is not over and is left out on both sides.",
            month=formats.month(compared.unfinished),
        )
    st.caption(text)
