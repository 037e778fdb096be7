"""Committing a survey file: counted once, whole or not at all, refused twice, waiting for names."""

import pytest

from data import batches, branches, queries
from data.catalogue import metrics
from data.importing.commit import Options, import_survey
from data.importing.memory import remembered
from data.importing.read import read
from data.importing.recognise import recognise
from locales import BadInput
from tests.conftest import VIEWER

SURVEY = (
    "供电所,提交时间,您对供电服务的总体满意度,您是否愿意推荐\n"
    "城东供电所,2026-01-05,5,9\n"
    "城东供电所,2026-01-09,4,10\n"
    "城东供电所,2026-02-01,2,3\n"
    "城西供电所,2026-01-07,3,8\n"
)
PER_BRANCH = (
    "SELECT branch_id, sum(n), sum(total) FROM metric_cell WHERE metric = ? GROUP BY 1 ORDER BY 1"
)


@pytest.fixture
def bring(warehouse, write):
    """Import a text as a survey file; the options are those of `Options`."""

    def _bring(content, name="survey.csv", correct=None, **options):
        table = read(write(name, content))
        plan = recognise(table)
        for position, changes in (correct or {}).items():
            plan = plan.corrected(position, **changes)
        options = {"title": "满意度调查", "create_branches": True} | options
        return import_survey(warehouse, VIEWER, table, plan, Options(**options))

    return _bring


def test_answers_become_cells_and_cells_metrics(bring, reader):
    imported = bring(SURVEY)
    assert (imported.rows_read, imported.rows_kept, imported.rows_rejected) == (4, 4, 0)
    assert (imported.answers, imported.branches_matched) == (8, 2)
    # Three of the four are satisfied from 4 on: two in the east, none in the west.
    assert reader.rows(PER_BRANCH, ["customer_satisfaction"]) == [
        ("城东供电所", 3.0, 2.0),
        ("城西供电所", 1.0, 0.0),
    ]
    assert reader.rows(PER_BRANCH, ["customer_nps"]) == [
        ("城东供电所", 3.0, 1.0),
        ("城西供电所", 1.0, 0.0),
    ]


def test_the_index_maps_the_scale_linearly_to_a_hundred(bring, reader):
    bring(SURVEY)
    (east, _) = reader.rows(PER_BRANCH, ["customer_satisfaction_index"])
    assert east == ("城东供电所", 3.0, 100 + 75 + 25)


def test_undo_removes_exactly_the_batch(bring, warehouse, reader):
    first = bring(SURVEY)
    kept = reader.rows("FROM metric_cell ORDER BY ALL")
    second = bring(SURVEY.replace("城西", "城北"), "second.csv")
    batches.undo(warehouse, VIEWER, [second.batch_id])
    assert reader.rows("FROM metric_cell ORDER BY ALL") == kept
    batches.undo(warehouse, VIEWER, [first.batch_id])
    for table in (
        "survey", "survey_question", "survey_response", "survey_answer", "survey_cell",
        "metric_cell", "branch", "batch_question", "reject",
    ):  # fmt: skip
        assert queries.bookkeeping.table_size(reader, table) == 0, table


def test_the_same_bytes_are_refused_under_any_name_until_undone(bring, warehouse):
    first = bring(SURVEY)
    with pytest.raises(BadInput, match=r"batch 1, imported as survey\.csv"):
        bring(SURVEY, "renamed.csv")
    batches.undo(warehouse, VIEWER, [first.batch_id])
    assert bring(SURVEY, "renamed.csv").rows_kept == 4


def test_unknown_branches_wait_and_are_counted_once_matched(bring, warehouse, reader):
    waiting = bring(SURVEY, create_branches=False)
    assert waiting.branches_unmatched == {"城东供电所": 3, "城西供电所": 1}
    assert (waiting.rows_kept, waiting.rows_waiting) == (4, 4)
    assert queries.bookkeeping.table_size(reader, "metric_cell") == 0
    with warehouse.change(VIEWER, "test", "") as connection:
        connection.execute(
            "INSERT INTO branch (branch_id, name, level, type, batch_id)"
            " VALUES ('E', '城东所', 'branch', 'supply_station', 0)"
        )
    assert branches.assign(warehouse, VIEWER, "城东供电所", "E") == 3
    assert reader.rows(PER_BRANCH, ["customer_satisfaction"]) == [("E", 3.0, 2.0)]
    assert queries.bookkeeping.waiting(reader)["branch_label"].tolist() == ["城西供电所"]
    # The name is remembered for the next file.
    again = bring(SURVEY.replace("2026-01-05", "2026-03-05"), "march.csv", create_branches=False)
    assert again.branches_unmatched == {"城西供电所": 1}


def test_names_match_whatever_their_width_case_and_spaces(bring, reader):
    head = "branch,date,overall satisfaction\n"
    bring(head + "East Side,2026-01-01,4\n", title="a")
    imported = bring(
        head + "ＥＡＳＴ　side,2026-01-02,5\n east  side ,2026-01-03,3\n",
        "b.csv", title="a", create_branches=False,
    )  # fmt: skip
    assert imported.branches_unmatched == {}
    assert queries.bookkeeping.table_size(reader, "branch") == 1


def test_without_an_overall_item_a_respondent_counts_once_by_the_own_mean(bring, reader):
    bring(
        "branch,date,power quality,staff attitude,fault repair\n"
        "A,2026-01-01,5,5,2\nA,2026-01-02,3,2,1\nA,2026-01-03,4,,4\n"
    )
    # Means on 0-100: (100+100+25)/3 = 75, (50+25+0)/3 = 25, (75+75)/2 = 75.
    assert reader.rows(PER_BRANCH, ["customer_satisfaction"]) == [("A", 3.0, 2.0)]
    assert reader.rows(PER_BRANCH, ["customer_satisfaction_index"]) == [("A", 3.0, 175.0)]


