"""From table and plan to staged rows; every refused cell has its row, column, value and reason."""

import duckdb
import pytest

from data.importing.read import read
from data.importing.recognise import recognise
from data.importing.validate import validate
from locales import BadInput


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def staged(table, connection):
    """Validates a text; `correct` changes the plan first."""

    def stage(text, correct=lambda plan: plan, **kwargs):
        read_table = table(text)
        return validate(read_table, correct(recognise(read_table)), connection, **kwargs)

    return stage


def rejects(result):
    return [tuple(row) for row in result.rejects[["row", "column", "value", "reason"]].to_numpy()]


SURVEY = (
    "供电所,提交时间,总体满意度,抢修评价,是否解决,意见\n"
    "城东供电所,2025-01-03 10:00:00,5,4,是,很好\n"
    " 城西供电所 ,2025-01-04 10:00:00,2,,否,打我电话13800138000\n"
    ",2025-02-04 10:00:00,3,1,,\n"
)


def test_responses_answers_and_comments(staged, connection):
    result = staged(SURVEY)
    assert (result.rows_read, result.rows_kept, result.rows_rejected, result.answers) == (
        3,
        3,
        0,
        7,
    )
    assert result.branch_labels == {"": 1, "城东供电所": 1, "城西供电所": 1}
    assert connection.sql("FROM staged_response ORDER BY 1").fetchall() == [
        (2, "城东供电所", 202501, 1.0, ""),
        (3, "城西供电所", 202501, 1.0, ""),
        (4, "", 202502, 1.0, ""),
    ]
    assert connection.sql("FROM staged_answer ORDER BY 1, 2").fetchall() == [
        (2, 2, 5.0), (2, 3, 4.0), (2, 4, 1.0), (3, 2, 2.0), (3, 4, 0.0), (4, 2, 3.0), (4, 3, 1.0),
    ]  # fmt: skip
    assert connection.sql("FROM staged_comment ORDER BY 1").fetchall() == [
        (2, 5, "很好"),
        (3, 5, "打我电话***"),
    ]


def test_bad_cells_are_refused_and_their_rows_kept(staged):
    lines = [f"城东,2025-01-0{i},{v}" for i, v in enumerate(["5", "4", "3", "2", "1"] * 2 + [], 0)]
    lines = [line.replace("2025-01-00", "2025-01-09") for line in lines]
    text = (
        "供电所,日期,满意度\n"
        + "\n".join(lines * 4)
        + "\n城西,2025-01-01,55\n城西,2025-01-02,哈哈\n"
    )
    result = staged(text)
    assert (result.rows_read, result.rows_kept, result.answers) == (42, 42, 40)
    assert rejects(result) == [
        (42, "满意度", "55", "The value is outside the scale 1 to 5."),
        (43, "满意度", "哈哈", "This is no answer on the scale of the question."),
    ]
    assert result.rejects["reason_zh"][0] == "数值超出 1 至 5 的量表。"


def test_a_row_without_a_date_is_refused(staged):
    result = staged(
        "供电所,日期,满意度\nA,2025-01-01,5\nA,soon,4\nA,2025-01-09,1\nA,2025-01-03,2\n"
        "A,2025-01-04,3\n,,\n"
    )
    assert (result.rows_read, result.rows_kept, result.rows_rejected) == (5, 4, 1)
    assert rejects(result) == [(3, "日期", "soon", "The row has no date that can be read.")]


