-- model: stg_assessments__score
-- layer: staging
-- grain: one row per assessment score in force, of MAP Growth or a plain list
-- depends: now_assessments__map_growth, now_assessments__scores, int_day
-- key: school_id, source, row_no
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   source text not null | none | map_growth or scores
--   row_no integer not null | none | Raw row
--   feed_id integer not null | none | Feed the score comes from
--   student_id text not null | none | Student
--   state_id_key text | none | Keyed hash of the state's number
--   grade text | quasi | Grade at the test, normalised
--   day integer | none | Day of the test
--   school_year integer not null | none | Year in which the school year ends; 0 if nothing tells
--   assessment text | none | Name of the assessment
--   subject text | none | Subject
--   scale text not null | none | RIT, percent or points
--   score_milli integer | none | Score in thousandths
--   high_milli integer | none | Largest score possible
--   band text | none | Band as the vendor names it
--   percentile integer | none | Percentile
--   term text | none | Term or test window
-- tests:
--   rows SELECT row_no FROM stg_assessments__score WHERE day IS NULL | warn | A test has no day and takes no part in trends: add the date to the export
SELECT m.school_id, 'map_growth' AS source, m.row_no, m.feed_id, m."StudentID" AS student_id,
       m."Student_StateID__key" AS state_id_key,
       lec_grade(m."Grade") AS grade,
       m."TestStartDate__day" AS day,
       coalesce(d.school_year, 0) AS school_year,
       'MAP Growth' AS assessment,
       coalesce(m."Subject", m."Course") AS subject,
       'RIT' AS scale,
       m."TestRITScore__milli" AS score_milli,
       CAST(NULL AS bigint) AS high_milli,
       m."AchievementQuintile" AS band,
       m."TestPercentile__num" AS percentile,
       m."TermName" AS term
FROM now_assessments__map_growth AS m
LEFT JOIN int_day AS d ON d.day = m."TestStartDate__day"
WHERE m."StudentID" IS NOT NULL AND (m."TestRITScore__milli" IS NOT NULL OR m."AchievementQuintile" IS NOT NULL)
UNION ALL
SELECT s.school_id, 'scores', s.row_no, s.feed_id, s.student_id,
       CAST(NULL AS text),
       CAST(NULL AS text),
       s."date__day",
       coalesce(d.school_year, 0),
       s.assessment,
       s.subject,
       CASE WHEN s."max_score__milli" > 0 THEN 'percent' ELSE 'points' END,
       s."score__milli",
       s."max_score__milli",
       s.band,
       s."percentile__num",
       s.term
FROM now_assessments__scores AS s
LEFT JOIN int_day AS d ON d.day = s."date__day"
WHERE s.student_id IS NOT NULL AND (s."score__milli" IS NOT NULL OR s.band IS NOT NULL)
