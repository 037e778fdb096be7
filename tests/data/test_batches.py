"""Registering batches."""

import pytest

from data import batches
from data.batches import BatchFile
from locales import BadInput
from tests.conftest import VIEWER

COUNTS = {"rows_read": 1, "rows_kept": 1, "rows_rejected": 0}


def test_a_survey_file_comes_once_whether_as_responses_or_as_finished_scores(warehouse):
    file = BatchFile("a.csv", "f00d", "generic")
    with warehouse.change(VIEWER, "test", "") as connection:
        batches.register(connection, 1, "survey_response", file, VIEWER, COUNTS)
        with pytest.raises(BadInput, match="already in the warehouse"):
            batches.refuse_duplicate(connection, file, "survey_score")
        batches.refuse_duplicate(connection, file, "service_kpi")  # another sheet of a workbook