def test_no_time_column_needs_a_month(staged, connection):
    text = "供电所,满意度\nA,5\nB,4\nB,1\n"
    with pytest.raises(BadInput, match="No column holds a date"):
        staged(text)
    staged(text, default_month=202506)
    assert connection.sql("SELECT DISTINCT month FROM staged_response").fetchall() == [(202506,)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a,b,c\n1,2,3\n4,5\n",
            r"Row 3: The row ends after 2 of 3 cells. The file was probably cut",
        ),
        ('供电所,日期,评价\nA,2025-01-01,5\nA,"2025', r"Row 3: A quotation mark is opened"),
        ("供电所,日期,满意度\n", "no answers below"),
        ("意见\n好\n", "only one column"),
        ("供电所,日期,性别\nA,2025-01-01,男\n", "No column holds ratings"),
    ],
)
def test_nothing_is_staged_of_an_unusable_file(staged, connection, text, sentence):
    with pytest.raises(BadInput, match=sentence):
        staged(text)
    assert connection.sql("SHOW TABLES").fetchall() == []


def test_cut_rows_may_be_left_out(staged):
    result = staged(
        "供电所,日期,评价\nA,2025-01-01,5\nA,2025-01-02,4\nA,2025-01-03,1\nA,20",
        accept_cut_rows=True,
    )
    assert (result.rows_read, result.rows_kept, result.rows_rejected) == (4, 3, 1)
    assert rejects(result)[0][0] == 5


def test_a_row_with_too_many_cells_is_refused(staged):
    result = staged(
        "供电所,日期,评价\nA,2025-01-01,5,\nA,2025-01-02,4,x\nA,2025-01-03,1\nB,2025-01-03,2\n"
    )
    assert (result.rows_kept, result.rows_rejected) == (3, 1)
    assert rejects(result) == [(3, None, None, "The row has more cells than the header.")]


def test_scores_are_turned_round_where_low_is_better(staged, connection):
    text = "供电所,日期,满意度（1=非常满意，5=非常不满意）\n" + "".join(
        f"A,2025-01-0{v},{v}\n" for v in "12345"
    )
    staged(text)
    scores = connection.sql("SELECT score FROM staged_answer ORDER BY row_number").fetchall()
    assert scores == [(5.0,), (4.0,), (3.0,), (2.0,), (1.0,)]


def test_labels_become_scores(staged, connection):
    text = "供电所,日期,抢修服务\n" + "".join(
        f"A,2025-01-0{i},{v}\n"
        for i, v in enumerate(["A.非常满意", "B.满意", "D.不满意", "不了解", " 一般 "], 1)
    )
    result = staged(text)
    assert connection.sql("FROM staged_answer ORDER BY 1").fetchall() == [
        (2, 2, 5.0), (3, 2, 4.0), (4, 2, 2.0), (6, 2, 3.0),
    ]  # fmt: skip
    assert rejects(result) == []


def test_a_corrected_plan_is_followed(staged, connection):
    text = "供电所,日期,满意度\n" + "".join(f"A,2025-01-0{v},{v}\n" for v in "12345")
    staged(text, correct=lambda p: p.corrected(2, scale=[1, 10], better="low"))
    assert connection.sql("SELECT max(score) FROM staged_answer").fetchall() == [(10.0,)]


def test_flags(table, connection):
    header = "供电所,提交时间,抢修评价,态度评价,环境评价\n"
    lines = [
        "A,2025-01-01 10:00:00,4,4,4",
        "A,2025-01-02 10:00:00,4,5,3",
        "A,2025-01-02 10:00:00,4,5,3",
        "A,2025-01-03 10:00:00,1,2,3",
    ]
    read_table = table(header + "\n".join(lines) + "\n")
    validate(read_table, recognise(read_table), connection)
    flags = connection.sql(
        "SELECT quality_flag FROM staged_response ORDER BY row_number"
    ).fetchall()
    assert [f for (f,) in flags] == ["straight_lined", "", "duplicate", ""]


def test_a_header_repeated_below_is_no_response(staged):
    header = "供电所,日期,评价\n"
    text = f"{header}A,2025-01-01,5\nB,2025-01-02,4\nA,2025-01-03,2\n{header}B,2025-01-04,1\n"
    result = staged(text)
    assert (result.rows_read, result.rows_kept, rejects(result)) == (4, 4, [])


