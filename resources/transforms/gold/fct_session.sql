-- model: fct_session
-- layer: gold
-- grain: one row per session of a student: events less than 30 minutes apart
-- depends: fct_event
-- key: school_id, student_key, start_ms
-- index: day, student_key
-- columns:
--   school_id integer not null | none | School file the row belongs to
--   school_year integer not null | none | Year in which the school year ends
--   student_key integer not null | none | Student
--   day integer not null | none | Day of the first event
--   start_ms integer not null | none | Instant of the first event, UTC milliseconds
--   duration_ms integer not null | none | From first to last event, plus what the last event says it took
--   events integer not null | none | Events in the session
-- tests:
--   rows SELECT start_ms FROM fct_session WHERE duration_ms > 43200000 | warn | A session of more than twelve hours: an event states a duration in the wrong unit
WITH placed AS (
    SELECT school_id, school_year, student_key, day, ms, duration_ms,
           row_number() OVER w AS place, lag(ms) OVER w AS before, lead(ms) OVER w AS after
    FROM fct_event
    WHERE ms IS NOT NULL
    WINDOW w AS (PARTITION BY school_id, student_key ORDER BY ms, feed_id, event_key)
),
border AS (
    SELECT school_id, school_year, student_key, day, ms, duration_ms, place,
           CASE WHEN before IS NULL OR ms - before >= 1800000 THEN 1 ELSE 0 END AS begins,
           CASE WHEN after IS NULL OR after - ms >= 1800000 THEN 1 ELSE 0 END AS ends
    FROM placed
    WHERE before IS NULL OR after IS NULL OR ms - before >= 1800000 OR after - ms >= 1800000
),
paired AS (
    SELECT school_id, school_year, student_key, day, ms, place, begins, ends,
           CASE WHEN ends = 1 THEN ms ELSE lead(ms) OVER v END AS end_ms,
           CASE WHEN ends = 1 THEN place ELSE lead(place) OVER v END AS end_place,
           CASE WHEN ends = 1 THEN duration_ms ELSE lead(duration_ms) OVER v END AS last_ms
    FROM border
    WINDOW v AS (PARTITION BY school_id, student_key ORDER BY place)
)
SELECT school_id, school_year, student_key, day, ms AS start_ms,
       end_ms - ms + coalesce(last_ms, 0) AS duration_ms,
       end_place - place + 1 AS events
FROM paired
WHERE begins = 1
