-- How far each work item came through the seven musts (七必): counted in one place.
CREATE VIEW work_item_steps AS
WITH known AS (
    SELECT max(greatest(executed_at, assessed_at, verified_at, improved_at)) AS last_day
    FROM work_item
)
SELECT item_id, branch_id, month, due, executed_at,
       -- Due after the last day of which anything is known: not lost yet.
       coalesce(due > last_day, false) AS ahead,
       CASE WHEN rule_id IS NULL THEN 0
            WHEN executed_at IS NULL THEN 1
            WHEN record_no IS NULL THEN 2
            WHEN assessed_at IS NULL THEN 3
            WHEN NOT coalesce(effective, false) THEN 4
            WHEN verified_at IS NULL THEN 5
            WHEN improved_at IS NULL THEN 6
            ELSE 7 END AS musts_passed
FROM work_item CROSS JOIN known;
COMMENT ON VIEW work_item_steps IS '应做事项走到第几必 | How many of the seven musts each work item passed';
