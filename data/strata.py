"""What weights may be given for: the metrics that are combined over strata, and their strata.

The names stand in the catalogue and in the schema of surveys: a template of weights lists them.
"""

from __future__ import annotations

from collections.abc import Mapping

from data import tables
from data.catalogue import metrics
from locales import Sentence, both, translate

TABLE = "stratum_weight"


def words(table_name: str, column_name: str) -> Mapping[str, Sentence]:
    """What a column of the weights may hold, with its name for a person; empty for any other."""
    if (table_name, column_name) == (TABLE, "metric"):
        return {
            metric.key: both(metric.name["en"], metric.name["zh"])
            for metric in metrics().values()
            if metric.stratified
        }
    if (table_name, column_name) == (TABLE, "stratum"):
        (channel,) = (c for c in tables.table("survey_response").columns if c.name == "channel")
        return {option: both(option, translate(option, "zh")) for option in channel.options}
    return {}
