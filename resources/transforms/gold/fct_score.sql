-- model: fct_score
-- layer: gold
-- grain: one row per score, mark or final result of a student
-- depends: stg_oneroster__result, stg_sis__mark, stg_assessments__score, stg_oulad__registration,
--   stg_oulad__presentation, now_oulad__assessments, now_oulad__student_assessment, int_person, int_class, dim_class
-- key: school_id, source, score_key
-- index: student_key, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends; 0 if nothing tells
--   score_key integer not null | none | Raw row, unique within its source
--   feed_id integer not null | none | Feed the score comes from
--   source text not null | none | result, section_mark, map_growth, scores, oulad_assessment or oulad_result
--   student_key integer not null | none | Student
--   day integer | none | Day of the score
--   is_dated integer not null | none | 1 if the source itself dates the score, 0 if the day is a due date or the end of a term
--   assessment text | none | Name of the assessment
--   subject text | none | Subject
--   scale text not null | none | percent, RIT, points or result; only scores on one scale are averaged
--   score_milli integer | none | Score in thousandths
--   low_milli integer | none | Smallest score possible
--   high_milli integer | none | Largest score possible
--   percent_milli integer | none | Score as thousandths of a percent of what is possible
--   mark text | none | Letter mark
--   band text | none | Band as the vendor names it
--   band_order integer | none | Place of the band, from 1 = lowest
--   proficient integer | none | 1 at or above the vendor's cut, 0 below, NULL without a band
--   percentile integer | none | Percentile
--   term text | none | Term or test window
--   class_key integer | none | Class
--   course_key integer | none | Course of the class
-- tests:
--   accepted source: result, section_mark, map_growth, scores, oulad_assessment, oulad_result | error | A score of an unknown source: report it
--   rows SELECT score_key FROM fct_score WHERE percent_milli > 200000 OR percent_milli < 0 | warn | A score lies far outside its scale: correct the score or the largest score possible
WITH scored AS (
    SELECT r.school_id, r.school_year, r.row_no AS score_key, r.feed_id, 'result' AS source,
           r.user_source_id AS student_id, r.day, r.is_dated, r.assessment, r.subject, 'percent' AS scale,
           r.score_milli, r.low_milli, r.high_milli, CAST(NULL AS text) AS mark, CAST(NULL AS text) AS band,
           CAST(NULL AS bigint) AS percentile, r.term, r.class_source_id
    FROM stg_oneroster__result AS r
    UNION ALL
    SELECT m.school_id, m.school_year, m.row_no, m.feed_id, 'section_mark', m.student_id, m.day, 0,
           'Section mark', CAST(NULL AS text), 'percent', m.score_milli, 0, 100000, m.mark, CAST(NULL AS text),
           CAST(NULL AS bigint), m.term, m.section_id
    FROM stg_sis__mark AS m
    UNION ALL
    SELECT a.school_id, a.school_year, a.row_no, a.feed_id, a.source, a.student_id, a.day, 1, a.assessment, a.subject,
           a.scale, a.score_milli, CASE WHEN a.high_milli IS NULL THEN NULL ELSE 0 END, a.high_milli,
           CAST(NULL AS text), a.band, a.percentile, a.term, CAST(NULL AS text)
    FROM stg_assessments__score AS a
    UNION ALL
    SELECT s.school_id, p.school_year, s.row_no, s.feed_id, 'oulad_assessment', s.id_student,
           p.begin_day + s."date_submitted__num", 1, a.assessment_type || ' ' || a.id_assessment, a.code_module,
           'percent', s."score__num" * 1000, 0, 100000, CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bigint),
           a.code_presentation, p.source_id
    FROM now_oulad__student_assessment AS s
    JOIN now_oulad__assessments AS a
        ON a.school_id = s.school_id AND a.feed_id = s.feed_id AND a.id_assessment = s.id_assessment
    JOIN stg_oulad__presentation AS p
        ON p.school_id = a.school_id AND p.feed_id = a.feed_id
        AND p.source_id = a.code_module || ' ' || a.code_presentation
    WHERE s."score__num" IS NOT NULL
    UNION ALL
    SELECT r.school_id, r.school_year, r.row_no, r.feed_id, 'oulad_result', r.student_id, r.result_day, 0,
           'Final result', p.module, 'result', CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS bigint),
           CAST(NULL AS text), r.final_result, CAST(NULL AS bigint), p.presentation, r.presentation_id
    FROM stg_oulad__registration AS r
    JOIN stg_oulad__presentation AS p
        ON p.school_id = r.school_id AND p.feed_id = r.feed_id AND p.source_id = r.presentation_id
    WHERE r.final_result IN ('Distinction', 'Pass', 'Fail')
),
banded AS (
    SELECT s.school_id, s.school_year, s.score_key, s.feed_id, s.source, s.student_id, s.day, s.is_dated,
           s.assessment, s.subject, s.scale, s.score_milli, s.low_milli, s.high_milli,
           CASE WHEN s.scale <> 'percent' OR s.high_milli <= s.low_milli THEN NULL
                WHEN s.score_milli >= s.low_milli
                    THEN (200000 * (s.score_milli - s.low_milli) + s.high_milli - s.low_milli)
                         / (2 * (s.high_milli - s.low_milli))
                ELSE -((200000 * (s.low_milli - s.score_milli) + s.high_milli - s.low_milli)
                       / (2 * (s.high_milli - s.low_milli))) END AS percent_milli,
           s.mark, s.band,
           CASE lec_lower(s.band)
               WHEN 'low' THEN 1 WHEN 'loavg' THEN 2 WHEN 'avg' THEN 3 WHEN 'hiavg' THEN 4 WHEN 'high' THEN 5
               WHEN 'fail' THEN 1 WHEN 'pass' THEN 2 WHEN 'distinction' THEN 3
               WHEN 'well below benchmark' THEN 1 WHEN 'below benchmark' THEN 2 WHEN 'at benchmark' THEN 3
               WHEN 'above benchmark' THEN 4
               WHEN 'well below basic' THEN 1 WHEN 'below basic' THEN 2 WHEN 'basic' THEN 3 WHEN 'proficient' THEN 4
               WHEN 'advanced' THEN 5
               WHEN 'below' THEN 1 WHEN 'below level' THEN 1 WHEN 'approaching' THEN 2 WHEN 'on level' THEN 3
               WHEN 'at level' THEN 3 WHEN 'meets' THEN 3 WHEN 'above' THEN 4 WHEN 'exceeds' THEN 4
               WHEN 'level 1' THEN 1 WHEN 'level 2' THEN 2 WHEN 'level 3' THEN 3 WHEN 'level 4' THEN 4
               WHEN 'level 5' THEN 5 END AS band_order,
           CASE lec_lower(s.band)
               WHEN 'low' THEN 0 WHEN 'loavg' THEN 0 WHEN 'avg' THEN 1 WHEN 'hiavg' THEN 1 WHEN 'high' THEN 1
               WHEN 'fail' THEN 0 WHEN 'pass' THEN 1 WHEN 'distinction' THEN 1
               WHEN 'well below benchmark' THEN 0 WHEN 'below benchmark' THEN 0 WHEN 'at benchmark' THEN 1
               WHEN 'above benchmark' THEN 1
               WHEN 'well below basic' THEN 0 WHEN 'below basic' THEN 0 WHEN 'basic' THEN 0 WHEN 'proficient' THEN 1
               WHEN 'advanced' THEN 1
               WHEN 'below' THEN 0 WHEN 'below level' THEN 0 WHEN 'approaching' THEN 0 WHEN 'on level' THEN 1
               WHEN 'at level' THEN 1 WHEN 'meets' THEN 1 WHEN 'above' THEN 1 WHEN 'exceeds' THEN 1 END AS proficient,
           s.percentile, s.term, s.class_source_id
    FROM scored AS s
)
SELECT b.school_id, b.school_year, b.score_key, b.feed_id, b.source, p.student_key, b.day, b.is_dated, b.assessment,
       coalesce(b.subject, d.subject) AS subject, b.scale, b.score_milli, b.low_milli, b.high_milli, b.percent_milli,
       b.mark, b.band, b.band_order, b.proficient, b.percentile, b.term, c.class_key, d.course_key
FROM banded AS b
JOIN int_person AS p ON p.school_id = b.school_id AND p.feed_id = b.feed_id AND p.source_id = b.student_id
LEFT JOIN int_class AS c
    ON c.school_id = b.school_id AND c.feed_id = b.feed_id AND c.source_id = b.class_source_id
LEFT JOIN dim_class AS d ON d.school_id = b.school_id AND d.class_key = c.class_key
WHERE p.student_key IS NOT NULL
