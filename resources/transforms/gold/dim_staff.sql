-- model: dim_staff
-- layer: gold
-- grain: one row per member of staff
-- depends: int_person, stg_oneroster__user
-- key: school_id, staff_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   staff_key integer not null | none | Member of staff
--   source_id text not null | none | Number people use, else the id of the roster
--   role text | none | teacher, principal …
SELECT p.school_id, p.staff_key, min(coalesce(u.identifier, u.source_id)) AS source_id, max(u.staff_role) AS role
FROM int_person AS p
JOIN stg_oneroster__user AS u
    ON u.school_id = p.school_id AND u.feed_id = p.feed_id AND u.source_id = p.source_id
WHERE p.staff_key IS NOT NULL AND u.is_staff = 1
GROUP BY p.school_id, p.staff_key
