-- model: stg_oulad__registration
-- layer: staging
-- grain: one row per student and module presentation
-- depends: now_oulad__student_info, now_oulad__student_registration, stg_oulad__presentation
-- key: school_id, feed_id, student_id, presentation_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the student comes from
--   student_id text not null | none | Student
--   presentation_id text not null | none | Module and presentation, "AAA 2013J"
--   school_year integer not null | none | Year in which the presentation ends
--   begin_day integer | none | Begin of the presentation, or of the registration if later
--   end_day integer | none | Day before the student left, else end of the presentation
--   gender text | quasi | F or M
--   region text | quasi | Region the student lives in
--   final_result text | none | Distinction, Pass, Fail or Withdrawn
--   result_day integer | none | Last day of the presentation
--   row_no integer not null | none | Raw row of studentInfo
WITH info AS (
    SELECT school_id, feed_id, id_student AS student_id,
           code_module || ' ' || code_presentation AS presentation_id,
           min(gender) AS gender, min(region) AS region, min(final_result) AS final_result, min(row_no) AS row_no
    FROM now_oulad__student_info
    WHERE id_student IS NOT NULL AND code_module IS NOT NULL AND code_presentation IS NOT NULL
    GROUP BY school_id, feed_id, id_student, code_module || ' ' || code_presentation
),
registered AS (
    SELECT school_id, feed_id, id_student AS student_id,
           code_module || ' ' || code_presentation AS presentation_id,
           min("date_registration__num") AS entered, min("date_unregistration__num") AS left_on
    FROM now_oulad__student_registration
    GROUP BY school_id, feed_id, id_student, code_module || ' ' || code_presentation
)
SELECT i.school_id, i.feed_id, i.student_id, i.presentation_id, p.school_year,
       p.begin_day + CASE WHEN r.entered > 0 THEN r.entered ELSE 0 END AS begin_day,
       CASE WHEN r.left_on IS NULL THEN p.end_day ELSE p.begin_day + r.left_on - 1 END AS end_day,
       i.gender, i.region, i.final_result, p.end_day AS result_day, i.row_no
FROM info AS i
JOIN stg_oulad__presentation AS p
    ON p.school_id = i.school_id AND p.feed_id = i.feed_id AND p.source_id = i.presentation_id
LEFT JOIN registered AS r
    ON r.school_id = i.school_id AND r.feed_id = i.feed_id AND r.student_id = i.student_id
    AND r.presentation_id = i.presentation_id
