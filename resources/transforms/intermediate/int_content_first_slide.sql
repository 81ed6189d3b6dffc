-- model: int_content_first_slide
-- layer: intermediate
-- grain: one row per set of slides with events
-- depends: now_learning_events__events
-- key: school_id, feed_id, course_id, content_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the events come from
--   course_id text not null | none | Course; empty where events name none
--   content_id text not null | none | Content
--   first_slide integer | none | Smallest index seen: a view of the whole set begins there
SELECT school_id, feed_id, coalesce(course_id, '') AS course_id, content_id, min("slide_index__num") AS first_slide
FROM now_learning_events__events
WHERE lower(event_type) = 'slide_viewed' AND content_id IS NOT NULL
GROUP BY school_id, feed_id, coalesce(course_id, ''), content_id
