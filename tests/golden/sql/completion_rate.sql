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
asked AS (
    SELECT user_id, course_id, content_id, COUNT(DISTINCT question_id) AS questions
    FROM now_learning_events__events
    WHERE event_type = 'question_submitted'
    GROUP BY user_id, course_id, content_id
),
judged AS (
    SELECT t.content_type,
           CASE WHEN EXISTS (SELECT 1 FROM now_learning_events__events AS v
                             WHERE v.user_id = t.learner AND v.course_id = t.course_id AND v.content_id = t.content_id
                               AND ((t.content_type = 'video' AND v.event_type = 'video_completed')
                                    OR (t.content_type = 'article' AND v.event_type = 'article_read'
                                        AND v."read_percent__milli" >= 80000)
                                    OR (t.content_type = 'slide' AND v.event_type = 'slide_viewed')
                                    OR v.event_type IN ('quiz_completed', 'exercise_completed')))
                     OR EXISTS (SELECT 1 FROM asked AS a
                                WHERE a.user_id = t.learner AND a.course_id = t.course_id
                                  AND a.content_id = t.content_id AND t.questions > 0 AND a.questions >= t.questions)
                THEN 1 ELSE 0 END AS done
    FROM taken AS t
)
SELECT content_type, SUM(done), COUNT(*) FROM judged GROUP BY content_type
ORDER BY CASE content_type WHEN 'video' THEN 1 WHEN 'slide' THEN 2 WHEN 'article' THEN 3 WHEN 'quiz' THEN 4 ELSE 5 END