def test_unfinished_limesurvey_responses_take_the_date_they_were_started(staged, connection):
    text = (
        "id,submitdate,lastpage,startlanguage,startdate,branch,rating\n"
        "1,2025-03-01 10:00:00,3,en,2025-03-01 09:00:00,N,5\n"
        "2,2025-03-02 10:00:00,3,en,2025-03-02 09:00:00,S,4\n"
        "3,,1,en,2025-04-02 09:00:00,S,1\n"
    )
    result = staged(text)
    assert (result.rows_kept, rejects(result)) == (3, [])
    assert connection.sql(
        "SELECT month, quality_flag FROM staged_response WHERE row_number = 4"
    ).fetchall() == [(202504, "incomplete")]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打13800138000找我", "打***找我"),
        ("电话 138 0013 8000", "电话 ***"),
        ("0351-1234567", "***"),
        ("身份证14010519900101123X", "身份证***"),
        ("写信 a.b@mail.example.cn 谢谢", "写信 *** 谢谢"),
        ("户号 6222 0200 1234 5678 901", "户号 ***"),
        ("户号1234567890，停电3次", "户号***，停电3次"),
        ("+49 170 1234567", "***"),
        ("2025年停电12次，95598打不通", "2025年停电12次，95598打不通"),
    ],
)
def test_comments_are_masked(staged, connection, text, masked):
    rows = "".join(f'A,2025-01-0{i},{i},"意见{i}很好的服务"\n' for i in range(1, 6))
    staged(f'供电所,日期,评价,意见\nA,2025-01-01,5,"{text}"\n{rows}')
    found = connection.sql("SELECT text FROM staged_comment WHERE row_number = 2").fetchall()
    assert found == [(masked,)]


# --- real files -----------------------------------------------------------------------------------


def test_skytrax(real, connection):
    table = read(real("skytrax_lounge_reviews.csv"))
    result = validate(table, recognise(table), connection)
    assert (result.rows_read, result.rows_kept, result.rows_rejected) == (2264, 2264, 0)
    assert result.branch_labels["british-airways"] == 242
    assert len(result.branch_labels) == 97
    assert len(result.rejects) == 67
    assert set(result.rejects["column"]) == {"overall_rating"}
    answers = dict(
        connection.sql("SELECT position, count(*) FROM staged_answer GROUP BY 1").fetchall()
    )
    assert (answers[12], answers[13], answers[17], answers[20]) == (2192, 2256, 2128, 2264)
    assert connection.sql("SELECT count(*) FROM staged_comment").fetchall() == [(2264,)]


def test_aneel(real, connection):
    table = read(real("aneel_power_iasc_latin1.csv"))
    result = validate(table, recognise(table), connection)
    assert (result.rows_read, result.rows_kept) == (140, 107)
    reasons = result.rejects["reason"].str.extract(r"(growth|second|another|no score)")[0]
    assert reasons.value_counts().to_dict() == {"growth": 16, "another": 16, "no score": 1}
    assert connection.sql(
        "SELECT month, score FROM staged_score WHERE branch_label = 'CEB' ORDER BY 1 LIMIT 2"
    ).fetchall() == [(200312, 62.55), (200412, 65.8)]
    twice = connection.sql(
        "SELECT count(*) FROM (SELECT branch_label, month, score FROM staged_score "
        "GROUP BY ALL HAVING count(*) > 1)"
    )
    assert twice.fetchall() == [(0,)]


def test_sums_below_the_answers_are_no_answers(staged, connection):
    lines = "".join(f"B{i % 2},2025-01-{i + 1:02d},{i % 5 + 1}\n" for i in range(20))
    result = staged(f"branch,date,rating\n{lines}Total,2025-01-31,60\nAverage,2025-02-01,3\n")
    assert (result.rows_read, result.rows_kept, result.rows_rejected) == (22, 20, 2)
    assert [row for row, *_ in rejects(result)] == [22, 23]
    assert connection.sql("SELECT avg(score) FROM staged_answer").fetchall() == [(3.0,)]