def test_the_three_audiences_are_never_pooled(bring, reader):
    bring(SURVEY, audience="member")
    measured = {metric for (metric,) in reader.rows("SELECT DISTINCT metric FROM metric_cell")}
    assert measured == {"member_satisfaction"}


def test_the_same_title_and_words_are_the_same_question(bring, reader):
    bring(SURVEY)
    bring(SURVEY.replace("2026-01", "2026-03"), "march.csv")
    assert queries.bookkeeping.table_size(reader, "survey") == 1
    assert queries.bookkeeping.table_size(reader, "survey_question") == 2


def test_weights_are_scaled_to_kishs_effective_n(bring, reader):
    bring(
        "branch,date,overall satisfaction,weight\n"
        "A,2026-01-01,5,1.5\nA,2026-01-02,4,0.5\nA,2026-01-03,1,1.0\nA,2026-01-04,2,1.0\n"
    )
    ((_, n, total),) = reader.rows(PER_BRANCH, ["customer_satisfaction"])
    assert n == pytest.approx(4.0**2 / (1.5**2 + 0.5**2 + 1 + 1))
    assert total / n == pytest.approx(2.0 / 4.0)


def test_a_correction_is_remembered_for_the_next_file_with_the_same_header(bring, warehouse, write):
    content = "branch,date,rating of service\nA,2026-01-01,1\nB,2026-01-02,5\nA,2026-01-09,3\n"
    bring(content, correct={2: {"better": "low"}})
    plan = recognise(read(write("next.csv", content.replace("01-0", "02-0"))))
    with warehouse.cursor(VIEWER) as cursor:
        assert remembered(cursor, plan).columns[2].better == "low"


def test_low_is_good_is_turned_so_that_high_is_always_good(bring, reader):
    content = "branch,date,overall satisfaction\nA,2026-01-01,1\nA,2026-01-02,2\nA,2026-01-03,5\n"
    bring(content, correct={2: {"better": "low"}})
    assert reader.rows(PER_BRANCH, ["customer_satisfaction"]) == [("A", 3.0, 2.0)]


def test_bad_cells_are_kept_with_row_column_value_and_reason(bring, reader):
    rows = "".join(f"A,2026-01-{day:02d},{1 + day % 5}\n" for day in range(1, 29))
    imported = bring("branch,date,overall satisfaction\n" + rows + "A,2026-01-30,excellent\n")
    assert imported.rows_kept == 29 and imported.answers == 28
    ((row, column, value),) = reader.rows("SELECT row_number, column_name, value FROM reject")
    assert (row, column, value) == (30, "overall satisfaction", "excellent")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"audience": "passers-by"}, "passers-by is not a known audience"),
        ({"channel": "rumour"}, "rumour is not a known channel"),
        ({"title": "  "}, "has no title"),
        ({"for_branch": "nowhere", "create_branches": False}, "no branch nowhere"),
    ],
)
def test_what_the_person_says_is_checked_and_nothing_is_stored(bring, reader, options, complaint):
    with pytest.raises(BadInput, match=complaint):
        bring(SURVEY, **options)
    for table in ("batch", "survey"):
        assert queries.bookkeeping.table_size(reader, table) == 0


def test_a_file_without_branch_and_time_takes_them_from_the_person(bring, reader):
    imported = bring(
        "overall satisfaction,remarks\n5,fine\n4,good\n2,slow\n",
        for_branch="营业厅", default_month=202605,
    )  # fmt: skip
    assert imported.branches_matched == 1
    assert reader.rows("SELECT DISTINCT branch_id, month FROM survey_cell") == [("营业厅", 202605)]


def test_aneel_is_taken_as_finished_scores_by_utility_and_year(bring, real_file, reader):
    bring(real_file("aneel_power_iasc_latin1.csv").read_bytes(), "aneel.csv", title="IASC")
    assert metrics()["published_satisfaction_score"].kind == "score"
    rows = reader.rows(
        "SELECT month, total / n FROM metric_cell"
        " WHERE metric = 'published_satisfaction_score' AND branch_id = 'CEB' ORDER BY month"
    )
    assert rows == [
        (200312, 62.55),
        (200412, 65.8),
        (200612, 61.42),
        (200812, 61.14),
        (200912, 70.33),
    ]
    ((left_out,),) = reader.rows("SELECT count(*) FROM reject WHERE reason LIKE '%growth%'")
    assert left_out == 16


def test_a_column_of_mixed_scales_stays_out_of_the_respondents_mean(bring, reader):
    def second(day):
        """A few answers from 7 to 10 among answers from 1 to 5."""
        return 7 + day // 50 if day % 50 == 0 else 1 + day % 5

    rows = "".join(
        f"{'AB'[day % 2]},2026-01-{1 + day % 28:02d},{1 + day % 5},{second(day)}\n"
        for day in range(200)
    )
    bring(f"branch,date,comfort rating,rating of the food\n{rows}")
    rows = reader.rows(PER_BRANCH, ["customer_satisfaction_index"])
    assert [n for _, n, _ in rows] == [100.0, 100.0]
    # The mean of 1 to 5 is the middle of the scale: comfort alone is counted.
    assert [total / n for _, n, total in rows] == pytest.approx([50.0, 50.0])
