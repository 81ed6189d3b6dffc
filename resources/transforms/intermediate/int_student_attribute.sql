-- model: int_student_attribute
-- layer: intermediate
-- grain: one row per student: what the best source says of each attribute
-- depends: int_person, stg_oneroster__user, stg_oneroster__demographics, stg_sis__student, stg_oulad__registration,
--   int_org
-- key: school_id, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   student_key integer not null | none | Student
--   source_id text not null | none | Number people use
--   grade text | quasi | Grade as it is now
--   gender text | quasi | F, M or X
--   ethnicity text | quasi | Race category
--   language text | quasi | Primary language
--   place text | quasi | Home place
--   region text | quasi | Region of the home place
--   org_key integer | none | School
WITH said AS (
    SELECT p.school_id, p.student_key, p.person_key,
           CASE p.connector WHEN 'oneroster' THEN '1' WHEN 'sis' THEN '2' WHEN 'assessments' THEN '3' ELSE '4' END
               AS place,
           coalesce(u.identifier, s.student_number, p.source_id) AS source_id,
           coalesce(u.grade, s.grade) AS grade,
           coalesce(d.gender, s.gender, o.gender) AS gender,
           coalesce(d.ethnicity, s.ethnicity) AS ethnicity,
           s.language,
           s.place AS home_place,
           coalesce(s.region, o.region) AS region,
           coalesce(ou.org_key, os.org_key) AS org_key
    FROM int_person AS p
    LEFT JOIN stg_oneroster__user AS u
        ON u.school_id = p.school_id AND u.feed_id = p.feed_id AND u.source_id = p.source_id
    LEFT JOIN stg_oneroster__demographics AS d
        ON d.school_id = p.school_id AND d.feed_id = p.feed_id AND d.source_id = p.source_id
    LEFT JOIN stg_sis__student AS s
        ON s.school_id = p.school_id AND s.feed_id = p.feed_id AND s.source_id = p.source_id
    LEFT JOIN (
        SELECT school_id, feed_id, student_id, min(gender) AS gender, min(region) AS region
        FROM stg_oulad__registration
        GROUP BY school_id, feed_id, student_id
    ) AS o ON o.school_id = p.school_id AND o.feed_id = p.feed_id AND o.student_id = p.source_id
    LEFT JOIN int_org AS ou
        ON ou.school_id = p.school_id AND ou.feed_id = p.feed_id AND ou.source_id = u.org_source_id
    LEFT JOIN int_org AS os
        ON os.school_id = p.school_id AND os.feed_id = p.feed_id AND os.source_id = s.org_source_id
    WHERE p.student_key IS NOT NULL
)
SELECT school_id, student_key,
       substr(min(place || source_id), 2) AS source_id,
       substr(min(place || grade), 2) AS grade,
       substr(min(place || gender), 2) AS gender,
       substr(min(place || ethnicity), 2) AS ethnicity,
       substr(min(place || language), 2) AS language,
       substr(min(place || home_place), 2) AS place,
       substr(min(place || region), 2) AS region,
       min(org_key) AS org_key
FROM said
GROUP BY school_id, student_key
