"""Comments of the demo company read like people's, and fit what they answered."""

import re

import pytest

from data import queries

COMPLAINTS = {
    "QH202": ("抢修", "报修", "修"),
    "QH303": ("通知", "停电不", "短信"),
    "QH405": ("电费", "表", "账单", "缴费", "扣费"),
}


def test_no_comment_looks_copied(company):
    texts = company.frame("SELECT text FROM survey_comment")["text"]
    assert texts.nunique() / len(texts) > 0.6
    assert texts.value_counts().iloc[0] / len(texts) < 0.005


def test_comments_are_whole_chinese_sentences(company):
    texts = company.frame("SELECT text FROM survey_comment")["text"]
    assert texts.str.fullmatch(r"[\u4e00-\u9fff0-9\uff0c\u3002\uff01\u3001]+[\u3002\uff01]").all()
    assert texts.str.len().between(5, 70).all()
    assert not texts.str.contains(re.escape("{")).any()


def test_satisfied_people_thank_and_unsatisfied_ones_do_not(company):
    said = company.frame(
        "SELECT survey_comment.text, score FROM survey_comment"
        " JOIN survey_answer USING (batch_id, response_id)"
        " JOIN survey_question ON survey_question.question_id = survey_answer.question_id"
        " WHERE is_overall"
    )
    thanks = said["text"].str.contains("谢谢|点个赞|很满意|值得表扬")
    assert thanks[said["score"] == 5].mean() > 0.2
    assert thanks[said["score"] <= 2].mean() == 0


@pytest.mark.parametrize("branch_id", COMPLAINTS)
def test_people_complain_of_the_branchs_weak_topic(company, branch_id):
    said = company.frame(
        "SELECT branch_id = ? AS weak, survey_comment.text FROM survey_comment"
        " JOIN survey_response USING (batch_id, response_id)"
        " JOIN survey_answer USING (batch_id, response_id)"
        " JOIN survey_question ON survey_question.question_id = survey_answer.question_id"
        " WHERE is_overall AND score <= 3 AND channel = 'questionnaire'",
        [branch_id],
    )
    named = said["text"].str.contains("|".join(COMPLAINTS[branch_id]))
    assert named[said["weak"]].mean() > 1.5 * named[~said["weak"]].mean()


def test_the_newest_comments_come_from_many_branches(company):
    newest = queries.surveys.comments(company, 202411, 202610, ["QH"], "customer", 30)
    assert newest["branch_id"].nunique() > 8
