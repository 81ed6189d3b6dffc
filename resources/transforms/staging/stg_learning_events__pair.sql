-- model: stg_learning_events__pair
-- layer: staging
-- grain: one row per learner, course and content that events name
-- depends: now_learning_events__events
-- key: school_id, feed_id, user_id, course_id, content_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the events come from
--   user_id text not null | none | Learner
--   course_id text not null | none | Course; empty where events name none
--   content_id text not null | none | Content; empty where events name none
--   content_type text | none | Type as events give it
--   events integer not null | none | Events of this learner with this content
SELECT school_id, feed_id, user_id, coalesce(course_id, '') AS course_id, coalesce(content_id, '') AS content_id,
       max(content_type) AS content_type, count(*) AS events
FROM now_learning_events__events
WHERE user_id IS NOT NULL
GROUP BY school_id, feed_id, user_id, coalesce(course_id, ''), coalesce(content_id, '')
