-- model: stg_oulad__presentation
-- layer: staging
-- grain: one row per module presentation, listed in courses.csv or named by another file
-- depends: now_oulad__courses, now_oulad__student_info, now_oulad__vle, now_oulad__student_vle
-- key: school_id, feed_id, source_id
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   feed_id integer not null | none | Feed the presentation comes from
--   source_id text not null | none | Module and presentation, "AAA 2013J"
--   module text not null | none | Module
--   presentation text not null | none | Presentation
--   begin_day integer | none | 1 February of a B presentation, 1 October of a J one
--   end_day integer | none | Last day, by its length
--   school_year integer not null | none | Year in which it ends
-- tests:
--   not_null begin_day | error | A presentation is neither B nor J, so its days cannot be placed: correct code_presentation
WITH named AS (
    SELECT school_id, feed_id, code_module AS module, code_presentation AS presentation FROM now_oulad__courses
    UNION
    SELECT school_id, feed_id, code_module, code_presentation FROM now_oulad__student_info
    UNION
    SELECT school_id, feed_id, code_module, code_presentation FROM now_oulad__vle
    UNION
    SELECT school_id, feed_id, code_module, code_presentation FROM now_oulad__student_vle
),
placed AS (
    SELECT n.school_id, n.feed_id, n.module, n.presentation,
           lec_integer(substr(n.presentation, 1, 4)) AS year,
           substr(n.presentation, 5, 1) AS letter,
           coalesce(c."module_presentation_length__num", 269) AS length
    FROM named AS n
    LEFT JOIN now_oulad__courses AS c
        ON c.school_id = n.school_id AND c.feed_id = n.feed_id AND c.code_module = n.module
        AND c.code_presentation = n.presentation
    WHERE n.module IS NOT NULL AND n.presentation IS NOT NULL
),
begun AS (
    -- 1 January of the year in days since 1970 (a leap year every fourth year holds from 1901 to 2099)
    SELECT school_id, feed_id, module, presentation, length, year, letter,
           (year - 1970) * 365 + (year - 1969) / 4 AS january,
           CASE WHEN year % 4 = 0 THEN 1 ELSE 0 END AS leap
    FROM placed
)
SELECT school_id, feed_id, module || ' ' || presentation AS source_id, module, presentation,
       CASE letter WHEN 'B' THEN january + 31 WHEN 'J' THEN january + 273 + leap END AS begin_day,
       CASE letter WHEN 'B' THEN january + 31 WHEN 'J' THEN january + 273 + leap END + length AS end_day,
       CASE letter WHEN 'J' THEN coalesce(year, 0) + 1 ELSE coalesce(year, 0) END AS school_year
FROM begun
