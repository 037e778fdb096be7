-- The ten promises of supply service: three more monthly figures, and targets for all of them.

ALTER TABLE service_kpi RENAME TO service_kpi_before;
CREATE TABLE service_kpi (
    branch_id   VARCHAR NOT NULL,
    month       INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    kpi         VARCHAR NOT NULL
                CHECK (kpi IN ('complaints', 'supply_hours', 'voltage_qualified', 'arrival_on_time', 'restored_on_time', 'connection_on_time', 'outage_notified')),
    numerator   DOUBLE NOT NULL CHECK (numerator >= 0),
    denominator DOUBLE NOT NULL CHECK (denominator > 0),
    batch_id    INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, kpi),
    CHECK (numerator <= denominator)
);
INSERT INTO service_kpi BY NAME FROM service_kpi_before;
DROP TABLE service_kpi_before;
COMMENT ON TABLE service_kpi IS '供电服务指标 | Power-service figures';
COMMENT ON COLUMN service_kpi.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN service_kpi.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN service_kpi.kpi IS '指标 | Figure';
COMMENT ON COLUMN service_kpi.numerator IS '分子 | Numerator';
COMMENT ON COLUMN service_kpi.denominator IS '分母 | Denominator';
COMMENT ON COLUMN service_kpi.batch_id IS '批次号 | Batch | → batch.batch_id';

ALTER TABLE kpi_target RENAME TO kpi_target_before;
CREATE TABLE kpi_target (
    kpi        VARCHAR NOT NULL
               CHECK (kpi IN ('complaints', 'supply_hours', 'voltage_qualified', 'arrival_on_time', 'restored_on_time', 'connection_on_time', 'outage_notified', 'arrival_minutes', 'restore_hours', 'connection_days_residential', 'connection_days_low_voltage', 'connection_days_high_single', 'connection_days_high_double', 'planned_notice_days', 'temporary_notice_hours')),
    area       VARCHAR NOT NULL CHECK (area IN ('urban', 'rural', 'remote', 'all')),
    valid_from INTEGER NOT NULL CHECK (valid_from % 100 BETWEEN 1 AND 12),
    valid_to   INTEGER NOT NULL CHECK (valid_to % 100 BETWEEN 1 AND 12),
    value      DOUBLE NOT NULL CHECK (value >= 0),
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (kpi, area, valid_from),
    CHECK (valid_to >= valid_from),
    CHECK (kpi NOT IN ('supply_hours', 'voltage_qualified', 'arrival_on_time', 'restored_on_time', 'connection_on_time', 'outage_notified') OR value <= 1)
);
-- What nothing kept anyone from writing as a percentage so far becomes the share it was meant for.
INSERT INTO kpi_target BY NAME
SELECT * REPLACE (CASE WHEN kpi <> 'complaints' AND value > 1 THEN least(value, 100) / 100
                       ELSE value END AS value)
FROM kpi_target_before;
DROP TABLE kpi_target_before;
COMMENT ON TABLE kpi_target IS '服务指标公开承诺 | Published service targets';
COMMENT ON COLUMN kpi_target.kpi IS '指标 | Figure';
COMMENT ON COLUMN kpi_target.area IS '区域 | Area';
COMMENT ON COLUMN kpi_target.valid_from IS '生效月份（年月） | Valid from (YYYYMM)';
COMMENT ON COLUMN kpi_target.valid_to IS '失效月份（年月） | Valid to (YYYYMM)';
COMMENT ON COLUMN kpi_target.value IS '承诺值（比率填 0–1） | Value promised (shares as 0–1)';
COMMENT ON COLUMN kpi_target.batch_id IS '批次号 | Batch | → batch.batch_id';
