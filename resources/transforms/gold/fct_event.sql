-- model: fct_event
-- layer: gold
-- grain: one row per learning event of a student; of OULAD one row per student, site and day
-- depends: now_learning_events__events, int_event_attempt, int_content_first_slide, now_oulad__student_vle,
--   stg_oulad__presentation, int_person, int_day, key_course, key_content
-- key: school_id, feed_id, event_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   event_key integer not null | none | Raw row; of OULAD the first one of the day
--   feed_id integer not null | none | Feed the event comes from
--   student_key integer not null | none | Student
--   course_key integer | none | Course of the platform
--   content_key integer | none | Content
--   day integer not null | none | Day in the school's zone
--   minute integer | none | Minute of the day in the school's zone; NULL where the source has no times
--   ms integer | none | Instant, UTC milliseconds; NULL where the source has no times
--   event_type text not null | none | As the source writes it, in lower case; of OULAD "click"
--   question_id text | none | Question answered or submitted
--   correct integer | none | 1 right, 0 wrong, NULL without a verdict
--   duration_ms integer | none | Duration the event itself states
--   read_milli integer | none | Percent read in thousandths
--   attempt_no integer | none | Attempt at the question, from 1; of submitted questions only
--   is_view integer not null | none | 1 if a view of the content begins here
--   clicks integer not null | none | 1; of OULAD the clicks of the day
-- tests:
--   rows SELECT event_key FROM fct_event WHERE event_type = 'question_submitted' AND correct IS NULL | warn | A submitted question has no verdict and counts as not right: the platform should send "correct"
WITH clicks AS (
    SELECT v.school_id, v.feed_id, p.school_year, v.id_student, v.code_module, v.code_presentation, v.id_site,
           p.begin_day + v."date__num" AS day, min(v.row_no) AS event_key,
           CAST(sum(v."sum_click__num") AS bigint) AS clicks
    FROM now_oulad__student_vle AS v
    JOIN stg_oulad__presentation AS p
        ON p.school_id = v.school_id AND p.feed_id = v.feed_id
        AND p.source_id = v.code_module || ' ' || v.code_presentation
    WHERE v."date__num" IS NOT NULL AND p.begin_day IS NOT NULL
    GROUP BY v.school_id, v.feed_id, p.school_year, v.id_student, v.code_module, v.code_presentation, v.id_site,
             p.begin_day + v."date__num"
)
SELECT e.school_id, d.school_year, e.row_no AS event_key, e.feed_id, p.student_key,
       c.course_key, k.content_key,
       e."timestamp__day" AS day, e."timestamp__minute" AS minute, e."timestamp__ms" AS ms,
       coalesce(lower(e.event_type), 'unknown') AS event_type,
       e.question_id, e."correct__num" AS correct, e."duration__milli" AS duration_ms,
       e."read_percent__milli" AS read_milli, a.attempt_no,
       CASE WHEN lower(e.event_type) IN ('video_started', 'article_read', 'quiz_opened', 'exercise_opened') THEN 1
            WHEN lower(e.event_type) = 'slide_viewed'
                 AND (e."slide_index__num" IS NULL OR e."slide_index__num" = s.first_slide) THEN 1
            ELSE 0 END AS is_view,
       1 AS clicks
FROM now_learning_events__events AS e
JOIN int_person AS p
    ON p.school_id = e.school_id AND p.feed_id = e.feed_id AND p.source_id = e.user_id
JOIN int_day AS d ON d.day = e."timestamp__day"
LEFT JOIN key_course AS c
    ON c.school_id = e.school_id AND c.feed_id = e.feed_id AND c.source_id = e.course_id
LEFT JOIN key_content AS k
    ON k.school_id = e.school_id AND k.feed_id = e.feed_id
    AND k.source_id = coalesce(e.course_id, '') || '/' || e.content_id
LEFT JOIN int_event_attempt AS a
    ON a.school_id = e.school_id AND a.feed_id = e.feed_id AND a.event_key = e.row_no
LEFT JOIN int_content_first_slide AS s
    ON s.school_id = e.school_id AND s.feed_id = e.feed_id AND s.course_id = coalesce(e.course_id, '')
    AND s.content_id = e.content_id
WHERE p.student_key IS NOT NULL
UNION ALL
SELECT v.school_id, v.school_year, v.event_key, v.feed_id, p.student_key,
       c.course_key, k.content_key,
       v.day, CAST(NULL AS bigint), CAST(NULL AS bigint),
       'click', CAST(NULL AS text), CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS bigint),
       CAST(NULL AS bigint), 1, v.clicks
FROM clicks AS v
JOIN int_person AS p
    ON p.school_id = v.school_id AND p.feed_id = v.feed_id AND p.source_id = v.id_student
LEFT JOIN key_course AS c
    ON c.school_id = v.school_id AND c.feed_id = v.feed_id
    AND c.source_id = v.code_module || ' ' || v.code_presentation
LEFT JOIN key_content AS k
    ON k.school_id = v.school_id AND k.feed_id = v.feed_id
    AND k.source_id = v.code_module || ' ' || v.code_presentation || '/' || v.id_site
WHERE p.student_key IS NOT NULL
