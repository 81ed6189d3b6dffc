-- model: stg_sis__student
-- layer: staging
-- grain: one row per student a student information system names in students, demographics or home places
-- depends: now_sis__students, now_sis__demographics, now_sis__home_places
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the student comes from
--   source_id text not null | none | Id in the student information system
--   student_number text | none | Number people use
--   state_id_key text | none | Keyed hash of the state's number
--   email_key text | none | Keyed hash of the e-mail address
--   username_key text | none | Keyed hash of the user name
--   given_name text | identity | Given name, opaque
--   family_name text | identity | Family name, opaque
--   email text | contact | E-mail address, opaque
--   grade text | quasi | Grade, normalised
--   org_source_id text | none | School
--   gender text | quasi | F, M or X
--   ethnicity text | quasi | Race category
--   language text | quasi | Primary language
--   place text | quasi | Home place by name
--   region text | quasi | Region of the home place
WITH named AS (
    SELECT school_id, feed_id, "SIS ID" AS source_id FROM now_sis__students WHERE "SIS ID" IS NOT NULL
    UNION
    SELECT school_id, feed_id, "SIS ID" FROM now_sis__demographics WHERE "SIS ID" IS NOT NULL
    UNION
    SELECT school_id, feed_id, student_id FROM now_sis__home_places WHERE student_id IS NOT NULL
)
SELECT n.school_id, n.feed_id, n.source_id,
       s."Student Number" AS student_number, s."State ID__key" AS state_id_key,
       s."Secondary Email__key" AS email_key, s."Username__key" AS username_key,
       s."First Name" AS given_name, s."Last Name" AS family_name, s."Secondary Email" AS email,
       lec_grade(s."Grade") AS grade,
       s."School SIS ID" AS org_source_id,
       CASE lec_lower(s."Gender") WHEN 'female' THEN 'F' WHEN 'f' THEN 'F' WHEN 'male' THEN 'M' WHEN 'm' THEN 'M'
            WHEN 'other' THEN 'X' WHEN 'x' THEN 'X' WHEN 'non-binary' THEN 'X' END AS gender,
       coalesce(s."FederalRaceCategory", d."FederalRaceCategory") AS ethnicity,
       coalesce(s."PrimaryLanguage", d."PrimaryLanguage") AS language,
       h.place, h.region
FROM named AS n
LEFT JOIN now_sis__students AS s
    ON s.school_id = n.school_id AND s.feed_id = n.feed_id AND s."SIS ID" = n.source_id
LEFT JOIN now_sis__demographics AS d
    ON d.school_id = n.school_id AND d.feed_id = n.feed_id AND d."SIS ID" = n.source_id
LEFT JOIN now_sis__home_places AS h
    ON h.school_id = n.school_id AND h.feed_id = n.feed_id AND h.student_id = n.source_id
