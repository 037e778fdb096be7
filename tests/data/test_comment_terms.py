"""Comments are cut into words and counted with their batch."""

import pytest

from data import branches
from data.batches import undo
from data.comment_terms import terms
from data.importing.commit import Options, import_survey
from data.importing.read import read
from data.importing.recognise import recognise
from tests.conftest import VIEWER

HEAD = "供电所,提交时间,满意度,意见\n"
SAID = ["抢修很及时", "抢修太慢，抢修人员不来", "停电通知太晚", ""]
ROWS = "".join(
    f"{'柳桥' if i % 2 else '桃湾'}供电所,2026-01-{i % 28 + 1:02d},{1 + i % 5},{SAID[i % 4]}\n"
    for i in range(40)
)


@pytest.fixture
def batch(warehouse, tmp_path):
    """Forty responses of two branches, the second not known yet."""
    with warehouse.change(VIEWER, "test", "") as connection:
        branches.create(connection, ["柳桥供电所"], 0)
    path = tmp_path / "survey.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    table = read(path)
    options = Options(title="调查", audience="customer", channel="questionnaire")
    return import_survey(warehouse, VIEWER, table, recognise(table), options).batch_id


def counted(reader) -> dict:
    return dict(reader.rows("SELECT term, sum(responses) FROM comment_term GROUP BY term"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抢修很及时，谢谢！", {"抢修", "及时"}),
        ("Repair was SLOW and the repair crew left", {"repair", "slow", "crew", "left"}),
        ("打95598热线没人接", {"95598", "热线"}),
        ("*** 12 3,5", set()),
        ("", set()),
    ],
)
def test_words_that_say_something_are_kept(text: str, found: set) -> None:
    assert terms(text) >= found
    assert not terms(text) & {"谢谢", "the", "and", "was"}


def test_a_word_counts_once_a_response(batch, reader) -> None:
    assert counted(reader)["抢修"] == 10  # of 柳桥 alone: 桃湾 waits
    assert "谢谢" not in counted(reader)


def test_matching_a_waiting_name_counts_its_words(warehouse, batch, reader) -> None:
    with warehouse.change(VIEWER, "test", "") as connection:
        branches.create(connection, ["桃湾"], 0)
    branches.assign(warehouse, VIEWER, "桃湾供电所", "桃湾")
    assert (counted(reader)["抢修"], counted(reader)["停电通知"]) == (20, 10)


def test_undo_takes_the_words_away(warehouse, batch, reader) -> None:
    undo(warehouse, VIEWER, [batch])
    assert counted(reader) == {}
