-- What targets and rules say, worked out once: metrics sum these views, pages list them.

-- A column with a CHECK cannot be added to a table that is there, so the table is made anew.
CREATE TEMP TABLE kept_policy_required AS FROM policy_required;
DROP TABLE policy_required;
CREATE TABLE policy_required (
    domain       VARCHAR PRIMARY KEY,
    name_en      VARCHAR,
    review_years INTEGER NOT NULL DEFAULT 3 CHECK (review_years > 0),
    batch_id     INTEGER NOT NULL
);
INSERT INTO policy_required BY NAME FROM kept_policy_required;
DROP TABLE kept_policy_required;
COMMENT ON TABLE policy_required IS '必备制度领域 | Domains that need a rule';
COMMENT ON COLUMN policy_required.domain IS '领域 | Domain';
COMMENT ON COLUMN policy_required.name_en IS '英文名称 | English name';
COMMENT ON COLUMN policy_required.review_years IS '审查周期（年） | Review at least every (years)';
COMMENT ON COLUMN policy_required.batch_id IS '批次号 | Batch | → batch.batch_id';

-- Actual over target where high is good, target over actual where low is good, each up to 120;
-- nothing left of what should be few is the most; NULL as long as there is no actual value.
CREATE VIEW target_attainment AS
SELECT target_id, branch_id, month, name, unit, baseline, target_value, actual, owner, due, weight,
       direction,
       CASE WHEN actual IS NOT NULL
            THEN least(120, 100 * CASE WHEN direction = 'up' THEN actual / target_value
                                       WHEN actual > 0 THEN target_value / actual
                                       ELSE 1.2 END)
       END AS attainment
FROM target;
COMMENT ON VIEW target_attainment IS '目标完成度 | Attainment of targets';

CREATE VIEW lowest_unit AS
SELECT branch_id FROM branch
WHERE branch_id NOT IN (SELECT parent_id FROM branch WHERE parent_id IS NOT NULL);
COMMENT ON VIEW lowest_unit IS '基层单位（其下再无单位） | Units with none below them';

-- The register is judged as of the last day it tells of: the same data gives the same figures.
CREATE VIEW policy_register_date AS
SELECT max(day) AS day
FROM (SELECT greatest(issued, coalesce(last_review, issued)) AS day FROM policy
      UNION ALL SELECT coalesce(revised, triggered) FROM policy_revision);
COMMENT ON VIEW policy_register_date IS '制度登记册截止日 | The last day the register tells of';

-- A rule to be revised is in force until it is. It is overdue when the last look at it is longer ago
-- than its domain allows (domain.md 1.25 takes three years, the default of the column).
CREATE VIEW policy_standing AS
SELECT policy_id, branch_id, title, level, policy.domain, issued, last_review, status, merged_into,
       owner, day AS as_of,
       coalesce(last_review, issued) AS looked_at,
       review_years,
       status IN ('valid', 'to_revise') AS in_force,
       status IN ('valid', 'to_revise')
           AND coalesce(coalesce(last_review, issued) < day - to_years(review_years), FALSE)
           AS overdue
FROM policy CROSS JOIN policy_register_date
LEFT JOIN policy_required ON policy_required.domain = policy.domain;
COMMENT ON VIEW policy_standing IS '制度现状 | How each rule stands';

-- A unit is under its own rules and those of all above it.
CREATE VIEW policy_in_force AS
SELECT branch_descendant.branch_id, policy_standing.branch_id AS issued_by, policy_id, domain,
       owner, overdue, as_of
FROM policy_standing JOIN branch_descendant ON ancestor_id = policy_standing.branch_id
WHERE in_force;
COMMENT ON VIEW policy_in_force IS '各机构适用的现行制度 | Rules in force for each organisation';

-- A revision not yet due and not yet done is neither in time nor late: in_time is NULL.
CREATE VIEW policy_revision_standing AS
SELECT revision_id, policy_id, branch_id, domain, title, reason, triggered, policy_revision.due,
       revised, revised - triggered AS days,
       CASE WHEN revised <= policy_revision.due THEN TRUE
            WHEN revised IS NOT NULL OR policy_revision.due < day THEN FALSE
       END AS in_time
FROM policy_revision JOIN policy USING (policy_id) CROSS JOIN policy_register_date;
COMMENT ON VIEW policy_revision_standing IS '制度修订现状 | How each revision stands';
