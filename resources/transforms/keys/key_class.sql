-- model: key_class
-- layer: keys
-- grain: one number per (feed, source id) of classes
-- depends: now_oneroster__classes, now_oneroster__enrollments, now_sis__section_marks, stg_sis__section_day, stg_oulad__presentation, key_class
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: class_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   class_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique class_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.class_key), 0) FROM key_class AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS class_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, "sourcedId" AS source_id FROM now_oneroster__classes WHERE "sourcedId" IS NOT NULL
    UNION SELECT school_id, feed_id, "classSourcedId" FROM now_oneroster__enrollments WHERE "classSourcedId" IS NOT NULL
    UNION SELECT school_id, feed_id, section_id FROM now_sis__section_marks WHERE section_id IS NOT NULL
    UNION SELECT school_id, feed_id, section_id FROM stg_sis__section_day
    UNION SELECT school_id, feed_id, source_id FROM stg_oulad__presentation
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_class AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
