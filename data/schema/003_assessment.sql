-- How branches are assessed: rules are rows valid for a scheme and year.

CREATE TABLE scheme (
    scheme_id   VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL,
    name_en     VARCHAR,
    year        INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    full_score  DOUBLE NOT NULL CHECK (full_score > 0),
    bonus_cap   DOUBLE NOT NULL DEFAULT 0 CHECK (bonus_cap >= 0),
    weight_in_performance DOUBLE CHECK (weight_in_performance BETWEEN 0 AND 1),
    batch_id    INTEGER NOT NULL
);
COMMENT ON TABLE scheme IS '考核方案 | Assessment schemes';
COMMENT ON COLUMN scheme.scheme_id IS '方案编号 | Scheme code';
COMMENT ON COLUMN scheme.name IS '方案名称 | Name';
COMMENT ON COLUMN scheme.name_en IS '英文名称 | English name';
COMMENT ON COLUMN scheme.year IS '年度 | Year';
COMMENT ON COLUMN scheme.full_score IS '满分 | Full score';
COMMENT ON COLUMN scheme.bonus_cap IS '加分上限 | Cap on bonus points';
COMMENT ON COLUMN scheme.weight_in_performance IS '占绩效权重（0–1） | Weight in performance pay (0–1)';
COMMENT ON COLUMN scheme.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE scheme_band (
    scheme_id VARCHAR NOT NULL,
    band      VARCHAR NOT NULL,
    band_en   VARCHAR,
    lowest    DOUBLE NOT NULL CHECK (lowest >= 0),
    max_share DOUBLE CHECK (max_share BETWEEN 0 AND 1),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (scheme_id, band)
);
COMMENT ON TABLE scheme_band IS '考核等次 | Grade bands of a scheme';
COMMENT ON COLUMN scheme_band.scheme_id IS '方案编号 | Scheme code | → scheme.scheme_id';
COMMENT ON COLUMN scheme_band.band IS '等次 | Band';
COMMENT ON COLUMN scheme_band.band_en IS '等次英文名 | Band in English';
COMMENT ON COLUMN scheme_band.lowest IS '最低分（含） | Lowest score (inclusive)';
COMMENT ON COLUMN scheme_band.max_share IS '比例上限（0–1） | Largest share of branches (0–1)';
COMMENT ON COLUMN scheme_band.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    scheme_id    VARCHAR NOT NULL,
    name         VARCHAR NOT NULL,
    name_en      VARCHAR,
    facet        VARCHAR NOT NULL CHECK (facet IN ('activity', 'effect')),
    scope        VARCHAR NOT NULL CHECK (scope IN ('common', 'individual')),
    full_score   DOUBLE NOT NULL CHECK (full_score > 0),
    quantified   BOOLEAN NOT NULL,
    batch_id     INTEGER NOT NULL
);
COMMENT ON TABLE indicator IS '考核指标 | Assessment indicators';
COMMENT ON COLUMN indicator.indicator_id IS '指标编号 | Indicator code';
COMMENT ON COLUMN indicator.scheme_id IS '方案编号 | Scheme code | → scheme.scheme_id';
COMMENT ON COLUMN indicator.name IS '指标名称 | Name';
COMMENT ON COLUMN indicator.name_en IS '英文名称 | English name';
COMMENT ON COLUMN indicator.facet IS '侧面（活动/实效） | Facet (activity or effect)';
COMMENT ON COLUMN indicator.scope IS '共性/个性 | Common or individual';
COMMENT ON COLUMN indicator.full_score IS '满分 | Full score';
COMMENT ON COLUMN indicator.quantified IS '是否量化 | Quantified';
COMMENT ON COLUMN indicator.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE assessment_score (
    indicator_id   VARCHAR NOT NULL,
    branch_id      VARCHAR NOT NULL,
    month          INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    self_score     DOUBLE CHECK (self_score >= 0),
    reviewed_score DOUBLE CHECK (reviewed_score >= 0),
    final_score    DOUBLE CHECK (final_score >= 0),
    batch_id       INTEGER NOT NULL,
    PRIMARY KEY (indicator_id, branch_id, month)
);
COMMENT ON TABLE assessment_score IS '考核得分 | Assessment scores';
COMMENT ON COLUMN assessment_score.indicator_id IS '指标编号 | Indicator code | → indicator.indicator_id';
COMMENT ON COLUMN assessment_score.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN assessment_score.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN assessment_score.self_score IS '自评分 | Self-assessed score';
COMMENT ON COLUMN assessment_score.reviewed_score IS '考评分 | Reviewed score';
COMMENT ON COLUMN assessment_score.final_score IS '最终分 | Final score';
COMMENT ON COLUMN assessment_score.batch_id IS '批次号 | Batch | → batch.batch_id';
