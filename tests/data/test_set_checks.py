"""Rules over several rows: what breaks them is refused, with the rule in both languages."""

import pytest

from data import batches
from data.importing.read import read
from data.table_import import import_table
from locales import BadInput
from tests.conftest import VIEWER

SCHEME = "scheme_id,name,year,full_score,branch_type\n"
BAND = "scheme_id,band,lowest\n"
INDICATOR = "indicator_id,scheme_id,name,facet,scope,full_score,quantified\n"
WEIGHT = "metric,stratum,valid_from,valid_to,weight\n"
TARGET = "kpi,area,valid_from,valid_to,value\n"
STANDARD = "standard_id,year,audience,min_hours,pass_score\n"
FINDING = "finding_id,branch_id,found_at,source,category,severity,parent_finding_id,cycle_no\n"
POLICY = "policy_id,branch_id,title,level,domain,issued,status,merged_into\n"


@pytest.fixture
def upload(warehouse, write):
    def _upload(table, content, name="file.csv"):
        return import_table(warehouse, VIEWER, read(write(name, content)), table)

    return _upload


@pytest.fixture
def company(upload):
    return upload("branch", "branch_id,name,level,type\nB1,城东供电所,branch,supply_station\n")


def listed(imported):
    """Row, column and value of what was left out."""
    return imported.rejects[["row", "column", "value"]].values.tolist()


def reason(imported, place=0):
    """Why, in English and in Chinese."""
    return tuple(imported.rejects.loc[place, ["reason", "reason_zh"]])


def weights(metric, *rows):
    return "".join(f"{metric},{row}\n" for row in rows)


