-- The first rule that holds, per learner and course with events.
WITH work AS (
    SELECT user_id, course_id, MAX("timestamp__day") AS last_day,
           SUM(CASE WHEN event_type = 'video_completed' THEN 1 ELSE 0 END) AS videos,
           SUM(CASE WHEN event_type = 'question_submitted' THEN 1 ELSE 0 END) AS questions,
           SUM(CASE WHEN event_type = 'question_submitted' THEN "correct__num" ELSE 0 END) AS right_answers
    FROM now_learning_events__events
    GROUP BY user_id, course_id
),
placed AS (
    SELECT course_id,
           CASE WHEN :as_of - last_day <= 7 AND videos >= 3 AND questions > 0 AND 10 * right_answers >= 7 * questions
                    THEN 'Active_Engaged'
                WHEN :as_of - last_day <= 7 AND videos >= 1 AND questions = 0 THEN 'Passive_Watcher'
                WHEN questions >= 3 AND 2 * right_answers < questions THEN 'Low_Performance'
                WHEN :as_of - last_day > 14 THEN 'Inactive'
                ELSE 'Uncategorized' END AS segment
    FROM work
)
SELECT course_id, segment, COUNT(*) FROM placed GROUP BY course_id, segment ORDER BY course_id, segment
