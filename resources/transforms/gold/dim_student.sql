-- model: dim_student
-- layer: gold
-- grain: one row per student and school year in which a source knows the student
-- depends: int_student_attribute, int_student_record, int_enrolled_span, fct_enrolment, dim_class,
--   stg_assessments__score, int_person
-- key: school_id, student_key, school_year
-- index: school_year, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends; 0 if nothing tells
--   student_key integer not null | none | Student
--   source_id text not null | none | Number people use
--   grade text | quasi | Grade: in the newest year the roster's, in earlier years that of the classes or tests
--   grade_order integer | quasi | Order of the grade
--   gender text | quasi | F, M or X
--   ethnicity text | quasi | Race category
--   language text | quasi | Primary language
--   place text | quasi | Home place
--   region text | quasi | Region of the home place
--   org_key integer | none | School
--   first_day integer | none | First day enrolled, else first record
--   last_day integer | none | Last day enrolled, included, else last record; NULL = open
--   span_source text not null | none | enrolment, or records where no enrolment has dates
-- tests:
--   accepted gender: F, M, X | warn | A gender the code list does not have
--   accepted span_source: enrolment, records | error | A span of unknown source: report it
--   rows SELECT student_key FROM dim_student WHERE span_source = 'records' | warn | No source gives enrolment dates, so a student counts from first to last record: export begin and end dates
--   rows SELECT student_key FROM dim_student WHERE grade IS NULL | warn | Students have no grade and fall out of every comparison of grades: export grades
WITH known AS (
    SELECT school_id, school_year, student_key FROM fct_enrolment
    UNION
    SELECT school_id, school_year, student_key FROM int_student_record
),
newest AS (
    SELECT school_id, student_key, max(school_year) AS school_year FROM known GROUP BY school_id, student_key
),
newest_of_all AS (
    SELECT school_id, max(school_year) AS school_year FROM known GROUP BY school_id
),
yearly AS (
    SELECT school_id, school_year, student_key FROM known
    UNION ALL
    SELECT a.school_id, coalesce(w.school_year, 0), a.student_key
    FROM int_student_attribute AS a
    LEFT JOIN newest AS n ON n.school_id = a.school_id AND n.student_key = a.student_key
    LEFT JOIN newest_of_all AS w ON w.school_id = a.school_id
    WHERE n.student_key IS NULL
),
class_grade AS (
    -- a digit string before the key keeps the newest entry: begin_day * 1000000 + org_key
    SELECT e.school_id, e.school_year, e.student_key,
           CASE WHEN min(c.grade) = max(c.grade) THEN min(c.grade) END AS grade,
           max(coalesce(e.begin_day, 0) * 1000000 + e.org_key) % 1000000 AS org_key
    FROM fct_enrolment AS e
    LEFT JOIN dim_class AS c ON c.school_id = e.school_id AND c.class_key = e.class_key
    GROUP BY e.school_id, e.school_year, e.student_key
),
test_grade AS (
    SELECT s.school_id, s.school_year, p.student_key, max(s.grade) AS grade
    FROM stg_assessments__score AS s
    JOIN int_person AS p ON p.school_id = s.school_id AND p.feed_id = s.feed_id AND p.source_id = s.student_id
    WHERE s.grade IS NOT NULL AND p.student_key IS NOT NULL
    GROUP BY s.school_id, s.school_year, p.student_key
),
span AS (
    SELECT school_id, school_year, student_key, min(begin_day) AS first_day,
           CASE WHEN max(end_day) >= 47481 THEN NULL ELSE max(end_day) END AS last_day,
           min(span_source) AS span_source
    FROM int_enrolled_span
    GROUP BY school_id, school_year, student_key
),
graded AS (
    SELECT y.school_id, y.school_year, y.student_key, a.source_id,
           CASE WHEN n.school_year IS NULL OR n.school_year = y.school_year
                THEN coalesce(a.grade, t.grade, c.grade) ELSE coalesce(c.grade, t.grade) END AS grade,
           a.gender, a.ethnicity, a.language, a.place, a.region,
           coalesce(c.org_key, CASE WHEN r.org_key > 0 THEN r.org_key END, a.org_key) AS org_key,
           s.first_day, s.last_day, coalesce(s.span_source, 'records') AS span_source
    FROM yearly AS y
    JOIN int_student_attribute AS a ON a.school_id = y.school_id AND a.student_key = y.student_key
    LEFT JOIN newest AS n ON n.school_id = y.school_id AND n.student_key = y.student_key
    LEFT JOIN class_grade AS c
        ON c.school_id = y.school_id AND c.school_year = y.school_year AND c.student_key = y.student_key
    LEFT JOIN test_grade AS t
        ON t.school_id = y.school_id AND t.school_year = y.school_year AND t.student_key = y.student_key
    LEFT JOIN int_student_record AS r
        ON r.school_id = y.school_id AND r.school_year = y.school_year AND r.student_key = y.student_key
    LEFT JOIN span AS s
        ON s.school_id = y.school_id AND s.school_year = y.school_year AND s.student_key = y.student_key
)
SELECT school_id, school_year, student_key, source_id, grade, lec_grade_order(grade) AS grade_order, gender, ethnicity,
       language, place, region, org_key, first_day, last_day, span_source
FROM graded
