-- model: dim_date
-- layer: gold
-- grain: one row per day of every school year with facts
-- depends: int_day, dim_student, stg_sis__calendar, int_instructional_day
-- key: school_id, day
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   day integer not null | none | Days since 1970-01-01
--   date_text text not null | none | YYYY-MM-DD
--   school_year integer not null | none | Year in which the school year ends
--   year integer not null | none | Calendar year
--   month integer not null | none | 1 to 12
--   week_start integer not null | none | First day of the week, by the setting first_day_of_week
--   weekday integer not null | none | 1 = Monday to 7 = Sunday
--   is_instructional integer | none | 1 if any school holds school, 0 if none does, NULL where neither calendar nor attendance tells
--   is_weekend integer not null | none | 1 on Saturday and Sunday
WITH span AS (
    SELECT school_id, min(school_year) AS first_year, max(school_year) AS last_year
    FROM dim_student
    WHERE school_year > 0
    GROUP BY school_id
),
told AS (
    SELECT school_id, day, max(is_instructional) AS is_instructional
    FROM (
        SELECT school_id, day, is_instructional FROM stg_sis__calendar
        UNION ALL
        SELECT school_id, day, 1 FROM int_instructional_day
    ) AS said
    GROUP BY school_id, day
),
told_year AS (
    SELECT DISTINCT t.school_id, d.school_year FROM told AS t JOIN int_day AS d ON d.day = t.day
)
SELECT s.school_id, d.day, d.date_text, d.school_year, d.year, d.month, d.week_start, d.weekday,
       CASE WHEN y.school_year IS NOT NULL THEN coalesce(t.is_instructional, 0) END AS is_instructional,
       CASE WHEN d.weekday >= 6 THEN 1 ELSE 0 END AS is_weekend
FROM span AS s
JOIN int_day AS d ON d.school_year >= s.first_year - 1 AND d.school_year <= s.last_year + 1
LEFT JOIN told AS t ON t.school_id = s.school_id AND t.day = d.day
LEFT JOIN told_year AS y ON y.school_id = s.school_id AND y.school_year = d.school_year
