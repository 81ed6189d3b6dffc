SELECT content_id, SUM("correct__num"), COUNT(*)
FROM now_learning_events__events
WHERE event_type = 'question_submitted'
GROUP BY content_id
ORDER BY content_id
