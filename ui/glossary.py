"""What a metric means and rests on, as the definitions page says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data.catalogue import Metric
from data.tables import label
from ui import formats, frame, links, tables, words
from ui.filters import Choice, link_parameters
from ui.screen import st
from ui.words import _

NOTHING_KNOWN = pd.DataFrame(
    {name: pd.Series(dtype=float) for name in ("cells", "branches", "first", "last", "n")}
).rename_axis("metric")


def full_name(metric: Metric) -> str:
    return f"{words.domain(metric.domain)} · {words.metric_name(metric)}"


def definition(metric: Metric, views: Mapping[str, str]) -> None:
    """Name, definition, formula, properties and SQL of one metric, with that of its `views`."""
    st.header(words.metric_name(metric), anchor=False)
    st.markdown(words.plain(words.named(metric.definition)))
    rows = {
        _("Formula"): words.named(metric.formula),
        _("Kind and interval"): words.kind(metric.kind),
        _("Unit"): words.unit(metric.unit),
        _("Direction"): words.better(metric.better),
        _("Facet"): words.facet(metric.facet),
        _("Finest period"): words.grain(metric.grain),
        _("Strata"): _("combined by published weights") if metric.stratified else _("none"),
        _("Concept of the source paper"): f"{metric.concept}",
    }
    escaped = {words.plain(name): words.plain(text) for name, text in rows.items()}
    st.table(escaped, border="horizontal", width="stretch")
    with st.expander(_("The SQL that makes its cells"), icon=":material/code:"):
        st.code(metric.sql, language="sql", wrap_lines=True)
        for name, sql in views.items():
            st.caption(_("{view} is this view of the tables:", view=words.plain(name)))
            st.code(sql.strip(), language="sql", wrap_lines=True)


def in_place(metric: Metric, choice: Choice | None = None) -> None:
    """The metric's name; pressed, it says what the number means and leads to all about it."""
    with st.popover(words.plain(words.metric_name(metric)), type="tertiary"):
        said = words.plain(words.named(metric.definition))
        formula = words.plain(f"{_('Formula')}: {words.named(metric.formula)}")
        kind = words.plain(words.kind(metric.kind))
        # In one piece: a page has twenty of these, and each piece is a message of its own.
        st.markdown(f"{said}\n\n:small[:gray[{formula}]]\n\n:small[:gray[{kind}]]")
        parameters = link_parameters(choice) if choice else {}
        icon = ":material/menu_book:"
        label = _("All about this figure")
        links.link("definitions", label, icon=icon, **(parameters | {"metric": metric.key}))


def data_behind(summary: pd.Series | None, sources: pd.DataFrame) -> None:
    """What is known of the metric, and the import batches it was counted from."""
    frame.section(_("Data behind it"))
    if summary is None:
        st.info(_("No data for this metric yet."), icon=":material/inbox:")
        links.link("upload", _("Go to upload"), icon=":material/upload_file:")
        return
    st.markdown(
        _(
            "{cells} cells of {branches} branches, {period}; n = {n}.",
            cells=formats.number(summary["cells"]),
            branches=formats.number(summary["branches"]),
            period=formats.months(int(summary["first"]), int(summary["last"])),
            n=formats.number(summary["n"]),
        )
    )
    table = pd.DataFrame(
        {
            _("Batch"): sources["batch_id"],
            _("Table in the warehouse"): [
                f"{words.say(label(name))} ({name})" for name in sources["table_name"]
            ],
            _("File"): sources["file_name"],
            _("Rows"): [formats.number(rows) for rows in sources["rows"]],
            _("Imported at"): sources["committed_at"].dt.strftime("%Y-%m-%d %H:%M"),
        }
    )
    texts = [_("Table in the warehouse"), _("File")]
    tables.show(table, _("The import batches behind this metric"), key="sources", texts=texts)


def every(metrics: Iterable[Metric], summary: pd.DataFrame) -> None:
    """All metrics with what is known of each; `summary` is indexed by metric."""
    known = summary.reindex([metric.key for metric in metrics])
    table = pd.DataFrame(
        {
            _("Metric"): [words.metric_name(metric) for metric in metrics],
            _("Domain"): [words.domain(metric.domain) for metric in metrics],
            _("Facet"): [words.facet_name(metric.facet) for metric in metrics],
            _("Unit"): [words.unit(metric.unit) for metric in metrics],
            _("Branches"): [formats.number(x) for x in known["branches"]],
            _("Period"): [
                formats.months(int(row.first), int(row.last)) if row.cells == row.cells else ""
                for row in known[["cells", "first", "last"]].itertuples(name="Known")
            ],
            _("n"): [formats.number(x) for x in known["n"]],
        }
    )
    tables.show(
        table,
        _("All metrics of the catalogue"),
        key="all_metrics",
        texts=[_("Domain"), _("Facet"), _("Unit")],
    )
