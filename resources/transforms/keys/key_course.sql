-- model: key_course
-- layer: keys
-- grain: one number per (feed, source id) of courses
-- depends: now_oneroster__courses, now_oneroster__classes, now_learning_events__contents, stg_learning_events__pair, stg_oulad__presentation, key_course
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: course_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   course_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique course_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.course_key), 0) FROM key_course AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS course_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, "sourcedId" AS source_id FROM now_oneroster__courses WHERE "sourcedId" IS NOT NULL
    UNION SELECT school_id, feed_id, "courseSourcedId" FROM now_oneroster__classes WHERE "courseSourcedId" IS NOT NULL
    UNION SELECT school_id, feed_id, course_id FROM now_learning_events__contents WHERE course_id IS NOT NULL
    UNION SELECT school_id, feed_id, course_id FROM stg_learning_events__pair WHERE course_id <> ''
    UNION SELECT school_id, feed_id, source_id FROM stg_oulad__presentation
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_course AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
