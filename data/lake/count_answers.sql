-- Answers counted into cells. The same text runs in DuckDB, over the warehouse and over a lake, and in
-- Apache Spark, over a lake: it may use only what both understand alike.
SELECT batch_id, survey_id, audience, channel, question_id, branch_id, month, score,
       count(*) AS responses, sum(weight) AS weight, sum(weight * weight) AS weight_sq
FROM survey_answer
JOIN counted_response USING (batch_id, response_id)
JOIN survey USING (survey_id)
GROUP BY batch_id, survey_id, audience, channel, question_id, branch_id, month, score
