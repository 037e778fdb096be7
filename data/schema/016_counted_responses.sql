-- Which flagged responses a person left uncounted, and what to remember of a file besides its columns.
ALTER TABLE batch ADD COLUMN uncounted VARCHAR DEFAULT 'preview';
COMMENT ON COLUMN batch.uncounted IS '不计入的质量标记（逗号分隔） | Quality flags that are not counted, by commas';

ALTER TABLE mapping ADD COLUMN options VARCHAR;
COMMENT ON COLUMN mapping.options IS '导入选项（JSON） | Options of the import (JSON)';

CREATE VIEW counted_response AS
SELECT survey_response.*
FROM survey_response
JOIN batch USING (batch_id)
WHERE branch_id IS NOT NULL
  AND (quality_flag = '' OR NOT list_contains(string_split(uncounted, ','), quality_flag));
COMMENT ON VIEW counted_response IS '计入统计的答卷 | Responses that are counted';
