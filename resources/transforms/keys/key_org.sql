-- model: key_org
-- layer: keys
-- grain: one number per (feed, source id) of schools and other organisations
-- depends: stg_oneroster__org, now_sis__students, now_sis__calendar, stg_sis__attendance_day, key_org
-- maintained: keys
-- key: school_id, feed_id, source_id
-- index: org_key
-- columns:
--   school_id integer not null | none | School file the number belongs to
--   org_key integer not null | none | The number, given once and never again
--   feed_id integer not null | none | Feed the id comes from
--   source_id text not null | none | Id as the source writes it
-- tests:
--   unique org_key | error | Two ids share one number: the numbering is damaged, restore the backup
SELECT n.school_id,
       (SELECT coalesce(max(k.org_key), 0) FROM key_org AS k)
           + row_number() OVER (ORDER BY n.feed_id, n.source_id) AS org_key,
       n.feed_id,
       n.source_id
FROM (
    SELECT school_id, feed_id, source_id FROM stg_oneroster__org
    UNION SELECT school_id, feed_id, "School SIS ID" FROM now_sis__students WHERE "School SIS ID" IS NOT NULL
    UNION SELECT school_id, feed_id, school FROM now_sis__calendar WHERE school IS NOT NULL
    UNION SELECT school_id, feed_id, org_source_id FROM stg_sis__attendance_day WHERE org_source_id IS NOT NULL
) AS n
WHERE NOT EXISTS (
    SELECT 1 FROM key_org AS k
    WHERE k.school_id = n.school_id AND k.feed_id = n.feed_id AND k.source_id = n.source_id)
