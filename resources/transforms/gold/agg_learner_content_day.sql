-- model: agg_learner_content_day
-- layer: gold
-- grain: one row per student, content and day with events
-- depends: fct_event
-- key: school_id, content_key, student_key, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   content_key integer not null | none | Content
--   day integer not null | none | Day
--   events integer not null | none | Events; of OULAD clicks
--   views integer not null | none | Views begun; of OULAD clicks
--   questions_submitted integer not null | none | Submitted questions
--   questions_correct integer not null | none | Of those, right
--   first_attempts integer not null | none | Questions submitted for the first time
--   first_attempts_correct integer not null | none | Of those, right
--   video_ms integer not null | none | Stated duration of completed videos
SELECT school_id, min(school_year) AS school_year, student_key, content_key, day,
       sum(clicks) AS events,
       sum(is_view * clicks) AS views,
       sum(CASE WHEN event_type = 'question_submitted' THEN 1 ELSE 0 END) AS questions_submitted,
       sum(CASE WHEN event_type = 'question_submitted' AND correct = 1 THEN 1 ELSE 0 END) AS questions_correct,
       sum(CASE WHEN attempt_no = 1 THEN 1 ELSE 0 END) AS first_attempts,
       sum(CASE WHEN attempt_no = 1 AND correct = 1 THEN 1 ELSE 0 END) AS first_attempts_correct,
       sum(CASE WHEN event_type = 'video_completed' THEN coalesce(duration_ms, 0) ELSE 0 END) AS video_ms
FROM fct_event
WHERE content_key IS NOT NULL
GROUP BY school_id, student_key, content_key, day
