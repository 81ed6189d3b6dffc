-- model: stg_sis__mark
-- layer: staging
-- grain: one row per section mark in force
-- depends: now_sis__section_marks, stg_oneroster__session, stg_sis__attendance_day, int_day
-- key: school_id, row_no
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   row_no integer not null | none | Raw row
--   feed_id integer not null | none | Feed the mark comes from
--   student_id text not null | none | Student
--   section_id text | none | Section
--   term text | none | Term, by its title where the roster knows it
--   day integer | none | Last day of the term, where the roster knows it
--   school_year integer not null | none | The mark's own, else the term's, else the newest of attendance; 0 if nothing tells
--   score_milli integer | none | Mark in thousandths of a percent
--   mark text | none | Letter
WITH term AS (
    SELECT school_id, source_id, min(title) AS title, max(end_day) AS end_day, max(school_year) AS school_year
    FROM stg_oneroster__session
    GROUP BY school_id, source_id
),
newest AS (
    SELECT a.school_id, a.feed_id, max(d.school_year) AS school_year
    FROM stg_sis__attendance_day AS a JOIN int_day AS d ON d.day = a.day
    GROUP BY a.school_id, a.feed_id
)
SELECT m.school_id, m.row_no, m.feed_id, m.student_id, m.section_id,
       coalesce(t.title, m.term_id) AS term,
       t.end_day AS day,
       coalesce(lec_integer(m.school_year), t.school_year, n.school_year, 0) AS school_year,
       m."numeric_grade_earned__milli" AS score_milli,
       m.alpha_grade_earned AS mark
FROM now_sis__section_marks AS m
LEFT JOIN term AS t ON t.school_id = m.school_id AND t.source_id = m.term_id
LEFT JOIN newest AS n ON n.school_id = m.school_id AND n.feed_id = m.feed_id
WHERE m.student_id IS NOT NULL
