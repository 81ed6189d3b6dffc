-- model: int_class
-- layer: intermediate
-- grain: one row per class or section id a feed names
-- depends: key_class, stg_oneroster__class
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed that names the class
--   source_id text not null | none | Id as the source writes it
--   class_key integer not null | none | Class of the roster with this sourcedId or code, else the id's own number
--   is_own integer not null | none | 1 if the number is the id's own
WITH code AS (
    SELECT c.school_id, c.source_id AS code, k.class_key
    FROM stg_oneroster__class AS c
    JOIN key_class AS k ON k.school_id = c.school_id AND k.feed_id = c.feed_id AND k.source_id = c.source_id
    UNION
    SELECT c.school_id, c.code, k.class_key
    FROM stg_oneroster__class AS c
    JOIN key_class AS k ON k.school_id = c.school_id AND k.feed_id = c.feed_id AND k.source_id = c.source_id
    WHERE c.code IS NOT NULL
),
plain AS (
    SELECT school_id, code, min(class_key) AS class_key FROM code
    GROUP BY school_id, code HAVING count(DISTINCT class_key) = 1
)
SELECT k.school_id, k.feed_id, k.source_id,
       CASE WHEN c.source_id IS NULL THEN coalesce(p.class_key, k.class_key) ELSE k.class_key END AS class_key,
       CASE WHEN c.source_id IS NULL AND p.class_key <> k.class_key THEN 0 ELSE 1 END AS is_own
FROM key_class AS k
LEFT JOIN stg_oneroster__class AS c
    ON c.school_id = k.school_id AND c.feed_id = k.feed_id AND c.source_id = k.source_id
LEFT JOIN plain AS p ON p.school_id = k.school_id AND p.code = k.source_id
