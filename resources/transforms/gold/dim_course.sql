-- model: dim_course
-- layer: gold
-- grain: one row per course of the roster or of the learning platform
-- depends: key_course, now_oneroster__courses, now_oneroster__classes, now_learning_events__contents,
--   stg_oulad__presentation
-- key: school_id, course_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   course_key integer not null | none | Course
--   feed_id integer not null | none | Feed the course comes from
--   source_id text not null | none | Id as the source writes it
--   title text not null | none | Title, else the id
--   subject text | none | Subject
--   kind text not null | none | roster or lms
WITH listed AS (
    SELECT school_id, feed_id, "sourcedId" AS source_id, "title" AS title, lec_part("subjects", ',', 1) AS subject,
           'roster' AS kind
    FROM now_oneroster__courses
    WHERE "sourcedId" IS NOT NULL
    UNION ALL
    SELECT school_id, feed_id, course_id, min(course_title), min(subject), 'lms'
    FROM now_learning_events__contents
    WHERE course_id IS NOT NULL
    GROUP BY school_id, feed_id, course_id
    UNION ALL
    SELECT school_id, feed_id, source_id, source_id, module, 'lms' FROM stg_oulad__presentation
),
taught AS (
    SELECT DISTINCT school_id, feed_id, "courseSourcedId" AS source_id FROM now_oneroster__classes
)
SELECT k.school_id, k.course_key, k.feed_id, k.source_id,
       coalesce(l.title, k.source_id) AS title, l.subject,
       coalesce(l.kind, CASE WHEN t.source_id IS NULL THEN 'lms' ELSE 'roster' END) AS kind
FROM key_course AS k
LEFT JOIN listed AS l ON l.school_id = k.school_id AND l.feed_id = k.feed_id AND l.source_id = k.source_id
LEFT JOIN taught AS t ON t.school_id = k.school_id AND t.feed_id = k.feed_id AND t.source_id = k.source_id
