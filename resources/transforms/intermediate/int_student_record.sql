-- model: int_student_record
-- layer: intermediate
-- grain: one row per student and school year with records of any kind
-- depends: int_attendance_record, agg_learner_day, fct_score
-- key: school_id, school_year, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   first_day integer | none | First day with a record; NULL if no record has a day
--   last_day integer | none | Last day with a record
--   org_key integer not null | none | School of the attendance records; 0 where they name none
SELECT school_id, school_year, student_key, min(first_day) AS first_day, max(last_day) AS last_day,
       max(org_key) AS org_key
FROM (
    SELECT school_id, school_year, student_key, min(day) AS first_day, max(day) AS last_day, min(org_key) AS org_key
    FROM int_attendance_record
    GROUP BY school_id, school_year, student_key
    UNION ALL
    SELECT school_id, school_year, student_key, min(day), max(day), 0
    FROM agg_learner_day
    GROUP BY school_id, school_year, student_key
    UNION ALL
    SELECT school_id, school_year, student_key, min(CASE WHEN is_dated = 1 THEN day END),
           max(CASE WHEN is_dated = 1 THEN day END), 0
    FROM fct_score
    GROUP BY school_id, school_year, student_key
) AS seen
GROUP BY school_id, school_year, student_key
