-- model: int_event_attempt
-- layer: intermediate
-- grain: one row per submitted question
-- depends: now_learning_events__events, int_person
-- key: school_id, feed_id, event_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the event comes from
--   event_key integer not null | none | Raw row
--   attempt_no integer not null | none | How often this learner had submitted this question, this time included
SELECT e.school_id, e.feed_id, e.row_no AS event_key,
       row_number() OVER (PARTITION BY e.school_id, p.student_key, e.feed_id, e.course_id, e.content_id, e.question_id
                          ORDER BY e."timestamp__ms" NULLS FIRST, e.row_no) AS attempt_no
FROM now_learning_events__events AS e
JOIN int_person AS p ON p.school_id = e.school_id AND p.feed_id = e.feed_id AND p.source_id = e.user_id
WHERE lower(e.event_type) = 'question_submitted' AND p.student_key IS NOT NULL