def test_a_branch_is_named_as_people_call_it_not_as_the_tool_writes_it(staged):
    names = ["A.城东供电所", "城东供电所", "其他〖城北供电所。〗", "城南供电所〖二班〗"]
    names += ["(空)", "(跳过)"]
    lines = "".join(f"{name},2025-01-0{i + 1},{i % 5 + 1}\n" for i, name in enumerate(names))
    result = staged(f"供电所,日期,满意度\n{lines}")
    assert result.branch_labels == {"城东供电所": 2, "城北供电所": 1, "城南供电所": 1, "": 2}


def test_a_word_and_the_same_word_denied_are_yes_and_no(staged, connection):
    words = ["知道", "不知道", "知道"]
    lines = "".join(f"城东,2025-01-0{i + 1},{word}\n" for i, word in enumerate(words))
    assert staged(f"供电所,日期,是否知道95598\n{lines}").answers == 3
    answers = connection.sql("SELECT score FROM staged_answer ORDER BY row_number").fetchall()
    assert answers == [(1.0,), (0.0,), (1.0,)]


def test_a_branch_called_total_is_a_branch(staged):
    lines = "".join(f"{b},2025-01-0{i},{i}\n" for i in range(1, 6) for b in ("Shell", "Total"))
    result = staged(f"company,date,rating\n{lines}")
    assert result.branch_labels == {"Shell": 5, "Total": 5}


def test_a_row_without_a_usable_weight_is_refused(staged):
    weights = ["0.5", "1,5", "2", "0", "1", "1", "1", "1", "1", "1", "1", "1", "", "x", "-1"]
    lines = "".join(f'B,2025-01-{i + 1:02d},4,"{w}"\n' for i, w in enumerate(weights))
    result = staged(f"branch,date,rating,weight\n{lines}")
    assert (result.rows_kept, result.rows_rejected) == (12, 3)
    assert [(row, column) for row, column, *_ in rejects(result)] == [
        (14, "weight"),
        (15, "weight"),
        (16, "weight"),
    ]


def test_a_bare_number_among_words_is_not_guessed(staged):
    words = ["非常满意", "满意", "一般", "不满意", "非常不满意"] * 8 + ["5", "好评"]
    lines = "".join(f"城东,2025-01-{i % 28 + 1:02d},{word}\n" for i, word in enumerate(words))
    result = staged(f"供电所,日期,满意度\n{lines}")
    assert result.answers == 40
    assert [(row, value) for row, _, value, _ in rejects(result)] == [(42, "5"), (43, "好评")]


def test_seven_hundred_questions(staged):
    headers = ",".join(f"满意度{i}" for i in range(700))
    lines = "".join(
        f"城{i % 2},2025-01-{i + 1:02d},{','.join(str((i + j) % 5 + 1) for j in range(700))}\n"
        for i in range(20)
    )
    result = staged(f"供电所,日期,{headers}\n{lines}")
    assert (result.rows_kept, result.answers) == (20, 14_000)


def test_a_year_takes_its_month_or_quarter_from_the_column_beside(staged, connection):
    staged(
        "branch,Year,Month,service rating\n"
        "A,2025,Jan,4\nB,2025,March,5\nA,2025,3月,3\nB,2026,12,2\nA,2026,,1\nB,2026,0,3\n"
    )
    months = connection.sql("SELECT month FROM staged_response ORDER BY row_number").fetchall()
    assert [m for (m,) in months] == [202501, 202503, 202503, 202612, 202612, 202612]
    staged("供电所,年份,季度,满意度评分\n" + "甲,2025,第二季度,4\n乙,2025,Q4,5\n" * 3)
    months = connection.sql("SELECT DISTINCT month FROM staged_response ORDER BY 1").fetchall()
    assert months == [(202506,), (202512,)]
