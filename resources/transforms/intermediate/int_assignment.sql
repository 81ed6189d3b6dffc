-- model: int_assignment
-- layer: intermediate
-- grain: one row per student and content of a platform course their class is taught with
-- depends: fct_enrolment, int_lms_course, dim_content
-- key: school_id, school_year, student_key, content_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   content_key integer not null | none | Content; of a course with a structure only what the structure lists
--   course_key integer not null | none | Course of the platform
WITH taken AS (
    SELECT DISTINCT e.school_id, e.school_year, e.student_key, m.lms_course_key
    FROM fct_enrolment AS e
    JOIN int_lms_course AS m ON m.school_id = e.school_id AND m.class_key = e.class_key
),
structured AS (
    SELECT DISTINCT school_id, course_key FROM dim_content WHERE is_listed = 1
)
SELECT t.school_id, t.school_year, t.student_key, c.content_key, t.lms_course_key AS course_key
FROM taken AS t
JOIN dim_content AS c ON c.school_id = t.school_id AND c.course_key = t.lms_course_key
LEFT JOIN structured AS s ON s.school_id = t.school_id AND s.course_key = t.lms_course_key
WHERE c.content_type <> 'other' AND (c.is_listed = 1 OR s.course_key IS NULL)
