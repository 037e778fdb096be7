-- What customers, members and employees say. The three audiences are never pooled.

CREATE TABLE survey (
    survey_id INTEGER PRIMARY KEY,
    title     VARCHAR NOT NULL CHECK (length(trim(title)) > 0),
    audience  VARCHAR NOT NULL CHECK (audience IN ('customer', 'member', 'employee')),
    batch_id  INTEGER NOT NULL,
    UNIQUE (title, audience)
);
COMMENT ON TABLE survey IS '调查 | Surveys';
COMMENT ON COLUMN survey.survey_id IS '调查编号 | Survey';
COMMENT ON COLUMN survey.title IS '标题 | Title';
COMMENT ON COLUMN survey.audience IS '调查对象 | Audience';
COMMENT ON COLUMN survey.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE survey_question (
    question_id    INTEGER PRIMARY KEY,
    survey_id      INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    text           VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL
                   CHECK (kind IN ('rating', 'nps', 'yes_no', 'comment', 'respondent_mean')),
    scale_low      DOUBLE,
    scale_high     DOUBLE,
    satisfied_from DOUBLE,
    topic          VARCHAR,
    is_overall     BOOLEAN NOT NULL,
    batch_id       INTEGER NOT NULL,
    CHECK (scale_high > scale_low)
);
COMMENT ON TABLE survey_question IS '调查题目 | Survey questions';
COMMENT ON COLUMN survey_question.question_id IS '题目编号 | Question';
COMMENT ON COLUMN survey_question.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN survey_question.position IS '列序 | Position';
COMMENT ON COLUMN survey_question.text IS '题目 | Question text';
COMMENT ON COLUMN survey_question.kind IS '题型 | Kind';
COMMENT ON COLUMN survey_question.scale_low IS '量表最低 | Lowest score';
COMMENT ON COLUMN survey_question.scale_high IS '量表最高 | Highest score';
COMMENT ON COLUMN survey_question.satisfied_from IS '满意起点 | Satisfied from';
COMMENT ON COLUMN survey_question.topic IS '主题 | Topic';
COMMENT ON COLUMN survey_question.is_overall IS '总体满意项 | Overall item';
COMMENT ON COLUMN survey_question.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE batch_question (
    batch_id    INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    PRIMARY KEY (batch_id, question_id)
);
COMMENT ON TABLE batch_question IS '批次所含题目 | Questions a batch answers';
COMMENT ON COLUMN batch_question.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN batch_question.question_id IS '题目编号 | Question | → survey_question.question_id';

-- The three large tables carry no index: their keys are made here, never uploaded, and checked by `check`.
CREATE TABLE survey_response (
    response_id  BIGINT NOT NULL,
    batch_id     INTEGER NOT NULL,
    survey_id    INTEGER NOT NULL,
    row_number   BIGINT NOT NULL,
    branch_id    VARCHAR,
    branch_label VARCHAR NOT NULL,
    channel      VARCHAR NOT NULL
                 CHECK (channel IN ('questionnaire', 'symposium', 'interview', 'suggestion_box', 'hotline_95598')),
    month        INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    weight       DOUBLE NOT NULL CHECK (weight > 0),
    quality_flag VARCHAR NOT NULL
);
COMMENT ON TABLE survey_response IS '答卷 | Responses';
COMMENT ON COLUMN survey_response.response_id IS '答卷编号 | Response';
COMMENT ON COLUMN survey_response.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN survey_response.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN survey_response.row_number IS '文件行号 | Row in the file';
COMMENT ON COLUMN survey_response.branch_id IS '支部编号（未匹配为空） | Branch code (empty while it waits) | → branch.branch_id';
COMMENT ON COLUMN survey_response.branch_label IS '文件中的支部名 | Branch as written in the file';
COMMENT ON COLUMN survey_response.channel IS '渠道 | Channel';
COMMENT ON COLUMN survey_response.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN survey_response.weight IS '权重（已按批次缩放） | Weight, scaled to Kish''s effective n of the batch';
COMMENT ON COLUMN survey_response.quality_flag IS '质量标记 | Quality flag';

CREATE TABLE survey_answer (
    batch_id    INTEGER NOT NULL,
    response_id BIGINT NOT NULL,
    question_id INTEGER NOT NULL,
    score       DOUBLE NOT NULL
);
COMMENT ON TABLE survey_answer IS '答案 | Answers';
COMMENT ON COLUMN survey_answer.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN survey_answer.response_id IS '答卷编号 | Response | → survey_response.response_id';
COMMENT ON COLUMN survey_answer.question_id IS '题目编号 | Question | → survey_question.question_id';
COMMENT ON COLUMN survey_answer.score IS '得分（越高越好） | Score (high is good)';

