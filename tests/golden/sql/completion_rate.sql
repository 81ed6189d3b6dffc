-- Every student who was ever enrolled in a class of the course, times every content of the course; done by the rule of
-- the content's type.
WITH taken AS (
    SELECT DISTINCT u.identifier AS learner, o.content_id, o.course_id, o.content_type, o."questions__num" AS questions
    FROM now_oneroster__enrollments AS e
    JOIN now_oneroster__users AS u ON u."sourcedId" = e."userSourcedId"
    JOIN now_oneroster__classes AS c ON c."sourcedId" = e."classSourcedId"
    JOIN now_oneroster__courses AS k ON k."sourcedId" = c."courseSourcedId"
    JOIN now_learning_events__contents AS o ON o.course_id = k."courseCode"
    WHERE e.role = 'student'
),
did AS (
    SELECT user_id, course_id, content_id,
           MAX(CASE WHEN event_type = 'video_completed' THEN 1 ELSE 0 END) AS watched,
           MAX(CASE WHEN event_type = 'article_read' AND "read_percent__milli" >= 80000 THEN 1 ELSE 0 END) AS has_read,
           MAX(CASE WHEN event_type = 'slide_viewed' THEN 1 ELSE 0 END) AS viewed,
           MAX(CASE WHEN event_type IN ('quiz_completed', 'exercise_completed') THEN 1 ELSE 0 END) AS tested,
           COUNT(DISTINCT CASE WHEN event_type = 'question_submitted' THEN question_id END) AS submitted
    FROM now_learning_events__events
    GROUP BY user_id, course_id, content_id
)
SELECT t.content_type,
       SUM(CASE WHEN t.content_type = 'video' THEN coalesce(d.watched, 0)
                WHEN t.content_type = 'article' THEN coalesce(d.has_read, 0)
                WHEN t.content_type = 'slide' THEN coalesce(d.viewed, 0)
                WHEN d.tested = 1 OR (t.questions > 0 AND d.submitted >= t.questions) THEN 1
                ELSE 0 END),
       COUNT(*)
FROM taken AS t
LEFT JOIN did AS d ON d.user_id = t.learner AND d.course_id = t.course_id AND d.content_id = t.content_id
GROUP BY t.content_type
ORDER BY CASE t.content_type WHEN 'video' THEN 1 WHEN 'slide' THEN 2 WHEN 'article' THEN 3 WHEN 'quiz' THEN 4 ELSE 5 END