class TestIndicators:
    def test_those_of_a_scheme_add_up_to_its_full_score(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,100,\nS2,乙,2025,100,\n")
        imported = upload(
            "indicator",
            INDICATOR
            + "A,S1,台账,activity,common,60,是\nB,S1,整改,effect,common,30,是\n"
            + "C,S2,台账,activity,common,60,是\nD,S2,整改,effect,common,40,是\n",
        )
        assert (imported.rows_kept, imported.rows_rejected) == (2, 2)
        assert listed(imported) == [
            [2, "方案编号 Scheme code, 满分 Full score", "S1, 60"],
            [3, "方案编号 Scheme code, 满分 Full score", "S1, 30"],
        ]
        english, chinese = reason(imported)
        assert "those of scheme S1 add up to 90, its full score is 100" in english
        assert "方案 S1 的指标满分之和为 90，方案满分为 100" in chinese

    def test_one_more_than_the_scheme_holds_is_refused(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,100,\nS2,乙,2025,10,\n")
        upload("indicator", INDICATOR + "A,S1,台账,activity,common,100,是\n")
        rows = "B,S1,整改,effect,common,5,是\nC,S2,整改,effect,common,10,是\n"
        imported = upload("indicator", INDICATOR + rows)
        assert imported.rejects["row"].tolist() == [2]
        assert "add up to 105" in reason(imported)[0]

    def test_a_row_left_out_breaks_the_sum_of_the_others(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,100,\n")
        rows = "A,S1,台账,activity,common,60,是\nB,S1,整改,effect,common,40,maybe\n"
        with pytest.raises(BadInput, match="No row of"):
            upload("indicator", INDICATOR + rows)

    def test_sums_of_decimals_are_not_held_to_the_last_bit(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,1,\n")
        rows = "".join(f"I{i},S1,台账,activity,common,0.1,是\n" for i in range(10))
        assert upload("indicator", INDICATOR + rows).rows_kept == 10


class TestWeights:
    SOUND = (
        "questionnaire,202601,202612,0.4",
        "interview,202601,202612,0.3",
        "symposium,202601,202612,0.3",
    )

    def test_those_of_a_metric_add_up_to_1(self, upload):
        rows = weights("customer_satisfaction", *self.SOUND)
        rows += weights("customer_satisfaction_index", *self.SOUND[:2])
        imported = upload("stratum_weight", WEIGHT + rows)
        assert (imported.rows_kept, imported.rejects["row"].tolist()) == (3, [5, 6])
        english, chinese = reason(imported)
        assert "Customer satisfaction index valid in 2026-01 add up to 0.7" in english
        assert "客户满意度指数 在 2026-01 有效的权重之和为 0.7" in chinese

    def test_they_add_up_in_every_month_of_their_validity(self, upload):
        rows = weights("customer_satisfaction", *self.SOUND[:2], "symposium,202601,202606,0.3")
        with pytest.raises(BadInput, match=r"valid in 2026-07 add up to 0\.7"):
            upload("stratum_weight", WEIGHT + rows)

    def test_a_year_that_does_not_add_up_leaves_another_as_it_is(self, upload):
        rows = weights("customer_satisfaction", *self.SOUND, "interview,202701,202712,0.3")
        assert upload("stratum_weight", WEIGHT + rows).rejects["row"].tolist() == [5]

    @pytest.mark.parametrize("written", ["40", "40%"])
    def test_a_percentage_is_answered_with_the_share_to_write(self, upload, written):
        rows = weights("customer_satisfaction_index", f"questionnaire,202601,202612,{written}")
        rows += weights("customer_satisfaction", *self.SOUND)
        english, chinese = reason(upload("stratum_weight", WEIGHT + rows))
        assert "write 40 % as 0.4" in english and "40% 请写成 0.4" in chinese

    def test_a_stratum_has_one_weight_at_a_time(self, upload):
        upload("stratum_weight", WEIGHT + weights("customer_satisfaction", *self.SOUND))
        rows = weights("customer_satisfaction", "questionnaire,202612,202712,1")
        rows += weights("customer_satisfaction_index", "questionnaire,202601,202612,1")
        imported = upload("stratum_weight", WEIGHT + rows)
        assert listed(imported) == [
            [2, "生效月份（年月） Valid from (YYYYMM), 失效月份（年月） Valid to (YYYYMM)",
             "202612, 202712"],
        ]  # fmt: skip
        english, chinese = reason(imported)
        assert "batch 1 holds from 2026-01 to 2026-12" in english
        assert "批次 1的有效期为 2026-01 至 2026-12" in chinese

    def test_metrics_and_strata_are_known_by_their_names(self, upload, reader):
        rows = "客户满意率,问卷,202601,202612,0.4\nSatisfied customers,访谈,202601,202612,0.6\n"
        rows += "投诉率,问卷,202601,202612,1\n客户满意率,网络,202601,202612,0.6\n"
        imported = upload("stratum_weight", WEIGHT + rows)
        assert reader.rows("SELECT metric, stratum FROM stratum_weight ORDER BY stratum") == [
            ("customer_satisfaction", "interview"),
            ("customer_satisfaction", "questionnaire"),
        ]
        assert imported.rejects["value"].tolist() == ["投诉率", "网络"]
        assert "客户满意率 customer_satisfaction" in reason(imported)[0]
        assert "访谈 interview" in reason(imported, 1)[1]


class TestValidity:
    def test_a_year_has_one_scheme_for_each_type_of_branch(self, upload):
        rows = "S1,甲,2026,100,supply_station\nS2,乙,2026,100,department\n"
        rows += "S3,丙,2026,100,supply_station\nS4,丁,2026,100,\nS5,戊,2025,100,\n"
        imported = upload("scheme", SCHEME + rows)
        assert listed(imported) == [
            [4, "方案编号 Scheme code, 年度 Year", "S3, 2026"],
            [5, "方案编号 Scheme code, 年度 Year", "S4, 2026"],
        ]
        assert "S1 is there already, from row 2 of this file" in reason(imported)[0]
        assert "已有 S1，来自本文件第 2 行" in reason(imported)[1]

    def test_a_scheme_for_all_types_leaves_no_room_for_another(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,100,\n")
        imported = upload("scheme", SCHEME + "S2,乙,2026,100,department\nS3,丙,2027,100,\n")
        assert listed(imported)[0][2] == "S2, 2026"
        assert "S1 is there already, from batch 1" in reason(imported)[0]

    def test_two_bands_of_a_scheme_begin_at_different_scores(self, upload):
        upload("scheme", SCHEME + "S1,甲,2026,100,\nS2,乙,2025,100,\n")
        rows = "S1,优秀,90\nS1,良好,90\nS1,合格,60\nS2,优秀,90\n"
        imported = upload("scheme_band", BAND + rows)
        assert imported.rejects["row"].tolist() == [3]
        assert "优秀 is there already" in reason(imported)[0]

    def test_a_target_is_replaced_from_the_month_after_it_ended(self, upload):
        upload("kpi_target", TARGET + "supply_hours,urban,202401,202512,0.999\n")
        rows = "supply_hours,urban,202512,202612,0.9992\nsupply_hours,rural,202512,202612,0.998\n"
        imported = upload("kpi_target", TARGET + rows)
        assert imported.rejects["row"].tolist() == [2]
        assert "batch 1 holds from 2024-01 to 2025-12" in reason(imported)[0]
        later = upload("kpi_target", TARGET + "supply_hours,urban,202601,202612,0.9992\n")
        assert later.rows_rejected == 0

    def test_a_year_has_one_standard_for_each_audience(self, upload):
        rows = "T1,2026,member,32,60\nT2,2026,member,40,60\nT3,2026,secretary,56,60\n"
        imported = upload("training_standard", STANDARD + rows)
        assert imported.rejects["row"].tolist() == [3]
        assert "已有 T1" in reason(imported)[1]


@pytest.mark.usefixtures("company")
class TestChains:
    def test_a_parent_may_stand_anywhere_in_the_file(self, upload):
        rows = "F2,B1,2026-03-01,self,台账,low,F1,2\nF1,B1,2026-01-05,self,台账,low,,1\n"
        assert upload("finding", FINDING + rows).rows_kept == 2
        later = upload("finding", FINDING + "F3,B1,2026-05-01,self,台账,low,F2,3\n")
        assert later.rows_rejected == 0

    @pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0]])
    def test_a_circle_of_findings_is_refused_whatever_the_order(self, upload, order):
        rows = [
            "F1,B1,2026-01-05,self,台账,low,F2,2\n",
            "F2,B1,2026-01-05,self,台账,low,F1,2\n",
            "F3,B1,2026-02-05,self,台账,low,F2,3\n",
            "F4,B1,2026-02-05,self,台账,low,,1\n",
        ]
        imported = upload("finding", FINDING + "".join(rows[place] for place in order))
        why = dict(zip(imported.rejects["value"], imported.rejects["reason"], strict=False))
        assert imported.rows_kept == 1
        assert "F2 → F1 → F2" in why["F1"] and "no row leads back to itself" in why["F1"]
        assert imported.rejects["column"].unique().tolist() == ["复发自问题编号 Recurrence of"]
        assert "逐级追溯不能回到自身" in imported.rejects["reason_zh"].str.cat()
        assert "of this file is left out too" in imported.rejects["reason"].str.cat()

    def test_rules_merged_in_a_circle_are_refused(self, upload):
        upload("policy_required", "domain\n组织生活\n")
        rows = "P1,B1,甲,branch,组织生活,2020-01-01,merged,P2\n"
        rows += "P2,B1,乙,branch,组织生活,2020-01-01,merged,P1\n"
        rows += "P3,B1,丙,branch,组织生活,2020-01-01,merged,P4\n"
        rows += "P4,B1,丁,branch,组织生活,2020-01-01,valid,\n"
        imported = upload("policy", POLICY + rows)
        assert listed(imported) == [
            [2, "并入制度编号 Merged into", "P2"],
            [3, "并入制度编号 Merged into", "P1"],
        ]
        assert "P1 → P2 → P1" in reason(imported)[0]

    def test_a_finding_does_not_come_back_before_it_was_found(self, upload):
        upload("finding", FINDING + "F1,B1,2026-02-05,self,台账,low,,1\n")
        rows = "F2,B1,2026-01-05,self,台账,low,F1,2\nF3,B1,2026-03-05,self,台账,low,F2,3\n"
        rows += "F4,B1,2026-03-05,self,台账,low,F1,2\n"
        imported = upload("finding", FINDING + rows)
        assert listed(imported) == [
            [2, "发现日期 Found on, 复发自问题编号 Recurrence of", "2026-01-05, F1"],
            [3, "复发自问题编号 Recurrence of", "F2"],
        ]
        assert "F1 was found on 2026-02-05" in reason(imported)[0]
        assert "F1 发现于 2026-02-05" in reason(imported)[1]

    def test_a_finding_that_came_back_is_undone_after_its_recurrence(
        self, upload, warehouse, reader
    ):
        first = upload("finding", FINDING + "F1,B1,2026-01-05,self,台账,low,,1\n")
        second = upload("finding", FINDING + "F2,B1,2026-02-05,self,台账,low,F1,2\n")
        with pytest.raises(BadInput, match=f"Undo batch {second.batch_id} first"):
            batches.undo(warehouse, VIEWER, [first.batch_id])
        batches.undo(warehouse, VIEWER, [first.batch_id, second.batch_id])
        assert reader.rows("FROM finding") == []
