"""The metric catalogue: complete, of every kind, and its SQL runs."""

import pytest

from data import catalogue, cells
from data.catalogue import metrics
from tests.conftest import VIEWER


def test_it_holds_at_least_fifteen_metrics_over_the_three_domains():
    assert len(metrics()) >= 15
    assert {"satisfaction", "assessment", "training"} <= {m.domain for m in metrics().values()}


def test_every_kind_and_both_facets_occur():
    assert {m.kind for m in metrics().values()} == set(catalogue.KINDS)
    assert {m.facet for m in metrics().values()} == {"activity", "effect"}


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda m: m.key)
def test_a_metric_is_defined_in_both_languages_and_counts_into_cells(metric, warehouse):
    assert 1 <= metric.concept <= 48
    assert all(metric.name.values()) and all(metric.definition.values())
    with warehouse.cursor(VIEWER) as cursor:
        columns = [c[0] for c in cursor.execute(f"DESCRIBE {metric.sql}").fetchall()]
    assert columns == ["branch_id", "month", "stratum", "n", "total", "total_sq"]
    assert cells.sources(metric.sql)


@pytest.mark.parametrize("metric", metrics().values(), ids=lambda m: m.key)
def test_only_shares_and_means_are_combined_over_strata(metric):
    if metric.stratified:
        assert metric.kind in ("proportion", "mean")
    else:
        assert "'' AS stratum" in metric.sql


def test_the_sources_of_a_metric_are_the_tables_its_sql_reads():
    assert cells.sources(metrics()["learning_gain"].sql) == {
        "training_attendance",
        "training_session",
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "average"}, "kind must be one of"),
        ({"colour": "red"}, "unknown fields: colour"),
        ({"name": {"zh": "名"}}, "name needs zh and en"),
        ({"sql": None}, "has no 'sql'"),
    ],
)
def test_a_faulty_entry_is_named_when_the_catalogue_is_read(change, complaint):
    both = {"zh": "名", "en": "name"}
    entry = {
        "kind": "mean", "unit": "points", "better": "high", "facet": "effect", "concept": 1,
        "name": both, "definition": both, "formula": both, "sql": "SELECT 1",
    }  # fmt: skip
    entry |= change
    entry = {key: value for key, value in entry.items() if value is not None}
    with pytest.raises(ValueError, match=complaint):
        catalogue._metric("some_metric", "training", entry)
