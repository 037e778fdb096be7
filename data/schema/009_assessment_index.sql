-- How a score becomes an index and a grade: base, bonus, deduction, veto.

-- A column with a CHECK cannot be added to a table that is there, so `scheme` is made anew with its rows.
CREATE TEMP TABLE kept_scheme AS FROM scheme;
DROP TABLE scheme;
CREATE TABLE scheme (
    scheme_id   VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL,
    name_en     VARCHAR,
    year        INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    full_score  DOUBLE NOT NULL CHECK (full_score > 0),
    bonus_cap   DOUBLE NOT NULL DEFAULT 0 CHECK (bonus_cap >= 0),
    weight_in_performance DOUBLE CHECK (weight_in_performance BETWEEN 0 AND 1),
    branch_type VARCHAR
                CHECK (branch_type IN ('company', 'county_company', 'supply_station', 'department', 'other')),
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
COMMENT ON COLUMN scheme.branch_type IS '适用类型（空为全部） | For branches of type (empty: all)';
COMMENT ON COLUMN scheme.batch_id IS '批次号 | Batch | → batch.batch_id';
INSERT INTO scheme BY NAME FROM kept_scheme;
DROP TABLE kept_scheme;

-- A scoring period is the month in which a branch's scores under a scheme stand. A bonus, deduction or veto belongs to the
-- first one that ends with or after its own month, else to the last. Of one event under a scheme only the highest entry
-- counts, wherever in the year the others stand; an entry without event is an event of its own.
CREATE VIEW adjustment_counted AS
WITH scored AS (
    SELECT DISTINCT scheme_id, branch_id, month
    FROM assessment_score JOIN indicator USING (indicator_id)
    WHERE final_score IS NOT NULL
)
SELECT adjustment_id, scheme_id, branch_id, month, kind, item, event, points,
       (SELECT coalesce(min(scored.month) FILTER (scored.month >= adjustment.month), max(scored.month))
        FROM scored
        WHERE scored.scheme_id = adjustment.scheme_id AND scored.branch_id = adjustment.branch_id
       ) AS scored_month,
       row_number() OVER (
           PARTITION BY scheme_id, branch_id, kind, event, CASE WHEN event IS NULL THEN adjustment_id END
           ORDER BY points DESC, month, adjustment_id
       ) = 1 AS counts
FROM adjustment;
COMMENT ON VIEW adjustment_counted IS '加减分与考核期 | Adjustments, the scoring period each belongs to, and whether it counts';

-- The index: base + capped bonus − deduction, in points of the scheme. A veto leaves it as it is: it forces the grade.
-- Rounded, so that sums which are 90 on paper are not just below it.
CREATE VIEW assessment_index AS
WITH scored AS (
    SELECT scheme_id, branch_id, month, sum(final_score) / sum(indicator.full_score) AS share
    FROM assessment_score JOIN indicator USING (indicator_id)
    WHERE final_score IS NOT NULL
    GROUP BY ALL
),
adjusted AS (
    SELECT scheme_id, branch_id, scored_month AS month,
           coalesce(sum(points) FILTER (kind = 'bonus'), 0) AS bonus_named,
           coalesce(sum(points) FILTER (kind = 'bonus' AND counts), 0) AS bonus_once,
           coalesce(sum(points) FILTER (kind = 'deduction' AND counts), 0) AS deduction,
           bool_or(kind = 'veto') AS vetoed
    FROM adjustment_counted
    GROUP BY ALL
),
added AS (
    SELECT branch_id, scheme_id, month, scheme.full_score, round(share * scheme.full_score, 6) AS base,
           coalesce(bonus_named, 0) AS bonus_named, coalesce(bonus_once, 0) AS bonus_once,
           least(coalesce(bonus_once, 0), bonus_cap) AS bonus,
           coalesce(deduction, 0) AS deduction, coalesce(vetoed, false) AS vetoed
    FROM scored JOIN scheme USING (scheme_id) LEFT JOIN adjusted USING (scheme_id, branch_id, month)
)
SELECT branch_id, scheme_id, month, full_score, base, bonus_named, bonus_once, bonus, deduction,
       round(base + bonus - deduction, 6) AS "index", vetoed
FROM added;
COMMENT ON VIEW assessment_index IS '考核指数 | Assessment index';
