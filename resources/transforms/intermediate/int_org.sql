-- model: int_org
-- layer: intermediate
-- grain: one row per organisation id a feed names
-- depends: key_org, stg_oneroster__org
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed that names the organisation
--   source_id text not null | none | Id as the source writes it
--   org_key integer not null | none | Organisation of the roster with this sourcedId or identifier, else the id's own number
--   is_own integer not null | none | 1 if the number is the id's own
WITH code AS (
    SELECT o.school_id, o.source_id AS code, k.org_key
    FROM stg_oneroster__org AS o
    JOIN key_org AS k ON k.school_id = o.school_id AND k.feed_id = o.feed_id AND k.source_id = o.source_id
    UNION
    SELECT o.school_id, o.identifier, k.org_key
    FROM stg_oneroster__org AS o
    JOIN key_org AS k ON k.school_id = o.school_id AND k.feed_id = o.feed_id AND k.source_id = o.source_id
    WHERE o.identifier IS NOT NULL
),
plain AS (
    SELECT school_id, code, min(org_key) AS org_key FROM code
    GROUP BY school_id, code HAVING count(DISTINCT org_key) = 1
)
SELECT k.school_id, k.feed_id, k.source_id,
       CASE WHEN o.source_id IS NULL THEN coalesce(p.org_key, k.org_key) ELSE k.org_key END AS org_key,
       CASE WHEN o.source_id IS NULL AND p.org_key <> k.org_key THEN 0 ELSE 1 END AS is_own
FROM key_org AS k
LEFT JOIN stg_oneroster__org AS o ON o.school_id = k.school_id AND o.feed_id = k.feed_id AND o.source_id = k.source_id
LEFT JOIN plain AS p ON p.school_id = k.school_id AND p.code = k.source_id
