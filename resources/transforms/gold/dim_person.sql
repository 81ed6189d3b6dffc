-- model: dim_person
-- layer: gold
-- grain: one row per person id a feed names; the only place of names in gold
-- depends: int_person, stg_oneroster__user, stg_sis__student
-- key: school_id, person_key
-- index: student_key
-- index: staff_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   person_key integer not null | none | Number of this id
--   feed_id integer not null | none | Feed that names the person
--   connector text not null | none | Connector of the feed
--   source_id text not null | none | Id as the source writes it
--   student_key integer | none | The whole person, if a student
--   staff_key integer | none | The whole person, if staff
--   is_preferred integer not null | none | 1 for the id whose name stands for the person
--   given_name text | identity | Given name, opaque
--   family_name text | identity | Family name, opaque
--   email text | contact | E-mail address, opaque
WITH named AS (
    SELECT p.school_id, p.person_key, p.feed_id, p.connector, p.source_id, p.whole_key, p.student_key, p.staff_key,
           coalesce(u.given_name, s.given_name) AS given_name,
           coalesce(u.family_name, s.family_name) AS family_name,
           coalesce(u.email, s.email) AS email,
           CASE p.connector WHEN 'oneroster' THEN 1 WHEN 'sis' THEN 2 ELSE 3 END AS place
    FROM int_person AS p
    LEFT JOIN stg_oneroster__user AS u
        ON u.school_id = p.school_id AND u.feed_id = p.feed_id AND u.source_id = p.source_id
    LEFT JOIN stg_sis__student AS s
        ON s.school_id = p.school_id AND s.feed_id = p.feed_id AND s.source_id = p.source_id
)
SELECT school_id, person_key, feed_id, connector, source_id, student_key, staff_key,
       CASE WHEN row_number() OVER (
                PARTITION BY school_id, whole_key
                ORDER BY CASE WHEN family_name IS NULL AND given_name IS NULL THEN 1 ELSE 0 END, place, person_key) = 1
            THEN 1 ELSE 0 END AS is_preferred,
       given_name, family_name, email
FROM named
