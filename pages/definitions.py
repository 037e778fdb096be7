"""What exactly is this number?"""

from __future__ import annotations

from data import policy, queries, validity
from data.catalogue import metrics
from ui import address, filters, frame, glossary, session
from ui import validity as validity_panels
from ui.screen import st
from ui.words import _


def render() -> None:
    reader = session.reader()
    frame.heading(_("Definitions"), _("What exactly is this number?"))
    filters.take_over_one("metric", filters.METRIC, list(metrics()), next(iter(metrics())))
    labels = {key: glossary.full_name(metric) for key, metric in metrics().items()}
    key = st.selectbox(
        _("Metric"),
        list(labels),
        format_func=labels.__getitem__,
        key=filters.METRIC,
        on_change=address.touched,
    )
    filters.remember(None, metric=key)
    metric = metrics()[key]
    summary = glossary.NOTHING_KNOWN
    if policy.reads_figures(reader.viewer):
        summary = queries.figures.metric_summary(reader).set_index("metric")
    glossary.definition(metric, queries.figures.metric_views(metric))
    if policy.may(reader.viewer, policy.IMPORTS):
        glossary.data_behind(
            summary.loc[key] if key in summary.index else None,
            queries.figures.metric_sources(reader, metric),
        )
    validity_panels.of_kind(metric.kind, validity.coverage())
    with st.expander(
        _("How far intervals and alarms hold what they say"), icon=":material/science:"
    ):
        validity_panels.everything(validity.coverage(), validity.checks())
    frame.section(_("All metrics"), _("Everything the pages can show, and what is known of it."))
    glossary.every(metrics().values(), summary)
