-- model: int_enrolled_span
-- layer: intermediate
-- grain: one row per student, school and unbroken span of enrolment; overlapping enrolments are one span
-- depends: fct_enrolment, int_student_record
-- key: school_id, school_year, student_key, org_key, begin_day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   org_key integer not null | none | School; 0 where nothing names it
--   begin_day integer not null | none | First day
--   end_day integer not null | none | Last day, included; 47481 (end of 2099) = open
--   span_source text not null | none | enrolment, or records: from first to last record where no enrolment has dates
-- tests:
--   accepted span_source: enrolment, records | error | A span of unknown source: report it
WITH dated AS (
    SELECT school_id, school_year, student_key, coalesce(org_key, 0) AS org_key, begin_day,
           coalesce(end_day, 47481) AS end_day
    FROM fct_enrolment
    WHERE begin_day IS NOT NULL AND (end_day IS NULL OR end_day >= begin_day)
),
reached AS (
    SELECT school_id, school_year, student_key, org_key, begin_day, end_day,
           max(end_day) OVER (PARTITION BY school_id, school_year, student_key, org_key
                              ORDER BY begin_day, end_day
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached_day
    FROM dated
),
numbered AS (
    SELECT school_id, school_year, student_key, org_key, begin_day, end_day,
           sum(CASE WHEN reached_day IS NULL OR begin_day > reached_day + 1 THEN 1 ELSE 0 END)
               OVER (PARTITION BY school_id, school_year, student_key, org_key ORDER BY begin_day, end_day
                     ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS span
    FROM reached
),
known AS (
    SELECT DISTINCT school_id, school_year, student_key FROM dated
)
SELECT school_id, school_year, student_key, org_key, min(begin_day) AS begin_day, max(end_day) AS end_day,
       'enrolment' AS span_source
FROM numbered
GROUP BY school_id, school_year, student_key, org_key, span
UNION ALL
SELECT r.school_id, r.school_year, r.student_key, r.org_key, r.first_day, r.last_day, 'records'
FROM int_student_record AS r
LEFT JOIN known AS k
    ON k.school_id = r.school_id AND k.school_year = r.school_year AND k.student_key = r.student_key
WHERE k.student_key IS NULL AND r.first_day IS NOT NULL
