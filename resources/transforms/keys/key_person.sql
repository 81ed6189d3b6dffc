-- model: key_person
-- layer: keys
-- grain: one number per (feed, source id) of people; survives undo and rebuild
-- depends: int_person_mention, key_person
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: person_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   person_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique person_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.person_key), 0) FROM key_person AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS person_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, source_id FROM int_person_mention
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_person AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
