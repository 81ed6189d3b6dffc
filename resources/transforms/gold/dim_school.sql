-- model: dim_school
-- layer: gold
-- grain: one row per school or other organisation
-- depends: int_org, stg_oneroster__org
-- key: school_id, org_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   org_key integer not null | none | Organisation
--   source_id text not null | none | Id as the source writes it
--   name text not null | none | Name, else the id
--   kind text | none | school, district, department …
SELECT k.school_id, k.org_key, k.source_id,
       coalesce(o.name, k.source_id) AS name,
       coalesce(o.kind, 'school') AS kind
FROM int_org AS k
LEFT JOIN stg_oneroster__org AS o
    ON o.school_id = k.school_id AND o.feed_id = k.feed_id AND o.source_id = k.source_id
WHERE k.is_own = 1
