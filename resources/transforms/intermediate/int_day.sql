-- model: int_day
-- layer: intermediate
-- grain: one row per day from 1970 to 2099
-- depends: setting_value
-- key: day
-- columns:
--   day integer not null | none | Days since 1970-01-01
--   date_text text not null | none | YYYY-MM-DD
--   school_year integer not null | none | Year in which the school year of the day ends, by the setting school_year_starts
--   year integer not null | none | Calendar year
--   month integer not null | none | 1 to 12
--   weekday integer not null | none | 1 = Monday to 7 = Sunday
--   week_start integer not null | none | First day of the week, by the setting first_day_of_week
WITH RECURSIVE numbered(day) AS (
    SELECT CAST(0 AS bigint) UNION ALL SELECT day + 1 FROM numbered WHERE day < 47481
),
ruled AS (
    SELECT n.day, lec_year(n.day) AS year, lec_month(n.day) AS month, lec_weekday(n.day) AS weekday,
           coalesce(lec_integer(s.value), 8) AS starts, coalesce(lec_integer(w.value), 1) AS first_weekday
    FROM numbered AS n
    JOIN setting_value AS s ON s.key = 'school_year_starts'
    JOIN setting_value AS w ON w.key = 'first_day_of_week'
)
SELECT day, lec_date(day) AS date_text,
       CASE WHEN starts > 1 AND month >= starts THEN year + 1 ELSE year END AS school_year,
       year, month, weekday,
       day - (weekday - first_weekday + 7) % 7 AS week_start
FROM ruled
