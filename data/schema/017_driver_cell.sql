-- How answers on two topics go together, as sums over those who gave both: from these, and at any size, what moves the
-- overall judgement. Scores are in hundredths of their scale; `overall` stands as a topic; sums are weighted like cells.
CREATE TABLE driver_cell (
    batch_id  INTEGER NOT NULL,
    survey_id INTEGER NOT NULL,
    audience  VARCHAR NOT NULL,
    channel   VARCHAR NOT NULL,
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL,
    topic_a   VARCHAR NOT NULL,
    topic_b   VARCHAR NOT NULL,
    n         DOUBLE NOT NULL CHECK (n > 0),
    total_a   DOUBLE NOT NULL,
    total_b   DOUBLE NOT NULL,
    total_aa  DOUBLE NOT NULL,
    total_bb  DOUBLE NOT NULL,
    total_ab  DOUBLE NOT NULL
);
COMMENT ON TABLE driver_cell IS '主题关联计数单元 | Topics answered together';
COMMENT ON COLUMN driver_cell.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN driver_cell.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN driver_cell.audience IS '调查对象 | Audience';
COMMENT ON COLUMN driver_cell.channel IS '渠道 | Channel';
COMMENT ON COLUMN driver_cell.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN driver_cell.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN driver_cell.topic_a IS '主题甲 | First topic';
COMMENT ON COLUMN driver_cell.topic_b IS '主题乙 | Second topic';
COMMENT ON COLUMN driver_cell.n IS '两题都答的权重和 | Weight of those who answered both';
COMMENT ON COLUMN driver_cell.total_a IS '甲得分和 | Sum of the first';
COMMENT ON COLUMN driver_cell.total_b IS '乙得分和 | Sum of the second';
COMMENT ON COLUMN driver_cell.total_aa IS '甲得分平方和 | Sum of the first squared';
COMMENT ON COLUMN driver_cell.total_bb IS '乙得分平方和 | Sum of the second squared';
COMMENT ON COLUMN driver_cell.total_ab IS '乘积和 | Sum of products';
