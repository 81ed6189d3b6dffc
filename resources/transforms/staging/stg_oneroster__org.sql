-- model: stg_oneroster__org
-- layer: staging
-- grain: one row per organisation a OneRoster feed names, known to orgs.csv or not
-- depends: now_oneroster__orgs, now_oneroster__classes, now_oneroster__enrollments
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed that names the organisation
--   source_id text not null | none | sourcedId
--   name text | none | Name
--   kind text | none | school, district, department …
--   identifier text | none | Number people use
-- tests:
--   rows SELECT source_id FROM stg_oneroster__org WHERE name IS NULL | warn | A class or enrolment names a school orgs.csv does not have: correct the id or export the school
WITH named AS (
    SELECT school_id, feed_id, "sourcedId" AS source_id FROM now_oneroster__orgs WHERE "sourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "schoolSourcedId" FROM now_oneroster__classes WHERE "schoolSourcedId" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "schoolSourcedId" FROM now_oneroster__enrollments WHERE "schoolSourcedId" IS NOT NULL
)
SELECT n.school_id, n.feed_id, n.source_id, o."name" AS name, lec_lower(o."type") AS kind, o."identifier" AS identifier
FROM named AS n
LEFT JOIN now_oneroster__orgs AS o
    ON o.school_id = n.school_id AND o.feed_id = n.feed_id AND o."sourcedId" = n.source_id
