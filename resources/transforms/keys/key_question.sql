-- model: key_question
-- layer: keys
-- grain: one number per (feed, form and position) of survey questions
-- depends: now_forms__questions, key_question
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: question_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   question_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique question_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.question_key), 0) FROM key_question AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS question_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, form || '/' || position AS source_id FROM now_forms__questions
    WHERE form IS NOT NULL AND position IS NOT NULL
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_question AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
