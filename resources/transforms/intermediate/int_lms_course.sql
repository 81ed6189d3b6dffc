-- model: int_lms_course
-- layer: intermediate
-- grain: one row per roster class that is taught with a course of the learning platform
-- depends: stg_oneroster__class, now_learning_events__contents, stg_learning_events__pair, key_course, key_class
-- key: school_id, class_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   class_key integer not null | none | Class
--   lms_course_key integer not null | none | Course of the platform whose id is the class's or its course's code or id, without case
WITH platform AS (
    SELECT school_id, feed_id, course_id FROM now_learning_events__contents WHERE course_id IS NOT NULL
    UNION
    SELECT school_id, feed_id, course_id FROM stg_learning_events__pair WHERE course_id <> ''
),
lms AS (
    SELECT p.school_id, lec_lower(p.course_id) AS code, min(k.course_key) AS course_key
    FROM platform AS p
    JOIN key_course AS k ON k.school_id = p.school_id AND k.feed_id = p.feed_id AND k.source_id = p.course_id
    GROUP BY p.school_id, lec_lower(p.course_id)
),
code AS (
    SELECT school_id, feed_id, source_id, 1 AS place, lec_lower(course_code) AS code FROM stg_oneroster__class
    UNION ALL
    SELECT school_id, feed_id, source_id, 2, lec_lower(course_source_id) FROM stg_oneroster__class
    UNION ALL
    SELECT school_id, feed_id, source_id, 3, lec_lower(code) FROM stg_oneroster__class
    UNION ALL
    SELECT school_id, feed_id, source_id, 4, lec_lower(source_id) FROM stg_oneroster__class
),
met AS (
    SELECT k.school_id, k.class_key, l.course_key,
           row_number() OVER (PARTITION BY k.school_id, k.class_key ORDER BY c.place, l.course_key) AS choice
    FROM code AS c
    JOIN lms AS l ON l.school_id = c.school_id AND l.code = c.code
    JOIN key_class AS k ON k.school_id = c.school_id AND k.feed_id = c.feed_id AND k.source_id = c.source_id
)
SELECT school_id, class_key, course_key AS lms_course_key FROM met WHERE choice = 1
