"""An older warehouse shows the figures of the catalogue that opens it."""

from data import catalogue_version, comment_terms
from data.reader import Reader
from data.warehouse import open_warehouse
from tests.conftest import VIEWER

ROW = "INSERT INTO online_process VALUES ('E', 202601, '入党', 8, 10, 1)"
BATCH = (
    "INSERT INTO batch (batch_id, table_name, file_name, sha256, tool, rows_read, rows_kept,"
    " rows_rejected, answers, committed_by, committed_at)"
    " VALUES (1, 'online_process', 'f', 'x', 'template', 1, 1, 0, 0, 'test', now()::TIMESTAMP)"
)


def old(tmp_path, *statements: str):
    """A warehouse in which some statements were made and nothing counted."""
    path = tmp_path / "w.duckdb"
    opened = open_warehouse(path)
    with opened.change(VIEWER, "test", "") as connection:
        for statement in (BATCH, *statements, "UPDATE warehouse_state SET counted_with = 'older'"):
            connection.execute(statement)
    opened.close()
    return path


def test_a_metric_that_was_added_is_counted_when_the_warehouse_opens(tmp_path) -> None:
    opened = open_warehouse(old(tmp_path, ROW))
    reader = Reader(opened, VIEWER)
    cells = "SELECT n, total FROM metric_cell WHERE metric = 'online_share'"
    assert reader.rows(cells) == [(10.0, 8.0)]
    assert reader.rows("SELECT counted_with FROM warehouse_state") == [
        (catalogue_version.version(),)
    ]
    opened.close()


def test_figures_of_a_metric_that_is_gone_go_with_it(tmp_path) -> None:
    gone = "INSERT INTO metric_cell VALUES ('gone', 'E', 202601, '', 1, 1, 0)"
    opened = open_warehouse(old(tmp_path, ROW, gone))
    assert not Reader(opened, VIEWER).rows("FROM metric_cell WHERE metric = 'gone'")
    opened.close()


def test_nothing_is_counted_twice(tmp_path) -> None:
    path = old(tmp_path, ROW)
    open_warehouse(path).close()
    opened = open_warehouse(path)
    before = Reader(opened, VIEWER).data_version
    with opened.cursor(VIEWER) as cursor:
        assert not catalogue_version.recount_if_outdated(cursor)
    assert Reader(opened, VIEWER).data_version == before
    opened.close()


def test_words_of_comments_from_before_are_counted(tmp_path, monkeypatch) -> None:
    counted = []
    monkeypatch.setattr(comment_terms, "count_batch", lambda _c, batch: counted.append(batch))
    comment = "INSERT INTO survey_comment VALUES (1, 1, 1, '抢修及时')"
    open_warehouse(old(tmp_path, comment)).close()
    assert counted == [1]
