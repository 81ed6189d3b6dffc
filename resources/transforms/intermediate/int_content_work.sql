-- model: int_content_work
-- layer: intermediate
-- grain: one row per student, school year and content with events: when which sign of work was first seen
-- depends: fct_event
-- key: school_id, school_year, student_key, content_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   content_key integer not null | none | Content
--   started_day integer not null | none | First day with an event
--   video_day integer | none | First day with a completed video
--   article_day integer | none | First day with 80 of 100 percent read
--   slide_day integer | none | First day with a slide viewed
--   test_day integer | none | First day with a completed quiz or exercise
--   questions integer not null | none | Questions submitted, each counted once
--   questions_day integer | none | Day on which the last of them was first submitted
SELECT school_id, school_year, student_key, content_key,
       min(day) AS started_day,
       min(CASE WHEN event_type = 'video_completed' THEN day END) AS video_day,
       min(CASE WHEN event_type = 'article_read' AND read_milli >= 80000 THEN day END) AS article_day,
       min(CASE WHEN event_type = 'slide_viewed' THEN day END) AS slide_day,
       min(CASE WHEN event_type IN ('quiz_completed', 'exercise_completed') THEN day END) AS test_day,
       sum(CASE WHEN attempt_no = 1 AND question_id IS NOT NULL THEN 1 ELSE 0 END) AS questions,
       max(CASE WHEN attempt_no = 1 AND question_id IS NOT NULL THEN day END) AS questions_day
FROM fct_event
WHERE content_key IS NOT NULL
GROUP BY school_id, school_year, student_key, content_key
