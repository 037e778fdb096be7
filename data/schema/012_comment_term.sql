-- The words of comments, counted once when a batch is committed: what is said more here than there.
CREATE TABLE comment_term (
    batch_id   INTEGER NOT NULL,
    survey_id  INTEGER NOT NULL,
    audience   VARCHAR NOT NULL,
    branch_id  VARCHAR NOT NULL,
    month      INTEGER NOT NULL,
    term       VARCHAR NOT NULL CHECK (length(term) > 0),
    responses  BIGINT NOT NULL CHECK (responses > 0)
);
COMMENT ON TABLE comment_term IS '意见用词 | Words of comments';
COMMENT ON COLUMN comment_term.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN comment_term.survey_id IS '调查编号 | Survey | → survey.survey_id';
COMMENT ON COLUMN comment_term.audience IS '调查对象 | Audience';
COMMENT ON COLUMN comment_term.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN comment_term.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN comment_term.term IS '词 | Word';
COMMENT ON COLUMN comment_term.responses IS '提到它的答卷数 | Responses that use it';