CREATE TABLE survey_comment (
    batch_id    INTEGER NOT NULL,
    response_id BIGINT NOT NULL,
    question_id INTEGER NOT NULL,
    text        VARCHAR NOT NULL
);
COMMENT ON TABLE survey_comment IS '意见 | Comments';
COMMENT ON COLUMN survey_comment.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN survey_comment.response_id IS '答卷编号 | Response | → survey_response.response_id';
COMMENT ON COLUMN survey_comment.question_id IS '题目编号 | Question | → survey_question.question_id';
COMMENT ON COLUMN survey_comment.text IS '内容（已脱敏） | Text, masked';

CREATE TABLE survey_cell (
    batch_id    INTEGER NOT NULL,
    survey_id   INTEGER NOT NULL,
    audience    VARCHAR NOT NULL,
    channel     VARCHAR NOT NULL,
    question_id INTEGER NOT NULL,
    branch_id   VARCHAR NOT NULL,
    month       INTEGER NOT NULL,
    score       DOUBLE NOT NULL,
    responses   BIGINT NOT NULL CHECK (responses > 0),
    weight      DOUBLE NOT NULL CHECK (weight > 0),
    weight_sq   DOUBLE NOT NULL CHECK (weight_sq > 0)
);
COMMENT ON TABLE survey_cell IS '答案计数单元 | Counted answers';
COMMENT ON COLUMN survey_cell.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN survey_cell.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN survey_cell.audience IS '调查对象 | Audience';
COMMENT ON COLUMN survey_cell.channel IS '渠道 | Channel';
COMMENT ON COLUMN survey_cell.question_id IS '题目编号 | Question | → survey_question.question_id';
COMMENT ON COLUMN survey_cell.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN survey_cell.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN survey_cell.score IS '得分 | Score';
COMMENT ON COLUMN survey_cell.responses IS '答案数 | Answers';
COMMENT ON COLUMN survey_cell.weight IS '权重和 | Sum of weights';
COMMENT ON COLUMN survey_cell.weight_sq IS '权重平方和 | Sum of squared weights';

CREATE TABLE survey_score (
    batch_id     INTEGER NOT NULL,
    survey_id    INTEGER NOT NULL,
    row_number   BIGINT NOT NULL,
    branch_id    VARCHAR,
    branch_label VARCHAR NOT NULL,
    month        INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    category     VARCHAR NOT NULL,
    score        DOUBLE NOT NULL CHECK (score BETWEEN 0 AND 100)
);
COMMENT ON TABLE survey_score IS '已汇总的满意度得分 | Finished satisfaction scores';
COMMENT ON COLUMN survey_score.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN survey_score.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN survey_score.row_number IS '文件行号 | Row in the file';
COMMENT ON COLUMN survey_score.branch_id IS '支部编号（未匹配为空） | Branch code (empty while it waits) | → branch.branch_id';
COMMENT ON COLUMN survey_score.branch_label IS '文件中的支部名 | Branch as written in the file';
COMMENT ON COLUMN survey_score.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN survey_score.category IS '类别 | Category';
COMMENT ON COLUMN survey_score.score IS '得分（0–100） | Score (0–100)';

CREATE TABLE service_kpi (
    branch_id   VARCHAR NOT NULL,
    month       INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    kpi         VARCHAR NOT NULL
                CHECK (kpi IN ('complaints', 'supply_hours', 'arrival_on_time', 'restored_on_time')),
    numerator   DOUBLE NOT NULL CHECK (numerator >= 0),
    denominator DOUBLE NOT NULL CHECK (denominator > 0),
    batch_id    INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, kpi),
    CHECK (numerator <= denominator)
);
COMMENT ON TABLE service_kpi IS '供电服务指标 | Power-service figures';
COMMENT ON COLUMN service_kpi.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN service_kpi.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN service_kpi.kpi IS '指标 | Figure';
COMMENT ON COLUMN service_kpi.numerator IS '分子 | Numerator';
COMMENT ON COLUMN service_kpi.denominator IS '分母 | Denominator';
COMMENT ON COLUMN service_kpi.batch_id IS '批次号 | Batch | → batch.batch_id';
