-- model: key_content
-- layer: keys
-- grain: one number per (feed, course and content id) of learning contents
-- depends: now_learning_events__contents, stg_learning_events__pair, now_oulad__vle, now_oulad__student_vle, key_content
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: content_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   content_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique content_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.content_key), 0) FROM key_content AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS content_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, course_id || '/' || content_id AS source_id FROM now_learning_events__contents
    WHERE course_id IS NOT NULL AND content_id IS NOT NULL
    UNION SELECT school_id, feed_id, course_id || '/' || content_id FROM stg_learning_events__pair WHERE content_id <> ''
    UNION SELECT school_id, feed_id, code_module || ' ' || code_presentation || '/' || id_site FROM now_oulad__vle
    UNION SELECT school_id, feed_id, code_module || ' ' || code_presentation || '/' || id_site FROM now_oulad__student_vle
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_content AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
