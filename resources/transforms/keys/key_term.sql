-- model: key_term
-- layer: keys
-- grain: one number per (feed, source id) of terms
-- depends: stg_oneroster__session, stg_oulad__presentation, key_term
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: term_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   term_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique term_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.term_key), 0) FROM key_term AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS term_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, source_id FROM stg_oneroster__session
    UNION SELECT school_id, feed_id, presentation FROM stg_oulad__presentation
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_term AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
