-- What came in, from where, and what it counted to.

CREATE TABLE schema_version (
    version    INTEGER PRIMARY KEY,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE schema_version IS '结构版本 | Schema version';

CREATE TABLE warehouse_state (
    data_version BIGINT NOT NULL,
    created_at   TIMESTAMP NOT NULL
);
COMMENT ON TABLE warehouse_state IS '数据版本 | Data version';
INSERT INTO warehouse_state VALUES (0, now()::TIMESTAMP);

CREATE TABLE batch (
    batch_id      INTEGER PRIMARY KEY,
    table_name    VARCHAR NOT NULL,
    file_name     VARCHAR NOT NULL,
    sha256        VARCHAR NOT NULL,
    tool          VARCHAR NOT NULL,
    encoding      VARCHAR,
    rows_read     BIGINT NOT NULL CHECK (rows_read >= 0),
    rows_kept     BIGINT NOT NULL CHECK (rows_kept >= 0),
    rows_rejected BIGINT NOT NULL CHECK (rows_rejected >= 0),
    answers       BIGINT NOT NULL DEFAULT 0 CHECK (answers >= 0),
    committed_by  VARCHAR NOT NULL,
    committed_at  TIMESTAMP NOT NULL,
    undone_by     VARCHAR,
    undone_at     TIMESTAMP,
    CHECK (rows_kept + rows_rejected <= rows_read)
);
COMMENT ON TABLE batch IS '导入批次 | Import batch';
COMMENT ON COLUMN batch.batch_id IS '批次号 | Batch';
COMMENT ON COLUMN batch.table_name IS '数据表 | Table';
COMMENT ON COLUMN batch.file_name IS '文件名 | File';
COMMENT ON COLUMN batch.sha256 IS '文件指纹 | File fingerprint (SHA-256)';
COMMENT ON COLUMN batch.tool IS '来源工具 | Tool';
COMMENT ON COLUMN batch.encoding IS '编码 | Encoding';
COMMENT ON COLUMN batch.rows_read IS '读取行数 | Rows read';
COMMENT ON COLUMN batch.rows_kept IS '保留行数 | Rows kept';
COMMENT ON COLUMN batch.rows_rejected IS '退回行数 | Rows rejected';
COMMENT ON COLUMN batch.answers IS '答案数 | Answers';
COMMENT ON COLUMN batch.committed_by IS '导入人 | Imported by';
COMMENT ON COLUMN batch.committed_at IS '导入时间 | Imported at';
COMMENT ON COLUMN batch.undone_by IS '撤销人 | Undone by';
COMMENT ON COLUMN batch.undone_at IS '撤销时间 | Undone at';

CREATE TABLE reject (
    batch_id    INTEGER NOT NULL,
    row_number  BIGINT,
    column_name VARCHAR,
    value       VARCHAR,
    reason      VARCHAR NOT NULL,
    reason_zh   VARCHAR NOT NULL
);
COMMENT ON TABLE reject IS '退回记录 | Rejected cells and rows';
COMMENT ON COLUMN reject.batch_id IS '批次号 | Batch | → batch.batch_id';
COMMENT ON COLUMN reject.row_number IS '行 | Row';
COMMENT ON COLUMN reject.column_name IS '列 | Column';
COMMENT ON COLUMN reject.value IS '原值 | Value';
COMMENT ON COLUMN reject.reason IS '原因（英文） | Reason';
COMMENT ON COLUMN reject.reason_zh IS '原因 | Reason in Chinese';

CREATE TABLE mapping (
    signature   VARCHAR PRIMARY KEY,
    corrections VARCHAR NOT NULL,
    updated_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE mapping IS '已记住的列设置 | Remembered column settings';
COMMENT ON COLUMN mapping.signature IS '表头指纹 | Header signature';
COMMENT ON COLUMN mapping.corrections IS '人工更正（JSON） | Corrections (JSON)';
COMMENT ON COLUMN mapping.updated_at IS '更新时间 | Updated at';

CREATE TABLE audit (
    happened_at TIMESTAMP NOT NULL,
    actor  VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    detail VARCHAR NOT NULL
);
COMMENT ON TABLE audit IS '操作日志 | Audit log';
COMMENT ON COLUMN audit.happened_at IS '时间 | At';
COMMENT ON COLUMN audit.actor IS '人员 | Actor';
COMMENT ON COLUMN audit.action IS '操作 | Action';
COMMENT ON COLUMN audit.detail IS '说明 | Detail';

CREATE TABLE metric_cell (
    metric    VARCHAR NOT NULL,
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL,
    stratum   VARCHAR NOT NULL,
    n         DOUBLE NOT NULL CHECK (n >= 0),
    total     DOUBLE NOT NULL,
    total_sq  DOUBLE NOT NULL CHECK (total_sq >= 0)
);
COMMENT ON TABLE metric_cell IS '指标单元 | Metric cells';
COMMENT ON COLUMN metric_cell.metric IS '指标 | Metric';
COMMENT ON COLUMN metric_cell.branch_id IS '支部 | Branch | → branch.branch_id';
COMMENT ON COLUMN metric_cell.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN metric_cell.stratum IS '层 | Stratum';
COMMENT ON COLUMN metric_cell.n IS '样本量或基数 | Trials, observations or exposure';
COMMENT ON COLUMN metric_cell.total IS '合计 | Sum';
COMMENT ON COLUMN metric_cell.total_sq IS '平方和 | Sum of squares';

CREATE TABLE stratum_weight (
    metric     VARCHAR NOT NULL,
    stratum    VARCHAR NOT NULL,
    valid_from INTEGER NOT NULL CHECK (valid_from % 100 BETWEEN 1 AND 12),
    valid_to   INTEGER NOT NULL CHECK (valid_to % 100 BETWEEN 1 AND 12),
    weight     DOUBLE NOT NULL CHECK (weight > 0 AND weight <= 1),
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (metric, stratum, valid_from),
    CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE stratum_weight IS '分层权重 | Stratum weights';
COMMENT ON COLUMN stratum_weight.metric IS '指标 | Metric';
COMMENT ON COLUMN stratum_weight.stratum IS '层（如渠道） | Stratum, such as the channel';
COMMENT ON COLUMN stratum_weight.valid_from IS '生效月份（年月） | Valid from (YYYYMM)';
COMMENT ON COLUMN stratum_weight.valid_to IS '失效月份（年月） | Valid to (YYYYMM)';
COMMENT ON COLUMN stratum_weight.weight IS '权重（0–1） | Weight (0–1)';
COMMENT ON COLUMN stratum_weight.batch_id IS '批次号 | Batch | → batch.batch_id';
