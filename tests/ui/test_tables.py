"""What is taken away as a file."""

import pandas as pd
import pytest

from ui import tables


def test_a_file_opens_in_excel_with_its_chinese_text() -> None:
    content = tables.csv(pd.DataFrame({"支部": ["北苑供电所"], "值": [86.2]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["支部,值", "北苑供电所,86.2"]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://e.com")', "+1", "-1", "@SUM(A1)"])
def test_no_text_is_run_as_a_formula(name: str) -> None:
    content = tables.csv(pd.DataFrame({"branch": [name], "value": [-1.5]})).decode("utf-8-sig")
    assert content.splitlines()[1].lstrip('"').startswith("'")
    assert content.rstrip().endswith("-1.5"), "numbers stay numbers"


def test_only_a_difference_beyond_chance_is_marked() -> None:
    assert tables.mark(True, 0.1) == "▲"
    assert tables.mark(True, -0.1) == "▼"
    assert tables.mark(False, 0.9) == ""
    assert tables.verdict(False, 0.2) == "within chance"
    assert tables.verdict(False, float("nan")) == "not tested"
