-- The attendance file's last day and the platform's last event, straight from the raw rows.
SELECT f.name, max(e.day)
FROM (SELECT feed_id, max("attendance_date__day") AS day FROM now_sis__attendance GROUP BY feed_id
      UNION ALL SELECT feed_id, max("timestamp__day") FROM now_learning_events__events GROUP BY feed_id) AS e
JOIN feed AS f USING (feed_id)
GROUP BY f.feed_id ORDER BY f.feed_id
