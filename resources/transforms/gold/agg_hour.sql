-- model: agg_hour
-- layer: gold
-- grain: one row per student, day and hour with events; empty for sources without times
-- depends: fct_event, int_day
-- key: school_id, student_key, day, hour
-- index: day, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   weekday integer not null | none | 1 = Monday to 7 = Sunday
--   hour integer not null | none | 0 to 23 in the school's zone
--   day integer not null | none | Day
--   events integer not null | none | Events
SELECT h.school_id, h.school_year, h.student_key, d.weekday, h.hour, h.day, h.events
FROM (
    SELECT school_id, min(school_year) AS school_year, student_key, day, minute / 60 AS hour, sum(clicks) AS events
    FROM fct_event
    WHERE minute IS NOT NULL
    GROUP BY school_id, student_key, day, minute / 60
) AS h
JOIN int_day AS d ON d.day = h.day
