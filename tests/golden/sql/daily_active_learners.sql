SELECT lec_date("timestamp__day"), COUNT(DISTINCT user_id)
FROM now_learning_events__events
GROUP BY "timestamp__day"
ORDER BY "timestamp__day"
